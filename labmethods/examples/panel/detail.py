"""One example in full, with what the lab can do with it."""

from __future__ import annotations

import html
from collections.abc import Callable

import ipywidgets as widgets

from labmethods.examples import adopting
from labmethods.examples.cards import body, outward_cards
from labmethods.examples.panel.shelf import Shelf
from labmethods.examples.records import OPINIONS
from labmethods.language import translator
from labmethods.widgets.frame import field, row
from labmethods.widgets.links import notebook_link
from labmethods.widgets.status import StatusLine
from labmethods.widgets.takeaway import Made, Takeaway
from labmethods.widgets.undoing import UndoBar
from labmethods.workbook.folder import folder_name


class Detail(widgets.VBox):
    """An example's card, the lab's opinion of it, and the way to try it.

    Parameters
    ----------
    on_change
        Called after something was saved.
    """

    def __init__(self, shelf: Shelf, on_change: Callable[[], object] = lambda: None) -> None:
        self.shelf, self.on_change = shelf, on_change
        self.example = ""
        """The id of the example that is shown."""
        _ = translator(shelf.lab.language)
        self.status = StatusLine(shelf.lab.language)
        guard = self.status.guard
        self._card, self._said, self._link = widgets.HTML(), widgets.HTML(), widgets.HTML()
        wide = {"description_width": "initial"}
        self.reason = widgets.Text(
            description=_("Why? (may be left empty)"), continuous_update=False, style=wide
        )
        self.opinions = {name: self._button(_(title)) for name, title in OPINIONS.items()}
        for name, button in self.opinions.items():
            button.on_click(guard(lambda _button, name=name: self._think(name)))
        self.changed = widgets.Textarea(
            description=_("What will you do otherwise than they did? (may be left empty)"),
            continuous_update=False,
            style=wide,
        )
        self.adopt = self._button(_("Try this: make a draft of an experiment"), "primary")
        self.adopt.on_click(guard(lambda _button: self._adopt()))
        self.steps = UndoBar(
            shelf.lab,
            guard(lambda: self._step(shelf.lab.undo, _("Undone."))),
            guard(lambda: self._step(shelf.lab.redo, _("Done again."))),
            lambda change: change.table in ("adoptions", "example_opinions"),
        )
        self.print = Takeaway(shelf.lab, _("Make a card to print"), self._print, self.status)
        wide_field = field(self.changed)
        wide_field.add_class("lm-wide")
        super().__init__(
            [
                self._card,
                self._said,
                row(field(self.reason), *self.opinions.values()),
                wide_field,
                row(self.adopt, self.print, self.steps),
                self.status,
                self._link,
            ]
        )
        self.add_class("lm-example")

    @staticmethod
    def _button(text: str, style: str = "") -> widgets.Button:
        return widgets.Button(description=text, button_style=style)

    def show(self, example: str) -> None:
        """Show an example."""
        self.example = example
        self.reason.value = self.changed.value = self._link.value = self.status.value = ""
        self.refresh()

    def refresh(self) -> None:
        """Show what the store holds now."""
        if not self.example or not self.shelf.index.has(self.example):
            return
        lab = self.shelf.lab
        _ = translator(lab.language)
        told = [
            one for one in adopting.adoptions(lab, lab.language) if one["example"] == self.example
        ]
        self._card.value = body(self.shelf.row(self.example), told, _)
        said = adopting.opinion_sentence(lab, self.example, _)
        self._said.value = f"<p><strong>{html.escape(said)}</strong></p>" if said else ""

    def _think(self, opinion: str) -> None:
        adopting.think(self.shelf.lab, self.example, opinion, self.reason.value or None)
        self._after()
        self.status.saved()

    def _adopt(self) -> None:
        lab = self.shelf.lab
        _ = translator(lab.language)
        experiment = adopting.adopt(lab, self.example, self.changed.value or None)
        self._after()
        self.status.say(
            _("There is a draft now: {name}. Undo takes it away.", name=experiment.name)
        )
        link = notebook_link("02-experiments", _("Go on with it in What we try"))
        self._link.value = f'<p class="lm-next">{link}</p>'

    def _step(self, step: Callable[[], None], said: str) -> None:
        step()
        self._link.value = ""
        self._after()
        self.status.say(said)

    def _print(self, undecided: str) -> Made:
        lab, example = self.shelf.lab, self.shelf.row(self.example)
        page = outward_cards(lab, [example], title=lab.name, undecided=undecided)
        _ = translator(lab.language)
        return Made(
            _("Download the card, then open and print it"),
            f"{folder_name(str(example['name']))}.html",
            "text/html",
            page.encode(),
            _("The card is ready."),
        )

    def _after(self) -> None:
        self.shelf.refresh()
        self.refresh()
        self.on_change()
