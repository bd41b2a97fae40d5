"""An export of Mentimeter or Slido becomes meetings with questions, without who answered."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePath

from labmethods.errors import LabError, Refused
from labmethods.language import N_
from labmethods.sources import cells
from labmethods.sources.bad_cells import BadCells
from labmethods.sources.polls import layouts
from labmethods.sources.polls.answers import Question, questions
from labmethods.sources.polls.gathering import Gathered, Stripped, gather
from labmethods.sources.polls.layouts import NAMES, Layout
from labmethods.sources.spreadsheets import Rows, sheets

_MOST_ANSWERS = 100_000
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(\d\d)[-_. ]?(\d\d)(?!\d)")
_PREFIX = re.compile(
    r"(polls?[-_ ](per[-_ ](user|participant)|overall)|questions|replies|mentimeter|slido)[-_ ]+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Meeting:
    """One time that the polls were open.

    Attributes
    ----------
    name
        What the presentation or the event is called, as the file tells.
    day
        When it was; nothing where the file doesn't tell.
    questions
        What was asked, with what came.
    """

    name: str
    day: datetime.date | None
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Polls:
    """What an export holds, without what points out who answered.

    Attributes
    ----------
    maker
        ``mentimeter`` or ``slido``.
    meetings
        One for each session.
    stripped
        The columns that were taken away.
    left
        Questions that can't come in, each with the reason (a message).
    """

    maker: str
    meetings: tuple[Meeting, ...]
    stripped: tuple[Stripped, ...] = ()
    left: tuple[tuple[str, str], ...] = ()

    def titles(self) -> list[str]:
        """What was asked, each once."""
        return list(dict.fromkeys(one.title for met in self.meetings for one in met.questions))


def read(path: PurePath, data: bytes | None = None, *, maker: str = "") -> Polls:
    """Read an export of Mentimeter or Slido.

    Parameters
    ----------
    path
        An xlsx, ods or csv file.
    data
        What is in it, when it isn't on disk.
    maker
        ``mentimeter`` or ``slido``, where it is known; else it is seen from the headings.

    Raises
    ------
    Refused
        The file can't be read, is of the other maker, or holds no answers.
    BadCells
        Cells that can't be used, each with its row, column and reason.
    """
    found = [(name, rows, layout) for name, rows in sheets(path, data) if (layout := _find(rows))]
    made_by = _maker(path, [layout for _name, _rows, layout in found], maker)
    used = [one for one in found if one[2].kind != layouts.PEOPLE]
    if not used:
        raise Refused(
            N_("{where} tells only who was there, not what they answered. It isn't imported."),
            where=path.name,
        )
    gathered = Gathered()
    for _name, rows, layout in _best(used):
        gather(gathered, rows, _of(layout, made_by))
    if sum(len(list(one.cells())) for of in gathered.asked.values() for one in of.values()) > (
        _MOST_ANSWERS
    ):
        raise Refused(
            N_("{where} holds more than {n} answers. It was not read."),
            where=path.name,
            n=_MOST_ANSWERS,
        )
    return _polls(gathered, made_by, path, _title(used))


def _find(rows: Rows) -> Layout | None:
    return layouts.find(rows)


def _of(layout: Layout, maker: str) -> Layout:
    return replace(layout, maker=layout.maker or maker)


def _best(used: list[tuple[str, Rows, Layout]]) -> list[tuple[str, Rows, Layout]]:
    """The sheets that say most: where each voter's answers are there, the same in sums are not."""
    whole = [one for one in used if one[2].kind != layouts.SUMS]
    voters = [one for one in whole if one[2].kind in (layouts.MATRIX, layouts.LONG)]
    return whole if voters else used


def _maker(path: PurePath, found: list[Layout], asked: str) -> str:
    if not found:
        raise Refused(
            N_(
                "{where} holds no answers that look like an export of {makers}. Nothing has been "
                "imported. Export the results as a spreadsheet, with each participant's answers."
            ),
            where=path.name,
            makers=NAMES[asked] if asked else " / ".join(NAMES.values()),
        )
    seen = Counter(one.maker for one in found if one.maker)
    maker = seen.most_common(1)[0][0] if seen else ""
    if asked and maker and maker != asked:
        raise Refused(
            N_("{where} looks like an export of {maker}. Import it with --as {name}."),
            where=path.name,
            maker=NAMES[maker],
            name=maker,
        )
    return asked or maker or layouts.MENTIMETER


def _title(used: list[tuple[str, Rows, Layout]]) -> str:
    """What stands above the first table; Mentimeter writes the presentation's name there."""
    _name, rows, layout = used[0]
    above = [cells.text(cell) for row in rows[: layout.top] for cell in row]
    return next((one for one in above if len(one) > 1 and one.casefold() != "mentimeter"), "")


def _polls(gathered: Gathered, maker: str, path: PurePath, title: str) -> Polls:
    bad: list[LabError] = list(gathered.bad)
    left: list[tuple[str, str]] = []
    meetings = []
    for session, of_session in gathered.asked.items():
        asked = []
        for one in of_session.values():
            if one.left:
                left.append((one.title, one.left))
                continue
            made, wrong, no = questions(one)
            asked += made
            bad += wrong
            left += no
        days = gathered.days.get(session)
        day = days.most_common(1)[0][0] if days else _day_of(path)
        if asked:
            meetings.append(Meeting(title or _name_of(path), day, tuple(asked)))
    if bad:
        raise BadCells(bad)
    if not meetings:
        raise Refused(
            N_("There are no answers in {where}. Nothing has been imported."), where=path.name
        )
    return Polls(maker, tuple(meetings), tuple(gathered.stripped.values()), tuple(left))


def _day_of(path: PurePath) -> datetime.date | None:
    for match in _DAY.finditer(path.stem):
        try:
            return datetime.date(*(int(one) for one in match.groups()))
        except ValueError:
            continue
    return None


def _name_of(path: PurePath) -> str:
    """What the event is called, out of the file's name.

    >>> _name_of(PurePath("Polls-per-participant-2026-11-24_Gårdens_kväll.xlsx"))
    'Gårdens kväll'
    """
    text = _DAY.sub(" ", _PREFIX.sub("", path.stem, count=1))
    return re.sub(r"[\s_]+", " ", text).strip(" -_.") or path.stem
