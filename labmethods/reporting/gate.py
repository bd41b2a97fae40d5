"""The privacy gate: what leaves the lab has passed here, or is not written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from labmethods.blocks import Chart, Table
from labmethods.privacy.masking import replaced
from labmethods.privacy.passage import Passage, Undecided
from labmethods.privacy.releases import note
from labmethods.reporting.document import Document
from labmethods.reporting.gate_texts import changed

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

__all__ = ["Undecided", "note_told", "passed", "passed_name"]


def passed(document: Document, labs: Sequence[Lab] = (), *, undecided: str = "stop") -> Document:
    """The document as it may leave the lab.

    Parameters
    ----------
    labs
        Whose decisions count, and in whose records the finds are shown.
    undecided
        ``stop``: nothing leaves while something waits for a decision. ``mask``: it is hidden.

    Raises
    ------
    Undecided
        With every find in its place.
    """
    passage = Passage(labs)
    new = changed(document, lambda part, text: passage.change(part, text, document.language))
    return replace(new, hidden=passage.end(undecided), cleared=True)


def note_told(document: Document, labs: Sequence[Lab]) -> None:
    """Note the counts of people that a document tells, before it leaves."""
    blocks = [*document.summary, *(block for part in document.parts for block in part.blocks)]
    counted = [block for block in blocks if isinstance(block, Chart | Table)]
    inner = [block.table for block in counted if isinstance(block, Chart) and block.table]
    note(labs, [told for block in (*counted, *inner) for told in block.told])


def passed_name(name: str, labs: Sequence[Lab] = ()) -> str:
    """A file's name without what points out a person."""
    return replaced(name, Passage(labs).look(name), lambda one: "x" * len(one.text))
