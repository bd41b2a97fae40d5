"""What a valid code, reading of a log entry, story, choice of a story and release are."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import N_
from labmethods.programme.kinds import KINDS
from labmethods.workbook.records import (
    Choice,
    Day,
    Flag,
    Line,
    Lines,
    Name,
    Record,
    Reference,
    Several,
    Words,
    field,
)

CODE_KINDS = {
    "factor": N_("Success factor"),
    "obstacle": N_("Obstacle"),
    "assumption": N_("Assumption"),
}
CODERS = {"first": N_("First reader"), "second": N_("Second reader")}
STEPS = {
    "lab": N_("Chosen in the lab"),
    "company": N_("Chosen in the housing company"),
    "programme": N_("Chosen in the programme"),
}
"""The steps of choosing the most significant change, in order."""

Sentence = Annotated[str | None, Lines(2000)]
ROLE = N_("An organisation or a role, never a person's name.")


class Code(Record):
    """A word of the code book: something that helps, something that hinders, or an assumption."""

    one: ClassVar[str] = N_("code")
    many: ClassVar[str] = N_("The code book")

    name: Name = field(N_("Code"), hint=N_("A few words: the residents lead."))
    kind: Annotated[str, Choice(CODE_KINDS)] = field(N_("Kind"), default="factor")
    meaning: Sentence = field(
        N_("Use it when"),
        default=None,
        hint=N_("So exactly that two readers would choose the same. When should it not be used?"),
    )
    mark: Annotated[str | None, Line(60)] = field(
        N_("The programme's mark"),
        default=None,
        hint=N_("Labs whose codes have the same mark are put together, whatever they call it."),
    )
    experiments: Annotated[list[str], Several(Reference("experiments"))] = field(
        N_("Experiments that rest on it"), default=[], hint=N_("For an assumption.")
    )

    @classmethod
    def agree(cls, written: Sequence[Code], batch: Any) -> None:
        """Refuse two codes of one kind with the same name or mark."""
        every = batch.find("codes")
        for one in written:
            for other in every:
                if other.id == one.id:
                    continue
                same_name = (other.kind, other.name.casefold()) == (one.kind, one.name.casefold())
                if same_name or (one.mark and other.mark == one.mark):
                    raise Refused(
                        N_("“{name}” is in the code book already. Change that one instead."),
                        name=other.name,
                    )


class Reading(Record):
    """What one reader found in a log entry; an entry may be read by two, each by themselves."""

    one: ClassVar[str] = N_("reading")
    many: ClassVar[str] = N_("Readings of the log")

    log_entry: Annotated[str, Reference("log_entries", owned=True)] = field(N_("Log entry"))
    coder: Annotated[str, Choice(CODERS)] = field(N_("Reader"), default="first")
    codes: Annotated[list[str], Several(Reference("codes"))] = field(
        N_("Codes"), default=[], hint=N_("None if nothing in the entry fits.")
    )
    quote: Sentence = field(
        N_("Quote"), default=None, hint=N_("Word by word from the entry, without names.")
    )

    def label(self) -> str:
        return self.quote or self.coder

    @classmethod
    def agree(cls, written: Sequence[Reading], batch: Any) -> None:
        """Refuse two readings of an entry by one reader, and a quote that isn't in the entry."""
        for one in written:
            same = batch.find("readings", log_entry=one.log_entry, coder=one.coder)
            if len(same) > 1:
                raise Refused(N_("This reader has read the entry already. Change that reading."))
            if one.quote and not _stands_in(one.quote, batch.get("log_entries", one.log_entry)):
                raise Refused(N_("The quote does not stand in the entry word by word."))


def _stands_in(quote: str, entry: Any) -> bool:
    text = " ".join(str(part) for part in (entry.event, entry.observation, entry.quote) if part)
    return " ".join(quote.split()) in " ".join(text.split())


