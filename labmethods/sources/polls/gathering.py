"""The sheets of an export become questions with their cells, whatever the layout."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from labmethods.errors import LabError, Refused
from labmethods.language import N_
from labmethods.sources import cells
from labmethods.sources.bad_cells import at
from labmethods.sources.days import days
from labmethods.sources.polls import kinds, layouts
from labmethods.sources.polls.layouts import Layout
from labmethods.sources.questionnaires import personal
from labmethods.sources.spreadsheets import Rows

NO_TOTAL = N_("only sums, and not how many voted; export the answers of each participant")
NO_ORDERS = N_("no order of anybody, only a score of all; export the answers of each participant")
RESULT = N_("who it was, or how well it went")
_MOST_COUNTED = 10_000


@dataclass(frozen=True)
class Cell:
    """An answer where it stands: whose it is, the sheet's row, the column, the value.

    ``voter`` is a number that is made here; what the export calls the voter is not kept.
    """

    voter: int
    row: int
    column: str
    value: object
    upvotes: float | None = None
    hidden: bool = False


@dataclass
class Asked:
    """A question with its answers, as they were found.

    Attributes
    ----------
    title, told
        What was asked, and what the export calls its type.
    parts
        The answers of each part; of a question without parts under an empty name.
    choices
        What there was to choose from, where the export tells.
    left
        Why the question can't come in; empty where it can.
    """

    title: str
    told: str = ""
    parts: dict[str, list[Cell]] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    left: str = ""

    def cells(self) -> Iterator[Cell]:
        for found in self.parts.values():
            yield from found


@dataclass(frozen=True)
class Stripped:
    """A column that was taken away, and what of a person it held (a message)."""

    heading: str
    held: str


@dataclass
class Gathered:
    """What the sheets held: the questions of each session, its days, and what was taken away."""

    asked: dict[str, dict[tuple[str, str], Asked]] = field(default_factory=dict)
    days: dict[str, Counter] = field(default_factory=dict)
    stripped: dict[str, Stripped] = field(default_factory=dict)
    bad: list[LabError] = field(default_factory=list)
    voters: dict[tuple[str, str], int] = field(default_factory=dict)
    made: int = 0

    def voter(self, session: str, told: str) -> int:
        """The number of a voter; whoever the export doesn't name is somebody else each time."""
        key = (session, told)
        if told and key in self.voters:
            return self.voters[key]
        self.made += 1
        if told:
            self.voters[key] = self.made
        return self.made

    def question(self, session: str, key: str, title: str, told: str = "") -> Asked:
        """The question of a key (its number or its title) in a session."""
        of_session = self.asked.setdefault(session, {})
        found = of_session.setdefault((key, title), Asked(title))
        found.told = found.told or told
        return found


def gather(gathered: Gathered, rows: Rows, layout: Layout) -> None:
    """Add what a sheet holds."""
    body = [(number, row) for number, row in enumerate(rows, start=1) if number > layout.top + 1]
    width = max(len(layout.headings), max((len(row) for _number, row in body), default=0))
    full = [
        (number, [*row, *[None] * (width - len(row))])
        for number, row in body
        if any(not cells.empty(cell) for cell in row)
    ]
    _take_away(gathered, layout, full)
    _note_days(gathered, layout, full)
    {
        layouts.MATRIX: _matrix,
        layouts.LONG: _long,
        layouts.SUMS: _sums,
        layouts.QUESTIONS: _questions,
    }[layout.kind](gathered, layout, full)


Body = Sequence[tuple[int, list[object]]]


def _take_away(gathered: Gathered, layout: Layout, body: Body) -> None:
    for place, role in layout.roles.items():
        heading = layout.headings[place]
        held = personal.named(heading) or (personal.ANSWER if role == "voter" else None)
        if (
            held
            and role in ("voter", "left")
            and any(not cells.empty(row[place]) for _n, row in body)
        ):
            gathered.stripped[heading] = Stripped(heading, held)


def _note_days(gathered: Gathered, layout: Layout, body: Body) -> None:
    place = layout.place("date")
    if place is None:
        return
    known: list[datetime.date | None] = days([row[place] for _number, row in body])
    for day, (_number, row) in zip(known, body, strict=True):
        if day is not None:
            gathered.days.setdefault(_session(layout, row), Counter())[day] += 1


def _session(layout: Layout, row: list[object]) -> str:
    place = layout.place("session")
    return "" if place is None else cells.text(row[place])


def _told(layout: Layout, row: list[object], role: str) -> str:
    place = layout.place(role)
    return "" if place is None else cells.text(row[place])


def _matrix(gathered: Gathered, layout: Layout, body: Body) -> None:
    """One row for each voter, a column for each question or part of one."""
    types: dict[int, str] = {}
    voter = layout.place("voter")
    if layout.maker == layouts.SLIDO and body and cells.empty(body[0][1][voter]):
        # Below Slido's headings stands a row about the questions; it is nobody's answers.
        types = {place: cells.text(cell) for place, cell in enumerate(body[0][1])}
        body = body[1:]
    for place, heading in enumerate(layout.headings):
        if (
            not heading
            or place in layout.roles
            or not any(not cells.empty(row[place]) for _n, row in body)
        ):
            continue
        title, part = layouts.split(heading)
        column = [row[place] for _number, row in body]
        if part and layouts.is_left(part):
            gathered.stripped[heading] = Stripped(heading, RESULT)
        elif held := personal.named(title) or personal.held(column):
            gathered.stripped[title] = Stripped(title, held)
        else:
            told = types.get(place, "")
            told = told if kinds.by_type(told) else ""
            _column(gathered, layout, body, place, title, part, told)


