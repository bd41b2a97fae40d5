"""The panel's relations: list and form, the map, and the contacts worth making."""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from labmethods.blocks import Block, Heading, Text
from labmethods.language import translator
from labmethods.stakeholders import analysis, findings
from labmethods.stakeholders.contents import Contents, read, source
from labmethods.stakeholders.report import held_together
from labmethods.widgets.block_list import BlockList
from labmethods.widgets.editor import RecordsEditor
from labmethods.workbook.lab import Lab


class Ties:
    """The relations and their map. Actors keep their places while one works."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._places: pd.DataFrame | None = None
        self.editor = RecordsEditor(
            lab,
            "relations",
            columns=["source", "kind", "target", "weight"],
            on_change=self._show,
        )
        self._found = BlockList(lab)
        self.widget = widgets.VBox([self.editor, self._found])

    def refresh(self) -> None:
        self.editor.refresh()
        self._show()

    def _show(self) -> None:
        self._found.show(self._blocks(read(self._lab)))

    def _blocks(self, contents: Contents) -> list[Block]:
        _ = translator(self._lab.language)
        language = self._lab.language
        actors, relations = contents.actors, contents.relations
        if relations.empty:
            return [Text(_("Add at least one relation, and the map comes here."))]
        previous = contents.places() if self._places is None else self._places
        self._places = analysis.layout(actors, relations, previous)
        told = source(self._lab, "relations", language)
        blocks = [
            findings.relation_finding(actors, relations, self._places, language, told),
            *held_together(actors, relations, language),
        ]
        links = analysis.missing_links(actors, relations)
        if len(links):
            blocks += [
                Heading(_("Contacts worth making")),
                findings.links_table(links, language, told),
            ]
        return blocks
