"""Charts of a lab's actors and relations."""

from labmethods.stakeholders.figures.grid import power_interest_chart
from labmethods.stakeholders.figures.relations import relation_map

__all__ = ["power_interest_chart", "relation_map"]
