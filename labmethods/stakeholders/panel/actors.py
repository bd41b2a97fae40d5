"""The panel's actors: list, form and board, and actors that stand twice."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.stakeholders import analysis
from labmethods.stakeholders.merging import merge
from labmethods.stakeholders.panel.board import ActorBoard
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.frame import paragraph, row
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab

_PAIRS = 3


class Actors:
    """The lab's actors: list, form and board of one and the same records."""

    def __init__(self, lab: Lab) -> None:
        self.editor = RecordsEditor(
            lab,
            "actors",
            columns=["name", "kind", "power", "interest", "legitimacy", "urgency", "attitude"],
            on_change=self._edited,
        )
        self.board = ActorBoard(lab, self.editor.show_changed, self._listed, self.editor.choose)
        self.twice = Twice(lab, self.refresh)
        self.widget = widgets.VBox([self.editor, self.twice.widget, self.board.widget])

    def refresh(self) -> None:
        self.editor.refresh()
        self._edited()

    def _edited(self) -> None:
        self.twice.refresh()
        self.board.refresh()

    def _listed(self) -> None:
        self.editor.refresh()
        self.twice.refresh()


class Twice:
    """Actors that may be the same, with the offer to make them one."""

    def __init__(self, lab: Lab, merged) -> None:
        self._lab = lab
        self._merged = merged
        self._apart: set[tuple[str, str]] = set()
        self.status = StatusLine(lab.language)
        self._offers = widgets.VBox()
        self.widget = widgets.VBox([self._offers, self.status])

    def refresh(self) -> None:
        pairs = analysis.same_actors(self._lab.actors.frame()).to_dict("records")
        open_pairs = [pair for pair in pairs if (pair["first"], pair["second"]) not in self._apart]
        self._offers.children = [self._offer(pair) for pair in open_pairs[:_PAIRS]]

    def _offer(self, pair: dict) -> widgets.Widget:
        _ = translator(self._lab.language)
        asked = _(
            "Are {first} and {second} the same?",
            first=pair["first_name"],
            second=pair["second_name"],
        )
        one, other = (pair["first"], pair["second"]), (pair["second"], pair["first"])
        buttons = [
            self._button(
                _("Merge, keep {name}", name=pair["first_name"]), lambda: self._merge(*one)
            ),
            self._button(
                _("Merge, keep {name}", name=pair["second_name"]), lambda: self._merge(*other)
            ),
            self._button(_("No, they are two"), lambda: self._keep_apart(one)),
        ]
        return row(paragraph(asked), *buttons)

    def _button(self, text: str, action) -> widgets.Button:
        button = widgets.Button(description=text)
        button.on_click(self.status.guard(lambda _button: action()))
        return button

    def _merge(self, kept: str, other: str) -> None:
        _ = translator(self._lab.language)
        name = merge(self._lab, kept, other).name
        self._merged()
        self.status.say(_("Merged into {name}. Undo brings both back.", name=name))

    def _keep_apart(self, pair: tuple[str, str]) -> None:
        self._apart.add(pair)
        self.refresh()
