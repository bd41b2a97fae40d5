"""``kill -9`` at random moments of everything that writes; nothing acknowledged may be missing.

A process works in a lab and acknowledges each step in an outside ledger. It is killed at a random
moment; then the lab must open, its journal's chain hold, its records agree with the journal, and
all that was acknowledged be there.

    python -m tests.faults.kill --times 500
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import sqlalchemy as sa

import labmethods as lm
from labmethods.workbook import backup, folder
from labmethods.workbook.check import check
from labmethods.workbook.merge import merge
from labmethods.workbook.restore import restore
from labmethods.workbook.transfer import import_file
from labmethods.workbook.upgrade import upgrade
from tests.faults.ledger import Ledger


class Place:
    """Where one kind of work is done: the lab, what it needs, and the ledger beside it."""

    longest = 0.6
    """Seconds until the latest moment of the kill."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / "prov"
        self.ledger = Ledger(root / "ledger")

    def judge(self) -> list[str]:
        """What is wrong; empty when nothing is."""
        try:
            with lm.open_lab(self.home) as lab:
                found = [one.text("en") for one in check(lab) if one.subject != "templates"]
                keys = {note.key for note in lab.notes.all()}
        except Exception as error:
            return [f"it does not open: {error}"]
        return found + self.missing(keys)

    def missing(self, keys: set[str]) -> list[str]:
        """Which acknowledged notes aren't there."""
        said = {one["key"] for one in self.ledger.read() if "key" in one}
        gone = {one["removed"] for one in self.ledger.read() if "removed" in one}
        # What was being removed when the kill came may be gone without an acknowledgement.
        tried = {one["removing"] for one in self.ledger.read() if "removing" in one}
        lost = said - gone - tried - keys
        back = gone & keys
        return [f"lost {key}" for key in sorted(lost)] + [f"is back {key}" for key in sorted(back)]

    # The kinds of work

    def prepare(self, number: int) -> None:
        """Before each kill."""

    def work(self, number: int) -> None:
        """Until it is killed."""
        raise NotImplementedError


class Writes(Place):
    """Notes added, changed, removed, and undone."""

    def work(self, number: int) -> None:
        with lm.open_lab(self.home) as lab:
            for turn in count():
                note = lab.notes.add(key=f"{number}-{turn}", text="a" * random.randrange(2000))
                self.ledger.acknowledge(key=note.key)
                lab.notes.change(note, text="b")
                if turn % 3 == 0:
                    self.ledger.acknowledge(removing=note.key)
                    lab.notes.remove(note)
                    self.ledger.acknowledge(removed=note.key)


class Imports(Place):
    """Spreadsheets of 300 rows: all of them or none."""

    longest = 1.5

    def prepare(self, number: int) -> None:
        # A lab that grows and grows would make the judge slow.
        if number % 8 == 7:
            shutil.rmtree(self.home)
            self.ledger.path.unlink(missing_ok=True)
            _new(self.root)

    def work(self, number: int) -> None:
        with lm.open_lab(self.home) as lab:
            for turn in count():
                path = self.root / "rows.csv"
                rows = [f"{number}-{turn}-{row},text" for row in range(300)]
                path.write_text("\n".join(["key,text", *rows]) + "\n")
                import_file(lab, path, "notes")
                self.ledger.acknowledge(imported=f"{number}-{turn}")

    def missing(self, keys: set[str]) -> list[str]:
        found = Counter(key.rsplit("-", 1)[0] for key in keys if "-" in key)
        said = {one["imported"] for one in self.ledger.read()}
        return [f"lost {one}" for one in said if found[one] != 300] + [
            f"half of {one}" for one, n in found.items() if n != 300
        ]


class Migrations(Place):
    """A store of an older labmethods gets new tables and columns on opening."""

    def prepare(self, number: int) -> None:
        # Found by the version before: what opening adds must be missing.
        with lm.open_lab(self.home) as lab, lab.store.engine.begin() as connection:
            for statement in (
                "ALTER TABLE facts DROP COLUMN ask",
                "ALTER TABLE notes DROP COLUMN source_url",
                "DROP TABLE actors",
                "UPDATE store_info SET value = '[]' WHERE key = 'schema'",
            ):
                connection.execute(sa.text(statement))

    def work(self, number: int) -> None:
        with lm.open_lab(self.home) as lab:
            for turn in count():
                note = lab.notes.add(key=f"{number}-{turn}", source_url="https://example.org")
                self.ledger.acknowledge(key=note.key)