def _column(
    gathered: Gathered,
    layout: Layout,
    body: Body,
    place: int,
    title: str,
    part: str,
    told: str,
) -> None:
    # Two questions in the same words are two questions; the parts of one stand together.
    key = "parts" if part else f"column {place}"
    for number, row in body:
        if cells.empty(row[place]):
            continue
        session = _session(layout, row)
        # A row is a voter, also where the export leaves the voter's number out.
        voter = gathered.voter(session, _told(layout, row, "voter") or f"row {number}")
        asked = gathered.question(session, key, title, told)
        cell = Cell(voter, number, layout.headings[place], row[place])
        asked.parts.setdefault(part, []).append(cell)


def _long(gathered: Gathered, layout: Layout, body: Body) -> None:
    """One row for each answer."""
    answer = layout.place("answer")
    heading = layout.headings[answer]
    for number, row in body:
        title, session = _told(layout, row, "poll"), _session(layout, row)
        if not title or cells.empty(row[answer]):
            continue
        if held := personal.named(title):
            gathered.stripped[title] = Stripped(title, held)
            continue
        told = _told(layout, row, "type")
        voter = gathered.voter(session, _told(layout, row, "voter") or f"row {number}")
        asked = gathered.question(session, _told(layout, row, "poll_id"), title, told)
        asked.parts.setdefault("", []).append(Cell(voter, number, heading, row[answer]))


def _questions(gathered: Gathered, layout: Layout, body: Body) -> None:
    """One row for each question that somebody asked, with how many were for it."""
    text, votes = layout.place("asked"), layout.place("upvotes")
    for number, row in body:
        if cells.empty(row[text]):
            continue
        upvotes = None if votes is None else cells.number(row[votes])
        if votes is not None and not cells.empty(row[votes]) and not _whole(upvotes):
            gathered.bad.append(_no_count(number, layout.headings[votes], row[votes]))
        status = _told(layout, row, "status").casefold()
        voter = gathered.voter("", _told(layout, row, "voter"))
        asked = gathered.question("", layouts.QUESTIONS, "", "Q&A")
        asked.parts.setdefault("", []).append(
            Cell(
                voter,
                number,
                layout.headings[text],
                row[text],
                upvotes,
                status in ("dismissed", "deleted", "rejected", "avvisad", "borttagen"),
            )
        )


def _sums(gathered: Gathered, layout: Layout, body: Body) -> None:
    """One row for each option, with its count."""
    polls: dict[tuple[str, str], list[tuple[int, list[object]]]] = {}
    for number, row in body:
        key = (_told(layout, row, "poll_id"), _told(layout, row, "poll"))
        if key[1]:
            polls.setdefault(key, []).append((number, row))
    for (key, title), rows in polls.items():
        if held := personal.named(title):
            gathered.stripped[title] = Stripped(title, held)
            continue
        asked = gathered.question("", key, title, _told(layout, rows[0][1], "type"))
        _spread(gathered, layout, rows, asked)


def _spread(gathered: Gathered, layout: Layout, rows: Body, asked: Asked) -> None:
    """Give a poll's counts to as many voters as voted.

    Who chose what together is not in the file. The counts go round the voters, so that each option
    has as many as it got, none of them twice; no chart and no sentence says more than that.
    """
    if kinds.by_type(asked.told) == kinds.RANK:
        asked.left = NO_ORDERS
        return
    counts = []
    option, place = layout.place("option"), layout.place("count")
    for number, row in rows:
        count = cells.number(row[place])
        if not _whole(count) or count > _MOST_COUNTED:
            gathered.bad.append(_no_count(number, layout.headings[place], row[place]))
            return
        if not cells.empty(row[option]):
            counts.append((number, row[option], int(count)))
    asked.choices = tuple(dict.fromkeys(cells.text(one) for _number, one, _count in counts))
    told = layout.place("total")
    total = None if told is None else cells.number(rows[0][1][told])
    if not _whole(total):
        asked.left = NO_TOTAL
        return
    if any(count > total for _number, _one, count in counts) or total > _MOST_COUNTED:
        gathered.bad.append(_no_count(rows[0][0], layout.headings[told], rows[0][1][told]))
        return
    # The polls share their voters: so many at least took part.
    voters = [gathered.voter("", f"counted {one}") for one in range(int(total))]
    given = 0
    for number, one, count in counts:
        for turn in range(count):
            voter = voters[(given + turn) % len(voters)]
            asked.parts.setdefault("", []).append(Cell(voter, number, layout.headings[option], one))
        given += count


def _whole(number: float | None) -> bool:
    return number is not None and number >= 0 and number == int(number)


def _no_count(row: int, column: str, value: object) -> LabError:
    reason = Refused(N_("“{value}” is no count of this poll."), value=cells.text(value)[:40])
    return at(row, column, reason)
