"""What a valid evaluation, outcome, participant, measurement and follow-up is."""

from labmethods.evaluation.records.people import (
    GROUPS,
    OCCASIONS,
    STATUSES,
    Attendance,
    Code,
    Followup,
    Measurement,
    Participant,
)
from labmethods.evaluation.records.places import (
    PlaceValue,
)
from labmethods.evaluation.records.question import (
    DESIGNS,
    DIRECTIONS,
    STRENGTHS,
    Contribution,
    Evaluation,
    Outcome,
)

__all__ = [
    "DESIGNS",
    "DIRECTIONS",
    "GROUPS",
    "OCCASIONS",
    "STATUSES",
    "STRENGTHS",
    "Attendance",
    "Code",
    "Contribution",
    "Evaluation",
    "Followup",
    "Measurement",
    "Outcome",
    "Participant",
    "PlaceValue",
]
