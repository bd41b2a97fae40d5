"""An open workshop: what is asked now, what the facilitator does, and who is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress

from labmethods.errors import LabError, Refused
from labmethods.language import N_, translator
from labmethods.workbook.batch import Batch
from labmethods.workbook.lab import Lab
from labmethods.workshop.records import Workshop, WorkshopContribution
from labmethods.workshop.room import kept as keeping
from labmethods.workshop.room.accepting import accept
from labmethods.workshop.room.asking import asked_of
from labmethods.workshop.room.codes import Codes, Devices
from labmethods.workshop.room.entry import Asked
from labmethods.workshop.room.gathered import Gathered
from labmethods.workshop.room.kept import Kept
from labmethods.workshop.room.outward import Outward
from labmethods.workshop.room.phrases import PHRASES
from labmethods.workshop.room.receiving import CONTRIBUTIONS, Receiving
from labmethods.workshop.room.saving import Saving
from labmethods.workshop.rounds import rounds_of

ROUNDS = "workshop_rounds"

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
        self.language = lab.language
        self.saving = Saving(lab.store)
        self.gathered = Gathered()
        self.receiving = Receiving(self.saving, self.gathered)
        self.listeners: list[Listener] = []
        self.called = ""
        self.asked: dict[str, Asked] = {}
        self.reload_rounds()
        for round_id in self.asked:
            self.gathered.keep(lab[CONTRIBUTIONS].find(round=round_id))

    # What is asked

    def reload_rounds(self) -> None:
        """Read the rounds again: somebody may have planned another one in the notebook."""
        self.workshop = self.lab.workshops.get(self.workshop.id)
        outward = Outward(self.lab)
        self.called = outward.text(self.workshop.name)
        rounds = rounds_of(self.lab, self.workshop)
        self.asked = outward.asked(asked_of(self.lab, one) for one in rounds)
        for round_id in self.asked:
            self.given.setdefault(round_id, {})

    @property
    def current(self) -> Asked | None:
        """The round that is open; there is one at a time, so that phones ask one question."""
        return next((one for one in self.asked.values() if one.round.state == "open"), None)

    # What comes

    @property
    def given(self) -> dict[str, dict[str, WorkshopContribution]]:
        """Each round's contributions by their ids."""
        return self.gathered.of_round

    async def contribute(self, voice: str, round_id: str, form: Mapping[str, str]) -> None:
        """Save what a voice sends; when this returns, it is on disk.

        Raises
        ------
        Refused
            With one of the participants' phrases.
        LabError
            The store could not be written; nothing was saved.
        """
        if voice in self.kept.banned:
            raise Refused(PHRASES["banned"])
        new = await self.receiving.take(voice, round_id, self.asked.get(round_id), form)
        if new:
            self.tell("came", round_id, new)

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
        first, *others = self.gathered.found(ids)
        leader = first.same_as or first.id
        with_own = [
            one.id
            for one in self.given[first.round].values()
            if one.id != leader and (one in others or one.same_as in {o.id for o in others})
        ]
        await self._change(with_own, {"same_as": leader})

    async def part(self, ids: Iterable[str]) -> None:
        """Count contributions by themselves again, with what was merged into them."""
        chosen = self.gathered.found(ids)
        apart = {one.id for one in chosen}
        own = [
            one.id
            for round_id in {one.round for one in chosen}
            for one in self.given[round_id].values()
            if one.same_as and (one.id in apart or one.same_as in apart)
        ]
        await self._change(own, {"same_as": None})

    async def ban(self, contribution_id: str) -> None:
        """Hide all that a voice sent in this workshop, and let it send no more."""
        voice = self.gathered.found([contribution_id])[0].voice
        if voice not in self.kept.banned:
            self.kept.banned.append(voice)
            self._keep()
        await self.hide(self.gathered.all_of(voice))

    async def accept(self, round_id: str, ids: Iterable[str]) -> int:
        """Take contributions into the lab's own records; how many were new there."""
        asked = self._known(round_id)
        chosen = [one for one in self.gathered.found(ids) if one.round == round_id]
        chosen = [one for one in chosen if not one.accepted and not one.hidden]
        step = accept(self.lab, self.workshop, asked, chosen)
        changed = await self.saving.save(step)
        self.gathered.keep(changed)
        self.tell("changed", round_id, [one.id for one in changed])
        return len(changed)

    def turn_code(self) -> None:
        """Make the codes that were shown void."""
        self.codes.turn_now()
        self.kept.turn = self.codes.turn
        self._keep()

    async def end(self) -> None:
        """Close what is open, save what waits, and throw the key away."""
        keeping.forget(self.lab.store.where, self.workshop.id)
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
        found = self.gathered.found(ids)
        if not found:
            return

        def step(batch: Batch) -> list[WorkshopContribution]:
            return [batch.change(CONTRIBUTIONS, one.id, values) for one in found]

        changed = await self.saving.save(step)
        self.gathered.keep(changed)
        for round_id in {one.round for one in changed}:
            self.tell("changed", round_id, [o.id for o in changed if o.round == round_id])

    def _keep(self) -> None:
        keeping.write(self.lab.store.where, self.kept)

    def _known(self, round_id: str) -> Asked:
        if round_id not in self.asked:
            raise Refused(N_("That round is no longer there. Load the page again."))
        return self.asked[round_id]
