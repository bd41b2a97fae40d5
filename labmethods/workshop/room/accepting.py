"""Takes what the room said into the lab's own records, by the names of their tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.workbook.batch import Batch
from labmethods.workbook.lab import Lab
from labmethods.workshop.records import Workshop, WorkshopContribution
from labmethods.workshop.room.entry import Asked

TABLES = {
    "actors": ("actors",),
    "path": ("activities",),
    "idea": ("experiments",),
    "board": ("mappings", "assessments"),
    "before_after": ("participants", "measurements"),
}
"""Where what came in a round is taken to; other rounds stay what the workshop said."""


def accept(
    lab: Lab, workshop: Workshop, asked: Asked, chosen: Sequence[WorkshopContribution]
) -> Callable[[Batch], list[WorkshopContribution]]:
    """The step that adds the records and notes at each contribution what it became.

    Raises
    ------
    Refused
        If such contributions have no records to go to.
    """
    kind = asked.round.kind
    if kind not in TABLES or any(table not in lab.store.records for table in TABLES[kind]):
        raise Refused(N_("What came in this round is kept with the workshop; no list takes it in."))
    if not chosen:
        raise Refused(N_("Choose at least one contribution that isn't taken in yet."))
    if kind == "before_after" and not asked.round.outcomes:
        raise Refused(N_("The round has no outcome. Choose one in the plan of the rounds."))
    write = {"board": _board, "before_after": _answers}.get(kind, _texts)

    def step(batch: Batch) -> list[WorkshopContribution]:
        became = write(batch, workshop, asked, chosen)
        return [
            batch.change("workshop_contributions", one, {"accepted": f"{table}:{record}"})
            for one, (table, record) in became.items()
        ]

    return step


def _texts(
    batch: Batch, workshop: Workshop, asked: Asked, chosen: Sequence[WorkshopContribution]
) -> dict[str, tuple[str, str]]:
    (table,) = TABLES[asked.round.kind]
    became = {}
    for one in chosen:
        known = batch.find(table, name=one.text)
        if not known:
            values = {"name": one.text, "source_url": workshop.label(), **_more(batch, asked, one)}
            known = batch.add(table, [values])
        became[one.id] = (table, known[0].id)
    return became


def _more(batch: Batch, asked: Asked, one: WorkshopContribution) -> dict[str, object]:
    if asked.round.kind == "idea":
        return {"state": "idea"}
    if asked.round.kind != "path":
        return {}
    actor = batch.find("actors", name=one.detail) if one.detail else []
    values: dict[str, object] = {"step": one.step}
    if actor:
        values["actor"] = actor[0].id
    elif one.detail:
        values["description"] = one.detail
    return values


def _board(
    batch: Batch, workshop: Workshop, asked: Asked, chosen: Sequence[WorkshopContribution]
) -> dict[str, tuple[str, str]]:
    """One mapping, with every voice's ratings of its own: the spread stays visible."""
    voices = {
        voice: f"R{i:02}" for i, voice in enumerate(dict.fromkeys(o.voice for o in chosen), 1)
    }
    mapping = batch.add(
        "mappings",
        [
            {
                "day": workshop.day,
                "name": workshop.name,
                "participants": len(voices),
                "source_url": workshop.label(),
            }
        ],
    )[0]
    became = {}
    for one in chosen:
        values = {
            "mapping": mapping.id,
            "actor": one.subject,
            "voice": voices[one.voice],
            "power": one.value and int(one.value),
            "interest": one.second and int(one.second),
        }
        became[one.id] = ("assessments", batch.add("assessments", [values])[0].id)
    return became


def _answers(
    batch: Batch, workshop: Workshop, asked: Asked, chosen: Sequence[WorkshopContribution]
) -> dict[str, tuple[str, str]]:
    """Answers under codes as measurements of the evaluation; an answer that is there stays."""
    became = {}
    for one in chosen:
        outcome = one.subject or asked.round.outcomes[0]
        evaluation = batch.get("outcomes", outcome).evaluation
        code = {"evaluation": evaluation, "code": one.text}
        person = (batch.find("participants", **code) or batch.add("participants", [code]))[0]
        which = {
            "participant": person.id,
            "outcome": outcome,
            "occasion": asked.round.occasion or "before",
        }
        values = {**which, "value": one.value, "day": workshop.day}
        known = batch.find("measurements", **which) or batch.add("measurements", [values])
        became[one.id] = ("measurements", known[0].id)
    return became