class Upgrades(Place):
    """Notebooks get newer template cells; what the lab wrote in them stays."""

    longest = 1.2

    def prepare(self, number: int) -> None:
        mine = {
            "cell_type": "markdown",
            "id": "egen",
            "metadata": {},
            "source": "Vårt eget",
        }
        for path in folder.notebooks(self.home):
            notebook = json.loads(path.read_text(encoding="utf-8"))
            if not any(cell["id"] == "egen" for cell in notebook["cells"]):
                notebook["cells"].append(mine)
                path.write_text(json.dumps(notebook), encoding="utf-8")

    def work(self, number: int) -> None:
        with lm.open_lab(self.home) as lab:
            for turn in count():
                note = lab.notes.add(key=f"{number}-{turn}")
                self.ledger.acknowledge(key=note.key)
                upgrade(lab, templates=dict(self._newer(f"{number}-{turn}")))

    def _newer(self, mark: str) -> Iterator[tuple[str, Path]]:
        """The templates, with one cell's text changed."""
        newer = self.root / "newer"
        newer.mkdir(exist_ok=True)
        for name, path in folder.templates("sv").items():
            template = json.loads(path.read_text(encoding="utf-8"))
            template["cells"][0]["source"] = f"# {mark}"
            (newer / path.name).write_text(json.dumps(template), encoding="utf-8")
            yield name, newer / path.name

    def missing(self, keys: set[str]) -> list[str]:
        lost = [
            f"lost the lab's own cell of {path.name}"
            for path in folder.notebooks(self.home)
            if not any(cell["id"] == "egen" for cell in json.loads(path.read_bytes())["cells"])
        ]
        return super().missing(keys) + lost


class Backups(Place):
    """Zips that are whole or not there."""

    def work(self, number: int) -> None:
        with lm.open_lab(self.home) as lab:
            for turn in count():
                note = lab.notes.add(key=f"{number}-{turn}", text="a" * 2000)
                self.ledger.acknowledge(key=note.key)
                backup.backup(lab, self.root / f"kopia-{number}-{turn}.zip")
                self.ledger.acknowledge(zip=f"kopia-{number}-{turn}.zip")
                backup.automatic(lab.store, lab.home)

    def missing(self, keys: set[str]) -> list[str]:
        said = {one["zip"] for one in self.ledger.read() if "zip" in one}
        there = {path.name for path in self.root.glob("kopia-*.zip")}
        wrong = [f"lost {name}" for name in said - there]
        for name in there:
            with tempfile.TemporaryDirectory() as aside:
                try:
                    restore(self.root / name, Path(aside) / "prov")
                except Exception as error:
                    wrong.append(f"{name}: {error}")
            if name in said:
                (self.root / name).unlink()
        for path in self.home.glob("backups/lab-*.db"):
            with sa.create_engine(f"sqlite:///{path}").connect() as connection:
                if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
                    wrong.append(f"{path.name} is not whole")
        kept = [one for one in self.ledger.read() if "zip" not in one]
        self.ledger.path.unlink(missing_ok=True)
        for one in kept:
            self.ledger.acknowledge(**one)
        return wrong + super().missing(keys)


