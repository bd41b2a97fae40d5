"""Small groups, one place against others, power, evidence: what each result says and how surely."""

from labmethods.evaluation.analysis.attendance import Attendance, attendance
from labmethods.evaluation.analysis.attrition import OCCASIONS, attrition_table, dropout_difference
from labmethods.evaluation.analysis.conclusions import conclusion
from labmethods.evaluation.analysis.differences import (
    DifferenceInDifferences,
    difference_in_differences,
)
from labmethods.evaluation.analysis.evidence import (
    DEMANDS,
    EvidenceLevel,
    Recorded,
    evidence_level,
)
from labmethods.evaluation.analysis.followup import BROAD, follow_up_flows, status_counts
from labmethods.evaluation.analysis.interrupted import InterruptedSeries, interrupted_time_series
from labmethods.evaluation.analysis.multiple import holm
from labmethods.evaluation.analysis.paired import PairedChange, paired_change
from labmethods.evaluation.analysis.power import (
    Detectable,
    detectable_change,
    detectable_difference,
    detectable_share,
)
from labmethods.evaluation.analysis.proportions import (
    GroupShare,
    ShareDifference,
    proportion,
    share_difference,
)
from labmethods.evaluation.analysis.synthetic import (
    SyntheticControl,
    placebo_in_time,
    synthetic_control,
    synthetic_controls,
)
from labmethods.evaluation.analysis.unpaired import GroupDifference, unpaired_comparison

__all__ = [
    "BROAD",
    "DEMANDS",
    "OCCASIONS",
    "Attendance",
    "Detectable",
    "DifferenceInDifferences",
    "EvidenceLevel",
    "GroupDifference",
    "GroupShare",
    "InterruptedSeries",
    "PairedChange",
    "Recorded",
    "ShareDifference",
    "SyntheticControl",
    "attendance",
    "attrition_table",
    "conclusion",
    "detectable_change",
    "detectable_difference",
    "detectable_share",
    "difference_in_differences",
    "dropout_difference",
    "evidence_level",
    "follow_up_flows",
    "holm",
    "interrupted_time_series",
    "paired_change",
    "placebo_in_time",
    "proportion",
    "share_difference",
    "status_counts",
    "synthetic_control",
    "synthetic_controls",
    "unpaired_comparison",
]
