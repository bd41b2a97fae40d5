"""Import a questionnaire: what was asked, what becomes of it, what each answer counts."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import ipywidgets as widgets

from labmethods.blocks import Block
from labmethods.errors import Refused
from labmethods.language import N_, translator
from labmethods.sources import cells
from labmethods.sources.questionnaires import Plan, Question, Questionnaire, Target, read
from labmethods.sources.questionnaires.answers import (
    LEAVE,
    USES,
    WRITTEN,
    proposal,
    sentences,
)
from labmethods.sources.questionnaires.reading import EMPTY, TEXT
from labmethods.widgets.block_list import BlockList
from labmethods.widgets.file_choice import FileChoice
from labmethods.widgets.frame import field, paragraph, row
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab
from labmethods.workbook.questionnaires import plan_for, remember_plan

_EXAMPLES = 3


@dataclass(frozen=True)
class Receiver:
    """What a method does with a questionnaire.

    Attributes
    ----------
    targets
        What questions may belong to, by id.
    uses
        What else they may be for, of the constants of ``sources.questionnaires.answers``.
    look
        What would come in, as blocks; raises what an import would.
    take
        Imports, and says in a sentence what came in.
    read
        Called with a questionnaire that was read.
    """

    targets: Callable[[], Mapping[str, Target]]
    uses: Sequence[str]
    look: Callable[[Questionnaire, Plan], list[Block]]
    take: Callable[[Questionnaire, Plan, str], str]
    read: Callable[[Questionnaire], None] = lambda _asked: None


class QuestionnaireImporter(widgets.VBox):
    """A file, a row for each question, a look at what would come in, and the button that takes it.

    What was chosen is remembered for the next file with the same questions.

    Parameters
    ----------
    beside
        Inputs that stand above the buttons: the period, the occasion.
    """

    def __init__(self, lab: Lab, receiver: Receiver, beside: Sequence[widgets.Widget] = ()) -> None:
        self.lab, self.receiver = lab, receiver
        self._ = _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.asked: Questionnaire | None = None
        self.source = ""
        self.file = FileChoice(
            lab.language,
            description=_("Choose the questionnaire's file"),
            accept=".xlsx,.xls,.ods,.csv,.txt",
        )
        self.said = widgets.HTML()
        self.rows: list[QuestionRow] = []
        self._rows = widgets.VBox()
        self.seen = BlockList(lab)
        self.look = widgets.Button(description=_("Look at what would come in"))
        self.take = widgets.Button(description=_("Import the answers"), button_style="primary")
        self.chosen = widgets.VBox(
            [self.said, self._rows, *map(field, beside), row(self.look, self.take)],
            layout={"display": "none"},
        )
        guard = self.status.guard
        self.file.observe(guard(lambda _change: self._uploaded()), "value")
        self.look.on_click(guard(lambda _button: self._look()))
        self.take.on_click(guard(lambda _button: self._take()))
        hint = paragraph(
            _(
                "From Microsoft Forms, Google Forms, LimeSurvey or a sheet with one row for each "
                "who answered. Names, addresses, telephones and times of day stay outside the lab."
            )
        )
        super().__init__([hint, self.file, self.chosen, self.status, self.seen])

    def load(self, name: str, data: bytes) -> None:
        """Read a file and show its questions."""
        self.chosen.layout.display = "none"
        self.seen.show([])
        self.asked, self.source = read(PurePath(name), data), name
        targets = self.receiver.targets()
        plan = plan_for(self.lab, self.asked, targets, self.receiver.uses)
        self.rows = [
            QuestionRow(question, plan, targets, self.receiver.uses, self.lab.language)
            for question in self.asked.questions
            if question.kind != EMPTY
        ]
        self._rows.children = tuple(self.rows)
        lines = "".join(f"<p>{html.escape(one)}</p>" for one in sentences(self.asked, self._))
        self.said.value = lines
        self.receiver.read(self.asked)
        self.chosen.layout.display = ""
        self.status.say(self._("Say for each question where its answers belong."))

    def plan(self) -> Plan:
        """What is chosen now."""
        return Plan(
            {one.question.heading: one.use.value for one in self.rows},
            {one.question.heading: one.numbers() for one in self.rows if one.counted()},
        )

    def _uploaded(self) -> None:
        for one in self.file.value:
            self.load(one["name"], bytes(one["content"]))

    def _look(self) -> None:
        self.seen.show([])
        self.seen.show(self.receiver.look(self.asked, self.plan()))
        self.status.say(self._("Nothing has been imported yet."))

    def _take(self) -> None:
        plan = self.plan()
        said = self.receiver.take(self.asked, plan, self.source)
        remember_plan(self.lab, self.asked, plan)
        self.chosen.layout.display = "none"
        self.seen.show([])
        self.status.say(said)


class QuestionRow(widgets.VBox):
    """One question: what it is for, and a number for each answer in words."""

    def __init__(
        self,
        question: Question,
        plan: Plan,
        targets: Mapping[str, Target],
        uses: Sequence[str],
        language: str,
    ) -> None:
        _ = translator(language)
        self.question = question
        self._targets = targets
        self._ = _
        words = question.kind == TEXT or not question.scores
        options = [(_(USES[use]), use) for use in (LEAVE, *uses) if use != WRITTEN or words]
        options += [(target.name, key) for key, target in targets.items()]
        use = plan.uses.get(question.heading, LEAVE)
        known = [value for _name, value in options]
        self.use = widgets.Dropdown(
            description=question.title, options=options, value=use if use in known else LEAVE
        )
        examples = _.listing(question.answers[:_EXAMPLES]) if question.kind != TEXT else ""
        told = _.plural("{n} answer", "{n} answers", question.n)
        about = widgets.HTML(html.escape(f"{told}: {examples}" if examples else told))
        about.add_class("lm-hint")
        self.fields = {
            answer: widgets.Text(description=answer, continuous_update=False)
            for answer in question.answers
            if cells.number(answer) is None and question.kind != TEXT
        }
        self._fields = row(*map(field, self.fields.values()))
        wide = field(self.use)
        wide.add_class("lm-wide")
        super().__init__([wide, about, self._fields])
        self._show(plan.scores.get(question.heading) or proposal(question, targets.get(use)))
        self.use.observe(self._chosen, "value")

    def counted(self) -> bool:
        """Whether the answers become numbers."""
        return self.use.value in self._targets

    def numbers(self) -> dict[str, float | None]:
        """The number of each answer in words; nothing where it counts as not answered.

        Raises
        ------
        Refused
            What stands in a field is no number.
        """
        found: dict[str, float | None] = {}
        for answer, box in self.fields.items():
            text = box.value.strip()
            found[answer] = cells.number(text) if text else None
            if text and found[answer] is None:
                raise Refused(N_("“{value}” is not a number."), value=text[:40])
        return found

    def _chosen(self, change: dict) -> None:
        """Propose anew where the answers count otherwise than before: 1 and 0 for a share."""
        old, new = self._targets.get(change["old"]), self._targets.get(change["new"])
        if new is not None and (old is None or old.share != new.share):
            self._show(proposal(self.question, new))
        self._fields.layout.display = "" if self.counted() else "none"

    def _show(self, numbers: Mapping[str, float | None]) -> None:
        for answer, box in self.fields.items():
            number = numbers.get(answer)
            box.value = "" if number is None else self._.number(number, 0 if number % 1 == 0 else 1)
        self._fields.layout.display = "" if self.counted() else "none"
