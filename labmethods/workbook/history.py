"""Undo, and the journal in plain words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from labmethods.errors import Conflict, Missing
from labmethods.language import N_, translator
from labmethods.workbook.batch import Batch
from labmethods.workbook.journal import Change, Unreadable, written
from labmethods.workbook.records import Record
from labmethods.workbook.store import Store


def undo(store: Store, batch: str) -> str:
    """Take back all changes of a batch as one new batch; undoing that brings them again.

    Returns
    -------
    str
        The new batch.

    Raises
    ------
    Missing
        There is no such batch.
    Conflict
        One of its records was changed later; nothing is undone.
    """
    changes = store.changes(batch=batch)
    if not changes:
        raise Missing(N_("There is no such change. Look at the numbers with labmethods history."))
    _readable(changes)
    if changes[0].seq == 1:
        raise Conflict(
            N_("That made the lab itself, and can't be undone. Nothing has been changed.")
        )
    kept = [change for change in changes if change.action != "erased"]
    if not kept or any(change.table == "erasures" for change in changes):
        raise Conflict(
            N_("Change {seq} can't be undone: what it said was erased for good."),
            seq=changes[0].seq,
        )
    with store.writing(undoes=batch) as writing:
        _take_back(writing, _Net.of(kept))
    return writing.id


@dataclass(frozen=True)
class _Net:
    """What a batch made of one record: how it was before its first change and after its last."""

    last: Change
    before: Mapping[str, Any] | None

    @staticmethod
    def of(changes: Iterable[Change]) -> list[_Net]:
        """The records of a batch that it left otherwise than it found them, in its order."""
        found: dict[tuple[str, str], _Net] = {}
        for change in changes:
            key = (change.table, change.record_id)
            first = found.get(key)
            found[key] = _Net(change, first.before if first else change.before)
        return [one for one in found.values() if one.before != one.last.after]

    @property
    def fields(self) -> list[str]:
        before, after = self.before or {}, self.last.after or {}
        return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def _take_back(writing: Batch, changed: list[_Net]) -> None:
    """Bring a batch's records to how they were before it.

    What was removed and changed first: once nothing in the batch refers to what it added, that
    goes, in whatever order the batch wrote what refers to what.
    """
    by_table: dict[str, list[_Net]] = {}
    for one in changed:
        by_table.setdefault(one.last.table, []).append(one)
    for table, some in by_table.items():
        _unchanged(writing, table, some)
    for (table, removed), group in groupby(reversed(changed), _table_and_whether_removed):
        if removed:
            # All together: a question a record makes bringing an import back take minutes.
            writing.restore_all(table, {one.last.record_id: one.before for one in group})
            continue
        for one in group:
            if one.before is not None:
                values = {name: one.before.get(name) for name in one.fields}
                writing.change(table, one.last.record_id, values)
    for table, some in reversed(by_table.items()):
        added = [one.last.record_id for one in reversed(some) if one.before is None]
        if added:
            writing.remove_all(table, added)


def _table_and_whether_removed(one: _Net) -> tuple[str, bool]:
    return one.last.table, one.last.after is None


def _unchanged(writing: Batch, table: str, changed: list[_Net]) -> None:
    """Refuse if a record is no longer as the batch left it."""
    there = writing.get_all(table, [one.last.record_id for one in changed])
    for one in changed:
        record = there.get(one.last.record_id)
        if (record is None) != (one.last.after is None):
            raise _changed_later(one.last)
        if record is None:
            continue
        now = written(record.values())
        if any(now[name] != one.last.after.get(name) for name in one.fields if name in now):
            raise _changed_later(one.last)


def back_to(
    store: Store, seq: int, *, table: str | None = None, record_id: str | None = None
) -> int:
    """Bring the lab, a table or a record back to how it was after a change, as one new batch.

    What came later stays in the history, and undoing the batch brings it again. What was erased
    stays erased.

    Returns
    -------
    int
        How many records became another.
    """
    then: dict[tuple[str, str], Mapping[str, Any] | None] = {}
    last: dict[tuple[str, str], int] = {}
    changes = store.changes(since=seq, table=table, record_id=record_id)
    _readable(changes)
    for change in changes:
        record = store.records.get(change.table)
        if change.action != "erased" and record and not record.bookkeeping:
            key = (change.table, change.record_id)
            then.setdefault(key, change.before)
            last[key] = change.seq
    # The latest first, as undoing goes: an owner is there again before what it owns.
    order = sorted(then, key=last.__getitem__, reverse=True)
    with store.writing() as writing:
        return sum(_put(writing, *key, then[key]) for key in order)


def _put(writing: Batch, table: str, record_id: str, values: Mapping[str, Any] | None) -> bool:
    """Give a record these values, or none; whether that changed anything."""
    now = writing.values(table, record_id)
    if now == values or (now is None and values is None):
        return False
    if values is None:
        writing.remove_alone(table, record_id)
    elif now is None:
        writing.restore(table, record_id, values)
    else:
        fields = writing.record(table).fields()
        writing.change(table, record_id, {name: values.get(name) for name in fields})
    return True


def _readable(changes: Iterable[Change]) -> None:
    """Refuse to take back what the journal doesn't tell any longer."""
    for change in changes:
        if any(isinstance(side, Unreadable) for side in (change.before, change.after)):
            raise Conflict(
                N_(
                    "Change {seq} can't be undone: the history doesn't tell any longer what it "
                    "was. Nothing has been undone. Run labmethods check."
                ),
                seq=change.seq,
            )


