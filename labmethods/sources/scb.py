"""Statistics Sweden (SCB): tables of the statistical database, small areas included."""

from __future__ import annotations

import datetime
import difflib
import hashlib
import json
import math
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uuid6 import uuid7

from labmethods.errors import Missing, Refused
from labmethods.language import N_
from labmethods.sources.cache import default_folder
from labmethods.sources.fetched import Fetched
from labmethods.sources.jsonstat import category_codes, to_frame
from labmethods.sources.network import Network, SourceUnavailable

if TYPE_CHECKING:
    import pandas as pd

BASE = "https://statistikdatabasen.scb.se/api/v2"
AS_NEW = datetime.timedelta(days=7)
"""How long an answer counts as new, so that the same isn't asked again."""
_CELLS, _CALLS, _WINDOW = 150_000, 30, 10.0
"""SCB's own limits, where it doesn't tell them: cells a call, calls in so many seconds."""

_AREAS = {
    "DeSO": re.compile(r"\d{4}[ABC]\d{4}(_DeSO\d{4})?"),
    "RegSO": re.compile(r"\d{4}R\d{3}(_RegSO\d{4})?"),
    "municipality": re.compile(r"(?!00)\d{4}"),
    "county": re.compile(r"(?!00)\d{2}"),
    "country": re.compile(r"00"),
}


def area_kind(code: str) -> str:
    """What a region's code stands for: ``DeSO``, ``RegSO``, ``municipality``, ``county`` ...

    >>> [area_kind(code) for code in ("0581", "0581A0010", "0581R001_RegSO2025", "05", "00", "x")]
    ['municipality', 'DeSO', 'RegSO', 'county', 'country', '']
    """
    return next((kind for kind, form in _AREAS.items() if form.fullmatch(code)), "")


class Scb:
    """SCB's PxWeb API, version 2, with a cache that answers when the network doesn't.

    Parameters
    ----------
    folder
        Where the cache lies; the user's own cache folder by default.
    base
        The API's address. Other statistical offices have the same API.
    today
        The day that fetched values are marked with; today's by default.
    """

    name = "SCB"
    attribution = "Källa: SCB"
    licence = "CC0"

    def __init__(
        self,
        folder: Path | None = None,
        *,
        base: str = BASE,
        language: str = "sv",
        today: datetime.date | None = None,
        **network: Any,
    ) -> None:
        self.folder = (folder or default_folder()) / "scb"
        self.language = language
        self.today = today or datetime.date.today()
        self.network = Network(self.name, base, **{"calls": _CALLS, "window": _WINDOW, **network})
        self._cells: int | None = None

    def tables(self, words: str) -> pd.DataFrame:
        """Tables that these words find: ``id, label, first, last, updated``."""
        import pandas as pd

        query = {"lang": self.language, "query": words, "pageSize": 100}
        found = self.network.get("/tables", query).get("tables", [])
        rows = [
            {
                "id": one["id"],
                "label": one["label"],
                "first": one.get("firstPeriod"),
                "last": one.get("lastPeriod"),
                "updated": one.get("updated"),
            }
            for one in found
        ]
        return pd.DataFrame(rows, columns=["id", "label", "first", "last", "updated"])

    def variables(self, table: str) -> pd.DataFrame:
        """What a table is divided by, one row a value.

        Returns
        -------
        DataFrame
            ``variable`` (code), ``label``, ``role`` (``time``, ``metric``, ``geo`` or empty),
            ``optional`` (may be left out: then all are added up), ``code``, ``value`` (in words).
        """
        import pandas as pd

        metadata = self._metadata(table)
        roles = {name: role for role, names in metadata.get("role", {}).items() for name in names}
        rows = []
        for name in metadata["id"]:
            dimension = metadata["dimension"][name]
            labels = dimension["category"].get("label", {})
            for code in category_codes(dimension["category"]):
                rows.append(
                    {
                        "variable": name,
                        "label": dimension.get("label", name),
                        "role": roles.get(name, ""),
                        "optional": bool(dimension.get("extension", {}).get("elimination")),
                        "code": code,
                        "value": labels.get(code, code),
                    }
                )
        return pd.DataFrame(rows)

    def small_areas(self, table: str, municipality: str, kind: str = "DeSO") -> pd.DataFrame:
        """A municipality's DeSO or RegSO areas in a table: ``code, value``."""
        variables = self.variables(table)
        kinds = variables["code"].map(area_kind)
        own = variables["code"].str.startswith(municipality)
        return variables.loc[(kinds == kind) & own, ["code", "value"]].reset_index(drop=True)

    def data(
        self, table: str, selection: Mapping[str, Sequence[str] | str], *, refresh: bool = False
    ) -> Fetched:
        """A part of a table.

        Parameters
        ----------
        table
            Its id, such as ``TAB6574``.
        selection
            Variable to codes; ``"*"`` for all. What isn't named is added up where SCB can do that,
            and taken whole where it can't. A large part is fetched in several calls.
        refresh
            Ask SCB also for what the cache has from the last week.

        Returns
        -------
        Fetched
            A column a variable (codes), ``value`` and ``status``.

        Raises
        ------
        Missing
            A table, variable or code isn't known; near ones are named.
        SourceUnavailable
            SCB doesn't answer and the cache has nothing.
        """
        metadata = self._metadata(table, refresh)
        chosen = _chosen(metadata, selection)
        path = self._path(table, chosen)
        kept = self._kept(path)
        if kept is not None and not refresh and kept[1] > self.today - AS_NEW:
            return Fetched(kept[0], self.attribution, self.licence, kept[1])
        try:
            frame = self._ask(table, chosen)
        except SourceUnavailable as error:
            if kept is None:
                raise
            return Fetched(kept[0], self.attribution, self.licence, kept[1], error)
        self._keep(path, frame)
        return Fetched(frame, self.attribution, self.licence, self.today)

    def close(self) -> None:
        """Let go of the connections."""
        self.network.close()

    def _ask(self, table: str, chosen: dict[str, list[str]]) -> pd.DataFrame:
        import pandas as pd

        parts = []
        for part in split(chosen, self._limit()):
            body = {
                "selection": [
                    {"variableCode": name, "valueCodes": codes} for name, codes in part.items()
                ]
            }
            query = {"lang": self.language, "outputFormat": "json-stat2"}
            parts.append(to_frame(self.network.post(f"/tables/{table}/data", body, query)))
        return pd.concat(parts, ignore_index=True)

    def _limit(self) -> int:
        """The cells that SCB gives in one call, as it says itself."""
        if self._cells is None:
            try:
                self._cells = int(self.network.get("/config")["maxDataCells"])
            except (Missing, Refused, KeyError, TypeError, ValueError):
                self._cells = _CELLS
        return self._cells

    def _metadata(self, table: str, refresh: bool = False) -> dict[str, Any]:
        path = self.folder / _safe(table) / f"metadata-{self.language}.json"
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
        if kept is not None and not refresh and self._new(kept["fetched_on"]):
            return kept["metadata"]
        try:
            metadata = self.network.get(f"/tables/{table}/metadata", {"lang": self.language})
        except Missing:
            raise Missing(N_("SCB has no table {table}."), table=table) from None
        except SourceUnavailable:
            if kept is None:
                raise
            return kept["metadata"]
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = {"fetched_on": self.today.isoformat(), "metadata": metadata}
        path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        return metadata

    def _new(self, day: str) -> bool:
        return datetime.date.fromisoformat(day) > self.today - AS_NEW

    def _path(self, table: str, chosen: dict[str, list[str]]) -> Path:
        asked = json.dumps(chosen, sort_keys=True).encode()
        return self.folder / _safe(table) / f"{hashlib.sha256(asked).hexdigest()[:24]}.parquet"

    def _kept(self, path: Path) -> tuple[pd.DataFrame, datetime.date] | None:
        import duckdb

        if not path.exists():
            return None
        with duckdb.connect() as database:
            frame = database.execute("SELECT * FROM read_parquet(?)", [str(path)]).df()
        fetched_on = frame.pop("fetched_on").iloc[0].date() if len(frame) else self.today
        return frame.astype(dict.fromkeys(frame.columns.drop("value"), "str")), fetched_on

    def _keep(self, path: Path, frame: pd.DataFrame) -> None:
        import duckdb

        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{uuid7().hex}.part")
        with duckdb.connect() as database:
            database.register("given", frame)
            target = str(part).replace("'", "''")
            database.execute(
                f"COPY (SELECT *, DATE '{self.today}' AS fetched_on FROM given) "
                f"TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
            )
        os.replace(part, path)


