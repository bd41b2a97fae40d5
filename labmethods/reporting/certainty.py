"""How sure we are: what each method says of its own figures, and how to read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from labmethods.blocks import Block, Heading, Text
from labmethods.language import translator
from labmethods.method import methods
from labmethods.reporting.document import Part
from labmethods.reporting.memory import recall

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def certainty(lab: Lab, parts: Sequence[Part], language: str) -> Part | None:
    """How sure the methods of these parts are; none where nothing was measured."""
    _ = translator(language)
    blocks: list[Block] = []
    for part in parts:
        method = methods().get(part.name)
        said = recall(lab, method.certainty, language) if method and method.certainty else []
        if said:
            blocks += [Heading(part.title), *map(Text, said)]
    if not blocks:
        return None
    how = Text(
        _(
            "Where a share has an interval (95 %), the true share may lie anywhere in it: with few "
            "participants it is wide. A line that goes up or down a little is mostly chance; a "
            "signal is what chance seldom makes. How sure we can be that something was our doing "
            "is told by the evidence level, from 1 (described) to 5 (others have done it after us)."
        )
    )
    return Part("certainty", _("How sure we are"), (how, *blocks))
