"""Whether the criterion was set before the start, and what was changed after it."""

from __future__ import annotations

import pandas as pd

from labmethods.experiments.records import STARTED

LOCKED_FIELDS = ("belief", "measure", "criterion", "stop_rule")
"""What is locked with the start: what the experiment tests and how it is judged."""

CRITERION_STATES = ("open", "locked", "changed", "late", "missing")


def criterion_locks(experiments: pd.DataFrame, versions: pd.DataFrame) -> pd.DataFrame:
    """The state of each experiment's criterion.

    The criterion locks when the experiment starts, or when something is logged of it before that.
    Starting again does not move the lock, unless the card went back to idea or planned before
    anything was logged (someone pressed the wrong button).

    Parameters
    ----------
    experiments
        The experiments as they are: ``id, criterion, state`` and, where known, ``started``.
    versions
        Every version of every card, as ``labmethods.experiments.versions`` reads them from the
        journal: ``experiment, moment`` (time of writing), ``state``, the locked fields, and
        ``logged`` (how many log entries, results and decisions there were by then).

    Returns
    -------
    pandas.DataFrame
        ``id, lock, locked_at, original, criterion, written_at, started``. ``lock`` is ``"open"``
        (not started), ``"locked"`` (as it was at the start), ``"changed"`` (not as it was at the
        start, or was changed and changed back), ``"late"`` (written down after the start) or
        ``"missing"`` (started without any). ``original`` is the criterion at the start,
        ``written_at`` when a criterion was first written.

    Examples
    --------
    >>> versions = pd.DataFrame({
    ...     "experiment": ["a", "a", "a"],
    ...     "moment": pd.to_datetime(["2026-08-01", "2026-09-01", "2026-10-01"], utc=True),
    ...     "state": ["planned", "running", "running"],
    ...     "criterion": ["20 come", "20 come", "10 come"],
    ... })
    >>> now = pd.DataFrame({"id": ["a"], "state": ["running"], "criterion": ["10 come"]})
    >>> criterion_locks(now, versions)[["lock", "original", "criterion"]]
          lock original criterion
    0  changed  20 come   10 come
    """
    table = experiments.reindex(columns=["id", "state", "criterion", "started"])
    by_id = dict(list(_ordered(versions).groupby("experiment", sort=False)))
    empty = _ordered(versions).head(0)
    rows = [_lock(row, by_id.get(row.id, empty)) for row in table.itertuples(index=False)]
    columns = ["id", "lock", "locked_at", "original", "criterion", "written_at", "started"]
    locks = pd.DataFrame(rows, columns=columns)
    for name in ("locked_at", "written_at"):
        locks[name] = pd.to_datetime(locks[name], utc=True)
    return locks.assign(started=pd.to_datetime(locks["started"]))


def changes_after_start(versions: pd.DataFrame) -> pd.DataFrame:
    """Every change of a locked field after its experiment started.

    Parameters
    ----------
    versions
        As for ``criterion_locks``.

    Returns
    -------
    pandas.DataFrame
        ``experiment, field, moment, before, after``, oldest first. ``before`` or ``after`` is
        missing where the field was empty.
    """
    rows = []
    for experiment, history in _ordered(versions).groupby("experiment", sort=False):
        place = _start(history)
        after = history.iloc[place:] if place is not None else history.head(0)
        for name in LOCKED_FIELDS:
            rows += [(experiment, name, *change) for change in _changes(after, name)]
    changes = pd.DataFrame(rows, columns=["experiment", "field", "moment", "before", "after"])
    changes["moment"] = pd.to_datetime(changes["moment"], utc=True)
    return changes.sort_values("moment", kind="stable").reset_index(drop=True)


def _ordered(versions: pd.DataFrame) -> pd.DataFrame:
    columns = ["experiment", "moment", "state", "logged", *LOCKED_FIELDS]
    table = versions.reindex(columns=columns)
    table["moment"] = pd.to_datetime(table["moment"], utc=True)
    table["logged"] = pd.to_numeric(table["logged"]).fillna(0)
    return table.sort_values("moment", kind="stable").reset_index(drop=True)


def _start(history: pd.DataFrame) -> int | None:
    """The place of the version that locks, or None."""
    place = None
    for number, (state, logged) in enumerate(zip(history["state"], history["logged"], strict=True)):
        if state not in STARTED and logged == 0:
            place = None
        elif place is None:
            place = number
    return place


def _changes(history: pd.DataFrame, name: str) -> list[tuple]:
    values = [None if pd.isna(value) else value for value in history[name]]
    moments = list(history["moment"])
    return [
        (moments[place], values[place - 1], values[place])
        for place in range(1, len(values))
        if values[place] != values[place - 1]
    ]


def _lock(card: tuple, history: pd.DataFrame) -> tuple:
    now = None if pd.isna(card.criterion) else card.criterion
    written = history.loc[history["criterion"].notna(), "moment"]
    written_at = written.iloc[0] if len(written) else pd.NaT
    place = _start(history)
    if place is None:
        return (card.id, "open", pd.NaT, None, now, written_at, card.started)
    original = history["criterion"].iloc[place]
    original = None if pd.isna(original) else original
    locked_at = history["moment"].iloc[place]
    changed = bool(_changes(history.iloc[place:], "criterion"))
    return (
        card.id,
        _state(original, now, changed, written_at, card.started),
        locked_at,
        original,
        now,
        written_at,
        card.started,
    )


def _state(
    original: str | None,
    now: str | None,
    changed: bool,
    written_at: pd.Timestamp,
    started: object,
) -> str:
    if original is None:
        return "missing" if now is None else "late"
    if changed:
        return "changed"
    # The journal says when it was written here; a card that is typed in long after the experiment
    # began proves nothing about what was believed before.
    day = pd.Timestamp(started) if not pd.isna(started) else None
    if day is not None and written_at.tz_localize(None).normalize() > day:
        return "late"
    return "locked"
