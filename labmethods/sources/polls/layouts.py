"""The layouts of Mentimeter's and Slido's exports: which row is the heading, and what columns hold.

Nobody documents them; they are read off programs that read real exports (see the tests for where).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from labmethods.sources import cells
from labmethods.sources.spreadsheets import Rows

MENTIMETER, SLIDO = "mentimeter", "slido"
NAMES = {MENTIMETER: "Mentimeter", SLIDO: "Slido"}

MATRIX, LONG, SUMS, QUESTIONS, PEOPLE = "matrix", "long", "sums", "questions", "people"
"""One row a voter; one row an answer; one row an option with its count; one row a question that
somebody asked; only who was there."""

_DEEPEST = 30
"""The heading stands within so many rows, below the presentation's name and the like."""

ROLES: dict[str, str] = {
    word: role
    for role, words in {
        "voter": "voter|voter id|röst|röstande|user id|participant id|participant|respondent id|"
        "deltagare|deltagar-id|deltagarens id|användar-id|svarande|author id",
        "session": "session|session id|sessions-id|tillfälle",
        "date": "date|date (utc)|datum|datum (utc)|submission date|submitted at|timestamp|"
        "inskickat datum|tidpunkt|created at|joined at|gick med|date added",
        "poll": "poll question|question|question title|omröstningsfråga|fråga|frågans titel",
        "poll_id": "poll id|omröstnings-id|question number|slide|slide number|bild|frågenummer",
        "option": "poll option|option|alternativ|svarsalternativ|omröstningsalternativ",
        "answer": "answer|response|svar",
        "count": "count|votes|antal|antal röster|röster|number of votes",
        "total": "total votes|totalt antal röster|röster totalt|total",
        "type": "poll type|question type|slide type|omröstningstyp|frågetyp|typ|type",
        "asked": "question text|frågetext|frågans text",
        "upvotes": "upvotes|question upvotes|likes|score|question score|uppröster|gilla|"
        "gillamarkeringar|poäng",
        "status": "status",
        # What tells of a person, or of a person's result, is never looked at.
        "left": "user name|user email|user company|participant name|participant email|"
        "participant company|author|author name|author email|name|email|e-mail|namn|e-post|"
        "användarnamn|deltagarens namn|deltagarens e-post|företag|company|time|tid|"
        "submission time|highlighted|markerad|sentiment|labels|etiketter|room|rum|results|"
        "resultat|correct answer|rätt svar|is correct|correct|total correct answers|"
        "antal rätta svar|total score|rank|placering|downvotes|question downvotes|nedröster|"
        "replies|svar på frågan|anonymous|anonym|device|ip address|ip|country",
    }.items()
    for word in words.split("|")
}


@dataclass(frozen=True)
class Layout:
    """How a sheet holds its answers.

    Attributes
    ----------
    kind
        One of this module's constants.
    maker
        ``mentimeter``, ``slido``, or nothing where the headings don't tell.
    top
        The place of the heading row, from 0.
    headings
        The headings as they stand.
    roles
        What columns hold, by their place; a question's column has no role.
    """

    kind: str
    maker: str
    top: int
    headings: list[str]
    roles: dict[int, str]

    def place(self, role: str) -> int | None:
        """The first column with a role."""
        return next((place for place, one in self.roles.items() if one == role), None)


def find(rows: Rows) -> Layout | None:
    """The layout of a sheet; none where it holds no answers of a kind that is known."""
    for top, row in enumerate(rows[:_DEEPEST]):
        found = _layout(top, [cells.text(cell) for cell in row])
        if found is not None:
            return found
    return None


def _layout(top: int, headings: list[str]) -> Layout | None:
    roles = {place: role for place, one in enumerate(headings) if (role := ROLES.get(_plain(one)))}
    has = set(roles.values())
    maker = _maker({_plain(one) for one in headings}, roles)
    questions = [one for place, one in enumerate(headings) if one and place not in roles]
    if "asked" in has:
        return Layout(QUESTIONS, SLIDO, top, headings, roles)
    if {"poll", "option", "count"} <= has:
        return Layout(SUMS, maker or SLIDO, top, headings, roles)
    if {"voter", "poll", "answer"} <= has:
        return Layout(LONG, maker, top, headings, roles)
    if "voter" in has and questions:
        return Layout(MATRIX, maker, top, headings, roles)
    if "voter" in has and len(has) > 1:
        return Layout(PEOPLE, maker, top, headings, roles)
    return None


def _maker(plain: set[str], roles: dict[int, str]) -> str:
    if {"voter", "röst", "röstande"} & plain and {"session", "date"} & set(roles.values()):
        return MENTIMETER
    people = {"user id", "user name", "user email", "participant id", "participant name"}
    if people & plain or {"poll question", "poll option"} <= plain:
        return SLIDO
    return ""


def _plain(heading: str) -> str:
    return re.sub(r"\s+", " ", heading).strip().rstrip(":").casefold()


def split(heading: str) -> tuple[str, str]:
    """A question and the part of it that a column is about; Mentimeter parts them by colons.

    >>> split("Hur trygg är du?: Answer"), split("Betygsätt:: Belysningen"), split("Vad saknas?")
    (('Hur trygg är du?', ''), ('Betygsätt', 'Belysningen'), ('Vad saknas?', ''))
    """
    text = re.sub(r"\s+", " ", heading).strip()
    if match := re.fullmatch(r"(.+?)\s*:\s*(answer|response|svar)\s*", text, re.IGNORECASE):
        return match[1].strip(), ""
    question, colons, part = text.partition("::")
    if colons and part.strip():
        return question.rstrip(": "), part.strip()
    return text.rstrip(": ") or text, ""


def is_left(part: str) -> bool:
    """Whether a question's column holds who answered or how well, not what."""
    return _plain(part) in {"name", "namn", "emoji", "score", "poäng", "time", "tid"}
