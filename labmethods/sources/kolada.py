"""Kolada: RKA's key figures for Sweden's municipalities and regions."""

from __future__ import annotations

import datetime
import difflib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labmethods.errors import LabError, Missing, Refused
from labmethods.language import N_
from labmethods.shipped import shipped
from labmethods.sources.cache import Cache, default_folder
from labmethods.sources.fetched import Fetched
from labmethods.sources.network import Network, SourceUnavailable

if TYPE_CHECKING:
    import pandas as pd

BASE = "https://api.kolada.se/v3"
OLDER = "https://api.kolada.se/v2"
SWEDEN = "0000"
AS_NEW = datetime.timedelta(days=30)
"""How long values in the cache count as new, so that they aren't asked for again."""

_COLUMNS = {
    "kpi": "VARCHAR",
    "municipality": "VARCHAR",
    "period": "SMALLINT",
    "gender": "VARCHAR",
    "value": "DOUBLE",
    "count": "INTEGER",
    "status": "VARCHAR",
    "fetched_on": "DATE",
}
_UNIT_COLUMNS = {"kpi": "VARCHAR", "unit": "VARCHAR", **dict(list(_COLUMNS.items())[2:])}
_ASKED = {"kpi": "VARCHAR", "period": "SMALLINT", "fetched_on": "DATE"}


