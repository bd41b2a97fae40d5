"""The catalogue of indicators that labs choose from."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from labmethods.indicators.records import Indicator
from labmethods.shipped import shipped


@lru_cache
def catalogue() -> dict[str, Indicator]:
    """The indicators of ``data/indicators/catalogue.toml`` by their key.

    Those of public statistics have a key figure and their official name; the rest are what
    participants were asked in the programme.
    """
    text = (shipped("data") / "indicators" / "catalogue.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["indicators"]
    return {row.pop("key"): Indicator.valid(**row) for row in rows}
