"""Values that a source gives become observations: new ones are added, revised ones kept beside."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from labmethods.errors import LabError, Missing, Refused
from labmethods.indicators.periods import Period
from labmethods.indicators.records import Indicator
from labmethods.language import N_, Translator
from labmethods.sources import scb as scb_source
from labmethods.sources.fetched import Fetched
from labmethods.sources.kolada import Kolada
from labmethods.sources.network import SourceUnavailable
from labmethods.sources.scb import Scb
from labmethods.workbook.lab import Lab


@dataclass(frozen=True)
class Update:
    """What fetching an indicator's values brought."""

    indicator: str
    added: int
    revised: int
    unchanged: int
    trouble: LabError | None = None
    known_since: datetime.date | None = None

    def summary(self) -> pd.DataFrame:
        """The counts as one row."""
        counts = {"added": self.added, "revised": self.revised, "unchanged": self.unchanged}
        return pd.DataFrame([{"indicator": self.indicator, **counts}])

    def _repr_html_(self) -> str:
        return self.summary().to_html(index=False)

    def sentence(self, _: Translator) -> str:
        """Such as ``Behöriga: 12 new, 0 revised, 0 unchanged``, and why the source is down."""
        said = _(
            "{name}: {added} new, {revised} revised, {unchanged} unchanged",
            name=self.indicator,
            added=self.added,
            revised=self.revised,
            unchanged=self.unchanged,
        )
        if self.trouble is None:
            return said
        trouble = self.trouble
        if isinstance(trouble, SourceUnavailable):
            trouble = trouble.from_cache(self.known_since)
        return f"{said}. {trouble.text(_.language)}"


def open_kolada(**network: Any) -> Kolada:
    """Kolada, or the mirror that ``LABMETHODS_KOLADA`` names."""
    base = os.environ.get("LABMETHODS_KOLADA")
    if not base:
        return Kolada(**network)
    return Kolada(base=base, older=base.replace("/v3", "/v2"), **network)


def open_scb(language: str, **network: Any) -> Scb:
    """SCB, or another office with the same API that ``LABMETHODS_SCB`` names."""
    base = os.environ.get("LABMETHODS_SCB", scb_source.BASE)
    return Scb(base=base, language=language, **network)


def fetch_kolada(
    lab: Lab, indicators: Sequence[Indicator], years: Iterable[int], kolada: Kolada
) -> list[Update]:
    """Fetch the values of a lab's key figures and keep them, as one step that can be undone.

    Parameters
    ----------
    lab
        The lab.
    indicators
        Those of its indicators that have a key figure and a municipality's code.
    years
        The years wanted.
    kolada
        The source.

    Raises
    ------
    Missing
        An indicator lacks its key figure or its place, or Kolada knows neither.
    SourceUnavailable
        Kolada doesn't answer and the cache has nothing; the lab is as it was.
    """
    return keep(lab, ask_kolada(indicators, years, kolada))


Found = list[tuple[Indicator, pd.DataFrame, Fetched]]
"""For each indicator its rows and where they are from; see ``keep``."""


