"""Exports of Mentimeter and Slido, as programs that read real ones show their layouts.

Neither company documents its columns. The layouts here are those that public programs read or
print; the values are made up.

Mentimeter, the sheet ``Voters``: two rows above the headings; ``Date`` or ``Date (UTC)``,
``Session``, ``Voter``; a column for each slide, also those without a question; ``question:
Answer``; ``question:: part`` for scales; ``:: Name``, ``:: Emoji`` and ``:: Score`` for quizzes.
Read so by three public programs of other people (a survey's ``read_excel(..., sheet_name="Voters",
skiprows=2)``, a converter to REDCap that looks for the row that begins with ``Date``, and an
importer that knows ``Date (UTC)``, ``…: Answer`` and ``…:: …``); the last also takes the layout
with ``Participant``, ``Question``, ``Answer`` and ``Question type``. How a ranking and a choice of
several stand there, none of them shows.

Slido, whose files are called ``Polls-per-user-…``, ``Polls-per-participant-…``,
``Polls-overall-…``, ``Questions-…``, ``Replies-…``, ``JoinedParticipants-…``, ``Leaderboard-…``:
- https://github.com/fhdsl/metricminer prints the columns of each (``Poll ID``, ``Poll Type``,
  ``Poll Question``, ``Poll Option``, ``Correct Answer``, ``Count``, ``Total Votes``, ``Results``;
  ``Question text``, ``Highlighted``, ``Status``, ``User ID``, ``Sentiment``, ``Submission Date``,
  ``Submission Time``; ``Participant ID``, ``Participant Name``, ``Participant Email``,
  ``Joined at``), and skips a row below the headings;
- https://github.com/korenmiklos/r-python-stata drops the same row ("first line is metadata") of
  Polls-per-user-CEU_R_Python_Stata_2022.xlsx, where each question has a column in its own words.
That a question's upvotes are exported is told by https://community.slido.com/analytics-and-exports-44;
what that column is called, none of them shows: several names are taken.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

TITLE = "En tryggare gård"
WORD, OPEN = "Hur känns gården?", "Vad saknas?"
CHOICE, SCALE, ORDER = "Vad gör vi först?", "Hur nöjd är du?", "Vad är viktigast?"

_QUIZ = "Vilket år byggdes husen?"
VOTERS_HEADINGS = [
    "Date (UTC)",
    "Session",
    "Voter",
    "How to join this survey:",
    f"{WORD}: Answer",
    f"{CHOICE}: Answer",
    f"{SCALE}:: Belysningen",
    f"{SCALE}:: Tvättstugan",
    f"{ORDER}:: Ljus",
    f"{ORDER}:: Kafé",
    f"{ORDER}:: Bänkar",
    f"{OPEN}: Answer",
    f"{_QUIZ}:: Name",
    f"{_QUIZ}: Answer",
    f"{_QUIZ}:: Score",
    "Thank You!:",
]
_SAID = [
    ("mörk, grön", "Belysning", 4, 2, 1, 2, 3, "En cykelverkstad", "Kalle", "1968", 900),
    ("mörk", "Öppet kafé", 5, 3, 1, 3, 2, "Ring mig på 070-123 45 67", "Lisa", "1972", 0),
    ("trygg", "Belysning", 3, 1, 2, 1, 3, None, "Amir", "1968", 850),
    (None, "Belysning", 4, 1, 1, 2, 3, "Fler bänkar i solen vid gungorna", None, "1968", 700),
    ("grön", "Öppet kafé", 2, 5, 3, 1, 2, "En cykelverkstad", "Eva", None, None),
]


def voters_rows(session: int = 1, day: str = "2026-11-24") -> list[list[object]]:
    """The rows of five voters under ``VOTERS_HEADINGS``."""
    rows = []
    for number, said in enumerate(_SAID, start=1):
        *before, name, answer, score = said
        rows.append([day, session, number, None, *before, name, answer, score, None])
    return rows


def mentimeter(
    *, rows: list[list[object]] | None = None, headings: Sequence[str] = VOTERS_HEADINGS
) -> bytes:
    """A workbook with an overview and the sheet of voters."""
    body = voters_rows() if rows is None else rows
    return book(
        {"Results": [[TITLE], [], ["Slides", 9]], "Voters": [[TITLE], [], list(headings), *body]}
    )


PER_PARTICIPANT_HEADINGS = [
    "Participant ID",
    "Participant Name",
    "Participant Email",
    "Total Correct Answers",
    CHOICE,
    SCALE,
    ORDER,
    OPEN,
    WORD,
]
TYPES = [
    None,
    None,
    None,
    None,
    "Multiple choice",
    "Rating (1-5)",
    "Ranking",
    "Open text",
    "Word cloud",
]
_PER_PARTICIPANT = [
    (146000011, "Anonymous", "Anonymous", 0, "Belysning; Öppet kafé", 4, "Ljus; Kafé; Bänkar",
     "En cykelverkstad", "mörk"),
    (146000012, "Anna Berg", "anna@example.com", 0, "Belysning", 5, "Kafé; Ljus; Bänkar", None,
     "mörk; grön"),
    (146000013, "Anonymous", "Anonymous", 0, "Öppet kafé", 3, "Ljus; Bänkar; Kafé", "Bänkar", None),
    (146000014, "Anonymous", "Anonymous", 0, None, 4, None, None, "trygg"),
    (146000015, "Anonymous", "Anonymous", 0, "Belysning", None, "Ljus; Kafé; Bänkar", None,
     "trygg"),
]  # fmt: skip


def per_participant(types: Sequence[object] = TYPES) -> list[list[object]]:
    """Slido's answers of each participant, with the row about the questions below the headings."""
    return [PER_PARTICIPANT_HEADINGS, list(types), *map(list, _PER_PARTICIPANT)]


