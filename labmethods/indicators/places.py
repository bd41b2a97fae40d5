"""What is known of all municipalities: the extract that comes along, and what was fetched."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from labmethods.shipped import shipped
from labmethods.sources.cache import Cache, default_folder
from labmethods.sources.kolada import SWEDEN, Kolada

BACKGROUND = ("N15820", "N15902")
"""Key figures that say which municipalities are alike for schools: the parents' education, and how
many pupils are new in the country. Neither tells how well a school does."""


def national(key_figure: str, group: str = "T", folder: Path | None = None) -> pd.DataFrame:
    """A key figure's values everywhere, without asking the network.

    Parameters
    ----------
    key_figure
        Its id.
    group
        ``T`` all, ``K`` women, ``M`` men.
    folder
        Where the cache lies; the user's own cache folder by default.

    Returns
    -------
    DataFrame
        ``place`` (code), ``period`` (year), ``value``. What was fetched wins over the extract.
    """
    extract = Cache(shipped("data") / "kolada", _EXTRACT, _KEY)
    fetched = Kolada.cache_in(folder or default_folder())
    parts = [one.read(kpi=[key_figure], gender=[group]) for one in (extract, fetched)]
    rows = pd.concat([part[[*_KEY, "value"]] for part in parts], ignore_index=True)
    rows = rows.drop_duplicates(_KEY, keep="last")
    frame = rows.rename(columns={"municipality": "place"})[["place", "period", "value"]]
    return frame.sort_values(["place", "period"], kind="stable").reset_index(drop=True)


_KEY = ["kpi", "gender", "municipality", "period"]
_EXTRACT = {
    "kpi": "VARCHAR",
    "municipality": "VARCHAR",
    "period": "SMALLINT",
    "gender": "VARCHAR",
    "value": "DOUBLE",
}


def background(year: int, folder: Path | None = None) -> pd.DataFrame:
    """The background variables of every municipality in a year, one column each."""
    columns = {}
    for key_figure in BACKGROUND:
        rows = national(key_figure, folder=folder)
        rows = rows[(rows["period"] == year) & rows["place"].isin(municipalities())]
        columns[key_figure] = rows.set_index("place")["value"]
    return pd.DataFrame(columns)


def names() -> dict[str, str]:
    """What each municipality's code is called; Sweden too."""
    places = _places()
    return dict(zip(places["id"], places["title"], strict=True))


def municipalities() -> set[str]:
    """The codes of all municipalities, without regions and Sweden."""
    places = _places()
    return set(places.loc[places["type"] == "K", "id"]) - {SWEDEN}


def _places() -> pd.DataFrame:
    return pd.read_csv(shipped("data") / "kolada" / "municipalities.csv", dtype=str)