class Story(Record):
    """A story of the most significant change that somebody has been through."""

    one: ClassVar[str] = N_("story")
    many: ClassVar[str] = N_("Stories of change")

    name: Name = field(N_("Title"))
    story: Annotated[str, Lines(10_000)] = field(
        N_("What happened"), hint=N_("Who did what, where and when. No names.")
    )
    why: Sentence = field(
        N_("Why it matters most"), default=None, hint=N_("In the words of the one who told it.")
    )
    area: Annotated[str | None, Choice(FOCUS_AREAS)] = field(N_("Focus area"), default=None)
    teller: Words = field(
        N_("Told by"), default=None, hint=N_("A group or a role, such as a young resident.")
    )
    day: Annotated[datetime.date | None, Day()] = field(N_("Day"), default=None)
    consent: Annotated[bool | None, Flag()] = field(
        N_("The teller agrees that it is shared"),
        default=None,
        hint=N_("Without a yes it never leaves the lab."),
    )


class StoryChoice(Record):
    """A group chose a story as the most significant, and says why."""

    one: ClassVar[str] = N_("choice")
    many: ClassVar[str] = N_("Choices of stories")

    story: Annotated[str, Reference("stories", owned=True)] = field(N_("Story"))
    step: Annotated[str, Choice(STEPS)] = field(N_("Step"), default="lab")
    group: Name = field(N_("Which group chose"), hint=ROLE)
    reason: Annotated[str, Lines(5000)] = field(
        N_("Why this one"), hint=N_("What the group said when it chose it before the others.")
    )
    day: Annotated[datetime.date | None, Day()] = field(N_("Day"), default=None)

    def label(self) -> str:
        return self.group

    @classmethod
    def agree(cls, written: Sequence[StoryChoice], batch: Any) -> None:
        """Refuse a step that comes before the one below it, and two choices of one step."""
        order = list(STEPS)
        for one in written:
            steps = [other.step for other in batch.find("story_choices", story=one.story)]
            if steps.count(one.step) > 1:
                raise Refused(N_("The story is chosen in that step already. Change that choice."))
            below = order[: order.index(one.step)]
            if below and below[-1] not in steps:
                raise Refused(
                    N_("A story is chosen step by step: first in the lab, then in the company.")
                )


class ProgrammeRelease(Record):
    """What the lab lets into the report across labs, or holds back from it."""

    one: ClassVar[str] = N_("release")
    many: ClassVar[str] = N_("What may leave for the programme")

    what: Annotated[str, Choice(KINDS)] = field(N_("What"))
    released: Annotated[bool, Flag()] = field(
        N_("May leave the lab"),
        default=True,
        hint=N_("Figures leave unless you say no; what people wrote stays unless you say yes."),
    )
    experiment: Annotated[str | None, Reference("experiments")] = field(
        N_("Only this experiment"), default=None
    )
    indicator: Annotated[str | None, Reference("indicators")] = field(
        N_("Only this indicator"), default=None
    )
    story: Annotated[str | None, Reference("stories")] = field(N_("Only this story"), default=None)
    decided_by: Annotated[str, Line()] = field(N_("Decided by"), hint=ROLE)
    day: Annotated[datetime.date | None, Day()] = field(N_("Day"), default=None)

    def label(self) -> str:
        return self.what

    @model_validator(mode="after")
    def _one_thing_of_its_kind(self) -> ProgrammeRelease:
        if sum(one is not None for one in (self.experiment, self.indicator, self.story)) > 1:
            raise Refused(N_("A release is for one thing: an experiment, an indicator or a story."))
        fits = {"indicators": self.indicator, "stories": self.story}
        by_experiment = ("experiments", "results", "texts", "quotes", "method_cards")
        if self.what in by_experiment:
            fits[self.what] = self.experiment
        item = self.experiment or self.indicator or self.story
        if item and fits.get(self.what) != item:
            raise Refused(N_("This can't be released one by one like that. Leave it empty."))
        return self

    @classmethod
    def agree(cls, written: Sequence[ProgrammeRelease], batch: Any) -> None:
        """Refuse two decisions on one thing, and a story whose teller hasn't agreed."""
        every = batch.find("programme_releases")
        for one in written:
            same = [other for other in every if other.about() == one.about()]
            if len(same) > 1:
                raise Refused(N_("There is a decision on this already. Change that one."))
            if one.story and one.released and not batch.get("stories", one.story).consent:
                raise Refused(
                    N_("The teller has not agreed that it is shared. Ask first, then fill it in.")
                )

    def about(self) -> tuple[str, str | None]:
        """What the decision is about."""
        return self.what, self.experiment or self.indicator or self.story
