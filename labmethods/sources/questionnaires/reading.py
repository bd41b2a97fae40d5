"""A questionnaire's export becomes questions and answers, without what points out people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.sources import cells
from labmethods.sources.days import days as dates_in
from labmethods.sources.questionnaires import makers, personal
from labmethods.sources.questionnaires.scales import is_unknown, scores
from labmethods.sources.spreadsheets import Rows, sheets

SCALE, CHOICE, TEXT, EMPTY = "scale", "choice", "text", "empty"
"""Answers with numbers, few answers in words, free text, and no answer at all."""
_FEW = 12


@dataclass(frozen=True)
class Question:
    """What was asked, and what was answered.

    Attributes
    ----------
    heading
        The column's heading, as it stands in the file.
    title
        What people were asked.
    kind
        ``scale``, ``choice``, ``text`` or ``empty``.
    scores
        The proposed number of each answer.
    answers
        The different answers, those that are none left out.
    n
        How many answered.
    """

    heading: str
    title: str
    kind: str
    scores: dict[str, float] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    n: int = 0


@dataclass(frozen=True)
class Stripped:
    """A column that was taken away, and what of a person it held (a message)."""

    heading: str
    held: str


@dataclass(frozen=True)
class Questionnaire:
    """An export without what points out people.

    Attributes
    ----------
    maker
        ``forms``, ``google``, ``limesurvey``, or nothing for a sheet of another kind.
    questions
        What was asked.
    frame
        The answers as text, one column a heading, indexed by the row number in the file.
    days
        The day of each answer, without the time; missing where the file doesn't say.
    stripped
        What was taken away.
    unfinished
        How many had not sent their answers in; they are left out.
    """

    maker: str
    questions: tuple[Question, ...]
    frame: pd.DataFrame
    days: pd.Series
    stripped: tuple[Stripped, ...] = ()
    unfinished: int = 0

    def question(self, heading: str) -> Question:
        """The question of a heading."""
        return next(one for one in self.questions if one.heading == heading)


def read(path: Path, data: bytes | None = None) -> Questionnaire:
    """Read an export of Microsoft Forms, Google Forms, LimeSurvey, or a sheet like theirs.

    Parameters
    ----------
    path
        An xlsx, ods or csv file: one heading row, one row for each who answered.
    data
        What is in it, when it isn't on disk.

    Raises
    ------
    Refused
        The file can't be read, or has no rows of answers.
    """
    for _name, rows in sheets(path, data):
        rows, top = _from_heading(rows)
        if len(rows) >= 2:
            return _questionnaire(rows, top)
    raise Refused(
        N_("There are no answers in {where}. Nothing has been imported."), where=path.name
    )


def _from_heading(rows: Rows) -> tuple[Rows, int]:
    """The rows from the first that isn't empty, and its number."""
    for place, row in enumerate(rows):
        if any(not cells.empty(cell) for cell in row):
            return rows[place:], place + 1
    return [], 1


def _questionnaire(rows: Rows, top: int) -> Questionnaire:
    width = max(len(row) for row in rows)
    headings = _headings([*rows[0], *[None] * (width - len(rows[0]))])
    body = [[*row, *[None] * (width - len(row))] for row in rows[1:]]
    numbers = range(top + 1, top + 1 + len(body))
    frame = pd.DataFrame(body, index=numbers, columns=headings, dtype=object)
    frame = frame[[any(not cells.empty(cell) for cell in row) for row in body]]
    made_by = makers.maker(headings)
    roles = {name: makers.role(made_by, name, place) for place, name in enumerate(headings)}
    sent = [name for name, role in roles.items() if role == makers.SENT]
    finished = _finished(frame, made_by, sent)
    kept = frame[finished]
    days = _days(kept, [*sent, *(name for name, role in roles.items() if role == makers.DAY)])
    stripped, answered = _apart(kept, made_by, roles)
    answers = kept[answered].map(cells.text)
    answers, questions = _questions(answers, made_by)
    return Questionnaire(made_by, questions, answers, days, stripped, int((~finished).sum()))


