"""The parts that a lab has not begun with: said together, since each would fill half a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from labmethods.blocks import Heading, Table, Text
from labmethods.language import translator
from labmethods.method import methods
from labmethods.reporting.document import Part
from labmethods.reporting.memory import recall_made

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def gathered(lab: Lab, parts: Sequence[Part], language: str) -> tuple[list[Part], Part | None]:
    """The parts that have something to show, and one that names the others."""
    begun = [part for part in parts if _begun(lab, part)]
    rest = [part for part in parts if part not in begun]
    if len(rest) < 2:
        return list(parts), None
    said = [(part.title, _first_sentence(part)) for part in rest]
    table = recall_made(("unbegun", said), lambda: _table(said, language), language)
    _ = translator(language)
    return begun, Part("unbegun", _("Not begun yet"), (table,))


def _begun(lab: Lab, part: Part) -> bool:
    method = methods().get(part.name)
    if method is None or part.error:
        return True
    if not all(isinstance(block, Heading | Text) for block in part.blocks):
        return True
    # The workbook's own tables always hold something: the lab's name.
    return method.step > 0 and any(
        name in lab.store.records and lab[name].all() for name in method.tables
    )


def _table(said: Sequence[tuple[str, str]], language: str) -> Table:
    import pandas as pd

    _ = translator(language)
    frame = pd.DataFrame(said, columns=[_("Part of the report"), _("As it is now")])
    caption = _.plural("{n} part has nothing yet", "{n} parts have nothing yet", len(said))
    return Table(frame, caption)


def _first_sentence(part: Part) -> str:
    return next((block.text for block in part.blocks if isinstance(block, Text)), "")
