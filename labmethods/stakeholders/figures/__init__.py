"""Charts of a lab's actors and relations."""

from labmethods.stakeholders.figures.classes import salience_chart
from labmethods.stakeholders.figures.opinions import voices_chart
from labmethods.stakeholders.figures.relations import relation_map
from labmethods.stakeholders.figures.strategy import (
    alignment_chart,
    movement_chart,
    power_interest_chart,
)

__all__ = [
    "alignment_chart",
    "movement_chart",
    "power_interest_chart",
    "relation_map",
    "salience_chart",
    "voices_chart",
]
