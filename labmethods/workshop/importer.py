"""Import an export of Mentimeter or Slido: what was asked, what becomes of it, and the button."""

from __future__ import annotations

import html
from pathlib import PurePath

import ipywidgets as widgets

from labmethods.language import Translator, translator
from labmethods.sources.polls import Polls, Question, read
from labmethods.widgets.file_choice import FileChoice
from labmethods.widgets.frame import field, paragraph, row
from labmethods.widgets.status import StatusLine
from labmethods.workbook.kinds import Day
from labmethods.workbook.lab import Lab
from labmethods.workshop.command import lines
from labmethods.workshop.importing import LEAVE, MAY_BECOME, Taken, import_polls, question_of
from labmethods.workshop.records import KINDS, WRITTEN


class PollsPart(widgets.VBox):
    """A file, the day, a list for each question, a look, and the button that takes it all."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self._ = _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.polls: Polls | None = None
        self.file = FileChoice(
            lab.language,
            description=_("Choose the file from Mentimeter or Slido"),
            accept=".xlsx,.xls,.ods,.csv,.txt",
        )
        self.said = widgets.HTML()
        self.day = widgets.Text(description=_("Day"), placeholder="2026-11-24")
        self.questions: dict[str, widgets.Dropdown] = {}
        self._questions = widgets.VBox()
        self.look = widgets.Button(description=_("Look at what would come in"))
        self.take = widgets.Button(description=_("Import the workshop"), button_style="primary")
        self.chosen = widgets.VBox(
            [self.said, field(self.day), self._questions, row(self.look, self.take)],
            layout={"display": "none"},
        )
        guard = self.status.guard
        self.file.observe(guard(lambda _change: self._uploaded()), "value")
        self.look.on_click(guard(lambda _button: self._look()))
        self.take.on_click(guard(lambda _button: self._take()))
        hint = paragraph(
            _(
                "For when phones can't reach this computer: export the results as a spreadsheet, "
                "with each participant's answers. Names, addresses and numbers of who answered "
                "stay outside the lab."
            )
        )
        super().__init__([hint, self.file, self.status, self.chosen])

    def refresh(self) -> None:
        """Nothing is shown that the store holds."""

    def load(self, name: str, data: bytes) -> None:
        """Read a file and show its questions."""
        self.chosen.layout.display = "none"
        self.polls = read(PurePath(name), data)
        days = [one.day for one in self.polls.meetings if one.day]
        self.day.value = days[0].isoformat() if len(set(days)) == 1 else ""
        found = {one.title: one for met in self.polls.meetings for one in met.questions}
        self.questions = {title: _choices(one, self._) for title, one in found.items()}
        self._questions.children = [_wide(one) for one in self.questions.values()]
        told = lines(self.polls, {}, self._)
        self.said.value = "".join(f"<p>{html.escape(one)}</p>" for one in told)
        self.chosen.layout.display = ""
        self.status.say(self._("Say for each question what it asked for."))

    def _uploaded(self) -> None:
        for one in self.file.value:
            self.load(one["name"], bytes(one["content"]))

    def _look(self) -> None:
        self.status.say(self._import(dry_run=True).sentence(self._, kept=False))

    def _take(self) -> None:
        taken = self._import(dry_run=False)
        self.chosen.layout.display = "none"
        self.status.say(taken.sentence(self._))

    def _import(self, *, dry_run: bool) -> Taken:
        day = self.day.value.strip()
        kinds = {title: one.value for title, one in self.questions.items()}
        return import_polls(
            self.lab,
            self.polls,
            day=Day().parse(day) if day else None,
            kinds=kinds,
            dry_run=dry_run,
        )


def _choices(one: Question, _: Translator) -> widgets.Dropdown:
    """What a question may be read as: what was written as a list's names, a vote as the vote."""
    kinds = dict.fromkeys([one.kind, *(MAY_BECOME if one.kind in WRITTEN else ())])
    options = [(_(KINDS[kind]), kind) for kind in kinds] + [(_("Left out"), LEAVE)]
    return widgets.Dropdown(description=question_of(one, _), options=options, value=one.kind)


def _wide(one: widgets.Dropdown) -> widgets.VBox:
    box = field(one)
    box.add_class("lm-wide")
    return box
