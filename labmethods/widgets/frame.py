"""The shared look of panels."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.widgets.live import Live, tell
from labmethods.widgets.status import StatusLine
from labmethods.widgets.undoing import UndoBar
from labmethods.workbook.lab import Lab


@lru_cache
def css() -> str:
    """The shared style sheet."""
    return (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


def styled() -> widgets.HTML:
    """The style sheet, as a widget that shows nothing."""
    return widgets.HTML(f"<style>{css()}</style>", layout={"height": "0", "margin": "0"})


def heading(text: str, level: int = 2) -> widgets.HTML:
    """A heading in a panel."""
    return widgets.HTML(f"<h{level}>{html.escape(text)}</h{level}>")


def paragraph(text: str) -> widgets.HTML:
    """A paragraph in a panel."""
    return widgets.HTML(f"<p>{html.escape(text)}</p>")


def row(*children: widgets.Widget) -> widgets.HBox:
    """Widgets beside each other, on several lines where they don't fit on one."""
    box = widgets.HBox(children)
    box.add_class("lm-row")
    return box


def field(widget: widgets.Widget) -> widgets.VBox:
    """An input that stands by itself, in the look of a form's fields."""
    box = widgets.VBox([widget])
    box.add_class("lm-field")
    return box


def panel_frame(lab: Lab, *children: widgets.Widget) -> widgets.VBox:
    """A panel: the shared look, the notice of made-up values, then the method's parts."""
    _ = translator(lab.language)
    notice = []
    if lab.sample:
        text = _("Exempellabbet: everything here is made up, to practise on.")
        notice = [widgets.HTML(f'<div class="lm-sample" role="note">{html.escape(text)}</div>')]
    return Frame([styled(), *notice, *children, Elsewhere(lab), Live(lab)], lab.language)


class Elsewhere(widgets.VBox):
    """Undo and redo of a change that nothing else on the page stands for."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self.status = StatusLine(lab.language)
        guard = self.status.guard
        self.bar = UndoBar(
            lab, guard(lambda: self._step(lab.undo)), guard(lambda: self._step(lab.redo))
        )
        super().__init__([self.bar, self.status])

    def _step(self, step: Callable[[], None]) -> None:
        before = self._lab.store.length()
        step()
        tell(self._lab, self._lab.store.changes(since=before))
        _ = translator(self._lab.language)
        self.status.say(
            _("It is done. Press ▶▶ Start above if something still looks as it did before.")
        )


class Frame(widgets.VBox):
    """A panel's outermost box; where nothing runs behind it, it says how to start it."""

    def __init__(self, children: Sequence[widgets.Widget], language: str) -> None:
        super().__init__(children)
        self.add_class("lm")
        self._language = language

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        # Saved notebooks keep this text; ipywidgets would write the names of its classes.
        _ = translator(self._language)
        bundle = super()._repr_mimebundle_(**options)
        return {**bundle, "text/plain": _("Press ▶▶ Start above, and the form comes here.")}
