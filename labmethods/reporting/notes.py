"""The report's last part: how each method works, who thought of it, and where values come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from labmethods.blocks import Block, Chart, Heading, Prose, Table
from labmethods.language import Translator, translator
from labmethods.method import methods
from labmethods.prose import split_addresses
from labmethods.reporting.document import Fact, Part
from labmethods.reporting.memory import recall_made

_REFERENCES = ("Källor", "Sources")


def notes(parts: Sequence[Part], facts: Sequence[Fact], language: str) -> Part | None:
    """Method notes and sources of these parts; none where there is nothing to tell."""
    _ = translator(language)
    blocks = [
        *(block for part in parts for block in _method(part, language)),
        *_addresses(parts, facts, language),
    ]
    return Part("notes", _("Methods and sources"), tuple(blocks)) if blocks else None


def _method(part: Part, language: str) -> Iterator[Block]:
    """A method's purpose and its references, as its card has them."""
    method = methods().get(part.name)
    card = method.card(language) if method else ""
    if not card or not part.blocks:
        return
    paragraphs = re.split(r"\n\s*\n", card)
    sections = re.split(r"^## +(.+?)\s*$", card, flags=re.MULTILINE)
    references = dict(zip(sections[1::2], sections[2::2], strict=True))
    yield Heading(part.title)
    yield from (Prose(text, language=language) for text in paragraphs[1:2])
    yield from (
        Prose(references[title], language=language) for title in _REFERENCES if title in references
    )


def _addresses(parts: Sequence[Part], facts: Sequence[Fact], language: str) -> Iterator[Block]:
    """Every web address that values were taken from, and where in the report they stand."""
    _ = translator(language)
    used: dict[str, list[str]] = {}
    for fact in facts:
        _note(used, f"{fact.value} {fact.source}", fact.title)
    for part in parts:
        for block in part.blocks:
            if isinstance(block, Chart | Table):
                _note(used, block.source, part.title)
    if used:
        yield Heading(_("Where the values come from"))
        yield recall_made(used, lambda: _table(used, _), language)


def _table(used: Mapping[str, Sequence[str]], _: Translator) -> Table:
    import pandas as pd

    frame = pd.DataFrame(
        {
            _("Source"): list(used),
            _("Used in"): [_.listing(places) for places in used.values()],
        }
    )
    return Table(frame, _.plural("{n} web address", "{n} web addresses", len(used)))


def _note(used: dict[str, list[str]], source: str, place: str) -> None:
    for _shown, address in split_addresses(source):
        if address and place not in used.setdefault(address, []):
            used[address].append(place)
