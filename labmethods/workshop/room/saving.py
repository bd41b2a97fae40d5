"""Saves what phones send: on disk before it is acknowledged, many in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from labmethods.workbook.batch import Batch
from labmethods.workbook.records import Record
from labmethods.workbook.store import Store

MOST_AT_ONCE = 500
_MANY = 5
"""From so many in one transaction on, the next one waits for company."""
_COMPANY = 0.06
"""Seconds from one transaction's beginning to the next one's, when many come."""


@dataclass(frozen=True)
class Adding:
    """A step that only adds records: such steps beside each other become one statement."""

    table: str
    records: Sequence[Record]


Step: TypeAlias = Callable[[Batch], Any] | Adding


class Saving:
    """Takes steps and saves them in the order they came.

    While one transaction is written to disk, what comes meanwhile waits and is saved together by
    the next: one disk synchronisation for all of them, and nobody waits when little comes.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="room-saving")
        self._waiting: list[tuple[Step, asyncio.Future]] = []
        self._running: asyncio.Task | None = None

    async def save(self, step: Step) -> Any:
        """Run a step in a transaction; answers when it is on disk.

        Raises
        ------
        LabError
            Nothing of this step was saved.
        """
        future = asyncio.get_running_loop().create_future()
        self._waiting.append((step, future))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return await future

    async def close(self) -> None:
        """Save what waits, and stop."""
        if self._running is not None:
            await self._running
        self._thread.shutdown(wait=True)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                began = loop.time()
                taken = self._waiting[:MOST_AT_ONCE]
                del self._waiting[:MOST_AT_ONCE]
                answers = await loop.run_in_executor(
                    self._thread, self._save, [step for step, _future in taken]
                )
                for (_step, future), answer in zip(taken, answers, strict=True):
                    if future.done():
                        continue
                    if isinstance(answer, Exception):
                        future.set_exception(answer)
                    else:
                        future.set_result(answer)
                if len(taken) >= _MANY:
                    await asyncio.sleep(max(0, began + _COMPANY - loop.time()))
        finally:
            self._running = None

    def _save(self, steps: list[Step]) -> list[Any]:
        try:
            with self._store.writing() as batch:
                return _run_all(batch, steps)
        except Exception as error:
            if len(steps) == 1:
                return [error]
        # One of them can't be saved: each by itself, so that the others are.
        return [answer for step in steps for answer in self._save([step])]


def _run_all(batch: Batch, steps: list[Step]) -> list[Any]:
    answers: list[Any] = []
    for table, some in groupby(steps, lambda s: s.table if isinstance(s, Adding) else None):
        together = list(some)
        if table is None:
            answers += [step(batch) for step in together]
        else:
            batch.add(table, [record for step in together for record in step.records])
            answers += [list(step.records) for step in together]
    return answers
