"""Many processes that write in one lab at the same time, on SQLite and on PostgreSQL.

Each adds its own records, and all write in one common note: each reads it, puts a word of its own
at its end and saves it with what was seen. A change that would overwrite another's is refused, read
again and tried again, so every word must be there in the end.

    python -m tests.faults.many --processes 8 --writes 500
    python -m tests.faults.many --processes 32 --writes 500 --database postgresql+psycopg://...
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import labmethods as lm
from labmethods.errors import Conflict, LabError
from labmethods.workbook.lab import Lab

COMMON = "gemensam"
EVERY = 10
"""One of so many writes is followed by one in the common note."""


@dataclass
class Figures:
    """What came of it."""

    processes: int
    expected: int
    records: int
    words: int
    found: int
    refused: int
    failed: int
    broken: int
    rows: int
    longest: float
    seconds: float

    @property
    def whole(self) -> bool:
        return (
            self.records == self.expected
            and self.found == self.words
            and not self.failed
            and not self.broken
        )

    def __str__(self) -> str:
        return (
            f"{self.processes} processes: {self.records} of {self.expected} records, "
            f"{self.rows} journal rows in one chain with {self.broken} breaks, "
            f"{self.found} of {self.words} words in the common note "
            f"({self.refused} refused and tried again), {self.failed} failed writes, "
            f"longest write {self.longest:.2f} s, {self.seconds:.1f} s in all "
            f"({self.rows / self.seconds:.0f} a second)"
        )


def _write(home: Path, number: int, writes: int, start: Any, done: Any) -> None:
    acknowledged, words, refused, failed, longest = [], [], 0, 0, 0.0
    with lm.open_lab(home) as lab:
        common = lab.notes.find(key=COMMON)[0].id
        start.wait()
        for turn in range(writes):
            began = time.monotonic()
            try:
                acknowledged.append(lab.notes.add(key=f"{number}-{turn}", text="text").key)
                if turn % EVERY == 0:
                    refused += _add_word(lab, common, f"{number}-{turn}")
                    words.append(f"{number}-{turn}")
            except LabError as error:
                failed += 1
                print(error, file=sys.stderr)
            longest = max(longest, time.monotonic() - began)
    done.put((acknowledged, words, refused, failed, longest))


def _add_word(lab: Lab, common: str, word: str) -> int:
    """Put a word at the common note's end; how often another was first."""
    for refused in range(10_000):
        seen = lab.notes.get(common)
        try:
            lab.notes.change(common, seen=seen, text=f"{seen.text} {word}")
        except Conflict:
            continue
        return refused
    raise AssertionError("another was first ten thousand times")


def many(folder: Path, processes: int, writes: int, database: str | None = None) -> Figures:
    """Let so many processes write so often each in one lab."""
    with lm.new_lab("prov", to=folder, database=database) as lab:
        lab.notes.add(key=COMMON, text="början")
        home = lab.home
    context = multiprocessing.get_context("fork")
    start, done = context.Barrier(processes + 1), context.Queue()
    workers = [
        context.Process(target=_write, args=(home, number, writes, start, done))
        for number in range(processes)
    ]
    for worker in workers:
        worker.start()
    start.wait()
    began = time.monotonic()
    came = [done.get() for _ in workers]
    seconds = time.monotonic() - began
    for worker in workers:
        worker.join()
    with lm.open_lab(home) as lab:
        keys = {note.key for note in lab.notes.all()}
        return Figures(
            processes=processes,
            expected=processes * writes,
            records=sum(key in keys for one in came for key in one[0]),
            words=sum(len(one[1]) for one in came),
            found=len(set(lab.notes.find(key=COMMON)[0].text.split()[1:])),
            refused=sum(one[2] for one in came),
            failed=sum(one[3] for one in came),
            broken=len(lab.store.broken_chain()),
            rows=len(lab.store.journal_rows()),
            longest=max(one[4] for one in came),
            seconds=seconds,
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--writes", type=int, default=500)
    parser.add_argument("--database", help="a new PostgreSQL database; a SQLite file without it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        figures = many(Path(name), options.processes, options.writes, options.database)
    print(f"{'PostgreSQL' if options.database else 'SQLite'}, {figures}")
    return 0 if figures.whole else 1


if __name__ == "__main__":
    sys.exit(main())
