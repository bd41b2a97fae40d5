"""A full disk, a read-only one, no permission, and a clock that was set back.

Whatever is tried then is done whole or not at all, and answered in plain words; what was
acknowledged before is there, and the lab goes on when the fault is gone.

    python -m tests.faults.disk
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import labmethods as lm
from labmethods.errors import LabError
from labmethods.workbook import backup, folder
from labmethods.workbook.check import check
from labmethods.workbook.export import export_file
from labmethods.workbook.lab import Lab
from labmethods.workbook.merge import merge
from labmethods.workbook.restore import restore
from labmethods.workbook.transfer import import_file
from labmethods.workbook.upgrade import upgrade
from tests.faults.power_cut import compiler

CLOCK = Path(__file__).with_name("clock.c")
NOBODY = 65534


@dataclass
class Figures:
    """What came of one fault."""

    fault: str
    tried: int = 0
    refused: int = 0
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.fault}: {self.tried} tried, {self.refused} refused in plain words, "
            f"{self.acknowledged} acknowledged, {len(self.wrong)} missing or broken"
        )


def root() -> bool:
    """Whether file systems can be mounted and other users be played."""
    return sys.platform == "linux" and os.geteuid() == 0


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own, so small that it gets full."""
    place = folder / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


# What is tried


def _sheet(folder_: Path, rows: int) -> Path:
    path = folder_ / "rader.csv"
    path.write_text("key,text\n" + "".join(f"r{n},{'x' * 200}\n" for n in range(rows)))
    return path


def _newer(folder_: Path) -> dict[str, Path]:
    templates = {}
    for name, path in folder.templates("sv").items():
        template = json.loads(path.read_text(encoding="utf-8"))
        template["cells"][0]["source"] = f"# {random.random()}"
        templates[name] = folder_ / path.name
        templates[name].write_text(json.dumps(template), encoding="utf-8")
    return templates


def attempts(lab: Lab, aside: Path, saved: Path, other: Lab) -> dict[str, Callable[[], object]]:
    """Everything that writes in a lab's folder."""
    return {
        "add": lambda: lab.notes.add(key="nyckel", text="x" * 5000),
        "import": lambda: import_file(lab, _sheet(aside, 300), "notes"),
        "backup": lambda: backup.backup(lab, lab.home / f"kopia{random.random()}.zip"),
        "copy": lambda: backup.automatic(lab.store, lab.home),
        "upgrade": lambda: upgrade(lab, templates=_newer(aside)),
        "merge": lambda: merge(lab, other),
        "export": lambda: export_file(lab, lab.home / f"allt{random.random()}.zip"),
        "restore": lambda: restore(saved, lab.home),
        "new": lambda: lm.new_lab("nytt", to=lab.home / f"nytt{random.random()}").close(),
        "undo": lab.undo,
    }


def _try(
    lab: Lab, what: str, action: Callable[[], object], figures: Figures, known: dict[str, str]
) -> None:
    """One attempt: done whole, or refused with nothing changed."""
    before = lab.store.version()
    figures.tried += 1
    try:
        action()
    except LabError:
        figures.refused += 1
        if lab.store.version() != before:
            figures.wrong.append(f"{what}: refused, and yet something was changed")
    except Exception:
        figures.wrong.append(f"{what}: {traceback.format_exc(limit=-3)}")
    else:
        figures.acknowledged += 1
        if what == "restore":
            known.clear()
    if broken := lab.store.broken_chain():
        figures.wrong.append(f"{what}: the chain breaks at {broken}")


def _afterwards(home: Path, figures: Figures) -> None:
    """When the fault is gone: the lab opens, checks and takes a record."""
    try:
        with lm.open_lab(home) as lab:
            figures.wrong += [
                one.text("en") for one in check(lab) if one.subject not in ("templates",)
            ]
            lab.notes.add(key="efteråt")
            if lab.store.broken_chain():
                figures.wrong.append("the chain breaks afterwards")
    except Exception:
        figures.wrong.append(f"afterwards: {traceback.format_exc(limit=-3)}")


# The faults


def full(folder_: Path, rounds: int) -> Figures:
    """Fill a real disk of 3 megabytes again and again, at a random place."""
    figures = Figures("disk full")
    rng = random.Random(1)
    with small_disk(folder_, "3m") as disk:
        with lm.new_lab("prov", to=disk) as lab:
            home = lab.home
            saved = backup.backup(lab, folder_ / "kopia.zip")
            shutil.copytree(home, folder_ / "annan")
            for number in range(rounds):
                with lm.open_lab(folder_ / "annan") as other:
                    other.notes.add(key=f"annan{number}")
                    for what, action in attempts(lab, folder_, saved, other).items():
                        _fill(disk, rng.choice([0, 4096, 60_000, 400_000, 1_200_000]))
                        _try(lab, what, action, figures, {})
                        (disk / "filling").unlink(missing_ok=True)
                _tidy(disk, home, figures)
        _afterwards(home, figures)
    return figures


def _fill(disk: Path, left: int) -> None:
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with open(disk / "filling", "wb") as file:
        file.write(bytes(max(0, free - left)))


