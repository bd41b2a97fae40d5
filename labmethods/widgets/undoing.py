"""Undo and redo where the last change was made, with buttons that say what they take back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakKeyDictionary, WeakSet, ref

import ipywidgets as widgets

from labmethods.errors import LabError
from labmethods.language import N_, translator
from labmethods.workbook.history import describe_batch, newest_steps
from labmethods.workbook.journal import Change
from labmethods.workbook.lab import Lab
from labmethods.workbook.store import Store

_LONGEST = 60


@dataclass(frozen=True)
class Step:
    """What can be undone or done again: its last change, and how many it has."""

    last: Change
    n: int


class UndoBar(widgets.HBox):
    """The two buttons; each is seen as long as it concerns what this bar stands beside.

    Parameters
    ----------
    concerns
        Whether a change is one of what the bar stands beside. Without it, every change that no
        other bar of the lab stands beside.
    undo, redo
        Called when the buttons are pressed.
    """

    def __init__(
        self,
        lab: Lab,
        undo: Callable[[], object],
        redo: Callable[[], object],
        concerns: Callable[[Change], bool] | None = None,
    ) -> None:
        self._lab, self.concerns = lab, concerns
        _ = translator(lab.language)
        self.undo = widgets.Button(description=_("Undo"), layout={"display": "none"})
        self.redo = widgets.Button(description=_("Redo"), layout={"display": "none"})
        self.undo.on_click(lambda _button: undo())
        self.redo.on_click(lambda _button: redo())
        super().__init__([self.undo, self.redo])
        self.add_class("lm-row")
        self.add_class("lm-undo")
        _follow(lab).add(self)
        self.show(*_steps(lab.store))

    def show(self, done: Step | None, again: Step | None) -> None:
        """Offer these steps, where they concern this bar."""
        _ = translator(self._lab.language)
        titles = N_("Undo: {what}"), N_("Redo: {what}")
        for button, step, title in zip((self.undo, self.redo), (done, again), titles, strict=True):
            mine = step is not None and self._concerns(step.last)
            button.layout.display = "" if mine else "none"
            if mine:
                button.tooltip = self._told(step)
                button.description = _(title, what=_short(button.tooltip))

    def _concerns(self, change: Change) -> bool:
        if self.concerns is not None:
            return self.concerns(change)
        others = [bar.concerns for bar in _follow(self._lab) if bar.concerns is not None]
        return not any(concerns(change) for concerns in others)

    def _told(self, step: Step) -> str:
        return describe_batch(step.last, step.n, self._lab.store.records, self._lab.language)


_bars: WeakKeyDictionary[Store, WeakSet[UndoBar]] = WeakKeyDictionary()


def _follow(lab: Lab) -> WeakSet[UndoBar]:
    """The bars of a lab, which are told of every step that is saved here."""
    if lab.store not in _bars:
        _bars[lab.store] = WeakSet()
        known = ref(lab.store)
        lab.store.on_saved.append(lambda: _tell(known()))
    return _bars[lab.store]


def _tell(store: Store) -> None:
    try:
        steps = _steps(store)
    except LabError:
        # The step was saved, and whoever saves the next is told that the store doesn't answer.
        return
    for bar in list(_bars[store]):
        bar.show(*steps)


def _steps(store: Store) -> tuple[Step | None, Step | None]:
    """What undo and redo would take now."""
    done, again = newest_steps(store)
    return _step(store, done), _step(store, again)


def _step(store: Store, batch: str | None) -> Step | None:
    return Step(*store.newest_of(batch)) if batch else None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
