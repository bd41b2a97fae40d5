"""A question's cells become what each voter wrote or chose, or a reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from labmethods.errors import LabError, Refused
from labmethods.language import N_
from labmethods.sources import cells
from labmethods.sources.bad_cells import at
from labmethods.sources.polls import kinds
from labmethods.sources.polls.gathering import Asked, Cell
from labmethods.sources.polls.kinds import DOTS, IDEA, NO_ROUND, RANK, RATE, TEXT, WORD

LONGEST_CHOICE = 200
LONGEST_TEXT = 2000
NO_KIND = N_("a kind of question that no round of a workshop is like")
_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")


@dataclass(frozen=True)
class Given:
    """What one voter wrote or chose, and where it stands."""

    voter: int
    row: int
    column: str
    text: str | None = None
    subject: str | None = None
    value: float | None = None
    upvotes: float | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Question:
    """A question and what came.

    Attributes
    ----------
    title
        What was asked; empty for questions that the room asked.
    kind
        ``word``, ``text``, ``idea``, ``dots``, ``rank`` or ``rate``.
    choices
        What there was to choose from.
    given
        What came.
    """

    title: str
    kind: str
    choices: tuple[str, ...]
    given: tuple[Given, ...]

    @property
    def voters(self) -> int:
        """How many answered."""
        return len({one.voter for one in self.given if not one.hidden})

    @property
    def most(self) -> int:
        """The most choices that one voter made, or points that one voter gave."""
        sums: dict[int, float] = {}
        for one in self.given:
            sums[one.voter] = sums.get(one.voter, 0) + (one.value or 0)
        return int(max(sums.values(), default=0))


Made = tuple[list[Question], list[LabError], list[tuple[str, str]]]
"""The questions, the cells that can't be used, and what is left out with the reason."""


def questions(asked: Asked) -> Made:
    """What a question's answers are; a question in parts may become several."""
    told = kinds.by_type(asked.told)
    if told == NO_ROUND:
        return [], [], [(asked.title, NO_KIND)]
    if set(asked.parts) == {""}:
        return _of_one(asked, told, asked.parts[""])
    whole = [name for name in asked.parts if name]
    rows: dict[int, dict[str, Cell]] = {}
    twice = []
    for name in whole:
        for cell in asked.parts[name]:
            first = rows.setdefault(cell.voter, {}).setdefault(name, cell)
            if first is not cell:
                twice.append(_again(first.row, cell.row, cell.column))
    if twice:
        return [], twice, []
    values = [[cell.value for cell in row.values()] for row in rows.values()]
    kind = told if told in (RANK, RATE, DOTS) else kinds.of_several(values, len(whole))
    if not kind and _mostly_numbers(values):
        kind = RATE
    if kind == RATE and not _fits_scale(value for row in values for value in row):
        kind = ""
    if not kind or len(whole) > kinds.MOST_CHOICES:
        return _each_part(asked, told, whole)
    return _in_parts(asked.title, kind, whole, rows)


def _each_part(asked: Asked, told: str, whole: list[str]) -> Made:
    found: Made = ([], [], [])
    for name in whole:
        title = f"{asked.title}: {name}"
        made = _of_one(Asked(title, asked.told), told, asked.parts[name])
        for all_of, some in zip(found, made, strict=True):
            all_of.extend(some)
    return found


def _in_parts(title: str, kind: str, whole: list[str], rows: dict[int, dict[str, Cell]]) -> Made:
    given, bad = [], []
    choices = tuple(dict.fromkeys(_choice(name) for name in whole))
    for row in rows.values():
        places: set[float] = set()
        for name, cell in row.items():
            try:
                value = _number(cell, len(choices) if kind == RANK else None)
                if kind == RANK and value in places:
                    raise Refused(N_("Two are put in place {place}."), place=int(value))
            except LabError as error:
                bad.append(_at(cell, error))
                continue
            places.add(value)
            if value:
                given.append(_given(cell, subject=_choice(name), value=value))
    return [Question(title, kind, choices, tuple(given))] if given else [], bad, []


def _of_one(asked: Asked, told: str, found: list[Cell]) -> Made:
    given = [cell for cell in found if cells.mark(cell.value) != "missing"]
    kind = told or kinds.of_one([cell.value for cell in given])
    if kind == RATE:
        return _rated(asked, given)
    if kind == RANK:
        return _ranked(asked, given)
    if kind == DOTS:
        return _ticked(asked, given)
    return _written(asked, kind, given)


def _rated(asked: Asked, given: list[Cell]) -> Made:
    """A rating of the question itself; another scale than 1 to 5 is counted value by value."""
    values = [(cell, cells.number(cell.value)) for cell in given]
    bad = [
        _at(
            cell, Refused(N_("“{value}” is not a whole number."), value=cells.text(cell.value)[:40])
        )
        for cell, value in values
        if value is None or value != int(value) or abs(value) > 1000
    ]
    if bad:
        return [], bad, []
    low, high = _range(asked, [int(value) for _cell, value in values])
    if (low, high) == (1, 5):
        choice = _choice(asked.title)
        made = [_given(cell, subject=choice, value=value) for cell, value in values]
        return _one(Question(asked.title, RATE, (choice,), tuple(made))), *_once(made)
    if high - low < kinds.MOST_CHOICES:
        choices = tuple(str(one) for one in range(low, high + 1))
    else:
        choices = tuple(str(one) for one in sorted({int(value) for _cell, value in values}))
    made = [_given(cell, subject=str(int(value)), value=1.0) for cell, value in values]
    return _chosen(asked.title, choices, made)