def split(chosen: Mapping[str, Sequence[str]], limit: int) -> Iterator[dict[str, list[str]]]:
    """Parts of a selection that have at most ``limit`` cells each.

    >>> [list(part.values()) for part in split({"a": ["1", "2", "3"], "b": ["x", "y"]}, 4)]
    [[['1'], ['x', 'y']], [['2', '3'], ['x', 'y']]]
    """
    if math.prod(len(codes) for codes in chosen.values()) <= max(limit, 1):
        yield {name: list(codes) for name, codes in chosen.items()}
        return
    widest = max(chosen, key=lambda name: len(chosen[name]))
    middle = len(chosen[widest]) // 2
    for half in (chosen[widest][:middle], chosen[widest][middle:]):
        yield from split({**chosen, widest: half}, limit)


def _chosen(
    metadata: Mapping[str, Any], selection: Mapping[str, Sequence[str] | str]
) -> dict[str, list[str]]:
    """The codes of each variable that is asked for, checked against the table's own."""
    unknown = [name for name in selection if name not in metadata["id"]]
    if unknown:
        raise Missing(
            N_("The table has no variable {name}. It has {known}."),
            name=unknown[0],
            known=", ".join(metadata["id"]),
        )
    chosen = {}
    for name in metadata["id"]:
        dimension = metadata["dimension"][name]
        known = category_codes(dimension["category"])
        wanted = selection.get(name)
        if wanted is None and dimension.get("extension", {}).get("elimination"):
            continue
        if wanted is None or wanted == "*":
            chosen[name] = known
        else:
            codes = [wanted] if isinstance(wanted, str) else [str(code) for code in wanted]
            chosen[name] = [_known(code, known, name) for code in codes]
    return chosen


def _known(code: str, known: list[str], variable: str) -> str:
    if code in known:
        return code
    near = difflib.get_close_matches(code, known, n=3, cutoff=0.6)
    raise Missing(
        N_("The variable {variable} has no code {code}. Did you mean {near}?"),
        variable=variable,
        code=code,
        near=", ".join(near) or "–",
    )


def _safe(table: str) -> str:
    return re.sub(r"[^\w-]", "_", table)
