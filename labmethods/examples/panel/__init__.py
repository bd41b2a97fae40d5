"""The examples' panel: search, matches, what others learnt, pictures, and the lab's own."""

from __future__ import annotations

from pathlib import Path

import ipywidgets as widgets

from labmethods.examples.panel.finding import FindingPart
from labmethods.examples.panel.matching import MatchingPart
from labmethods.examples.panel.own import OwnPart
from labmethods.examples.panel.shelf import Shelf
from labmethods.examples.panel.spreading import GalleryPart, SpreadingPart
from labmethods.language import translator
from labmethods.widgets.frame import panel_frame
from labmethods.widgets.sections import Section, Sections
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


def panel(lab: Lab) -> widgets.VBox:
    """The examples' panel."""
    _ = translator(lab.language)
    status, shelf = StatusLine(lab.language), Shelf(lab)
    parts = [
        (_("Search"), FindingPart(shelf)),
        (_("What fits us"), MatchingPart(shelf)),
        (_("Who learnt from whom"), SpreadingPart(shelf)),
        (_("Pictures and map"), GalleryPart(shelf)),
        (_("Our own catalogue"), OwnPart(shelf)),
    ]
    sections = Sections([Section(title, part, part.refresh) for title, part in parts], status.guard)
    style = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    look = widgets.HTML(f"<style>{style}</style>", layout={"height": "0", "margin": "0"})
    return panel_frame(lab, look, sections, status)
