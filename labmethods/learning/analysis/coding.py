"""How often each code of the code book was found in the log."""

from __future__ import annotations

import pandas as pd

_COLUMNS = ["code", "name", "kind", "mark", "entries", "both", "read"]


def frequencies(codes: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """In how many log entries each code was found.

    Parameters
    ----------
    codes
        ``id, name, kind, mark``.
    readings
        ``log_entry, coder, codes`` (list of ids).

    Returns
    -------
    pandas.DataFrame
        One row a code, the most found first: ``code`` (id), ``name``, ``kind``, ``mark``,
        ``entries`` (found by at least one reader), ``both`` (found by both) and ``read`` (entries
        that anybody has read).

    Examples
    --------
    >>> codes = pd.DataFrame({"id": ["a"], "name": ["Trust"], "kind": ["factor"], "mark": [None]})
    >>> readings = pd.DataFrame(
    ...     {"log_entry": ["x", "x", "y"], "coder": ["first", "second", "first"],
    ...      "codes": [["a"], ["a"], []]})
    >>> frequencies(codes, readings)[["entries", "both", "read"]].values.tolist()
    [[1, 1, 2]]
    """
    read = readings["log_entry"].nunique()
    marked = readings[["log_entry", "coder", "codes"]].explode("codes").dropna(subset=["codes"])
    found = marked.groupby(["codes", "log_entry"])["coder"].nunique()
    entries = found.groupby(level=0).size()
    both = (found > 1).groupby(level=0).sum()
    table = codes[["id", "name", "kind", "mark"]].rename(columns={"id": "code"})
    table = table.assign(
        entries=table["code"].map(entries).fillna(0).astype("int64"),
        both=table["code"].map(both).fillna(0).astype("int64"),
        read=read,
    )
    order = table.sort_values(["entries", "name"], ascending=[False, True], kind="stable")
    return order[_COLUMNS].reset_index(drop=True)
