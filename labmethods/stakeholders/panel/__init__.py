"""The panel: actors, ratings, voices, time, relations, who is missing and the plan."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.stakeholders.panel.actors import Actors
from labmethods.stakeholders.panel.assessing import Ratings, Voices
from labmethods.stakeholders.panel.gaps import Missing, Plan
from labmethods.stakeholders.panel.occasions import Time
from labmethods.stakeholders.panel.ties import Ties
from labmethods.widgets.frame import panel_frame
from labmethods.widgets.sections import Section, Sections
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


def panel(lab: Lab) -> widgets.VBox:
    """The stakeholders' panel."""
    _ = translator(lab.language)
    status = StatusLine(lab.language)
    parts = [
        (_("Actors"), Actors(lab)),
        (_("Ratings"), Ratings(lab)),
        (_("Voices"), Voices(lab)),
        (_("Over time"), Time(lab)),
        (_("Relations"), Ties(lab)),
        (_("Who is missing"), Missing(lab)),
        (_("Plan"), Plan(lab)),
    ]
    sections = [Section(title, part.widget, part.refresh) for title, part in parts]
    return panel_frame(lab, Sections(sections, status.guard), status)
