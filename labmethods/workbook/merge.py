"""Joins two copies of one lab that were edited apart, by their journals; nothing is dropped.

What only one copy changed is taken. Where both changed the same field, the later change stands and
both are shown; the other value stays in the journal. A record that one removed and the other
changed, or still refers to, is kept.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from labmethods.errors import LabError, Refused
from labmethods.language import N_, translator
from labmethods.workbook import durable
from labmethods.workbook.backup import automatic
from labmethods.workbook.batch import Batch
from labmethods.workbook.erasure import Erased, erase_again, erased
from labmethods.workbook.folder import ATTACHMENTS
from labmethods.workbook.journal import is_erased
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import Record, Reference, Several, Shown

Key = tuple[str, str]
"""A table and a record's id."""

Values = dict[str, Any]

ERASED = {"before": None, "after": None, "salt": None}
"""What is left of a journal row's content when it was erased."""


@dataclass(frozen=True)
class FieldConflict:
    """A field that both copies changed.

    Attributes
    ----------
    table, called, name
        The table, what the record is called, and the field.
    kept, other
        The value that stands, and the one that is kept in the journal only.
    """

    table: str
    called: str
    name: str
    kept: object
    other: object
    record: type[Record] = field(repr=False, compare=False)

    def text(self, language: str) -> str:
        _ = translator(language)
        kind = self.record.fields()[self.name][1]
        return _(
            "{called}, {field}: “{kept}” stands, “{other}” is in the history",
            called=self.called,
            field=self.record.title_of(self.name, language),
            kept=Shown(kind, self.kept).text(language),
            other=Shown(kind, self.other).text(language),
        )


@dataclass(frozen=True)
class Merged:
    """What came from the other copy: so many changes, and the fields that both had changed."""

    changes: int = 0
    conflicts: tuple[FieldConflict, ...] = ()


def merge(lab: Lab, other: Lab) -> Merged:
    """Bring the other copy's changes into this lab, as one batch. The other is left as it is.

    Raises
    ------
    Refused
        They are not copies of the same lab.
    """
    if _origin(lab) != _origin(other):
        raise Refused(
            N_("{one} and {other} are not copies of the same lab. Nothing has been changed."),
            one=lab.store.where,
            other=other.store.where,
        )
    parted = _parted(lab, other)
    ours = lab.store.journal_rows(since=parted)
    theirs = other.store.journal_rows(since=parted)
    gone = erased(lab) | erased(other)
    if gone:
        # What belonged to an erased record may stand far back.
        gone = gone.with_owned(lab, [*lab.store.journal_rows(until=parted), *ours, *theirs])
    known = {row["batch"] for row in ours}
    entries = [row for row in theirs if row["batch"] not in known]
    entries = [
        row | ERASED if gone.covers(row) else row
        for row in entries
        if row["table_name"] in lab.store.records
    ]
    if entries:
        automatic(lab.store, lab.home)
        _bring_attachments(lab, other, gone.files)
    conflicts = _join(lab, other, ours, entries, gone)
    erase_again(lab, gone)
    return Merged(len(entries), tuple(conflicts))


def _parted(lab: Lab, other: Lab) -> int:
    """The last journal row that both copies have: what is older needs no look.

    A row's hash covers all rows before it, so the place can be found by halving.
    """
    same, differs = 0, lab.store.length() + 1
    while differs - same > 1:
        middle = (same + differs) // 2
        mine = lab.store.hash_of(middle)
        if mine is not None and mine == other.store.hash_of(middle):
            same = middle
        else:
            differs = middle
    return same


def _join(
    lab: Lab, other: Lab, ours: list[Mapping], entries: list[Mapping], gone: Erased
) -> list[FieldConflict]:
    """Take over the other's journal rows and bring the records to what both made of them."""
    if not entries:
        return []
    times = {True: _last_changes(ours), False: _last_changes(entries)}
    with lab.store.writing() as batch:
        batch.adopt(entries)
        wanted, conflicts = _states(lab, batch, entries, times)
        wanted = {
            key: values and _without(lab, key[0], values, gone.records)
            for key, values in wanted.items()
            if key not in gone.records
        }
        _keep_what_is_referred_to(lab, other, batch, wanted)
        for key, values in wanted.items():
            _put(batch, key, values)
    return conflicts


def _without(lab: Lab, table: str, values: Values, gone: Collection[Key]) -> Values:
    """A record's values without references to erased records."""
    kept = dict(values)
    for name, (_, kind) in lab.store.records[table].fields().items():
        inner, value = kind.inner, values.get(name)
        if isinstance(inner, Reference) and isinstance(kind, Several):
            kept[name] = [one for one in value or [] if (inner.table, one) not in gone]
        elif isinstance(inner, Reference) and (inner.table, value) in gone:
            kept[name] = None
    return kept


