"""What a log says: which entries stand, how many came, and how the rounds went."""

from __future__ import annotations

import pandas as pd

from labmethods.experiments.records import split_group


def standing_entries(log_entries: pd.DataFrame) -> pd.DataFrame:
    """The log with its corrections worked in: of an entry and its corrections only the newest.

    Nothing is lost by it: the originals stay in the log, and ``corrections`` says how many there
    are before the one that stands.

    Returns
    -------
    pandas.DataFrame
        The columns of the log and ``corrections`` (whole number), one row an entry that stands, in
        the log's order.

    Examples
    --------
    >>> log = pd.DataFrame(
    ...     {"id": ["1", "2", "3"], "corrects": [None, None, "1"], "present": [31, 22, 13]}
    ... )
    >>> standing_entries(log)[["id", "present", "corrections"]]
      id  present  corrections
    1  2       22            0
    2  3       13            1
    """
    if "corrects" not in log_entries or log_entries.empty:
        return log_entries.assign(corrections=pd.Series(0, index=log_entries.index, dtype="int64"))
    earlier = {
        one: other
        for one, other in zip(log_entries["id"], log_entries["corrects"], strict=True)
        if not pd.isna(other)
    }
    original = log_entries["id"].map(lambda one: _original(one, earlier))
    groups = log_entries.groupby(original)
    standing = log_entries.assign(corrections=groups.cumcount().astype("int64"))
    return standing[~original.duplicated(keep="last")]


def _original(entry: str, earlier: dict[str, str]) -> str:
    seen = [entry]
    while seen[-1] in earlier and earlier[seen[-1]] not in seen:
        seen.append(earlier[seen[-1]])
    # Two entries that correct each other have no original; the smallest id stands for both.
    return min(seen) if seen[-1] in earlier else seen[-1]


def presence(log_entries: pd.DataFrame) -> pd.DataFrame:
    """How many were present, day by day, where somebody counted.

    Two counts on the same day are two occasions (an afternoon and an evening) and stay two rows;
    the same person may be counted in both, so they are never added up.

    Returns
    -------
    pandas.DataFrame
        ``experiment, day, present`` (whole numbers), by experiment and day.

    Examples
    --------
    >>> log = pd.DataFrame(
    ...     {"experiment": ["a", "a"], "day": ["2026-09-08", "2026-09-01"], "present": [14, None]}
    ... )
    >>> presence(log)
      experiment        day  present
    0          a 2026-09-08       14
    """
    standing = standing_entries(log_entries)
    counted = standing[standing["present"].notna()]
    table = pd.DataFrame(
        {
            "experiment": counted["experiment"],
            "day": pd.to_datetime(counted["day"]),
            "present": counted["present"].astype("int64"),
        }
    )
    return table.sort_values(["experiment", "day"], kind="stable").reset_index(drop=True)


def presence_by_group(log_entries: pd.DataFrame) -> pd.DataFrame:
    """How many of each group were present, occasion by occasion.

    Returns
    -------
    pandas.DataFrame
        ``experiment, day, group, present`` (whole numbers), by experiment, day and group.

    Examples
    --------
    >>> log = pd.DataFrame(
    ...     {"experiment": ["a"], "day": ["2026-09-08"], "groups": [["girls: 8", "boys: 12"]]}
    ... )
    >>> presence_by_group(log)[["group", "present"]]
       group  present
    0   boys       12
    1  girls        8
    """
    rows = [
        (entry.experiment, entry.day, *split_group(group))
        for entry in standing_entries(log_entries).itertuples()
        for group in (entry.groups if isinstance(entry.groups, list) else [])
    ]
    table = pd.DataFrame(rows, columns=["experiment", "day", "group", "present"])
    table = table.assign(day=pd.to_datetime(table["day"]), present=table["present"].astype("int64"))
    return table.sort_values(["experiment", "day", "group"], kind="stable").reset_index(drop=True)


def rounds_overview(rounds: pd.DataFrame, log_entries: pd.DataFrame) -> pd.DataFrame:
    """Each round of an experiment with what was logged in it.

    An entry belongs to the round that it names; one that names none belongs to the round of its
    experiment that was going on that day, if there was just one.

    Returns
    -------
    pandas.DataFrame
        ``id, experiment, number, plan, prediction, study, act, started, ended`` as they are, then
        ``entries`` (whole number) and ``low, middle, high``: fewest, median and most present
        (missing where nobody counted). By experiment and number.

    Examples
    --------
    >>> rounds = pd.DataFrame({"id": ["r"], "experiment": ["a"], "number": [1]})
    >>> log = pd.DataFrame({"id": ["1", "2"], "experiment": "a", "day": "2026-09-01",
    ...     "round": "r", "present": [12, 20]})
    >>> rounds_overview(rounds, log)[["number", "entries", "low", "middle", "high"]]
       number  entries   low  middle  high
    0       1        2  12.0    16.0  20.0
    """
    columns = ["id", "experiment", "number", "plan", "prediction", "study", "act"]
    table = rounds.reindex(columns=[*columns, "started", "ended"]).reset_index(drop=True)
    for name in ("started", "ended"):
        table[name] = pd.to_datetime(table[name])
    entries = standing_entries(log_entries).reindex(
        columns=["experiment", "day", "round", "present"]
    )
    where = pd.Series(
        [_round_of(entry, table) for entry in entries.itertuples()],
        index=entries.index,
        dtype="str",
    )
    present = pd.to_numeric(entries["present"]).astype("float64").groupby(where)
    found = pd.DataFrame(
        {"low": present.min(), "middle": present.median(), "high": present.max()},
        dtype="float64",
    ).reindex(table["id"])
    sizes = entries.groupby(where).size().reindex(table["id"], fill_value=0)
    table["entries"] = sizes.to_numpy().astype("int64")
    for name in ("low", "middle", "high"):
        table[name] = found[name].to_numpy()
    return table.sort_values(["experiment", "number"], kind="stable").reset_index(drop=True)


def _round_of(entry: tuple, rounds: pd.DataFrame) -> str | None:
    if not pd.isna(entry.round):
        return entry.round
    day = pd.Timestamp(entry.day)
    going_on = rounds[
        (rounds["experiment"] == entry.experiment)
        & (rounds["started"] <= day)
        & (rounds["ended"].isna() | (rounds["ended"] >= day))
    ]
    return going_on["id"].iloc[0] if len(going_on) == 1 else None
