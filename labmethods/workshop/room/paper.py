"""What was written on paper, typed in: a sheet is one voice, however much it says."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from labmethods.errors import Refused
from labmethods.language import N_, translator
from labmethods.workshop.records import WRITTEN
from labmethods.workshop.room.entry import Asked, read
from labmethods.workshop.room.room import Room

MOST_LINES = 10
"""More than anybody writes on a sheet, and no more than a voice may send at once."""

_A_LINE = tuple(kind for kind in WRITTEN if kind != "path")
"""Rounds in which each line is a contribution; what exists on the path has fields of its own."""


def a_line(asked: Asked | None, language: str) -> str:
    """What the form says where a sheet's texts are typed in one a line; else nothing."""
    if asked is None or asked.round.kind not in _A_LINE:
        return ""
    return translator(language)(N_("From one sheet: one a line."))


async def type_in(room: Room, form: Mapping[str, str]) -> None:
    """Save a sheet: all of its lines or none.

    Raises
    ------
    Refused
        A line that can't be taken, with one of the participants' phrases.
    """
    voice, round_id = f"paper-{uuid4().hex[:12]}", form.get("round", "")
    asked = room.asked.get(round_id)
    lines = [line for line in form.get("text", "").splitlines() if line.strip()]
    if asked is None or asked.round.kind not in _A_LINE or len(lines) < 2:
        await room.contribute(voice, round_id, form)
        return
    if len(lines) > MOST_LINES:
        raise Refused(
            N_("A sheet has at most {n} lines; there are {given}. Save some of them first."),
            n=MOST_LINES,
            given=len(lines),
        )
    forms = [
        {**form, "text": line, "sending": f"{form.get('sending', '')[:36]}-{place}"}
        for place, line in enumerate(lines)
    ]
    for one in forms:
        read(asked, one)
    for one in forms:
        await room.contribute(voice, round_id, one)
