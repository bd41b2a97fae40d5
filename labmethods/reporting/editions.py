"""The same report for other readers: a board, residents, those who take part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from labmethods.blocks import Prose, Table, Text
from labmethods.errors import unknown
from labmethods.language import N_, Translator, translator
from labmethods.method import methods
from labmethods.reporting.appendix import with_appendix
from labmethods.reporting.board import board
from labmethods.reporting.document import Document, Part
from labmethods.reporting.memory import recall
from labmethods.reporting.paper import shortened

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

EDITIONS = {
    "full": N_("Everything"),
    "board": N_("For the board, four pages"),
    "residents": N_("For residents, one sheet in plain words"),
    "partner": N_("For those who take part: associations, schools, churches"),
}

PARTNER_NOTE = "partner"
"""The note that says what partners are asked."""
SUMMARY_FINDINGS = 12
SUMMARY_LINES = 27
"""So many findings, and lines of them, stand in the full report's summary."""
PLAIN_SENTENCES = 4
"""So many of a method's sentences fit on the residents' sheet."""


def edition(document: Document, lab: Lab, name: str) -> Document:
    """The document for these readers.

    Raises
    ------
    Missing
        There is no such edition.
    """
    if name not in EDITIONS:
        raise unknown(N_("edition"), name, list(EDITIONS))
    makers: Mapping[str, Callable[[Document, Lab], Document]] = {
        "board": board,
        "residents": _residents,
        "partner": _partner,
    }
    return makers.get(name, _full)(document, lab)


def _full(document: Document, lab: Lab) -> Document:
    """Everything; what is too long to read past stands at the end."""
    return replace(
        document,
        summary=shortened(document.summary, SUMMARY_FINDINGS, SUMMARY_LINES),
        parts=with_appendix(document.parts, document.language),
    )


def _residents(document: Document, lab: Lab) -> Document:
    """Who we are, what we want, what we tried and how it goes, in easy words."""
    _ = translator(document.language)
    facts = lab.facts
    who = Text(_("We are an innovation lab. We try new ways to make it better to live here."))
    parts = [Part("who", _("Who we are"), (who,))]
    if facts.challenge:
        parts.append(Part("challenge", _("What we want"), (Prose(facts.challenge),)))
    for method in methods().values():
        sentences = recall(lab, method.plain, document.language) if method.plain else []
        if sentences:
            blocks = tuple(Text(sentence) for sentence in sentences[:PLAIN_SENTENCES])
            parts.append(Part(method.name, _(method.title), blocks))
    if facts.organisation:
        parts.append(_whom_to_ask(facts.organisation, _("Join in"), _))
    return replace(
        document,
        subtitle=facts.place or "",
        edition="residents",
        facts=(),
        summary=(),
        parts=tuple(parts),
        photo=None,
        sources=(),
    )


def _partner(document: Document, lab: Lab) -> Document:
    """What is done together, what was seen, in easy words, and what is asked; nothing of money."""
    _ = translator(document.language)
    facts = lab.facts
    who = Text(
        _(
            "We are an innovation lab, where housing company, associations, schools and "
            "authorities try new ways together."
        )
    )
    challenge = [Prose(facts.challenge, _("Our challenge"))] if facts.challenge else []
    parts = [Part("who", _("Who we are"), (who, *challenge))]
    chosen = {part.name for part in document.parts}
    together = [
        block
        for method in methods().values()
        if method.partner and method.name in chosen
        for block in recall(lab, method.partner, document.language)
    ]
    if together:
        # Sentences first; a table of all activities may be long.
        together.sort(key=lambda block: isinstance(block, Table))
        parts.append(Part("together", _("What we do together"), tuple(together)))
    found = [
        Text(sentence)
        for method in methods().values()
        if method.plain and not method.partner and method.name in chosen
        for sentence in recall(lab, method.plain, document.language)[:PLAIN_SENTENCES]
    ]
    if found:
        parts.append(Part("found", _("What we have seen so far"), tuple(found)))
    if ask := lab.note_text(PARTNER_NOTE):
        parts.append(Part("ask", _("What we ask of you"), (Prose(ask),)))
    if facts.organisation:
        parts.append(_whom_to_ask(facts.organisation, _("Whom to talk to"), _))
    kept = {_("Place"), _("Housing company"), _("Period")}
    return replace(
        document,
        subtitle=_("To those who take part"),
        edition="partner",
        facts=tuple(fact for fact in document.facts if fact.title in kept),
        summary=(),
        parts=tuple(parts),
        photo=None,
        sources=(),
    )


def _whom_to_ask(organisation: str, title: str, _: Translator) -> Part:
    ask = Text(
        _(
            "Do you want to join in, or ask something? Talk to {organisation}.",
            organisation=organisation,
        )
    )
    return Part("join", title, (ask,))
