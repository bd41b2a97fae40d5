"""What a source answered: the values, whose they are, and since when they are known."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from labmethods.errors import LabError

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Fetched:
    """Values with what must stand beside them.

    Attributes
    ----------
    frame
        The values.
    attribution
        Whose they are, as it must stand under a chart: ``Källa: Kolada (RKA)``.
    licence
        The terms on which they may be used.
    fetched_on
        The day of the oldest of them in the cache.
    trouble
        Why the source couldn't be asked; then the values are what the cache had.
    """

    frame: pd.DataFrame
    attribution: str
    licence: str
    fetched_on: datetime.date | None
    trouble: LabError | None = None

    def summary(self) -> pd.DataFrame:
        """How many values there are, from where and since when."""
        import pandas as pd

        return pd.DataFrame(
            [
                {
                    "values": len(self.frame),
                    "attribution": self.attribution,
                    "licence": self.licence,
                    "fetched_on": self.fetched_on,
                }
            ]
        )

    def _repr_html_(self) -> str:
        return self.summary().to_html(index=False) + self.frame.head(10).to_html(index=False)


class Source(Protocol):
    """A place that values come from. Every source says whose they are and on what terms."""

    name: str
    attribution: str
    licence: str