class Restores(Place):
    """A backup put back over a lab; what was there is kept beside it."""

    def prepare(self, number: int) -> None:
        for path in self.root.glob("prov-*"):
            shutil.rmtree(path)
        self.ledger.path.unlink(missing_ok=True)
        with lm.open_lab(self.home) as lab:
            for note in lab.notes.all():
                lab.notes.remove(note)
            lab.notes.add(key="i kopian")
            (self.root / "kopia.zip").unlink(missing_ok=True)
            backup.backup(lab, self.root / "kopia.zip")

    def work(self, number: int) -> None:
        with lm.open_lab(self.home) as lab:
            for turn in count():
                note = lab.notes.add(key=f"{number}-{turn}")
                self.ledger.acknowledge(key=note.key)
                if turn % 4 == 3:
                    restore(self.root / "kopia.zip", self.home)
                    self.ledger.acknowledge(restored=turn)

    def missing(self, keys: set[str]) -> list[str]:
        lines = self.ledger.read()
        restored = [place for place, one in enumerate(lines) if "restored" in one]
        newest = restored[-1] if restored else -1
        after = {one["key"] for one in lines[newest + 1 :]}
        kept = set()
        for copy in self.root.glob("prov-*"):
            with lm.open_lab(copy) as lab:
                kept |= {note.key for note in lab.notes.all()}
        # A restore under way when the kill came: what it replaced is in the copy beside the lab.
        lost = [f"lost {key}" for key in after - keys if keys != {"i kopian"} or key not in kept]
        before = {one["key"] for one in lines[:newest] if "key" in one} if restored else set()
        lost += [f"not kept {key}" for key in before - kept]
        return lost + ([] if "i kopian" in keys else ["lost what was in the copy"])


class Merges(Place):
    """Two copies that are edited apart and joined again and again."""

    def prepare(self, number: int) -> None:
        if not (self.root / "annan").exists():
            shutil.copytree(self.home, self.root / "annan")

    def work(self, number: int) -> None:
        with lm.open_lab(self.home) as lab, lm.open_lab(self.root / "annan") as other:
            for turn in count():
                mine = lab.notes.add(key=f"{number}-{turn}")
                self.ledger.acknowledge(key=mine.key)
                theirs = other.notes.add(key=f"annan-{number}-{turn}")
                merge(lab, other)
                self.ledger.acknowledge(key=theirs.key)


KINDS: dict[str, type[Place]] = {
    "writes": Writes,
    "imports": Imports,
    "migrations": Migrations,
    "upgrades": Upgrades,
    "backups": Backups,
    "restores": Restores,
    "merges": Merges,
}


def _new(root: Path) -> None:
    """A lab, with all that reads a spreadsheet loaded before the first fork."""
    with lm.new_lab("prov", to=root) as lab:
        (root / "rows.csv").write_text("key,text\nförst,\n", encoding="utf-8")
        import_file(lab, root / "rows.csv", "notes")


def kill(kind: str, times: int, root: Path, rng: random.Random) -> dict[str, object]:
    """Kill one kind of work so many times; what came of it."""
    _new(root)
    place = KINDS[kind](root)
    wrong: list[str] = []
    acknowledged = 0
    for number in range(times):
        place.prepare(number)
        before = len(place.ledger.read())
        _run_and_kill(place.work, number, rng.uniform(0, place.longest))
        acknowledged += max(0, len(place.ledger.read()) - before)
        wrong += [f"{kind} {number}: {one}" for one in place.judge()]
        if wrong:
            break
    return {"kills": number + 1, "acknowledged": acknowledged, "wrong": wrong}


def _run_and_kill(work: Callable[[int], None], number: int, after: float) -> None:
    # A fork knows labmethods already: the kill meets the work and not the start of Python.
    process = multiprocessing.get_context("fork").Process(target=work, args=(number,))
    process.start()
    time.sleep(after)
    if not process.is_alive():
        raise AssertionError(f"the work ended by itself with {process.exitcode}")
    os.kill(process.pid, 9)
    process.join()


def kill_all(times: int, seed: int = 1, kinds: list[str] | None = None) -> Iterator[tuple]:
    """Each kind of work and what came of killing it; ``times`` in all."""
    chosen = kinds or list(KINDS)
    rng = random.Random(seed)
    for place, kind in enumerate(chosen):
        share = times // len(chosen) + (place < times % len(chosen))
        with tempfile.TemporaryDirectory() as name:
            yield kind, kill(kind, share, Path(name), rng)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, action="append")
    options = parser.parse_args()
    kills = bad = 0
    for kind, came in kill_all(options.times, options.seed, options.kind):
        kills, bad = kills + came["kills"], bad + len(came["wrong"])
        print(
            f"{kind:11} {came['kills']:4} kills, {came['acknowledged']:6} steps acknowledged, "
            f"{len(came['wrong'])} missing or broken",
            flush=True,
        )
        for line in came["wrong"]:
            print(f"  {line}")
    print(f"all         {kills:4} kills, {bad} missing or broken")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
