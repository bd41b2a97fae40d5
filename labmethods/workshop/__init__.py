"""Workshops: what was asked in the room, what came, and what was decided."""

from labmethods.language import N_
from labmethods.method import Method

METHOD = Method(
    name="workshop",
    title=N_("In the room"),
    package=__name__,
    step=5.5,
    tables={
        "workshops": "labmethods.workshop.records:Workshop",
        "workshop_rounds": "labmethods.workshop.records:WorkshopRound",
        "workshop_contributions": "labmethods.workshop.records:WorkshopContribution",
    },
    panel="labmethods.workshop.panel:panel",
    report="labmethods.workshop.report:report",
)
