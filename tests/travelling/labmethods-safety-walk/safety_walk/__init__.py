"""Safety walk: a method for labmethods."""

from labmethods.language import N_
from labmethods.method import Method

METHOD = Method(
    name="safety_walk",
    title=N_("Safety walk"),
    package=__name__,
    step=6,
    tables={"safety_places": "safety_walk.records:Place"},
    panel="safety_walk.panel:panel",
    report="safety_walk.report:report",
    templates="templates",
)
