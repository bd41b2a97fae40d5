"""What a lab's actors and relations tell: pure functions on data frames.

Actors have the columns ``id, name, kind, power, interest, legitimacy, urgency`` (1-5) and
``attitude`` (-2 to 2); relations have ``source, target`` (ids of actors), ``kind, weight``.
An attribute counts as held from 3.
"""

from labmethods.stakeholders.analysis.frames import SCALES
from labmethods.stakeholders.analysis.layout import layout
from labmethods.stakeholders.analysis.network import (
    NetworkSummary,
    network_measures,
    network_summary,
)
from labmethods.stakeholders.analysis.ratings import (
    APPROACHES,
    SALIENCE_CLASSES,
    STRATEGIES,
    alignment,
    assessed,
    chart_places,
    power_interest,
    salience,
)

__all__ = [
    "APPROACHES",
    "SALIENCE_CLASSES",
    "SCALES",
    "STRATEGIES",
    "NetworkSummary",
    "alignment",
    "assessed",
    "chart_places",
    "layout",
    "network_measures",
    "network_summary",
    "power_interest",
    "salience",
]