class Kolada:
    """Kolada's API, with a cache that answers when the network doesn't.

    A key figure is fetched for all municipalities at once: it is one call, and comparison needs
    them all.

    Parameters
    ----------
    folder
        Where the cache lies; the user's own cache folder by default.
    base, older
        The addresses of version 3 and, for what it lacks, version 2.
    today
        The day that fetched values are marked with; today's by default.
    """

    name = "Kolada"
    attribution = "Källa: Kolada (RKA)"
    licence = "CC BY 4.0"

    def __init__(
        self,
        folder: Path | None = None,
        *,
        base: str = BASE,
        older: str = OLDER,
        today: datetime.date | None = None,
        **network: Any,
    ) -> None:
        self.folder = (folder or default_folder()) / "kolada"
        self.network = Network(self.name, base, **network)
        self.older = older.rstrip("/")
        self.today = today or datetime.date.today()
        self.cache = self.cache_in(self.folder.parent)
        self.unit_cache = Cache(
            self.folder / "units", _UNIT_COLUMNS, ["kpi", "gender", "unit", "period"]
        )
        self._asked = Cache(self.folder / "asked", _ASKED, ["kpi", "period"])

    @staticmethod
    def cache_in(folder: Path) -> Cache:
        """What was fetched before, to be read without a network."""
        key = ["kpi", "gender", "municipality", "period"]
        return Cache(folder / "kolada" / "values", _COLUMNS, key)

    def values(
        self,
        key_figures: Sequence[str],
        years: Iterable[int],
        municipalities: Sequence[str] | None = None,
        *,
        refresh: bool = False,
    ) -> Fetched:
        """Values of key figures, by municipality, year and sex.

        Parameters
        ----------
        key_figures
            Their ids.
        years
            The years.
        municipalities
            Codes or names; all, regions and Sweden too, by default.
        refresh
            Ask Kolada also for what the cache has from the last 30 days.

        Returns
        -------
        Fetched
            Columns ``kpi, municipality, period, gender`` (``T`` all, ``K`` women, ``M`` men),
            ``value`` (missing where none is published), ``count`` (of pupils, schools ... as
            Kolada gives it), ``status, fetched_on``.

        Raises
        ------
        Missing
            A key figure or municipality isn't known; near ones are named.
        Refused
            A year that hasn't been.
        SourceUnavailable
            Kolada doesn't answer and the cache has nothing.
        """
        years = self._checked_years(years)
        codes = None if municipalities is None else [self.code(one) for one in municipalities]
        trouble = None
        for key_figure in key_figures:
            wanted = years if refresh else self._not_new(key_figure, years)
            if not wanted:
                continue
            try:
                self._fetch(key_figure, wanted)
            except SourceUnavailable as error:
                trouble = error
                break
        return self._cached(list(key_figures), years, codes, trouble)

    def key_figures(self, *, refresh: bool = False) -> pd.DataFrame:
        """All key figures: ``id, title, description, municipality_type`` and more."""
        return self._catalogue("kpi", refresh)

    def municipalities(self, *, refresh: bool = False) -> pd.DataFrame:
        """Municipalities, regions and Sweden: ``id, title, type`` (``K`` or ``L``).

        Without network and cache: the list that comes with labmethods.
        """
        import pandas as pd

        try:
            return self._catalogue("municipality", refresh)
        except SourceUnavailable:
            path = shipped("data") / "kolada" / "municipalities.csv"
            return pd.read_csv(path, dtype=str)

    def code(self, municipality: str) -> str:
        """The code of a municipality, given by its code or its name.

        Raises
        ------
        Missing
            It isn't known; near names are given.
        """
        places = self.municipalities()
        wanted = str(municipality).strip()
        known = dict(zip(places["title"].str.casefold(), places["id"], strict=True))
        if wanted in set(places["id"]):
            return wanted
        if wanted.casefold() in known:
            return known[wanted.casefold()]
        names = places.loc[places["type"] == "K", "title"].tolist()
        near = difflib.get_close_matches(wanted.title(), names, n=3, cutoff=0.6)
        raise _unknown(N_("There is no municipality {wanted}. Did you mean {near}?"), wanted, near)

    def units(self, municipality: str) -> pd.DataFrame:
        """The schools and other units of a municipality: ``id, title, municipality``."""
        import pandas as pd

        found = self._pages(f"/ou?municipality={self.code(municipality)}")
        return pd.DataFrame(found, columns=["id", "title", "municipality"])

    def unit_values(
        self, key_figures: Sequence[str], units: Sequence[str], years: Iterable[int]
    ) -> Fetched:
        """Values of schools and other units: columns as ``values``, with ``unit`` for the place."""
        years = self._checked_years(years)
        trouble = None
        try:
            path = f"/oudata/kpi/{_ids(key_figures)}/ou/{_ids(units)}/year/{_ids(years)}"
            rows = self._rows(self._pages(path), "ou", "unit")
            self.unit_cache.write(rows)
        except SourceUnavailable as error:
            trouble = error
        frame = self.unit_cache.read(years, kpi=list(key_figures), unit=list(units))
        return self._answer(frame, trouble)

    def close(self) -> None:
        """Let go of the connections."""
        self.network.close()

    def _checked_years(self, years: Iterable[int]) -> list[int]:
        checked = sorted({int(year) for year in years})
        if checked and checked[-1] > self.today.year:
            raise Refused(N_("{period} has not been yet."), period=checked[-1])
        return checked

    def _not_new(self, key_figure: str, years: list[int]) -> list[int]:
        asked = self._asked.read(years, kpi=[key_figure])
        new = asked[asked["fetched_on"].dt.date > self.today - AS_NEW] if len(asked) else asked
        return [year for year in years if year not in set(new["period"])]

    def _fetch(self, key_figure: str, years: list[int]) -> None:
        import pandas as pd

        try:
            found = self._pages(f"/data/kpi/{key_figure}/year/{_ids(years)}")
        except Missing:
            found = []
        if not found:
            self._known(key_figure)
        self.cache.write(self._rows(found, "municipality", "municipality"))
        asked = {"kpi": key_figure, "period": years, "fetched_on": self.today}
        self._asked.write(pd.DataFrame(asked))

    def _known(self, key_figure: str) -> None:
        """Refuse a key figure that isn't in Kolada's own list."""
        known = self.key_figures()
        if key_figure in set(known["id"]):
            return
        near = difflib.get_close_matches(key_figure, known["id"].tolist(), n=3, cutoff=0.7)
        titles = known.set_index("id")["title"]
        named = [f"{one} ({titles[one]})" for one in near]
        raise _unknown(
            N_("Kolada has no key figure {wanted}. Did you mean {near}?"), key_figure, named
        )

    def _rows(self, found: list[dict[str, Any]], source: str, place: str) -> pd.DataFrame:
        import pandas as pd

        rows = [
            {
                "kpi": one["kpi"],
                place: one[source],
                "period": int(one["period"]),
                "gender": value["gender"],
                "value": value.get("value"),
                "count": value.get("count"),
                "status": value.get("status") or "",
                "fetched_on": self.today,
            }
            for one in found
            for value in one["values"]
            if not value.get("isdeleted")
        ]
        columns = _COLUMNS if place == "municipality" else _UNIT_COLUMNS
        return pd.DataFrame(rows, columns=list(columns))

    def _pages(self, path: str) -> list[dict[str, Any]]:
        """All pages of a list, from version 3, or from version 2 where 3 doesn't know it."""
        try:
            return self._every_page(self.network.base + path)
        except Missing:
            return self._every_page(self.older + path)

    def _every_page(self, address: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        seen = set()
        while address and address not in seen:
            seen.add(address)
            answer = self.network.get(address)
            if not isinstance(answer, dict) or not isinstance(answer.get("values"), list):
                raise self.network.unusable()
            found += answer["values"]
            # Version 2 calls it next_page.
            address = answer.get("next_url") or answer.get("next_page") or ""
        return found

    def _catalogue(self, what: str, refresh: bool) -> pd.DataFrame:
        """A list that changes seldom, kept as a file."""
        import pandas as pd

        path = self.folder / f"{what}.json"
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
        if kept is None or refresh or _old(kept["fetched_on"], self.today):
            try:
                kept = {"fetched_on": self.today.isoformat(), "values": self._pages(f"/{what}")}
            except SourceUnavailable:
                if kept is None:
                    raise
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        return pd.DataFrame(kept["values"])

    def _cached(
        self,
        key_figures: list[str],
        years: list[int],
        codes: list[str] | None,
        trouble: LabError | None,
    ) -> Fetched:
        places = {} if codes is None else {"municipality": codes}
        return self._answer(self.cache.read(years, kpi=key_figures, **places), trouble)

    def _answer(self, frame: pd.DataFrame, trouble: LabError | None) -> Fetched:
        if trouble is not None and frame.empty:
            raise trouble
        oldest = frame["fetched_on"].min().date() if len(frame) else None
        return Fetched(frame, self.attribution, self.licence, oldest, trouble)


def _ids(values: Iterable[object]) -> str:
    return ",".join(str(value) for value in values)


def _old(day: str, today: datetime.date) -> bool:
    return datetime.date.fromisoformat(day) <= today - AS_NEW


def _unknown(message: str, wanted: str, near: list[str]) -> Missing:
    return Missing(message, wanted=wanted, near=", ".join(near) or "–")
