"""A lab's workbook: its folder with notebooks, store and settings."""

from labmethods.language import N_
from labmethods.method import Method

METHOD = Method(
    name="start",
    title=N_("The lab"),
    package=__name__,
    step=0,
    tables={
        "facts": "labmethods.workbook.facts:LabFacts",
        "notes": "labmethods.workbook.facts:Note",
        "erasures": "labmethods.workbook.facts:Erasure",
    },
    panel="labmethods.workbook.panel:panel",
    report="labmethods.workbook.report:report",
)
