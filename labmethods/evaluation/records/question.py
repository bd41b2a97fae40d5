"""What is evaluated, by which outcomes, and how strong the case is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.workbook.records import (
    Choice,
    Decimal,
    Flag,
    Line,
    Name,
    Prose,
    Record,
    Reference,
    Shown,
    Whole,
    Words,
    field,
)

DESIGNS = {
    "count": N_("How many of the group reached it"),
    "paired": N_("The same people before and after"),
    "groups": N_("Participants against a comparison group"),
    "series": N_("One indicator before and after a start"),
    "differences": N_("One place against a few others"),
    "synthetic": N_("One place against a weighted mean of many others"),
    "contribution": N_("No comparison: contribution analysis"),
}
"""How an evaluation finds out; the strongest comparison that is at hand."""

DIRECTIONS = {"higher": N_("Higher"), "lower": N_("Lower")}

STRENGTHS = {
    "none": N_("Not yet assessed"),
    "weak": N_("Weak: other explanations are as likely"),
    "some": N_("Some: the activity is one of several likely reasons"),
    "strong": N_("Strong: other explanations have been looked at and are unlikely"),
}


class Evaluation(Record):
    """A question of whether something worked, and how the lab finds out."""

    one: ClassVar[str] = N_("evaluation")
    many: ClassVar[str] = N_("Evaluations")
    seldom: ClassVar[Sequence[str]] = (
        "theory",
        "independent",
        "replications",
        "costed",
        "manual",
        "adoptions",
        "source_url",
    )

    name: Name = field(N_("Evaluation"), hint=N_("What is evaluated, in a few words."))
    experiment: Annotated[str | None, Reference("experiments")] = field(
        N_("Experiment"), default=None, hint=N_("The experiment whose effect it is about.")
    )
    question: Words = field(
        N_("Question"), default=None, hint=N_("What do we want to know, about whom, by when?")
    )
    theory: Prose = field(
        N_("Why it should help"),
        default=None,
        hint=N_("What is done, for whom, and why that should lead to the outcome."),
    )
    design: Annotated[str, Choice(DESIGNS)] = field(N_("How we find out"), default="paired")
    period: Words = field(N_("Period"), default=None, hint=N_("For example: spring 2026."))
    started: Annotated[int | None, Whole(0)] = field(
        N_("How many started"),
        default=None,
        hint=N_("All who began, also those who left before the first question."),
    )
    criterion: Annotated[float | None, Decimal(0, 100)] = field(
        N_("Criterion (%)"),
        default=None,
        hint=N_("The share of participants that was to reach it, agreed before the start."),
    )
    indicator: Annotated[str | None, Reference("indicators")] = field(
        N_("Indicator"), default=None, hint=N_("The series that is looked at before and after.")
    )
    place: Words = field(
        N_("Place"), default=None, hint=N_("The place where something was done, as in the values.")
    )
    start: Annotated[str | None, Line(10)] = field(
        N_("First period after the start"),
        default=None,
        hint=N_("As in the values: 2019, 2019-03."),
    )
    better: Annotated[str, Choice(DIRECTIONS)] = field(
        N_("What is hoped for"), default="higher", hint=N_("For the place or the indicator.")
    )
    independent: Annotated[bool | None, Flag()] = field(
        N_("Evaluated by somebody independent"), default=None
    )
    replications: Annotated[int | None, Whole(0)] = field(
        N_("Other places that found the same"),
        default=None,
        hint=N_("Places where an evaluation with a comparison came to the same."),
    )
    costed: Annotated[bool | None, Flag()] = field(N_("The cost is recorded"), default=None)
    manual: Annotated[bool | None, Flag()] = field(
        N_("There is a method card that others can follow"), default=None
    )
    adoptions: Annotated[int | None, Whole(0)] = field(
        N_("Other places that work by the card"), default=None
    )


class Outcome(Record):
    """What is asked or measured in an evaluation, on which scale."""

    one: ClassVar[str] = N_("outcome")
    many: ClassVar[str] = N_("Outcomes")

    evaluation: Annotated[str, Reference("evaluations", owned=True)] = field(N_("Evaluation"))
    name: Name = field(N_("Outcome measure"), hint=N_("For example: belief in the future."))
    lowest: Annotated[float | None, Decimal()] = field(N_("Lowest possible value"), default=1.0)
    highest: Annotated[float | None, Decimal()] = field(N_("Highest possible value"), default=5.0)
    better: Annotated[str, Choice(DIRECTIONS)] = field(N_("What is hoped for"), default="higher")

    @model_validator(mode="after")
    def _has_a_width(self) -> Outcome:
        if self.lowest is not None and self.highest is not None and self.lowest >= self.highest:
            raise Refused(N_("The highest possible value must be above the lowest."))
        return self

    def check(self, value: float | None) -> None:
        """Refuse a value outside the scale."""
        low, high = self.lowest, self.highest
        if value is None:
            return
        if (low is not None and value < low) or (high is not None and value > high):
            raise Refused(
                N_("{value} lies outside the scale of “{outcome}”, {low} to {high}."),
                value=Shown(Decimal(), value),
                outcome=self.name,
                low=Shown(Decimal(), low),
                high=Shown(Decimal(), high),
            )


class Contribution(Record):
    """Contribution analysis: how likely it is that the activity was one of the reasons."""

    one: ClassVar[str] = N_("contribution analysis")
    many: ClassVar[str] = N_("Contribution analyses")

    evaluation: Annotated[str, Reference("evaluations", owned=True)] = field(N_("Evaluation"))
    change: Prose = field(
        N_("1. What changed?"), default=None, hint=N_("For whom, how much, seen by whom?")
    )
    chain: Prose = field(
        N_("2. How should the activity have led there?"),
        default=None,
        hint=N_("Step by step, and what must be true for each step."),
    )
    evidence: Prose = field(
        N_("3. What do we know about each step?"),
        default=None,
        hint=N_("Measurements, documents, what participants say. Also what speaks against."),
    )
    rivals: Prose = field(
        N_("4. What else may explain it?"),
        default=None,
        hint=N_("Other activities, the labour market, who took part. What speaks for and against?"),
    )
    story: Prose = field(
        N_("5. What is the most likely story?"),
        default=None,
        hint=N_("In a few sentences. Where is it weakest?"),
    )
    asked: Prose = field(
        N_("6. Who has questioned it, and what did they say?"),
        default=None,
        hint=N_("Roles and organisations, never names of persons."),
    )
    strength: Annotated[str, Choice(STRENGTHS)] = field(
        N_("How strong is the case?"), default="none"
    )

    def label(self) -> str:
        return (self.change or self.id)[:60]

    @model_validator(mode="after")
    def _looked_at_other_explanations(self) -> Contribution:
        if self.strength == "strong" and not self.rivals:
            raise Refused(
                N_("A strong case needs other explanations looked at first: fill in number 4.")
            )
        return self
