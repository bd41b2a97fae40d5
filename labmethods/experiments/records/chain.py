"""The effect chain: its boxes and the arrows between them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.experiments.records.shared import Sentence, beginning
from labmethods.language import N_
from labmethods.workbook.records import Choice, Line, Record, Reference, Several, field

LEVELS = {
    "resources": N_("Resources"),
    "activities": N_("Activities"),
    "output": N_("Output"),
    "outcome": N_("Outcome"),
    "impact": N_("Impact"),
}
"""The effect chain's columns, in order."""


class ChainBox(Record):
    """One thing in the effect chain: something we put in, do, deliver or hope for."""

    one: ClassVar[str] = N_("box")
    many: ClassVar[str] = N_("The effect chain's boxes")

    text: Annotated[str, Line(120)] = field(N_("Text"), hint=N_("A few words that fit in a box."))
    level: Annotated[str, Choice(LEVELS)] = field(
        N_("Column"), hint=N_("Output is what we deliver; outcome is what changes for people.")
    )
    indicators: Annotated[list[str], Several(Reference("indicators"))] = field(
        N_("Indicators"), default=[], hint=N_("What shows whether it happens?")
    )
    experiments: Annotated[list[str], Several(Reference("experiments"))] = field(
        N_("Experiments"), default=[], hint=N_("Where is it tried?")
    )
    evidence: Sentence = field(
        N_("Evidence from elsewhere"),
        default=None,
        hint=N_("Research or another lab's result. It counts when its source is filled in too."),
    )

    def label(self) -> str:
        return self.text


class ChainLink(Record):
    """An arrow: why one box should lead to another."""

    one: ClassVar[str] = N_("arrow")
    many: ClassVar[str] = N_("The effect chain's arrows")

    source: Annotated[str, Reference("chain_boxes", owned=True)] = field(N_("From"))
    target: Annotated[str, Reference("chain_boxes", owned=True)] = field(N_("To"))
    assumption: Sentence = field(
        N_("Assumption"),
        default=None,
        hint=N_("What must be true for the one to lead to the other?"),
    )

    @model_validator(mode="after")
    def _leads_somewhere_else(self) -> ChainLink:
        if self.source == self.target:
            raise Refused(N_("An arrow must lead to another box than the one it comes from."))
        return self

    def label(self) -> str:
        return beginning(self.assumption) if self.assumption else self.id
