"""Where in a lab something points out a person: its records, its notebooks, their file names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING

from labmethods.language import translator
from labmethods.privacy.identifiers import KINDS, Finding
from labmethods.privacy.masking import as_read, findings, hidden, replaced, same
from labmethods.privacy.records import mark
from labmethods.workbook.kinds import Line, Reference
from labmethods.workbook.records import Kind, Record

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

AROUND = 40
"""So many signs before and after are shown with what was found."""

_NO_TEXT = {("participants", "code")}
_OWN_TABLES = ("privacy_decisions", "releases")
# An activity's place is a house that all may visit, and no secret of anybody.
_VENUE = "place"
PERSON_TITLE = re.compile(
    r"^(?:ansvarig\w*|kontakt\w*|handläggare|mentor|deltagare|namn på \w+|responsible|contact\w*)$",
    re.IGNORECASE,
)
"""Titles of fields and columns under which a name is a person's."""


@dataclass(frozen=True)
class Where:
    """A record's field, a cell of a notebook, or a part of the report.

    Attributes
    ----------
    table, record, field
        The field; the others are empty then.
    notebook, cell
        The notebook's name and which of its cells, from 1; 0 is the file's name.
    part
        What it stands under, in the report's language.
    """

    table: str = ""
    record: str = ""
    field: str = ""
    notebook: str = ""
    cell: int = 0
    part: str = ""

    def text(self, called: str, record: type[Record] | None, language: str) -> str:
        """The place in words, with nothing in it that points out a person.

        ``called`` is what the record is called, ``record`` its class.
        """
        _ = translator(language)
        if self.notebook:
            notebook = masked(self.notebook, language)
            if not self.cell:
                return _("the name of the notebook {notebook}", notebook=notebook)
            return _("notebook {notebook}, cell {n}", notebook=notebook, n=self.cell)
        if record is None:
            return _("the report, under “{part}”", part=masked(self.part, language))
        return _(
            "{table}, “{called}”, {field}",
            table=_(record.many) if record.many else self.table,
            called=masked(called, language),
            field=record.title_of(self.field, language),
        )


class Places:
    """Where things stand in some labs, in words; each table is read once."""

    def __init__(self, labs: Sequence[Lab]) -> None:
        self.labs = labs
        self._called: dict[tuple[int, str], dict[str, str]] = {}

    def text(self, where: Where, language: str) -> str:
        """The place; where there are several labs, with the name of the one whose record it is."""
        for number, lab in enumerate(self.labs if where.table else ()):
            called = self._names(number, where.table)
            if where.record in called:
                record = lab.store.records[where.table]
                words = where.text(called[where.record], record, language)
                return f"{lab.name}: {words}" if len(self.labs) > 1 else words
        return where.text("", None, language)

    def _names(self, number: int, table: str) -> dict[str, str]:
        if (number, table) not in self._called:
            store = self.labs[number].store
            record = store.records.get(table)
            rows = store.rows(table) if record else []
            self._called[number, table] = {
                row["id"]: record.label_of(row["id"], row) for row in rows
            }
        return self._called[number, table]


@dataclass(frozen=True)
class Sighting:
    """Something that points out a person, in its place.

    Attributes
    ----------
    kind
        One of ``KINDS``.
    found
        What stands there, as it is written.
    before, after
        What stands around it.
    where
        The place.
    mark
        The fingerprint of the text and of what was found; a decision refers to it.
    public
        It is known to point out no person, such as the address of a house that all may visit.
    """

    kind: str
    found: str
    before: str
    after: str
    where: Where
    mark: str
    public: bool = False

    def called(self, language: str) -> str:
        """What was found, in words."""
        return translator(language)(KINDS[self.kind])

    @property
    def excerpt(self) -> str:
        """The text around it on one line; of what was found, only the beginning."""
        text = f"{self.before[-20:]}{self.found[:2]}…{self.after[:20]}"
        return " ".join(text.split())


def masked(text: str, language: str) -> str:
    """The text with everything hidden that points out a person."""
    shown = replaced(text, list(findings(text)), lambda one: hidden(one.kind, language))
    again = as_read(shown)
    if again == shown or not findings(again):
        return shown
    return replaced(again, list(findings(again)), lambda one: hidden(one.kind, language))


def sighting(text: str, one: Finding, where: Where, *, public: bool = False) -> Sighting:
    """A finding in its place; whatever else points out a person around it is left out."""
    before, after = text[: one.start], text[one.end :]
    return Sighting(
        kind=one.kind,
        found=one.text,
        before=_end(replaced(before, list(findings(before)), lambda _other: "•••")),
        after=_beginning(replaced(after, list(findings(after)), lambda _other: "•••")),
        where=where,
        mark=mark(text, one.kind, same(one.text)),
        public=public,
    )


