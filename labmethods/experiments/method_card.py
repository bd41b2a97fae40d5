"""The file of a method card, made from an experiment that the lab adopted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from labmethods.experiments.contents import Contents
from labmethods.experiments.learning import method_card_draft
from labmethods.experiments.records import Experiment
from labmethods.methodcard.file import FIELDS, MethodCard

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab
    from labmethods.workbook.records import Record


def method_card(lab: Lab, found: Contents, card: Experiment, *, quotes: bool = False) -> MethodCard:
    """An experiment as a card that another lab can start from.

    Parameters
    ----------
    quotes
        Whether quotes from the log stand in it.
    """
    boxes, links = _chain(lab, card.id)
    wanted = {*card.indicators, *(one for box in boxes for one in box.indicators)}
    indicators = [one for one in _all(lab, "indicators") if one.id in wanted]
    kinds = [
        one.kind for one in _all(lab, "actors") if one.id in card.actors and one.kind is not None
    ]
    actors = [{"key": f"actor-{n}", "kind": kind} for n, kind in enumerate(dict.fromkeys(kinds))]
    keys = {
        card.id: "experiment",
        **{one.id: f"indicator-{n}" for n, one in enumerate(indicators)},
        **{one.id: f"box-{n}" for n, one in enumerate(boxes)},
    }
    experiment = _row(card, "experiments", keys) | {"actors": [one["key"] for one in actors]}
    return MethodCard(
        name=card.name,
        lab=lab.name,
        language=lab.language,
        text=method_card_draft(lab, found, card, quotes=quotes),
        tables={
            "actors": actors,
            "indicators": [_row(one, "indicators", keys) for one in indicators],
            "experiments": [experiment],
            "chain_boxes": [_row(one, "chain_boxes", keys) for one in boxes],
            "chain_links": [_row(one, "chain_links", keys) for one in links],
        },
        source=card.source_url or "",
    )


def _all(lab: Lab, table: str) -> list[Record]:
    return lab[table].all() if table in lab.store.records else []


def _chain(lab: Lab, experiment: str) -> tuple[list[Record], list[Record]]:
    """The part of the effect chain that hangs together with an experiment."""
    boxes, links = lab["chain_boxes"].all(), lab["chain_links"].all()
    inside = {box.id for box in boxes if experiment in box.experiments}
    while True:
        touched = {
            end
            for one in links
            for end in (one.source, one.target)
            if one.source in inside or one.target in inside
        }
        if touched <= inside:
            break
        inside |= touched
    return (
        [box for box in boxes if box.id in inside],
        [one for one in links if one.source in inside],
    )


_REFERENCES = {
    ("experiments", "indicators"),
    ("chain_boxes", "indicators"),
    ("chain_boxes", "experiments"),
    ("chain_links", "source"),
    ("chain_links", "target"),
}


def _row(record: Record, table: str, keys: Mapping[str, str]) -> dict[str, Any]:
    """What a card holds of a record, with ids written as keys."""
    row: dict[str, Any] = {"key": keys[record.id]} if record.id in keys else {}
    for name in FIELDS[table]:
        if name in ("key", "actors"):
            continue
        value = getattr(record, name)
        if (table, name) in _REFERENCES:
            value = _keyed(value, keys) if isinstance(value, list) else keys[value]
        if value not in (None, []):
            row[name] = value
    return row


def _keyed(ids: Iterable[str], keys: Mapping[str, str]) -> list[str]:
    return [keys[one] for one in ids if one in keys]
