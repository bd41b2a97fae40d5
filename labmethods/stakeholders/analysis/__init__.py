"""What a lab's actors and relations tell: pure functions on data frames.

Actors have the columns ``id, name, kind, power, interest, legitimacy, urgency`` (1-5) and
``attitude`` (-2 to 2); relations have ``source, target`` (ids of actors), ``kind, weight``.
An attribute counts as held from 3.
"""

from labmethods.stakeholders.analysis.engagement import (
    STATUSES,
    engagement_plan,
    without_next_step,
)
from labmethods.stakeholders.analysis.frames import SCALES
from labmethods.stakeholders.analysis.layout import layout
from labmethods.stakeholders.analysis.mappings import CHANGES, at, compare, in_order
from labmethods.stakeholders.analysis.missing import missing_kinds, missing_roles
from labmethods.stakeholders.analysis.network import (
    NetworkSummary,
    between_others,
    network_measures,
    network_summary,
)
from labmethods.stakeholders.analysis.ratings import (
    APPROACHES,
    HELD,
    SALIENCE_CLASSES,
    STRATEGIES,
    alignment,
    assessed,
    chart_places,
    power_interest,
    salience,
)
from labmethods.stakeholders.analysis.sameness import same_actors
from labmethods.stakeholders.analysis.structure import articulation, missing_links
from labmethods.stakeholders.analysis.voices import dissent, voices

__all__ = [
    "APPROACHES",
    "CHANGES",
    "HELD",
    "SALIENCE_CLASSES",
    "SCALES",
    "STATUSES",
    "STRATEGIES",
    "NetworkSummary",
    "alignment",
    "articulation",
    "assessed",
    "at",
    "between_others",
    "chart_places",
    "compare",
    "dissent",
    "engagement_plan",
    "in_order",
    "layout",
    "missing_kinds",
    "missing_links",
    "missing_roles",
    "network_measures",
    "network_summary",
    "power_interest",
    "salience",
    "same_actors",
    "voices",
    "without_next_step",
]
