"""The privacy gate: what leaves the lab has passed here, or is not written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from labmethods.blocks import Chart, Table
from labmethods.language import translator
from labmethods.privacy.masking import replaced
from labmethods.privacy.passage import Passage, Undecided
from labmethods.privacy.releases import note
from labmethods.reporting.document import Document, Part
from labmethods.reporting.gate_data import changed_frame
from labmethods.reporting.gate_texts import changed, changed_texts

if TYPE_CHECKING:
    import pandas as pd

    from labmethods.workbook.lab import Lab

__all__ = [
    "Outward",
    "Undecided",
    "hidden_line",
    "note_told",
    "passed",
    "passed_chart",
    "passed_name",
    "passed_outward",
]


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


def passed_chart(chart: Chart, lab: Lab, *, undecided: str = "stop") -> Chart:
    """One chart as it may leave the lab by itself; the counts of people in it are noted.

    Raises
    ------
    Undecided
        Something in it points out a person and waits for a decision.
    """
    part = Part("chart", "", (chart,))
    document = passed(
        Document(lab.name, language=lab.language, parts=(part,)), [lab], undecided=undecided
    )
    note_told(document, [lab])
    return document.parts[0].blocks[0]


@dataclass(frozen=True)
class Outward:
    """Tables and texts as they may leave the lab, and how many things are hidden in them."""

    tables: Mapping[str, pd.DataFrame]
    texts: Any
    hidden: int = 0


def passed_outward(
    lab: Lab,
    *,
    tables: Mapping[str, pd.DataFrame] | None = None,
    texts: Any = (),
    undecided: str = "stop",
) -> Outward:
    """What a page or file other than a report is made of, as it may leave the lab.

    Parameters
    ----------
    tables
        Every cell is read beside its column's title.
    texts
        Texts, lists and records of them, read as they were typed and as Markdown shows them.
    undecided
        ``stop`` or ``ask``: nothing leaves while something waits for a decision. ``mask``: it is
        hidden.

    Raises
    ------
    Undecided
        With every find in its place.
    """
    passage = Passage([lab])

    def here(text: str) -> str:
        return passage.change("", text, lab.language) if text else text

    cleared = {name: changed_frame(frame, here) for name, frame in (tables or {}).items()}
    said = changed_texts(texts, here)
    return Outward(cleared, said, passage.end(undecided))


def hidden_line(hidden: int, language: str) -> str:
    """How many things are hidden, and where that is decided; nothing where there are none."""
    if not hidden:
        return ""
    _ = translator(language)
    said = _.plural(
        "{n} thing that could point out a person is hidden.",
        "{n} things that could point out persons are hidden.",
        hidden,
    )
    where = _("Decide in 09-report.")
    return f"{said} {where}"


def note_told(document: Document, labs: Sequence[Lab]) -> bool:
    """Note the counts of people that a document tells, before it leaves; whether any are new."""
    blocks = [*document.summary, *(block for part in document.parts for block in part.blocks)]
    counted = [block for block in blocks if isinstance(block, Chart | Table)]
    inner = [block.table for block in counted if isinstance(block, Chart) and block.table]
    return note(labs, [told for block in (*counted, *inner) for told in block.told])


def passed_name(name: str, labs: Sequence[Lab] = ()) -> str:
    """A file's name without what points out a person."""
    return replaced(name, Passage(labs).look(name), lambda one: "x" * len(one.text))