def _tidy(disk: Path, home: Path, figures: Figures) -> None:
    """Remove finished copies; one that isn't whole should never have got its name."""
    for path in [*disk.glob("prov-*"), *home.glob("nytt*"), home / "backups"]:
        shutil.rmtree(path, ignore_errors=True)
    for path in [*home.glob("kopia*.zip"), *home.glob("allt*.zip")]:
        if not zipfile.is_zipfile(path):
            figures.wrong.append(f"{path.name} is half a file")
        path.unlink()


def read_only(folder_: Path) -> Figures:
    """A disk that is mounted read-only while the lab is open, and opened so again."""
    figures = Figures("read-only disk")
    with small_disk(folder_, "8m") as disk:
        with lm.new_lab("prov", to=disk) as lab:
            home = lab.home
            lab.notes.add(key="före")
            saved = backup.backup(lab, folder_ / "kopia.zip")
            shutil.copytree(home, folder_ / "annan")
            lab.store.engine.dispose()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with lm.open_lab(home) as lab, lm.open_lab(folder_ / "annan") as other:
            other.notes.add(key="annan")
            for what, action in attempts(lab, folder_, saved, other).items():
                _try(lab, what, action, figures, {})
            if [note.key for note in lab.notes.all()] != ["före"]:
                figures.wrong.append("it can't be read")
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        _afterwards(home, figures)
    if figures.acknowledged:
        figures.wrong.append("something was acknowledged on a read-only disk")
    return figures


def no_permission(folder_: Path) -> Figures:
    """Somebody who may read the lab's files but not write them."""
    figures = Figures("permission denied")
    with lm.new_lab("prov", to=folder_) as lab:
        home = lab.home
        lab.notes.add(key="före")
        saved = backup.backup(lab, folder_ / "kopia.zip")
    shutil.copytree(home, folder_ / "annan")
    with lm.open_lab(folder_ / "annan") as other:
        other.notes.add(key="annan")
    for path in [folder_, *folder_.parents]:
        if path.stat().st_uid == os.geteuid() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)
    aside = folder_ / "aside"
    aside.mkdir(mode=0o777)
    aside.chmod(0o777)
    for path in (folder_ / "annan").rglob("*"):
        shutil.chown(path, NOBODY)
    shutil.chown(folder_ / "annan", NOBODY)
    result = aside / "figures.json"
    child = os.fork()
    if child == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        with lm.open_lab(home) as lab, lm.open_lab(folder_ / "annan") as other:
            for what, action in attempts(lab, aside, saved, other).items():
                _try(lab, what, action, figures, {})
        result.write_text(json.dumps(vars(figures)))
        os._exit(0)
    os.waitpid(child, 0)
    figures = Figures(**json.loads(result.read_text())) if result.exists() else figures
    if figures.acknowledged or not figures.tried:
        figures.wrong.append("something was acknowledged without permission")
    _afterwards(home, figures)
    return figures


def clock_back(folder_: Path) -> Figures:
    """The clock is set back a year between two writers; the journal's order is that of writing."""
    figures = Figures("clock set back")
    with lm.new_lab("prov", to=folder_) as lab:
        home = lab.home
        note = lab.notes.add(key="a", text="1")
        lab.notes.change(note, text="2")
        backup.automatic(lab.store, home)
    library = folder_ / "clock.so"
    build = [compiler(), "-O2", "-shared", "-fPIC", "-o", str(library), str(CLOCK)]
    subprocess.run(build, check=True)
    year = {"LD_PRELOAD": str(library), "CLOCK_OFFSET": str(-365 * 86400)}
    command = [sys.executable, "-m", "tests.faults.disk", "--earlier", str(home)]
    subprocess.run(command, env={**os.environ, **year}, check=True)
    with lm.open_lab(home) as lab:
        changes = lab.history(table="notes", record_id=note.id)
        figures.tried = figures.acknowledged = len(lab.history())
        if [(one.after or {}).get("text") for one in changes] != ["1", "2", "3", "4", "3"]:
            figures.wrong.append("the journal's order is not that of writing")
        if changes[2].at > changes[1].at:
            figures.wrong.append("the clock was not set back")
        if lab.notes.get(note).text != "3":
            figures.wrong.append("the newest change does not stand")
        if len(list((home / "backups").glob("lab-*.db"))) < 2:
            figures.wrong.append("a copy was lost")
    _afterwards(home, figures)
    return figures


def _earlier(home: Path) -> None:
    """What somebody does on a computer whose clock was set back."""
    with lm.open_lab(home) as lab:
        (note,) = lab.notes.all()
        lab.notes.change(note, seen=note, text="3")
        lab.notes.change(note, text="4")
        lab.undo()
        backup.automatic(lab.store, home)


def faults(rounds: int) -> Iterator[Figures]:
    """Each fault that this computer can play."""
    if root():
        for play in (lambda place: full(place, rounds), read_only, no_permission):
            with tempfile.TemporaryDirectory() as name:
                yield play(Path(name))
    if compiler():
        with tempfile.TemporaryDirectory() as name:
            yield clock_back(Path(name))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--earlier", type=Path)
    options = parser.parse_args()
    if options.earlier:
        _earlier(options.earlier)
        return 0
    bad = 0
    for figures in faults(options.rounds):
        print(figures, flush=True)
        bad += len(figures.wrong)
        for line in figures.wrong[:20]:
            print(f"  {line}")
    if not root():
        print("disk full, read-only and permission denied need Linux and root")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