def overall() -> list[list[object]]:
    """Slido's sums: one row an option."""
    headings = ["Poll ID", "Poll Type", "Poll Question", "Poll Option", "Correct Answer", "Count",
                "Total Votes", "Results"]  # fmt: skip
    several = [(CHOICE, "Belysning", 4), (CHOICE, "Öppet kafé", 3), (CHOICE, "Fler bänkar", 0)]
    rated = [(SCALE, 3, 1), (SCALE, 4, 2), (SCALE, 5, 2)]
    written = [(OPEN, "En cykelverkstad", 1), (OPEN, "Bänkar", 1)]
    rows: list[list[object]] = [headings, [None] * 8]
    for number, (told, total, options) in enumerate(
        [("Multiple choice", 5, several), ("Rating (1-5)", 5, rated), ("Open text", 2, written)]
    ):
        rows += [[33106652 + number, told, *one[:2], None, one[2], total, None] for one in options]
    ranked = [("Ljus", 2.4), ("Kafé", 1.8)]
    return rows + [[33106690, "Ranking", ORDER, one, None, mean, 4, None] for one, mean in ranked]


def questions() -> list[list[object]]:
    """Slido's questions from the audience."""
    headings = ["Question text", "Highlighted", "Status", "Upvotes", "User ID", "Author",
                "Sentiment", "Submission Date", "Submission Time"]  # fmt: skip
    return [
        headings,
        [
            "När lagas lamporna?",
            0,
            "Live",
            7,
            "hemlig-77",
            "Anna Berg",
            None,
            "11/24/2026",
            "16:31",
        ],
        ["Får vi ett kafé?", 1, "Answered", 12, "c3d4", "Anonymous", None, "11/24/2026", "16:35"],
        ["Något fult", 0, "Dismissed", 0, "c3d4", "Anonymous", None, "11/24/2026", "16:36"],
    ]


def joined() -> list[list[object]]:
    """Slido's list of who took part."""
    return [
        ["Participant ID", "Participant Name", "Participant Email", "Joined at"],
        [146000011, "Anonymous", "Anonymous", "11/24/2026 18:12:19"],
    ]


def book(sheets: dict[str, list[list[object]]]) -> bytes:
    """A workbook's bytes."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def slido(folder: Path, name: str, rows: list[list[object]]) -> Path:
    """A file as Slido names it."""
    path = folder / name
    path.write_bytes(book({"Sheet1": rows}))
    return path
