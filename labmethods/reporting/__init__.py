"""What leaves the lab: notebooks and records as one report."""

from labmethods.language import N_
from labmethods.method import Method

METHOD = Method(
    name="report",
    title=N_("The report"),
    package=__name__,
    step=9,
    tables={
        "covers": "labmethods.reporting.cover:Cover",
        "privacy_decisions": "labmethods.privacy.records:PrivacyDecision",
        "releases": "labmethods.privacy.records:Release",
    },
    panel="labmethods.reporting.panel:panel",
)
