"""The panel's ratings: salience and alignment, and what each participant says on their own."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.blocks import Block, Text
from labmethods.language import translator
from labmethods.stakeholders import analysis, findings
from labmethods.stakeholders.contents import newest_mapping, read, source
from labmethods.stakeholders.report import assessed_blocks
from labmethods.stakeholders.words import RATINGS
from labmethods.widgets.block_list import BlockList
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.frame import field, paragraph
from labmethods.workbook.lab import Lab


class Ratings:
    """The charts of power, salience and attitude."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self.widget = BlockList(lab)

    def refresh(self) -> None:
        language = self._lab.language
        told = source(self._lab, "actors", language)
        self.widget.show(assessed_blocks(read(self._lab).actors, language, told))


class Voices:
    """Each participant's ratings in the newest mapping, and where the room disagrees."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._mapping: str | None = None
        _ = translator(lab.language)
        titles = [(_(title), rating) for rating, title in RATINGS.items()]
        self.rating = widgets.Dropdown(
            description=_("Show"), options=[(_("the most disagreed on"), ""), *titles]
        )
        self.rating.observe(lambda _change: self._show(), "value")
        self._found = BlockList(lab)
        self.widget = widgets.VBox()

    def refresh(self) -> None:
        _ = translator(self._lab.language)
        mapping = newest_mapping(self._lab)
        if mapping is None:
            first = _("Add a mapping under Over time first: the voices belong to an occasion.")
            self.widget.children = [paragraph(first)]
            self._mapping = None
            return
        if mapping.id != self._mapping:
            self._mapping = mapping.id
            self.editor = RecordsEditor(
                self._lab,
                "assessments",
                fixed={"mapping": mapping.id},
                columns=["actor", "voice", *analysis.SCALES],
                fields=["actor", "voice", *analysis.SCALES],
                on_change=self._show,
            )
            told = _(
                "Ratings in {mapping}. Give each participant a code such as p1; a row without a "
                "code is what the room agreed on.",
                mapping=mapping.label(),
            )
            self.widget.children = [paragraph(told), self.editor, field(self.rating), self._found]
        self.editor.refresh()
        self._show()

    def _show(self) -> None:
        self._found.show(self._blocks())

    def _blocks(self) -> list[Block]:
        _ = translator(self._lab.language)
        language = self._lab.language
        opinions = read(self._lab).voices(self._mapping)
        if opinions.empty:
            return [Text(_("No participant has rated on their own in this mapping yet."))]
        told = source(self._lab, "assessments", language)
        rating = self.rating.value or opinions["rating"].iloc[0]
        own = opinions[opinions["rating"] == rating]
        table = findings.voices_table(opinions, language, told)
        if own.empty:
            return [Text(_("Nobody has rated this yet.")), table]
        return [findings.voices_finding(own, language, told), table]
