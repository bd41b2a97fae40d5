"""Which experiment the panel's parts are about."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets
import traitlets

from labmethods.language import translator
from labmethods.workbook.lab import Lab


class Current(traitlets.HasTraits):
    """The experiment that was chosen last, in whichever part."""

    experiment = traitlets.Unicode("")

    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self.lab = lab
        self.open_card: Callable[[], object] = lambda: None
        """Shows the part with the chosen experiment's card."""

    def found(self) -> list:
        """The chosen experiment's card, as a list of one; empty when none is chosen."""
        return self.lab.experiments.find(id=self.experiment) if self.experiment else []


class Chooser(widgets.VBox):
    """A labelled list to choose the experiment from."""

    def __init__(self, current: Current) -> None:
        _ = translator(current.lab.language)
        self.current = current
        self.list = widgets.Dropdown(description=_("Experiment"))
        self._quiet = False
        self.list.observe(self._chosen, "value")
        super().__init__([self.list])
        self.add_class("lm-field")
        self.refresh()

    def refresh(self) -> None:
        """Offer the experiments that there are now; the one that was chosen stays chosen."""
        cards = self.current.lab.experiments.all()
        ids = {card.id for card in cards}
        if self.current.experiment not in ids:
            self.current.experiment = _obvious(cards)
        self._quiet = True
        try:
            options = sorted((card.label(), card.id) for card in cards)
            self.list.options = [("–", ""), *options]
            self.list.value = self.current.experiment
        finally:
            self._quiet = False

    def _chosen(self, change: dict) -> None:
        if not self._quiet:
            self.current.experiment = change["new"]


def _obvious(cards: list) -> str:
    """The experiment that somebody who logs on a phone most likely means; none if in doubt."""
    running = [card for card in cards if card.state == "running"]
    likely = running or cards
    return likely[0].id if len(likely) == 1 else ""
