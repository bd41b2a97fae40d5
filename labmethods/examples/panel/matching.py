"""The panel's matches: what fits the lab's challenge, with reasons."""

from __future__ import annotations

import html

import ipywidgets as widgets

from labmethods.examples import analysis, telling
from labmethods.examples.asking import asked_sentence, challenge
from labmethods.examples.panel.detail import Detail
from labmethods.examples.panel.hits import Hit, Hits
from labmethods.examples.panel.shelf import Shelf
from labmethods.language import translator
from labmethods.widgets.frame import paragraph
from labmethods.widgets.status import StatusLine


class MatchingPart(widgets.VBox):
    """What the lab looks for, and the examples that fit it."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        lab = shelf.lab
        _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.asked = widgets.HTML()
        self.detail = Detail(shelf, on_change=self._matched)
        self.hits = Hits(self.detail, self.status.guard, lab.language)
        how = _(
            "The order rests on what you have written in the other notebooks. Say of an example "
            "whether it fits you, and those like it move up or down."
        )
        super().__init__([paragraph(how), self.asked, self.status, self.hits])

    def refresh(self) -> None:
        """Match anew with what the store holds now."""
        self.shelf.refresh()
        self._matched()
        self.detail.refresh()

    def _matched(self) -> None:
        lab = self.shelf.lab
        _ = translator(lab.language)
        wanted = challenge(lab, lab.language)
        if not wanted:
            said = _(
                "There is nothing to match with yet. Write your challenge and focus areas in "
                "the notebook 00-start."
            )
            self.asked.value = f"<p>{html.escape(said)}</p>"
            self.hits.show([])
            return
        self.asked.value = f"<p>{html.escape(asked_sentence(wanted, _))}</p>"
        found = analysis.match(
            self.shelf.index,
            wanted,
            synonyms=self.shelf.synonyms,
            limit=12,
            language=lab.language,
        )
        self.hits.show([self._hit(row) for row in found.itertuples()])

    def _hit(self, found: tuple) -> Hit:
        _ = translator(self.shelf.lab.language)
        example = self.shelf.index.row(found.row)
        where, call = telling.whose(example), telling.call(example, _)
        return Hit(found.id, found.name, where, "", found.reasons, found.missing, call)
