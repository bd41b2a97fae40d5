"""Figures and frames as they are remembered: used before plotly or pandas has loaded."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from labmethods.reporting.cells import Column


class _Kept:
    """What the privacy gate reads is known beforehand."""

    texts: tuple[str, ...]

    def stands(self, here: Callable[[str], str]) -> bool:
        """Whether the gate leaves every text as it is."""
        return all(here(text) == text for text in self.texts)


@dataclass(frozen=True)
class KeptFigure(_Kept):
    """A figure; plotly loads only where somebody asks for more than its JSON.

    Attributes
    ----------
    json
        The figure as JSON.
    texts
        Every text that the privacy gate reads in it.
    """

    json: str
    texts: tuple[str, ...]

    def to_json(self) -> str:
        return self.json

    def to_plotly_json(self) -> dict[str, Any]:
        return json.loads(self.json)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        import plotly.io

        return getattr(plotly.io.from_json(self.json), name)


@dataclass(frozen=True)
class KeptFrame(_Kept):
    """A frame with what a report does with it; pandas loads only where more is asked for.

    Attributes
    ----------
    packed
        The frame itself, pickled.
    rows
        How many it has.
    texts
        Every text that the privacy gate reads in it.
    printed
        Its columns as they are printed, by the reader's language.
    """

    packed: bytes
    rows: int
    texts: tuple[str, ...]
    printed: dict[str, tuple[Column, ...]]

    def frame(self) -> pd.DataFrame:
        """The frame itself."""
        return pickle.loads(self.packed)

    def __len__(self) -> int:
        return self.rows

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.frame(), name)