def _headings(row: Sequence[object]) -> list[str]:
    """One name a column; equal ones are numbered, as the forms do themselves."""
    seen: dict[str, int] = {}
    names = []
    for place, cell in enumerate(row, start=1):
        name = re.sub(r"<[^>]+>", "", cells.text(cell)).strip() or str(place)
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def _finished(frame: pd.DataFrame, made_by: str, sent: list[str]) -> pd.Series:
    """Which rows were sent in: LimeSurvey exports also those that people left half-way."""
    everyone = pd.Series(True, index=frame.index)
    if made_by != "limesurvey" or not sent:
        return everyone
    done = frame[sent[0]].map(lambda cell: cells.mark(cell) is None)
    return done if done.any() else everyone


def _apart(
    frame: pd.DataFrame, made_by: str, roles: dict[str, str]
) -> tuple[tuple[Stripped, ...], list[str]]:
    """What is taken away and why, and the columns that are left."""
    stripped, left = [], []
    for name in frame.columns:
        if roles[name] == makers.NUMBER:
            stripped.append(Stripped(name, personal.ANSWER))
        elif roles[name] in (makers.DAY, makers.SENT):
            stripped.append(Stripped(name, personal.MOMENT))
        elif roles[name] != makers.LEFT:
            held = personal.named(makers.short(name)) or personal.named(makers.title(made_by, name))
            held = held or personal.held(frame[name].tolist())
            if held:
                stripped.append(Stripped(makers.title(made_by, name), held))
            else:
                left.append(name)
    return tuple(stripped), left


def _questions(frame: pd.DataFrame, made_by: str) -> tuple[pd.DataFrame, tuple[Question, ...]]:
    """The questions; one where several answers could be ticked becomes one for each of them."""
    columns: dict[str, pd.Series] = {}
    questions = []
    for name in frame.columns:
        ticked = _ticked(frame[name]) if made_by in ("forms", "google") else []
        if ticked:
            for choice in ticked:
                heading = f"{name}: {choice}"
                columns[heading] = frame[name].map(lambda cell, one=choice: _tick(cell, one))
                questions.append(_question(columns[heading], heading, made_by))
            continue
        columns[name] = _boxes(frame[name], made_by)
        questions.append(_question(columns[name], name, made_by))
    return pd.DataFrame(columns, index=frame.index, dtype=object), tuple(questions)


def _ticked(column: pd.Series) -> list[str]:
    """The choices of a question whose answers stand in one cell with semicolons between."""
    if not column.str.contains(";").any():
        return []
    parts = [part.strip() for cell in column for part in cell.split(";") if part.strip()]
    choices = list(dict.fromkeys(parts))
    few = len(choices) <= _FEW and len(parts) > len(choices)
    return choices if few and all(len(choice) <= 100 for choice in choices) else []


def _tick(cell: str, choice: str) -> str:
    if not cell:
        return ""
    return "1" if choice in (part.strip() for part in cell.split(";")) else "0"


def _boxes(column: pd.Series, made_by: str) -> pd.Series:
    """LimeSurvey leaves a box that wasn't ticked empty; it is a no, not a missing answer."""
    if made_by == "limesurvey" and "[" in str(column.name) and set(column) == {"Y", ""}:
        return column.map({"Y": "1", "": "0"})
    return column


def _question(column: pd.Series, heading: str, made_by: str) -> Question:
    told = [answer for answer in column if not is_unknown(answer)]
    answers = tuple(sorted(set(told)))
    found = scores(answers) or {}
    if not told:
        kind = EMPTY
    elif _numeric(answers) or (found and len(answers) <= _FEW):
        kind = SCALE
    elif len(answers) <= _FEW and len(answers) < len(told):
        kind = CHOICE
    else:
        kind = TEXT
    asked = makers.title(made_by, heading)
    return Question(heading, asked, kind, found if kind == SCALE else {}, answers, len(told))


def _numeric(answers: Sequence[str]) -> bool:
    return all(cells.number(answer) is not None for answer in answers)


def _days(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """The day of each row, from the first column that holds days."""
    for name in columns:
        days = dates_in(frame[name].tolist())
        if any(day is not None for day in days):
            return pd.Series(pd.to_datetime(days), index=frame.index)
    return pd.Series(pd.NaT, index=frame.index)
