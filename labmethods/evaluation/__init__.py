"""Evaluation: did it work, and how sure are we?"""

from labmethods.language import N_
from labmethods.method import Method

METHOD = Method(
    name="evaluation",
    title=N_("Did it work"),
    package=__name__,
    step=4,
    tables={
        "evaluations": "labmethods.evaluation.records:Evaluation",
        "outcomes": "labmethods.evaluation.records:Outcome",
        "participants": "labmethods.evaluation.records:Participant",
        "measurements": "labmethods.evaluation.records:Measurement",
        "followups": "labmethods.evaluation.records:Followup",
        "attendances": "labmethods.evaluation.records:Attendance",
        "place_values": "labmethods.evaluation.records:PlaceValue",
        "contributions": "labmethods.evaluation.records:Contribution",
    },
    panel="labmethods.evaluation.panel:panel",
    report="labmethods.evaluation.report:report",
    plain="labmethods.evaluation.plain:plain",
    certainty="labmethods.evaluation.certainty:certainty",
    share="labmethods.evaluation.programme:share",
    programme="labmethods.evaluation.programme:programme",
)
