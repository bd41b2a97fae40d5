"""The same report for other readers: a board, residents, those who take part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from math import ceil
from typing import TYPE_CHECKING, TypeVar

from labmethods.blocks import Block, Chart, Prose, Table, Text
from labmethods.errors import unknown
from labmethods.language import N_, Translator, translator
from labmethods.method import methods
from labmethods.reporting.appendix import with_appendix
from labmethods.reporting.charts import height
from labmethods.reporting.document import Document, Findings, Part
from labmethods.reporting.drawing import HEIGHT
from labmethods.reporting.memory import recall

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

Item = TypeVar("Item")

EDITIONS = {
    "full": N_("Everything"),
    "board": N_("For the board, four pages"),
    "residents": N_("For residents, one sheet in plain words"),
    "partner": N_("For those who take part: associations, schools, churches"),
}

PARTNER_NOTE = "partner"
"""The note that says what partners are asked."""
BOARD_SHEETS = 3
"""After the cover with what is asked for and what was found."""
BOARD_FINDINGS = 8
"""So many findings at the most stand on the cover."""
BOARD_LINES = 17
"""So many lines of findings and their headings fit on the cover."""
SUMMARY_FINDINGS = 18
SUMMARY_LINES = 28
"""The same for the full report, whose summary has a page of its own."""
PLAIN_SENTENCES = 4
"""So many of a method's sentences fit on the residents' sheet."""
_LINE = 75
_HEADING_LINES = 2

# In millimetres on A4, as page.css prints the board's edition: what a sheet holds, how high a chart
# of so many points becomes, and what its title and source, a part's title and the page's end take.
_SHEET = 245
_PER_POINT = 0.175
_HIGHEST = 190
_TITLE_AND_SOURCE = 34
_PART = 14
_END = 40


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
        "board": _board,
        "residents": _residents,
        "partner": _partner,
    }
    return makers.get(name, _full)(document, lab)


def _full(document: Document, lab: Lab) -> Document:
    """Everything; what is too long to read past stands at the end."""
    return replace(
        document,
        summary=_shortened(document.summary, SUMMARY_FINDINGS, SUMMARY_LINES),
        parts=with_appendix(document.parts, document.language),
    )


def _board(document: Document, lab: Lab) -> Document:
    """What is asked for and what was found, then charts that show it, without tables and notes."""
    _ = translator(document.language)
    every = [_charts(part) for part in document.parts]
    chosen = _fitting(every)
    left_out = sum(map(len, every)) - sum(map(len, chosen))
    parts = [
        replace(part, blocks=tuple(replace(chart, table=None, note="") for chart in charts))
        for part, charts in zip(document.parts, chosen, strict=True)
        if charts or part.error
    ]
    if parts and left_out:
        more = _.plural(
            "The full report has {n} more chart, and all tables.",
            "The full report has {n} more charts, and all tables.",
            left_out,
        )
        parts[-1] = replace(parts[-1], blocks=(*parts[-1].blocks, Text(more)))
    return replace(
        document,
        subtitle=_("Report to the board"),
        edition="board",
        summary=_shortened(document.summary, BOARD_FINDINGS, BOARD_LINES),
        parts=tuple(parts),
        photo=None,
    )


def _charts(part: Part) -> list[Chart]:
    return [block for block in part.blocks if isinstance(block, Chart)]


def _fitting(every: Sequence[Sequence[Chart]]) -> list[list[Chart]]:
    """Each part's first chart, then each part's second, as long as the sheets hold them."""
    chosen: list[list[Chart]] = [[] for _part in every]
    for place, chart in _in_turn(every):
        chosen[place].append(chart)
        if _sheets(chosen) > BOARD_SHEETS:
            chosen[place].pop()
    return chosen


def _sheets(chosen: Sequence[Sequence[Chart]]) -> int:
    """How many sheets the charts take; none is split."""
    sheets, used = 1, 0.0
    for charts in chosen:
        title = _PART
        for chart in charts:
            points = height(chart, HEIGHT)
            need = title + min(points * _PER_POINT, _HIGHEST) + _TITLE_AND_SOURCE
            if used + need > _SHEET and used:
                sheets, used = sheets + 1, 0.0
            used, title = used + need, 0
    return sheets + (used + _END > _SHEET)


def _shortened(
    summary: Sequence[Block | Findings], most: int, room: int
) -> tuple[Block | Findings, ...]:
    """As many findings as a page holds, each part's first before any part's second."""
    found = [block.sentences if isinstance(block, Findings) else () for block in summary]
    kept: list[list[str]] = [[] for _block in found]
    lines = 0
    for place, sentence in _in_turn(found):
        need = (0 if kept[place] else _HEADING_LINES) + ceil(len(sentence) / _LINE)
        if sum(map(len, kept)) < most and lines + need <= room:
            kept[place].append(sentence)
            lines += need
    return tuple(
        replace(
            block,
            sentences=tuple(some),
            left_out=block.left_out + len(block.sentences) - len(some),
        )
        if isinstance(block, Findings)
        else block
        for block, some in zip(summary, kept, strict=True)
        if some or not isinstance(block, Findings)
    )


def _in_turn(groups: Sequence[Sequence[Item]]) -> list[tuple[int, Item]]:
    """Each group's first, then each group's second, and so on, with the group's place."""
    return [
        (place, item)
        for turn in zip_longest(*groups)
        for place, item in enumerate(turn)
        if item is not None
    ]


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
    )


def _partner(document: Document, lab: Lab) -> Document:
    """What is done together, when, and what is asked; nothing of money, no measurements."""
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
    )


def _whom_to_ask(organisation: str, title: str, _: Translator) -> Part:
    ask = Text(
        _(
            "Do you want to join in, or ask something? Talk to {organisation}.",
            organisation=organisation,
        )
    )
    return Part("join", title, (ask,))