def _end(text: str) -> str:
    """The last words of a text."""
    return text if len(text) <= AROUND else "…" + re.sub(r"^\S*(?=\s)", "", text[-AROUND:])


def _beginning(text: str) -> str:
    """The first words of a text."""
    return text if len(text) <= AROUND else re.sub(r"(?<=\s)\S*$", "", text[:AROUND]) + "…"


Look = Callable[[str], list[Finding]]
"""What is found in a text, in the order in which it stands."""


def look_for(*labs: Lab) -> Look:
    """What points out a person in these labs' texts: identifiers, and their participants' codes."""
    codes = _codes(labs)

    def look(text: str) -> list[Finding]:
        found = list(findings(text))
        if codes is None:
            return found
        own = [Finding("participant", *m.span(), m[0]) for m in codes.finditer(text)]
        apart = [one for one in own if all(one.end <= f.start or f.end <= one.start for f in found)]
        return sorted([*found, *apart], key=lambda one: one.start)

    return look


def _codes(labs: Sequence[Lab]) -> re.Pattern[str] | None:
    """The participants' codes; a number alone may be anything, so it isn't looked for."""
    codes = {
        str(row["code"])
        for lab in labs
        if "participants" in lab.store.records
        for row in lab.store.rows("participants")
        if row["code"]
    }
    told = sorted(code for code in codes if code[0].isalpha() and len(code) > 2)
    if not told:
        return None
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, told)) + r")(?![\w-])")


def sightings(lab: Lab) -> list[Sighting]:
    """All that points out a person in the lab's records and notebooks, in their order."""
    look = look_for(lab)
    return [*_in_records(lab, look), *_in_notebooks(lab, look)]


def _in_records(lab: Lab, look: Look) -> Iterator[Sighting]:
    for table, record in lab.store.records.items():
        if table in _OWN_TABLES:
            continue
        fields = [
            (name, kind)
            for name, (_info, kind) in record.fields().items()
            # References are ids, and a participant's code stands where it belongs.
            if (table, name) not in _NO_TEXT and not isinstance(kind.inner, Reference)
        ]
        for row in lab.store.rows(table):
            for name, kind in fields:
                where = Where(table=table, record=row["id"], field=name)
                for text in texts(row[name]):
                    yield from _in_field(text, record, name, kind, where, look)


def texts(value: object) -> list[str]:
    """A field's value as texts; a number is read as its digits."""
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    if isinstance(value, str):
        return [value]
    if isinstance(value, Real | Decimal) and not isinstance(value, bool) and value >= 1e9:
        return [f"{value:.0f}"]
    return []


def _in_field(
    text: str, record: type[Record], name: str, kind: Kind, where: Where, look: Look
) -> Iterator[Sighting]:
    for one in look(text):
        flat = re.search(r"lgh|lägenhet|lght|tr\b", one.text, re.IGNORECASE)
        venue = name == _VENUE and one.kind == "address" and not flat
        yield sighting(text, one, where, public=venue)
    titled = isinstance(kind.inner, Line) and PERSON_TITLE.match(record.title_of(name, "sv"))
    if titled and not look(text):
        # "Ansvarig" above a name tells as much as beside it.
        before = f"{record.title_of(name, 'sv')}: "
        for one in look(before + text):
            if one.start >= len(before):
                start, end = one.start - len(before), one.end - len(before)
                yield sighting(text, Finding(one.kind, start, end, one.text), where)
    again = as_read(text)
    if again != text:
        known = {same(one.text) for one in look(text)}
        for one in look(again):
            if same(one.text) not in known:
                yield sighting(again, one, where)


def _in_notebooks(lab: Lab, look: Look) -> Iterator[Sighting]:
    from labmethods.workbook import folder

    if lab.home is None:
        return
    for path in folder.notebooks(lab.home):
        where = Where(notebook=path.stem)
        for one in look(path.stem):
            yield sighting(path.stem, one, where)
        for number, text in _cells(path):
            for one in look(text):
                yield sighting(text, one, Where(notebook=path.stem, cell=number))


def _cells(path: Path) -> Iterator[tuple[int, str]]:
    """The lab's own texts in a notebook; a template's cells stand as they came."""
    import nbformat

    from labmethods.workbook import folder

    try:
        cells = nbformat.read(path, as_version=4).cells
    except Exception:
        # ``labmethods check`` names a notebook that can't be read.
        return
    for number, cell in enumerate(cells, start=1):
        if cell.metadata.get("labmethods", {}).get("source") == folder.source_mark(cell):
            continue
        yield number, cell.source
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            for text in (output.get("text"), data.get("text/plain"), data.get("text/html")):
                if isinstance(text, str):
                    yield number, text
