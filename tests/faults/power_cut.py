"""Power cuts: what lies on the disk when only what was synchronised is sure to be there.

A small library (``record.c``) writes down every write, truncation, synchronisation and change of a
name that a real labmethods makes. From those notes the disk is put together as it may look when the
power goes at any moment: what was synchronised is there; of the rest any part may be, torn at the
512 bytes of a sector. Names count as synchronised only when their folder was.

    python -m tests.faults.power_cut --cuts 2000
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import labmethods as lm
from labmethods.workbook.check import check
from tests.faults.ledger import Ledger
from tests.faults.steps import Work, files, kinds, prepare, wrong
from tests.faults.torn_disk import Disk, notes

SOURCE = Path(__file__).with_name("record.c")


# What is written down


def compiler() -> str | None:
    """The C compiler, if this computer has one that can record."""
    return (shutil.which("cc") or shutil.which("gcc")) if sys.platform == "linux" else None


def record(folder: Path, steps: int, synchronous: str = "") -> Path:
    """Let a real labmethods work in ``folder/disk`` and write down what reaches the disk."""
    library = folder / "record.so"
    build = [compiler(), "-O2", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(build, check=True)
    environment = {
        **os.environ,
        "LD_PRELOAD": str(library),
        "RECORD_ROOT": str(folder / "disk"),
        "RECORD_TRACE": str(folder / "trace"),
        "RECORD_LEDGER": str(folder / "ledger"),
    }
    command = [sys.executable, "-m", "tests.faults.power_cut", "--work", str(folder)]
    command += ["--steps", str(steps), "--synchronous", synchronous]
    subprocess.run(command, env=environment, check=True)
    return folder / "trace"


def work(folder: Path, steps: int, synchronous: str) -> None:
    """What is done in the lab, each step acknowledged with what must be there from then on."""
    ledger = Ledger(folder / "ledger")
    rng = random.Random(steps)
    aside = folder / "aside"
    aside.mkdir()
    doing = Work(folder / "disk", aside, rng, synchronous)
    for number, kind in enumerate(kinds(steps, rng)):
        ledger.acknowledge(**doing.step(number, kind))
    doing.lab.close()


# The judge


@dataclass
class Figures:
    """What the cuts came to."""

    cuts: int = 0
    lost: int = 0
    broken: int = 0
    moments: int = 0
    kinds: Counter[str] | None = None
    """The steps that were under way."""
    reverted: int = 0
    """Cuts after which a rollback journal was there, as in the middle of a step."""

    def __str__(self) -> str:
        return (
            f"{self.cuts} power cuts at {self.moments} moments: {self.lost} with an acknowledged "
            f"change or file lost, {self.broken} with a lab that doesn't open or check; "
            f"{self.reverted} left a rollback journal"
        )


def cut(folder: Path, cuts: int, steps: int, seed: int = 1, synchronous: str = "") -> Figures:
    """Record some work, cut the power at random moments and judge what is found."""
    place = folder / "disk"
    place.mkdir()
    first = {"kind": "new", "version": prepare(place), "files": files(place), "erased": []}
    disk = Disk.of(place)
    trace = list(notes(record(folder, steps, synchronous)))
    rng = random.Random(seed)
    # Half of them right after an acknowledgement, when the most can be lost.
    answered = [at + 1 for at, (kind, *_) in enumerate(trace) if kind == "A"]
    moments = rng.choices(answered, k=cuts // 2)
    moments = sorted(moments + rng.choices(range(1, len(trace) + 1), k=cuts - len(moments)))
    said = [first, *Ledger(folder / "ledger").read()]
    figures = Figures(moments=len(set(moments)), kinds=Counter())
    acknowledged, done = 0, 0
    for moment in moments:
        for kind, *rest in trace[done:moment]:
            acknowledged += kind == "A"
            if kind != "A":
                disk.do(kind, *rest)
        done = moment
        some = said[acknowledged:][:2]
        figures.kinds[some[-1]["kind"]] += 1
        _judge(disk.after_a_cut(rng), place, some, figures)
    return figures


def _judge(
    content: dict[str, bytes], root: Path, said: list[dict[str, Any]], figures: Figures
) -> None:
    """All must be as the last acknowledgement says, or as the step after it left it."""
    figures.cuts += 1
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for path, data in content.items():
            put = place / Path(path).relative_to(root)
            put.parent.mkdir(parents=True, exist_ok=True)
            put.write_bytes(data)
        figures.reverted += (place / "lab" / "lab.db-journal").exists()
        lost = list(wrong(files(place), said[0], said[-1]))
        try:
            broken = list(_broken(place, said))
            with lm.open_lab(place / "lab") as lab:
                version = lab.store.version()
        except Exception as error:
            broken, version = [f"doesn't open: {error}"], None
        if not broken and version not in [one["version"] for one in said]:
            lost.append("the version is another")
    told = f"{said[0]['kind']} done, {said[-1]['kind']} under way"
    for one in [*lost, *broken]:
        print(f"{told}: {one}", file=sys.stderr)
    figures.broken += bool(broken)
    figures.lost += bool(lost)


def _broken(place: Path, said: list[dict[str, Any]]) -> Iterator[str]:
    """What is wrong with the lab, its copies, and what was erased from it."""
    with lm.open_lab(place / "lab") as lab:
        # A newer template is no fault of the power.
        yield from (one.text("en") for one in check(lab) if one.subject != "templates")
    for path in place.glob("lab/backups/lab-*.db"):
        if not _is_whole(path):
            yield f"{path.name} is not whole"
    for code in said[0]["erased"]:
        if code.encode() in (place / "lab" / "lab.db").read_bytes():
            yield f"{code} is in the store"


def _is_whole(copy: Path) -> bool:
    with closing(sqlite3.connect(copy)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def main() -> int:
    """The long form: also shows that the judge finds a loss where synchronisation is weaker."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=2000)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--synchronous", default="")
    parser.add_argument("--work", type=Path)
    options = parser.parse_args()
    if options.work:
        work(options.work, options.steps, options.synchronous)
        return 0
    bad = 0
    # The weaker ones show that the judge would find a loss; a tenth is enough for that.
    for synchronous in ("", "FULL", "OFF"):
        cuts = options.cuts // 10 if synchronous else options.cuts
        with tempfile.TemporaryDirectory() as name:
            figures = cut(Path(name), cuts, options.steps, synchronous=synchronous)
        print(f"{synchronous or 'as labmethods has it'}: {figures}", flush=True)
        if not synchronous:
            print(", ".join(f"{kind} {n}" for kind, n in sorted(figures.kinds.items())))
        bad += 0 if synchronous else figures.lost + figures.broken
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
