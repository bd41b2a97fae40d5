"""The experiments' panel: its parts, one shown at a time."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.experiments.panel.board import BoardPart
from labmethods.experiments.panel.cards import CardsPart
from labmethods.experiments.panel.chain import ChainPart
from labmethods.experiments.panel.current import Current
from labmethods.experiments.panel.log import LogPart
from labmethods.experiments.panel.outcome import OutcomePart
from labmethods.experiments.panel.overview import OverviewPart
from labmethods.language import translator
from labmethods.widgets.frame import panel_frame
from labmethods.widgets.sections import Section, Sections
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


def panel(lab: Lab) -> widgets.VBox:
    """The experiments' panel."""
    _ = translator(lab.language)
    status = StatusLine(lab.language)
    current = Current(lab)
    parts = [
        (_("Test cards"), CardsPart(lab, current)),
        (_("Log"), LogPart(lab, current)),
        (_("Results and decision"), OutcomePart(lab, current)),
        (_("Board"), BoardPart(lab, current)),
        (_("Effect chain"), ChainPart(lab)),
        (_("All experiments"), OverviewPart(lab)),
    ]
    sections = Sections([Section(title, part, part.refresh) for title, part in parts], status.guard)
    current.open_card = lambda: sections.show(0)
    return panel_frame(lab, sections, status)
