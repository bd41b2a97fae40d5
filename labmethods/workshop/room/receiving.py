"""Takes what phones send: at a pace hands have, once each, and on disk before the answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from functools import partial

from labmethods.errors import Refused
from labmethods.workbook.batch import Batch, new_id
from labmethods.workshop.records import WRITTEN, WorkshopContribution
from labmethods.workshop.room.entry import Asked, read
from labmethods.workshop.room.gathered import Gathered
from labmethods.workshop.room.limits import Pace
from labmethods.workshop.room.phrases import PHRASES
from labmethods.workshop.room.saving import Adding, Saving

CONTRIBUTIONS = "workshop_contributions"
MOST_OF_A_VOICE = 200
"""Texts of one voice in a round."""


class Receiving:
    """Saves contributions and keeps them at hand.

    Parameters
    ----------
    saving
        Where they are saved.
    gathered
        What came before.
    """

    def __init__(self, saving: Saving, gathered: Gathered) -> None:
        self._saving = saving
        self._gathered = gathered
        self._pace = Pace()
        self._under_way: dict[tuple[str, str, str], asyncio.Future] = {}

    async def take(
        self, voice: str, round_id: str, asked: Asked | None, form: Mapping[str, str]
    ) -> list[str]:
        """Save what a voice sends; the ids of what is new, when it is on disk.

        The same sending twice is one: a phone that got no answer sends again.

        Raises
        ------
        Refused
            With one of the participants' phrases.
        LabError
            The store could not be written; nothing was saved.
        """
        if not self._gathered.admit(voice):
            raise Refused(PHRASES["crowded"])
        mark = (voice, round_id, form.get("sending", "")[:40])
        if mark[2] and self._gathered.has(*mark):
            return []
        if mark[2] and mark in self._under_way:
            await self._under_way[mark]
            return []
        rows = self._read(voice, asked, form)
        if not rows:
            return []
        saving = asyncio.ensure_future(self._save(asked, voice, mark[2] or new_id(), rows))
        self._under_way[mark] = saving
        try:
            return await saving
        finally:
            self._under_way.pop(mark, None)

    def _read(
        self, voice: str, asked: Asked | None, form: Mapping[str, str]
    ) -> list[dict[str, object]]:
        """The rows of a form; none when the voice has said just this before."""
        if asked is None or asked.round.state != "open":
            raise Refused(PHRASES["closed"])
        if not self._pace.allows(voice, time.monotonic()):
            raise Refused(PHRASES["hurry"])
        if len(self._gathered.mine(voice, asked.round.id)) >= MOST_OF_A_VOICE:
            raise Refused(PHRASES["full"])
        rows = read(asked, form)
        written = asked.round.kind in WRITTEN
        return [] if written and self._gathered.said(voice, asked.round.id, rows[0]) else rows

    async def _save(
        self, asked: Asked, voice: str, sending: str, rows: list[dict[str, object]]
    ) -> list[str]:
        shared = {"round": asked.round.id, "voice": voice, "sending": sending}
        made = [WorkshopContribution.valid(id=new_id(), **shared, **row) for row in rows]
        # A vote takes the place of the one before; texts stand beside each other.
        replaces = asked.round.kind not in WRITTEN
        step = partial(_replace, made) if replaces else Adding(CONTRIBUTIONS, made)
        saved = await self._saving.save(step)
        if replaces:
            self._gathered.drop(voice, asked.round.id)
        self._gathered.keep(saved)
        return [one.id for one in saved]


def _replace(made: list[WorkshopContribution], batch: Batch) -> list[WorkshopContribution]:
    for one in batch.find(CONTRIBUTIONS, round=made[0].round, voice=made[0].voice):
        batch.remove_alone(CONTRIBUTIONS, one.id)
    return batch.add(CONTRIBUTIONS, made)
