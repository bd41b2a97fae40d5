"""How often codes are found, how far two readers agree, and how far stories have been chosen."""

from labmethods.learning.analysis.agreement import Agreement, agreement, cohens_kappa
from labmethods.learning.analysis.coding import frequencies
from labmethods.learning.analysis.stories import chosen_stories

__all__ = ["Agreement", "agreement", "chosen_stories", "cohens_kappa", "frequencies"]
