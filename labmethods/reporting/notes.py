"""The report's last part: how each method works, who thought of it, and where values come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from labmethods.blocks import Block, Heading, Prose
from labmethods.language import translator
from labmethods.method import methods
from labmethods.reporting.addresses import address_list
from labmethods.reporting.document import Part

_REFERENCES = ("Källor", "Sources")


def notes(
    parts: Sequence[Part], addresses: Mapping[str, Sequence[str]], language: str
) -> Part | None:
    """Method notes and sources of these parts; none where there is nothing to tell.

    Parameters
    ----------
    addresses
        Every web address that values were taken from, and the titles of the parts it is used in.
    """
    _ = translator(language)
    blocks = [block for part in parts for block in _method(part, language)]
    if addresses:
        blocks += [Heading(_("Where the values come from")), address_list(addresses, _)]
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
