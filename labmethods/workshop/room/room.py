"""An open workshop: what is asked now, what came, and who is told when something changes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from labmethods.errors import LabError, Refused
from labmethods.language import N_, translator
from labmethods.workbook.batch import Batch, new_id
from labmethods.workbook.lab import Lab
from labmethods.workshop.records import WRITTEN, Workshop, WorkshopContribution, WorkshopRound
from labmethods.workshop.room import kept as keeping
from labmethods.workshop.room.accepting import accept
from labmethods.workshop.room.codes import Codes, Devices
from labmethods.workshop.room.entry import Asked, read
from labmethods.workshop.room.kept import Kept
from labmethods.workshop.room.limits import Pace, WrongCodes
from labmethods.workshop.room.phrases import PHRASES
from labmethods.workshop.room.saving import Saving
from labmethods.workshop.rounds import rounds_of

if TYPE_CHECKING:
    import pandas as pd

ROUNDS, CONTRIBUTIONS = "workshop_rounds", "workshop_contributions"
MOST_OF_A_VOICE = 200
"""Texts of one voice in a round."""
MOST_VOICES = 1000

Listener = Callable[[str, str, list[str]], None]
"""Called with ``asked``, ``came``, ``changed`` or ``phones``, the round and its contributions."""


class Room:
    """One workshop while it is open. All methods run in the server's one loop.

    Parameters
    ----------
    lab
        A lab of its own: the journal says of its changes that they are the room's.
    kept
        The key and the rest of what outlives a crash.
    """

    def __init__(self, lab: Lab, kept: Kept) -> None:
        self.lab = lab
        self.kept = kept
        self.workshop: Workshop = lab.workshops.get(kept.workshop)
        day = self.workshop.day.isoformat()
        lab.store.who = translator(lab.language)(N_("the room, workshop of {day}"), day=day)
        key = bytes.fromhex(kept.key)
        self.codes = Codes(key, kept.turn)
        self.devices = Devices(key)
        self.wrong_codes = WrongCodes()
        self.pace = Pace()
        self.saving = Saving(lab.store)
        self.listeners: list[Listener] = []
        self.asked: dict[str, Asked] = {}
        self.given: dict[str, dict[str, WorkshopContribution]] = {}
        self._of_voice: dict[tuple[str, str], list[str]] = {}
        self._sendings: set[tuple[str, str, str]] = set()
        self._under_way: dict[tuple[str, str, str], asyncio.Future] = {}
        self._voices: set[str] = set()
        self.load()

    # What is asked

    def load(self) -> None:
        """Read the rounds and what came, as the store has them."""
        self.asked = {one.id: self._asked(one) for one in rounds_of(self.lab, self.workshop)}
        self.given = {round_id: {} for round_id in self.asked}
        self._of_voice.clear()
        self._sendings.clear()
        for round_id in self.asked:
            self._keep(self.lab[CONTRIBUTIONS].find(round=round_id))

    def reload_rounds(self) -> None:
        """Read the rounds again: somebody may have planned another one in the notebook."""
        self.workshop = self.lab.workshops.get(self.workshop.id)
        self.asked = {one.id: self._asked(one) for one in rounds_of(self.lab, self.workshop)}
        for round_id in self.asked:
            self.given.setdefault(round_id, {})

    @property
    def current(self) -> Asked | None:
        """The round that is open; there is one at a time, so that phones ask one question."""
        return next((one for one in self.asked.values() if one.round.state == "open"), None)

    def _asked(self, one: WorkshopRound) -> Asked:
        subjects = [(choice, choice) for choice in one.choices]
        steps, low, high = (), 1, 5
        if one.kind == "board":
            actors = self.lab["actors"].all()
            chosen = [a for a in actors if a.id in one.actors] if one.actors else actors
            subjects = [(actor.id, actor.label()) for actor in chosen[:12]]
        if one.kind == "path" and "steps" in self.lab.store.records:
            steps = tuple((step.id, step.label()) for step in self.lab["steps"].all())
        if one.kind == "before_after" and one.outcome:
            outcome = self.lab["outcomes"].get(one.outcome)
            low, high = int(outcome.lowest or 1), int(outcome.highest or 5)
        return Asked(one, tuple(subjects), steps, low, high)

    # What comes

    def admit(self, voice: str) -> bool:
        """Whether a voice has room."""
        if voice not in self._voices and len(self._voices) >= MOST_VOICES:
            return False
        self._voices.add(voice)
        return True

    async def contribute(self, voice: str, round_id: str, form: Mapping[str, str]) -> None:
        """Save what a voice sends; when this returns, it is on disk.

        The same sending twice is one: a phone that got no answer sends again.

        Raises
        ------
        Refused
            With one of the participants' phrases.
        LabError
            The store could not be written; nothing was saved.
        """
        if voice in self.kept.banned:
            raise Refused(PHRASES["banned"])
        if not self.admit(voice):
            raise Refused(PHRASES["crowded"])
        sending = form.get("sending", "")[:40]
        mark = (voice, round_id, sending)
        if sending and mark in self._sendings:
            return
        if sending and mark in self._under_way:
            await self._under_way[mark]
            return
        asked = self.asked.get(round_id)
        if asked is None or asked.round.state != "open":
            raise Refused(PHRASES["closed"])
        if not self.pace.allows(voice, time.monotonic()):
            raise Refused(PHRASES["hurry"])
        if len(self._of_voice.get((round_id, voice), ())) >= MOST_OF_A_VOICE:
            raise Refused(PHRASES["full"])
        rows = read(asked, form)
        if asked.round.kind in WRITTEN and self._said(voice, round_id, rows[0]):
            return
        saving = asyncio.ensure_future(
            self._save_contribution(asked, voice, sending or new_id(), rows)
        )
        self._under_way[mark] = saving
        try:
            saved = await saving
        finally:
            self._under_way.pop(mark, None)
        self._keep(saved)
        self.tell("came", round_id, [one.id for one in saved])

    def _said(self, voice: str, round_id: str, row: Mapping[str, object]) -> bool:
        """Whether the voice has said just this: somebody went back and sent it again."""
        return any(
            all(getattr(one, name) == value for name, value in row.items())
            for one in self.mine(voice, round_id)
        )

    async def _save_contribution(
        self, asked: Asked, voice: str, sending: str, rows: list[dict[str, object]]
    ) -> list[WorkshopContribution]:
        round_id = asked.round.id
        shared = {"round": round_id, "voice": voice, "sending": sending}
        made = [WorkshopContribution.valid(id=new_id(), **shared, **row) for row in rows]
        # A vote takes the place of the one before; texts stand beside each other.
        replaces = asked.round.kind not in WRITTEN

        def step(batch: Batch) -> list[WorkshopContribution]:
            old = batch.find(CONTRIBUTIONS, round=round_id, voice=voice) if replaces else []
            for one in old:
                batch.remove_alone(CONTRIBUTIONS, one.id)
            return batch.add(CONTRIBUTIONS, made)

        saved = await self.saving.save(step)
        if replaces:
            for one in self._of_voice.pop((round_id, voice), []):
                self.given[round_id].pop(one, None)
        return saved

    def _keep(self, saved: Iterable[WorkshopContribution]) -> None:
        for one in saved:
            self.given[one.round][one.id] = one
            mine = self._of_voice.setdefault((one.round, one.voice), [])
            if one.id not in mine:
                mine.append(one.id)
            self._sendings.add((one.voice, one.round, one.sending))
            self._voices.add(one.voice)

    def mine(self, voice: str, round_id: str) -> list[WorkshopContribution]:
        """What a voice has sent in a round."""
        ids = self._of_voice.get((round_id, voice), [])
        return [self.given[round_id][one] for one in ids if one in self.given[round_id]]

    def tell(self, what: str, round_id: str = "", ids: Sequence[str] = ()) -> None:
        """Tell all listeners of a change."""
        for listener in list(self.listeners):
            listener(what, round_id, list(ids))

    # What the facilitator does

    async def open_round(self, round_id: str) -> None:
        """Open a round; one that is open is closed."""
        self.reload_rounds()
        asked = self._known(round_id)
        if asked.round.kind == "board" and not asked.subjects:
            raise Refused(N_("There are no actors to place. Add actors first."))
        changes = {
            one.round.id: "closed" for one in self.asked.values() if one.round.state == "open"
        }
        await self._set_states({**changes, round_id: "open"})

    async def close_round(self, round_id: str) -> None:
        """Close a round; what came stays."""
        await self._set_states({self._known(round_id).round.id: "closed"})

    async def _set_states(self, states: Mapping[str, str]) -> None:
        def step(batch: Batch) -> None:
            for round_id, state in states.items():
                batch.change(ROUNDS, round_id, {"state": state})

        await self.saving.save(step)
        self.reload_rounds()
        for round_id in states:
            self.tell("asked", round_id, [])

    async def change_round(self, round_id: str, **values: object) -> None:
        """Note what was decided, or show a quiet round."""
        self._known(round_id)
        await self.saving.save(lambda batch: batch.change(ROUNDS, round_id, values))
        self.reload_rounds()
        self.tell("asked", round_id, [])

    async def conclude(self, text: str) -> None:
        """Note what the workshop agreed on."""
        values = {"concluded": text}
        await self.saving.save(lambda b: b.change("workshops", self.workshop.id, values))
        self.reload_rounds()

    async def hide(self, ids: Iterable[str], hidden: bool = True) -> None:
        """Take contributions off the screen and out of every count, or bring them back."""
        await self._change(ids, {"hidden": hidden})

    async def merge(self, ids: Iterable[str]) -> None:
        """Count contributions as the first of them; what was merged into them comes along."""
        first, *others = self._found(ids)
        leader = first.same_as or first.id
        with_own = [
            one.id
            for one in self.given[first.round].values()
            if one.id != leader and (one in others or one.same_as in {o.id for o in others})
        ]
        await self._change(with_own, {"same_as": leader})

    async def ban(self, contribution_id: str) -> None:
        """Hide all that a voice sent in this workshop, and let it send no more."""
        voice = self._found([contribution_id])[0].voice
        if voice not in self.kept.banned:
            self.kept.banned.append(voice)
            keeping.write(self.lab.store.where, self.kept)
        own = [i for (_round, who), ids in self._of_voice.items() if who == voice for i in ids]
        await self.hide(own)

    async def accept(self, round_id: str, ids: Iterable[str]) -> int:
        """Take contributions into the lab's own records; how many were new there."""
        asked = self._known(round_id)
        chosen = [one for one in self._found(ids) if one.round == round_id]
        chosen = [one for one in chosen if not one.accepted and not one.hidden]
        step = accept(self.lab, self.workshop, asked, chosen)
        changed = await self.saving.save(step)
        self._keep(changed)
        self.tell("changed", round_id, [one.id for one in changed])
        return len(changed)

    def turn_code(self) -> None:
        """Make the codes that were shown void."""
        self.codes.turn_now()
        self.kept.turn = self.codes.turn
        keeping.write(self.lab.store.where, self.kept)

    async def end(self) -> None:
        """Close what is open, save what waits, and throw the key away."""
        keeping.forget(self.lab.store.where)
        # Rounds may have been removed meanwhile; the room closes all the same.
        with suppress(LabError):
            await self._close_all()
        await self.saving.close()

    async def _close_all(self) -> None:
        self.reload_rounds()
        still = {one.round.id: "closed" for one in self.asked.values() if one.round.state == "open"}
        if still:
            await self._set_states(still)

    async def _change(self, ids: Iterable[str], values: Mapping[str, object]) -> None:
        found = self._found(ids)
        if not found:
            return

        def step(batch: Batch) -> list[WorkshopContribution]:
            return [batch.change(CONTRIBUTIONS, one.id, values) for one in found]

        changed = await self.saving.save(step)
        for one in changed:
            self.given[one.round][one.id] = one
        for round_id in {one.round for one in changed}:
            self.tell("changed", round_id, [o.id for o in changed if o.round == round_id])

    def _found(self, ids: Iterable[str]) -> list[WorkshopContribution]:
        wanted = dict.fromkeys(ids)
        return [own[one] for one in wanted for own in self.given.values() if one in own]

    def _known(self, round_id: str) -> Asked:
        if round_id not in self.asked:
            raise Refused(N_("That round is no longer there. Load the page again."))
        return self.asked[round_id]


def frame(given: Iterable[WorkshopContribution]) -> pd.DataFrame:
    """Contributions as the analysis reads them."""
    import pandas as pd

    names = ["id", *WorkshopContribution.fields()]
    rows = [tuple(getattr(one, name) for name in names) for one in given]
    made = pd.DataFrame.from_records(rows, columns=names)
    return made.astype({"value": "float64", "second": "float64"})


def start(lab: Lab, workshop_id: str, **where: Any) -> Room:
    """Open a workshop's room, and keep what its phones need to find back after a crash."""
    known = Kept(workshop_id, **where)
    room = Room(lab, known)
    keeping.write(lab.store.where, known)
    return room