def at(store: Store, moment: datetime.datetime) -> int:
    """The number of the last change that was made at this moment or before it."""
    found = store.last_until(moment)
    if not found:
        raise Missing(N_("The lab didn't exist yet then. Nothing has been changed."))
    return found


def _changed_later(change: Change) -> Conflict:
    return Conflict(
        N_(
            "Change {seq} can't be undone by itself: the same thing was changed later. "
            "Nothing has been undone. Undo the later change first."
        ),
        seq=change.seq,
    )


def newest_steps(store: Store) -> tuple[str | None, str | None]:
    """The batch that an undo would take back now, and the one that a redo would bring again."""
    done, undone = stacks(store, newest=50)
    if not done:
        done, undone = stacks(store)
    again = dict(store.batches(50)).get(undone[-1]) if undone else None
    return (done[-1] if done else None), again


def stacks(store: Store, newest: int = 5000) -> tuple[list[str], list[str]]:
    """One's own batches that stand, and one's undos that stand, newest last.

    What was done in another copy came by a merge, and goes with it.
    """
    done: list[str] = []
    undone: dict[str, str] = {}
    for batch, undoes in store.batches(newest):
        if undoes is None:
            done.append(batch)
            undone.clear()
        elif undoes in done:
            done.remove(undoes)
            undone[batch] = undoes
        elif undoes in undone:
            done.append(undone.pop(undoes))
    return done, list(undone)


def describe(change: Change, records: dict[str, type[Record]], language: str) -> str:
    """A change in plain words: ``changed the actor Röda Korset: Power 2 → 3``."""
    _ = translator(language)
    record = records.get(change.table)
    one = _(record.one) if record and record.one else change.table
    content = change.after or change.before or {}
    if change.action == "erased":
        return _("{one}: erased for good", one=one)
    called = record.label_of(change.record_id, content) if record else change.record_id
    if change.action == "add":
        return _("added {one} {called}", one=one, called=called)
    if change.action == "remove":
        return _("removed {one} {called}", one=one, called=called)
    return _(
        "changed {one} {called}: {what}",
        one=one,
        called=called,
        what="; ".join(_differences(change, record, language)),
    )


def describe_batch(last: Change, n: int, records: dict[str, type[Record]], language: str) -> str:
    """What was done in one step of ``n`` changes: its last change, and how many more there were."""
    _ = translator(language)
    told = describe(last, records, language)
    if n == 1:
        return told
    more = _.plural("and {n} more in the same step", "and {n} more in the same step", n - 1)
    return f"{told} {more}"


def _differences(change: Change, record: type[Record] | None, language: str) -> list[str]:
    fields = record.fields() if record else {}
    sides = change.before, change.after
    read = [record.as_read(side) if record else {} for side in sides]
    lines = []
    for name in change.fields:
        old, new = (side.get(name) for side in sides)
        if name in fields:
            old, new = (fields[name][1].told(side[name], language) for side in read)
        title = record.title_of(name, language) if record else name
        lines.append(f"{title} {_brief(old)} → {_brief(new)}")
    return lines


def _brief(value: object) -> str:
    text = " ".join(str(value or "–").split())
    return text if len(text) <= 60 else text[:59] + "…"