def _bring_attachments(lab: Lab, other: Lab, gone: Collection[str]) -> None:
    """Copy what the other has attached; attachments are named by their content, so none clash."""
    if lab.home is None or other.home is None:
        return
    for path in (other.home / ATTACHMENTS).rglob("*"):
        target = lab.home / path.relative_to(other.home)
        if path.is_file() and path.stem not in gone and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            durable.copy(path, target)
            durable.sync_folder(target.parent.parent)


def _origin(lab: Lab) -> str | None:
    first = lab.store.journal_rows(until=1)
    return first[0]["hash"] if first else None


def _last_changes(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str, str], tuple[str, str]]:
    """For each field of each record: when and in which batch it was changed last."""
    last = {}
    for row in rows:
        before, after = _read(row["before"]) or {}, _read(row["after"]) or {}
        for name in {**before, **after}:
            if before.get(name) != after.get(name):
                key = (row["table_name"], row["record_id"], name)
                last[key] = max(last.get(key, ("", "")), (row["at"], row["batch"]))
    return last


def _read(text: str | None) -> Values | None:
    return json.loads(text) if text else None


def _states(
    lab: Lab, batch: Batch, entries: list[Mapping[str, Any]], times: Mapping[bool, Mapping]
) -> tuple[dict[Key, Values | None], list[FieldConflict]]:
    """What each record that the other changed becomes, and the conflicts."""
    spans: dict[Key, list[Values | None]] = {}
    for row in entries:
        key = (row["table_name"], row["record_id"])
        if is_erased(row):
            continue
        spans.setdefault(key, [_read(row["before"]), None])[1] = _read(row["after"])
    wanted: dict[Key, Values | None] = {}
    conflicts: list[FieldConflict] = []
    for key, (base, theirs) in spans.items():
        ours = batch.values(*key)
        record = lab.store.records[key[0]]
        if ours == theirs or theirs == base:
            continue
        if ours is None or theirs is None:
            wanted[key] = _one_side(base, ours, theirs)
            continue
        mine = {name: times[True].get((*key, name), ("", "")) for name in theirs}
        other = {name: times[False].get((*key, name), ("", "")) for name in theirs}
        merged, clashing = _fields(
            base or {}, ours, theirs, {n: other[n] > mine[n] for n in theirs}
        )
        wanted[key] = merged
        called = record.label_of(key[1], {**ours, **merged})
        for name in clashing:
            lost = ours[name] if merged[name] == theirs[name] else theirs[name]
            conflicts.append(FieldConflict(key[0], called, name, merged[name], lost, record))
    return wanted, conflicts


def _one_side(base: Values | None, ours: Values | None, theirs: Values | None) -> Values | None:
    """One has the record and the other doesn't: it goes only if nobody changed it."""
    there = ours if theirs is None else theirs
    return None if base is not None and there == base else there


def _fields(
    base: Values, ours: Values, theirs: Values, theirs_is_later: Mapping[str, bool]
) -> tuple[Values, list[str]]:
    merged, clashing = dict(ours), []
    for name, value in theirs.items():
        before = base.get(name)
        if value == before or value == ours.get(name):
            continue
        if ours.get(name) == before:
            merged[name] = value
        else:
            clashing.append(name)
            merged[name] = value if theirs_is_later[name] else ours.get(name)
    return merged, clashing


def _keep_what_is_referred_to(
    lab: Lab, other: Lab, batch: Batch, wanted: dict[Key, Values | None]
) -> None:
    """Keep a removed record that a record of the merged lab still refers to."""
    queue = [key for key, values in wanted.items() if values is not None]
    removed = {key for key, values in wanted.items() if values is None}
    queue += [
        key
        for table, record_id in removed
        for key in batch.referring_to(table, record_id)
        if wanted.get(key, {}) is not None
    ]
    while queue:
        key = queue.pop()
        values = wanted.get(key) or batch.values(*key)
        for target in _targets(lab, key[0], values or {}):
            there = wanted[target] if target in wanted else batch.values(*target)
            if there is None:
                wanted[target] = _last_known(lab, other, target)
                queue.append(target)


def _targets(lab: Lab, table: str, values: Values) -> list[Key]:
    found = []
    for name, (_, kind) in lab.store.records[table].fields().items():
        inner = kind.inner
        if isinstance(inner, Reference) and inner.table in lab.store.records:
            value = values.get(name)
            ids = value if isinstance(kind, Several) else [value]
            found += [(inner.table, one) for one in ids or [] if one]
    return found


def _last_known(lab: Lab, other: Lab, key: Key) -> Values:
    """What a removed record held last, in the copy that changed it last."""
    held = [
        ((change.at, change.batch), change.after or change.before)
        for one in (lab, other)
        for change in one.history(table=key[0], record_id=key[1])
    ]
    if not held:
        raise LabError(N_("It refers to something that isn't there."))
    return sorted(held, key=lambda pair: pair[0])[-1][1]


def _put(batch: Batch, key: Key, values: Values | None) -> None:
    table, record_id = key
    there = batch.has(table, record_id)
    if values is None:
        if there:
            batch.remove_alone(table, record_id)
    elif there:
        batch.change(table, record_id, values)
    else:
        batch.restore(table, record_id, values)