def _range(asked: Asked, values: list[int]) -> tuple[int, int]:
    """The scale: as the type tells, as the choices are, else 1 to 5 where all are within."""
    listed = [cells.number(one) for one in asked.choices]
    inside = [*values, *(int(one) for one in listed if one is not None)]
    low, high = min(inside, default=1), max(inside, default=5)
    if match := _RANGE.search(asked.told):
        return min(low, int(match[1])), max(high, int(match[2]))
    return min(low, 1), max(high, 5)


def _ranked(asked: Asked, given: list[Cell]) -> Made:
    orders = [(cell, kinds.order(cells.text(cell.value))) for cell in given]
    choices = tuple(dict.fromkeys(_choice(one) for _cell, order in orders for one in order))
    if not 2 <= len(choices) <= kinds.MOST_CHOICES:
        return _written(asked, TEXT, given)
    made, bad = [], []
    for cell, order in orders:
        if len({_choice(one) for one in order}) < len(order):
            bad.append(_at(cell, Refused(N_("The same is put in two places."))))
            continue
        for place, one in enumerate(order, start=1):
            made.append(_given(cell, subject=_choice(one), value=float(place)))
    return _one(Question(asked.title, RANK, choices, tuple(made))), *_once(made, bad)


def _ticked(asked: Asked, given: list[Cell]) -> Made:
    texts = [cells.text(cell.value) for cell in given]
    known = set(asked.choices)
    # What the export lists as options is never cut at a comma or a semicolon.
    chosen = [[text] for text in texts] if known else kinds.ticked(texts)
    chosen = chosen or [kinds.pieces(text) for text in texts]
    made = [
        _given(cell, subject=_choice(one), value=1.0)
        for cell, several in zip(given, chosen, strict=True)
        for one in dict.fromkeys(several)
    ]
    found = dict.fromkeys([*map(_choice, asked.choices), *(one.subject for one in made)])
    numbers = [cells.number(one) for one in found]
    if None not in numbers:
        found = dict(sorted(zip(found, numbers, strict=True), key=lambda one: one[1]))
    return _chosen(asked.title, tuple(found), made)


def _chosen(title: str, choices: tuple[str, ...], made: list[Given]) -> Made:
    """A vote; where all chose the same, or there are too many choices, a list of what was said."""
    if 2 <= len(choices) <= kinds.MOST_CHOICES:
        return _one(Question(title, DOTS, choices, tuple(made))), *_once(made)
    texts = [
        Given(one.voter, one.row, one.column, text=one.subject, hidden=one.hidden) for one in made
    ]
    return _one(Question(title, TEXT, (), tuple(texts))), [], []


def _written(asked: Asked, kind: str, given: list[Cell]) -> Made:
    made, bad = [], []
    for cell in given:
        text = cells.text(cell.value)
        for one in kinds.words(text) if kind == WORD else [text]:
            if len(one) > LONGEST_TEXT:
                reason = N_("The text has {length} characters; at most {longest} fit.")
                bad.append(_at(cell, Refused(reason, length=len(one), longest=LONGEST_TEXT)))
            else:
                made.append(_given(cell, text=one))
    kind = kind if kind in (WORD, IDEA) else TEXT
    if kind == WORD and any(len(one.text) > 40 for one in made):
        kind = TEXT
    return _one(Question(asked.title, kind, (), tuple(made))), bad, []


def _one(question: Question) -> list[Question]:
    return [question] if question.given else []


def _once(made: list[Given], bad: Iterable[LabError] = ()) -> tuple[list[LabError], list]:
    """Refuse a second vote of one voter, in another row than the first."""
    wrong, seen = list(bad), {}
    for one in made:
        first = seen.setdefault((one.voter, one.subject), one)
        if first.row != one.row:
            wrong.append(_again(first.row, one.row, one.column))
    return wrong, []


def _again(first: int, row: int, column: str) -> LabError:
    reason = Refused(N_("The same voter has answered in row {row}, too."), row=first)
    return at(row, column[:60], reason)


def _given(cell: Cell, **values: object) -> Given:
    return Given(
        cell.voter, cell.row, cell.column, upvotes=cell.upvotes, hidden=cell.hidden, **values
    )


def _choice(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()[:LONGEST_CHOICE].strip()


def _number(cell: Cell, places: int | None) -> float:
    value = cells.number(cell.value)
    if value is None or value != int(value) or value < 0:
        raise _no_whole(cell)
    if places is not None and not 1 <= value <= places:
        raise Refused(
            N_("“{value}” is no place among {n}."), value=cells.text(cell.value)[:40], n=places
        )
    return value


def _no_whole(cell: Cell) -> Refused:
    return Refused(N_("“{value}” is not a whole number."), value=cells.text(cell.value)[:40])


def _mostly_numbers(rows: list[list[object]]) -> bool:
    """Whether a few cells among numbers hold something else: those are slips, not another kind."""
    values = [cells.number(value) for row in rows for value in row]
    known = [value for value in values if value is not None]
    return len(known) < len(values) and len(known) >= 0.8 * len(values)


def _fits_scale(values: Iterable[object]) -> bool:
    known = [cells.number(value) for value in values]
    return all(value is None or 1 <= value <= 5 for value in known)


def _at(cell: Cell, error: LabError) -> LabError:
    return at(cell.row, cell.column[:60], error)
