"""What an import took for granted: years that weren't written, and words that are new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from labmethods.errors import LabError, Refused
from labmethods.language import N_, Translator, translator
from labmethods.workbook.formulas import as_typed
from labmethods.workbook.kinds import Choice
from labmethods.workbook.kinds.meaning import meaning
from labmethods.workbook.records import Record, Shown
from labmethods.workbook.table import Table

_TOLD = 5

Rows = Iterable[tuple[int, Mapping[str, object]]]
"""Each row's number in the sheet, and its cells by field."""


@dataclass(frozen=True)
class GuessedYear:
    """A day that was written without its year."""

    row: int
    column: str
    text: str
    day: object


@dataclass(frozen=True)
class Granted:
    """What was read otherwise than a cell says it, or for the first time.

    Attributes
    ----------
    years
        The days that were taken to be this year's.
    words
        For each field that takes own words: those that the lab didn't have before.
    """

    record: type[Record]
    years: tuple[GuessedYear, ...] = ()
    words: Mapping[str, tuple[str, ...]] | None = None

    def sentences(self, _: Translator) -> list[str]:
        """The same for people; nothing where nothing was taken for granted."""
        said = []
        if self.years:
            told = [
                _("{row} (“{text}” is {day})", row=one.row, text=one.text, day=one.day)
                for one in self.years[:_TOLD]
            ]
            more = len(self.years) - _TOLD
            if more > 0:
                told.append(_.plural("{n} more", "{n} more", more))
            said.append(
                _.plural(
                    "{n} day has no year and was taken as this year's. Row: {rows}.",
                    "{n} days have no year and were taken as this year's. Rows: {rows}.",
                    len(self.years),
                    rows=_.listing(told),
                )
            )
        for name, words in (self.words or {}).items():
            title = self.record.title_of(name, _.language)
            told = _.listing([_("“{word}”", word=word) for word in words])
            said.append(_("New words for {title}: {words}.", title=title, words=told))
        return said

    def counts(self) -> dict[str, object]:
        """The same for a program."""
        years = [
            {"row": one.row, "column": one.column, "text": one.text, "day": str(one.day)}
            for one in self.years
        ]
        words = {name: list(some) for name, some in (self.words or {}).items()}
        return {"guessed_years": years, "new_words": words}


def granted(table: Table, names: Iterable[str], rows: Rows) -> Granted:
    """What is taken for granted where these rows become records."""
    names = list(names)
    fields = table.record.fields()
    days = [name for name in names if fields[name][1].lacks_year("1 april")]
    years = [
        GuessedYear(number, name, cell.strip(), fields[name][1].parse(cell.strip()))
        for number, cells in rows
        for name in days
        if isinstance(cell := as_typed(cells[name]), str) and fields[name][1].lacks_year(cell)
    ]
    words = {
        name: tuple(dict.fromkeys(word for _number, word in new_words(table, name, rows)))
        for name in _open(table.record, names)
    }
    return Granted(table.record, tuple(years), {name: some for name, some in words.items() if some})


def new_words(table: Table, name: str, rows: Rows) -> Iterator[tuple[int, str]]:
    """Row and word of each own word that the lab doesn't have yet."""
    kind, used = table.record.fields()[name][1], table.words(name)
    known: dict[str, bool] = {}
    for number, cells in rows:
        text = cells[name]
        if text is None or text == "":
            continue
        word = str(as_typed(text))
        if word not in known:
            known[word] = meaning(kind, word, used).known is not None
        if not known[word]:
            yield number, word.strip()


def begun_words(table: Table, taken: Granted, rows: Rows) -> Iterator[tuple[int, str, LabError]]:
    """Row, field and reason of each new word of an import that looks like one the lab has."""
    for name, words in (taken.words or {}).items():
        kind, used = table.record.fields()[name][1], table.words(name)
        looks_like = {word: near for word in words if (near := meaning(kind, word, used).near)}
        if not looks_like:
            continue
        for number, word in new_words(table, name, rows):
            if word in looks_like:
                yield number, name, _unsure(kind, word, looks_like[word])


def _unsure(kind: Choice, word: str, near: Iterable[str]) -> Refused:
    return Refused(
        N_(
            "“{word}” is new, and looks like {known}. Write that if it is meant; if not, import "
            "with --new-words."
        ),
        word=word,
        known=_AnyOf(kind, tuple(near)),
    )


@dataclass(frozen=True)
class _AnyOf:
    """Known words, in the reader's language."""

    kind: Choice
    words: tuple[str, ...]

    def text(self, language: str) -> str:
        _ = translator(language)
        return ", ".join(
            _("“{word}”", word=Shown(self.kind, word).text(language)) for word in self.words
        )


def _open(record: type[Record], names: Iterable[str]) -> list[str]:
    kinds = {name: record.fields()[name][1] for name in names}
    return [name for name, kind in kinds.items() if isinstance(kind, Choice) and kind.open]
