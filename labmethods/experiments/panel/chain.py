"""The effect chain: its picture, its boxes and its arrows."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.experiments.report.chain import chain_blocks
from labmethods.language import translator
from labmethods.widgets.block_list import BlockList
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.frame import heading, paragraph
from labmethods.workbook.lab import Lab


class ChainPart(widgets.VBox):
    """What the report will show, and the editors beneath it."""

    def __init__(self, lab: Lab) -> None:
        _ = translator(lab.language)
        self.lab = lab
        self.blocks = BlockList(lab)
        self.boxes = RecordsEditor(
            lab, "chain_boxes", columns=["text", "level", "experiments"], on_change=self._changed
        )
        self.links = RecordsEditor(
            lab, "chain_links", columns=["source", "target", "assumption"], on_change=self._changed
        )
        start = _(
            "Begin at the right: what should be different for people? Then ask what must come "
            "before it, until you reach what you put in."
        )
        super().__init__(
            [
                paragraph(start),
                self.blocks,
                heading(_("The effect chain's boxes"), 3),
                self.boxes,
                heading(_("The effect chain's arrows"), 3),
                self.links,
            ]
        )

    def refresh(self) -> None:
        """Show what the store holds now."""
        self.boxes.refresh()
        self.links.refresh()
        self._changed()

    def _changed(self) -> None:
        self.blocks.show(chain_blocks(self.lab, translator(self.lab.language)))
