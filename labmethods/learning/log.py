"""The log entries that stand, and the readings of them; what was corrected is not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def standing_entries(lab: Lab) -> list:
    """The log entries that no other entry corrects, oldest first."""
    entries = lab["log_entries"].all()
    corrected = {one.corrects for one in entries}
    return sorted((one for one in entries if one.id not in corrected), key=lambda e: (e.day, e.id))


def standing_readings(lab: Lab) -> pd.DataFrame:
    """The readings of those entries."""
    readings = lab["readings"].frame()
    return readings[readings["log_entry"].isin([one.id for one in standing_entries(lab)])]
