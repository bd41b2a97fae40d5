"""What a new lab gets from a method card: drafts of its own, which name the card as source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labmethods.language import translator
from labmethods.methodcard.file import MethodCard
from labmethods.workbook.records import Record


def drafts(
    card: MethodCard, records: Mapping[str, type[Record]], language: str
) -> dict[str, list[dict[str, Any]]]:
    """The card's rows as drafts of a new lab, checked; ready for ``labmethods.shipped.put``.

    The experiment is an idea again: another lab sets its own days and decides by itself. Of the
    actors only their kinds come along, one to find of each. Tables of methods that aren't
    installed are left out.

    Raises
    ------
    FieldErrors
        A value of the card breaks a rule.
    """
    tables: dict[str, list[dict[str, Any]]] = {}
    for table, rows in card.tables.items():
        if table in records:
            made = [_draft(table, row, card, records, language) for row in rows]
            for row in made:
                records[table].valid(**{name: row[name] for name in row if name != "key"})
            tables[table] = made
    return tables


def focus_areas(card: MethodCard) -> list[str]:
    """The card's focus areas, which become the new lab's."""
    return list(card.tables["experiments"][0].get("focus_areas") or [])


def _draft(
    table: str,
    row: Mapping[str, Any],
    card: MethodCard,
    records: Mapping[str, type[Record]],
    language: str,
) -> dict[str, Any]:
    draft = {**row, "source_url": named(card, language)}
    if table == "experiments":
        draft["state"] = "idea"
    if table == "actors":
        draft["name"] = _to_find(records[table], row.get("kind"), language)
    return draft


def named(card: MethodCard, language: str) -> str:
    """The card as a source."""
    _ = translator(language)
    told = _("Method card “{name}” from {lab}", name=card.name, lab=card.lab)
    return f"{told}, {card.source}" if card.source else told


def _to_find(actor: type[Record], kind: Any, language: str) -> str:
    _ = translator(language)
    _info, field = actor.fields()["kind"]
    return _("[To find: {kind}]", kind=field.show(kind, language) or "–")
