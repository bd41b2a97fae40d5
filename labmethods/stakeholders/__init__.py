"""Who matters in the lab, who knows whom, and who is missing."""

from labmethods.language import N_
from labmethods.method import Method

METHOD = Method(
    name="stakeholders",
    title=N_("Who matters"),
    package=__name__,
    step=1,
    tables={
        "actors": "labmethods.stakeholders.records:Actor",
        "relations": "labmethods.stakeholders.records:Relation",
        "mappings": "labmethods.stakeholders.records:Mapping",
        "assessments": "labmethods.stakeholders.records:Assessment",
        "engagements": "labmethods.stakeholders.records:Engagement",
    },
    panel="labmethods.stakeholders.panel:panel",
    report="labmethods.stakeholders.report:report",
    reminders="labmethods.stakeholders.reminders:reminders",
)
