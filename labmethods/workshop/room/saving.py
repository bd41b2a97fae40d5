"""Saves what phones send: on disk before it is acknowledged, many in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias

from labmethods.workbook.batch import Batch
from labmethods.workbook.store import Store

Step: TypeAlias = Callable[[Batch], Any]

MOST_AT_ONCE = 500


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
        finally:
            self._running = None

    def _save(self, steps: list[Step]) -> list[Any]:
        try:
            with self._store.writing() as batch:
                return [step(batch) for step in steps]
        except Exception as error:
            if len(steps) == 1:
                return [error]
        # One of them can't be saved: each by itself, so that the others are.
        return [answer for step in steps for answer in self._save([step])]