def ask_kolada(
    indicators: Sequence[Indicator],
    years: Iterable[int],
    kolada: Kolada,
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> Found:
    """The values of key figures, for ``keep``; the lab is not touched.

    Parameters
    ----------
    told
        Called with how many of the indicators are done, of how many.
    """
    years = list(years)
    found: Found = []
    for place, indicator in enumerate(indicators):
        told(place, len(indicators))
        if not indicator.key_figure or not indicator.place_code:
            raise Missing(
                N_("“{name}” needs a key figure and its municipality's code to be fetched."),
                name=indicator.name,
            )
        fetched = kolada.values([indicator.key_figure], years, [indicator.place_code])
        found.append((indicator, _kolada_rows(fetched.frame), fetched))
    told(len(indicators), len(indicators))
    return found


def _kolada_rows(frame: pd.DataFrame) -> pd.DataFrame:
    period = frame["period"].astype("str")
    return frame.assign(period=period, group=frame["gender"])[
        ["period", "group", "value", "fetched_on"]
    ]


def fetch_scb(
    lab: Lab,
    indicator: Indicator,
    table: str,
    selection: Mapping[str, Sequence[str] | str],
    scb: Scb,
) -> Update:
    """Fetch an indicator's values from a table of SCB, and keep them.

    Parameters
    ----------
    selection
        Variable to codes, so that there is one value a period, or one a period and sex.

    Raises
    ------
    Refused
        More than one value a period and sex is chosen; the variables to choose from are named.
    Missing, SourceUnavailable
        As ``Scb.data``.
    """
    return keep(lab, ask_scb(indicator, table, selection, scb))[0]


def ask_scb(
    indicator: Indicator,
    table: str,
    selection: Mapping[str, Sequence[str] | str],
    scb: Scb,
) -> Found:
    """The values of a part of a table, for ``keep``; the lab is not touched."""
    variables = scb.variables(table)
    time = next(iter(variables.loc[variables["role"] == "time", "variable"]), "Tid")
    fetched = scb.data(table, selection)
    frame = fetched.frame
    divided = [
        name
        for name in frame.columns.drop(["value", "status"])
        if name not in (time, _SEX) and frame[name].nunique() > 1
    ]
    if divided:
        raise Refused(
            N_("Choose one code of {variables}: an indicator has one value a period."),
            variables=", ".join(divided),
        )
    sexes = frame[_SEX] if _SEX in frame else pd.Series("1+2", index=frame.index)
    rows = pd.DataFrame(
        {
            "period": [Period().parse(code) for code in frame[time]],
            "group": [_SEXES.get(code, code) for code in sexes],
            "value": frame["value"],
            "fetched_on": pd.Timestamp(fetched.fetched_on),
        }
    )
    return [(indicator, rows, fetched)]


_SEX = "Kon"
_SEXES = {"1": "M", "2": "K", "1+2": "T"}
"""SCB's codes of sex."""


def keep(lab: Lab, found: Found) -> list[Update]:
    """Add to a lab what is new, and a revision where a figure is another than before.

    Parameters
    ----------
    found
        For each indicator its rows (``period, group, value, fetched_on``; a missing value is one
        that the source doesn't publish) and where they are from.
    """
    before = lab["observations"].frame()
    added, updates = [], []
    for indicator, rows, fetched in found:
        known = before[before["indicator"] == indicator.id].sort_values("revision", kind="stable")
        latest = {(one.period, one.group): one for one in known.itertuples()}
        counts = {"added": 0, "revised": 0, "unchanged": 0}
        for row in rows.itertuples():
            old = latest.get((row.period, row.group))
            kind = "added" if old is None else "unchanged" if _same(old, row) else "revised"
            counts[kind] += 1
            if kind != "unchanged":
                added.append(_observation(indicator, row, old, fetched))
        known_since = fetched.fetched_on
        updates.append(
            Update(indicator.name, **counts, trouble=fetched.trouble, known_since=known_since)
        )
    if added:
        lab["observations"].add_many(added)
    return updates


def _same(old, row) -> bool:
    if pd.isna(old.value) or pd.isna(row.value):
        return pd.isna(old.value) and pd.isna(row.value)
    return abs(old.value - row.value) <= 1e-9 * max(1.0, abs(row.value))


def _observation(indicator: Indicator, row, old, fetched: Fetched) -> dict[str, object]:
    missing = pd.isna(row.value)
    if not missing:
        try:
            indicator.check(float(row.value))
        except Refused as error:
            raise Refused(
                N_("“{indicator}”, {period}: {reason} Nothing has been changed."),
                indicator=indicator.name,
                period=row.period,
                reason=error,
            ) from None
    return {
        "indicator": indicator.id,
        "period": row.period,
        "group": row.group,
        "value": None if missing else float(row.value),
        "status": "missing" if missing else "value",
        "source": fetched.attribution,
        "fetched_on": row.fetched_on.date(),
        "revision": 0 if old is None else int(old.revision) + 1,
    }
