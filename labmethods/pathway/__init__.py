"""The coherent path: which activities there are, and where it has gaps, overlaps and breaks."""

from labmethods.language import N_
from labmethods.method import Method

METHOD = Method(
    name="pathway",
    title=N_("The coherent path"),
    package=__name__,
    step=1.5,
    tables={
        "target_groups": "labmethods.pathway.records:TargetGroup",
        "steps": "labmethods.pathway.records:Step",
        "activities": "labmethods.pathway.records:Activity",
        "schedules": "labmethods.pathway.records:Schedule",
        "handovers": "labmethods.pathway.records:Handover",
        "needs": "labmethods.pathway.records:Need",
    },
    panel="labmethods.pathway.panel:panel",
    report="labmethods.pathway.report:report",
    needs="labmethods.pathway.needs:needs",
    partner="labmethods.pathway.partner:partner",
)
