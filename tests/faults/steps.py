"""What is done in a lab while the power may go: each step and what it promises."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import labmethods as lm
from labmethods.errors import LabError
from labmethods.experiments.attachments import attach
from labmethods.workbook import backup, erasure, folder
from labmethods.workbook.lab import Lab
from labmethods.workbook.merge import merge
from labmethods.workbook.restore import restore
from labmethods.workbook.transfer import import_file
from labmethods.workbook.upgrade import upgrade

OWN = {"cell_type": "markdown", "id": "egen", "metadata": {}, "source": "Vårt eget"}


def prepare(place: Path) -> str:
    """A lab, a copy of it that goes its own way, and a cell of its own in each notebook."""
    for name in ("lab", "annan"):
        with lm.new_lab(name, to=place) as lab:
            made = lab.experiments.add(name="Försök")
            lab.log_entries.add(experiment=made.id, day="2026-09-01", event="Premiär")
            lab.evaluations.add(name="Prov")
            version = lab.store.version()
        if name == "lab":
            for path in folder.notebooks(lab.home):
                notebook = json.loads(path.read_text(encoding="utf-8"))
                notebook["cells"].append(OWN)
                path.write_text(json.dumps(notebook), encoding="utf-8")
            first = version
    # The other one is the same lab until they part.
    for path in (place / "annan").glob("lab.db*"):
        path.unlink()
    (place / "annan" / "lab.db").write_bytes((place / "lab" / "lab.db").read_bytes())
    return first


KINDS = ["add", "change", "remove", "many", "undo", "import", "attach", "person", "erase"]
KINDS += ["copy", "backup", "restore", "merge", "upgrade", "migrate"]


class Work:
    """Steps in the lab ``place/lab``; what they need beside it lies in ``aside``."""

    def __init__(self, place: Path, aside: Path, rng: random.Random, synchronous: str = "") -> None:
        self.place, self.aside, self.rng = place, aside, rng
        self.synchronous = synchronous
        self.erased: list[str] = []
        self.lab = self._open()

    def _open(self) -> Lab:
        """The lab, with a weaker synchronisation if the judge is to find losses."""
        lab = lm.open_lab(self.place / "lab")
        if self.synchronous:

            @sa.event.listens_for(lab.store.engine, "connect")
            def _weaker(connection: Any, _record: object) -> None:
                connection.execute(f"PRAGMA synchronous = {self.synchronous}")

            lab.store.engine.dispose()
        return lab

    def step(self, number: int, kind: str) -> dict[str, Any]:
        """Do one step and say what must be there from now on."""
        getattr(self, f"_{kind}")(number)
        return {
            "kind": kind,
            "version": self.lab.store.version(),
            "files": files(self.place),
            "erased": self.erased,
        }

    def _any_note(self) -> Any:
        notes = self.lab.notes.all()
        return self.rng.choice(notes) if notes else self.lab.notes.add(key="en")

    def _add(self, number: int) -> None:
        self.lab.notes.add(key=f"k{number}", text="ö" * self.rng.randrange(1, 3000))

    def _many(self, number: int) -> None:
        self.lab.notes.add_many([{"key": f"k{number}", "text": "å" * 900} for _ in range(30)])

    def _change(self, number: int) -> None:
        self.lab.notes.change(self._any_note(), text="ä" * self.rng.randrange(1, 3000))

    def _remove(self, number: int) -> None:
        self.lab.notes.remove(self._any_note())

    def _undo(self, number: int) -> None:
        try:
            self.lab.undo()
        except LabError:
            self._add(number)

    def _copy(self, number: int) -> None:
        backup.automatic(self.lab.store, self.lab.home)

    def _attach(self, number: int) -> None:
        (entry,) = self.lab.log_entries.all()
        attach(self.lab, entry, f"bilaga {number}".encode() * 100, f"Bilaga {number}")

    def _person(self, number: int) -> None:
        (group,) = self.lab.evaluations.all()
        self.lab.participants.add(evaluation=group.id, code=f"QXZ{7000 + number}")

    def _erase(self, number: int) -> None:
        people = self.lab.participants.all()
        if people:
            code = self.rng.choice(people).code
            attached = [("attachments", one.id) for one in self.lab.attachments.all()]
            erasure.erase(self.lab, erasure.find(self.lab, code, also=attached[:1]))
            self.erased = [*self.erased, code]

    def _merge(self, number: int) -> None:
        with lm.open_lab(self.place / "annan") as other:
            (entry,) = other.log_entries.all()
            attach(other, entry, f"annans bilaga {number}".encode() * 100, "Bilaga")
            merge(self.lab, other)

    def _upgrade(self, number: int) -> None:
        upgrade(self.lab, templates=dict(self._newer(number)))

    def _newer(self, number: int) -> Iterator[tuple[str, Path]]:
        """The templates, with one cell's text changed."""
        for name, path in folder.templates("sv").items():
            template = json.loads(path.read_text(encoding="utf-8"))
            template["cells"][0]["source"] = f"# {number}"
            (self.aside / path.name).write_text(json.dumps(template), encoding="utf-8")
            yield name, self.aside / path.name

    def _backup(self, number: int) -> None:
        backup.backup(self.lab, self.place / f"kopia-{number:03d}.zip")

    def _restore(self, number: int) -> None:
        zips = sorted(self.place.glob("kopia-*.zip"))
        if zips:
            restore(zips[-1], self.lab.home)
            restore(zips[-1], self.place / f"ny-{number}")

    def _import(self, number: int) -> None:
        sheet = self.aside / "rader.csv"
        rows = [f"{number}-{row},text" for row in range(300)]
        sheet.write_text("\n".join(["key,text", *rows]), encoding="utf-8")
        import_file(self.lab, sheet, "notes")

    def _migrate(self, number: int) -> None:
        """Open a store of an older labmethods, which gets new tables and columns."""
        with self.lab.store.engine.execution_options(writing=True).begin() as connection:
            for statement in (
                "ALTER TABLE notes DROP COLUMN source_url",
                "DROP TABLE relations",
                "UPDATE store_info SET value = '[]' WHERE key = 'schema'",
            ):
                connection.execute(sa.text(statement))
        self.lab.close()
        self.lab = self._open()


def kinds(steps: int, rng: random.Random) -> list[str]:
    """So many kinds of step, every kind about equally often."""
    rounds: list[str] = []
    while len(rounds) < steps:
        rounds += rng.sample(KINDS, len(KINDS))
    return rounds[:steps]


def files(place: Path) -> dict[str, str]:
    """The files that a lab promises to keep, with their contents' fingerprints.

    Not the store itself, which is judged by what it says, nor what is hidden and temporary.
    """
    found = {}
    for path in sorted(place.rglob("*")):
        inside = path.relative_to(place)
        hidden = any(part.startswith(".") for part in inside.parts)
        ours = inside.parts[0] == "annan" or inside.parts[:2] == ("lab", "lab.db")
        if path.is_file() and not hidden and not ours and path.name != "lab.db-journal":
            found[str(inside)] = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    return found


def wrong(now: dict[str, str], said: dict[str, Any], after: dict[str, Any] | None) -> Iterator[str]:
    """Which files aren't as one of two acknowledgements says: the last one, or the step after."""
    next_files = after["files"] if after else said["files"]
    for name, content in said["files"].items():
        allowed = {content, next_files.get(name)}
        # A copy that is thinned out may be there or not; so may what the next step removes.
        if now.get(name) not in allowed:
            yield f"{name} is {'another' if name in now else 'gone'}"
    for name in now:
        if name not in said["files"] and name not in next_files and "/attachments/" in name:
            yield f"{name} is back"
