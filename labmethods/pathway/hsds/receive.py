"""HSDS tables into a lab's path: all or nothing, each bad row named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from labmethods.errors import LabError
from labmethods.language import N_
from labmethods.pathway.hsds.names import FILES, NOBODY, as_id
from labmethods.pathway.hsds.package import read_package
from labmethods.pathway.hsds.send import KEPT
from labmethods.pathway.kinds import OCCURRENCES
from labmethods.pathway.records import JOINING, STATUSES
from labmethods.workbook.records import Choice, FieldErrors
from labmethods.workbook.transfer import BadRows

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

Row = dict[str, Any]
_EVERY_DAY = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
_BESIDE = {
    "target_group": "target_groups",
    "step": "steps",
    "handover": "handovers",
    "need": "needs",
}
_ORDER = ("actors", "target_groups", "steps", "activities", "schedules", "handovers", "needs")


@dataclass(frozen=True)
class Received:
    """What an import brought.

    Attributes
    ----------
    added, changed
        Table to how many records were new, and how many were there already and were changed.
    left_out
        What HSDS says that a path has no place for, one message each.
    """

    added: dict[str, int]
    changed: dict[str, int]
    left_out: list[LabError] = field(default_factory=list)


def import_hsds(lab: Lab, source: Path | bytes, *, dry_run: bool = False) -> Received:
    """Take HSDS tables into the lab, as one batch that one undo takes back.

    A record that came from the same file before is changed, not doubled; an organization whose
    name an actor has is that actor.

    Raises
    ------
    BadRows
        With file, row and reason of each bad row; nothing is imported.
    Refused
        The file can't be read or holds no services.
    """
    tables = read_package(source)
    known = {actor.label().casefold(): actor.id for actor in lab["actors"].all()}
    reader = _Reader(tables, known)
    rows = reader.read()
    bad = list(_errors(lab, rows))
    if bad:
        raise BadRows(bad)
    with lab.store.writing() as batch:
        added: dict[str, int] = defaultdict(int)
        changed: dict[str, int] = defaultdict(int)
        for table in _ORDER:
            for row in rows[table]:
                there = batch.has(table, row["id"])
                (changed if there else added)[table] += 1
                if dry_run:
                    continue
                values = {name: value for name, value in row.items() if name != "row"}
                if there:
                    # What the file doesn't tell is no reason to forget what the lab knows.
                    told = {
                        name: value for name, value in values.items() if value not in (None, [])
                    }
                    batch.change(table, told.pop("id"), told)
                else:
                    batch.add(table, [values])
    return Received(dict(added), dict(changed), reader.left_out)


def _errors(lab: Lab, rows: dict[str, list[Row]]) -> Iterator[LabError]:
    file = {table: FILES[name] for name, table in _BESIDE.items()} | {
        "actors": FILES["organization"],
        "activities": FILES["service"],
        "schedules": FILES["schedule"],
    }
    for table in _ORDER:
        record = lab[table].record
        for row in rows[table]:
            try:
                record.valid(**{name: value for name, value in row.items() if name != "row"})
            except FieldErrors as error:
                yield LabError(
                    N_("{file}, row {row}: {reason}"),
                    file=file[table],
                    row=row["row"],
                    reason=error,
                )


class _Reader:
    """Turns the tables' rows into values of the lab's records."""

    def __init__(self, tables: dict[str, pd.DataFrame], actors: dict[str, str]) -> None:
        self.tables = tables
        self.left_out: list[LabError] = []
        self._organizations: dict[str, str] = {}
        self._actors = actors

    def read(self) -> dict[str, list[Row]]:
        """Table to rows; each row has the number of its line in the file as ``row``."""
        rows: dict[str, list[Row]] = {"actors": list(self._read_actors())}
        details = self._read_details()
        rows["activities"] = [self._activity(row, details) for row in self._rows("service")]
        rows["schedules"] = [one for row in self._rows("schedule") for one in self._schedule(row)]
        for name, table in _BESIDE.items():
            rows[table] = [self._beside(row) for row in self._rows(name)]
        return rows

    def _rows(self, table: str) -> Iterator[Row]:
        frame = self.tables.get(table)
        if frame is None:
            return
        for number, row in enumerate(frame.to_dict("records"), start=2):
            yield {**{key: value for key, value in row.items() if value != ""}, "row": number}

    def _read_actors(self) -> Iterator[Row]:
        for row in self._rows("organization"):
            name = row.get("name", "")
            if row.get("id") == NOBODY:
                continue
            there = self._actors.get(name.casefold())
            self._organizations[row.get("id", "")] = there or as_id(row.get("id", ""))
            if there is None:
                yield {"id": as_id(row.get("id", "")), "name": name, "row": row["row"]}

    def _read_details(self) -> dict[str, Row]:
        """Service id to what other tables say of it."""
        details: dict[str, Row] = defaultdict(
            lambda: {"languages": [], "target_groups": [], "partners": []}
        )
        places = {row.get("id"): row.get("name") for row in self._rows("location")}
        for row in self._rows("service_at_location"):
            place = places.get(row.get("location_id"))
            details[row.get("service_id", "")].setdefault("place", place)
        for row in self._rows("language"):
            if "service_id" in row:
                spoken = row.get("code") or row.get("name")
                details[row["service_id"]]["languages"].append(spoken)
        for row in self._rows("service_capacity"):
            details[row.get("service_id", "")]["capacity"] = row.get("maximum")
        for row in self._rows("cost_option"):
            self._cost(row, details[row.get("service_id", "")])
        for row in self._rows("attribute"):
            self._attribute(row, details[row.get("link_id", "")])
        return details

    def _cost(self, row: Row, detail: Row) -> None:
        if row.get("currency", "sek").casefold() == "sek" and "cost" not in detail:
            detail["cost"] = row.get("amount")
        else:
            self._leave_out(
                N_("{file}, row {row}: a second price, or one in another currency"),
                FILES["cost_option"],
                row,
            )

    def _attribute(self, row: Row, detail: Row) -> None:
        kind, term = row.get("link_type"), as_id(row.get("taxonomy_term_id", ""))
        if kind == "step":
            detail["step"] = term
        elif kind == "target_group":
            detail["target_groups"].append(term)
        elif kind == "partner":
            detail["partners"].append(row.get("value"))
        elif kind in (*KEPT, "status"):
            detail[kind] = row.get("value")

    def _activity(self, row: Row, details: dict[str, Row]) -> Row:
        detail = dict(details.get(row.get("id", ""), {}))
        detail["partners"] = [
            self._organizations.get(one, as_id(one)) for one in detail.get("partners", [])
        ]
        taken = ("name", "alternate_name", "description", "url", "eligibility_description")
        status = detail.pop("status", row.get("status", "active"))
        return {
            **{name: row.get(name) for name in (*taken, "minimum_age", "maximum_age")},
            **detail,
            "id": as_id(row.get("id", "")),
            "actor": self._organizations.get(row.get("organization_id", "")),
            "joining": self._joining(row),
            "status": status if status in (*STATUSES, None) else "active",
            "row": row["row"],
        }

    def _joining(self, row: Row) -> str | None:
        text = row.get("application_process")
        if text is None:
            return None
        try:
            return Choice(JOINING).parse(text)
        except LabError:
            self._leave_out(
                N_("{file}, row {row}: how to join, in words of its own"), FILES["service"], row
            )
            return None

    def _schedule(self, row: Row) -> Iterator[Row]:
        service = row.get("service_id") or self._service_at(row.get("service_at_location_id"))
        days = self._days(row)
        freq = "MONTHLY" if row.get("freq") == "MONTHLY" else "WEEKLY"
        if service is None or not days or row.get("freq") == "YEARLY":
            self._leave_out(
                N_("{file}, row {row}: a time without a service or a weekday"),
                FILES["schedule"],
                row,
            )
            return
        # A path's time has one place in the month; HSDS may name several.
        for number, occurrence in enumerate(dict.fromkeys(number for number, _day in days)):
            monthly = freq == "MONTHLY" and occurrence in OCCURRENCES
            yield {
                **{name: row.get(name) for name in ("opens_at", "closes_at", "interval")},
                **{name: row.get(name) for name in ("valid_from", "description")},
                "valid_to": row.get("valid_to") or row.get("until"),
                "id": as_id(f"{row.get('id', '')}{f'/{number}' if number else ''}"),
                "activity": as_id(service),
                "byday": [day for place, day in days if place == occurrence],
                "freq": freq,
                "occurrence": occurrence if monthly else None,
                "row": row["row"],
            }

    def _days(self, row: Row) -> list[tuple[str, str]]:
        found = re.findall(r"([+-]?\d*)\s*(MO|TU|WE|TH|FR|SA|SU)", row.get("byday", "").upper())
        if found:
            return [(place.lstrip("+"), day) for place, day in found]
        if row.get("freq") == "DAILY":
            return [("", day) for day in _EVERY_DAY]
        try:
            return [("", _EVERY_DAY[pd.Timestamp(row["dtstart"]).weekday()])]
        except (KeyError, ValueError):
            return []

    def _service_at(self, key: str | None) -> str | None:
        return next(
            (
                row.get("service_id")
                for row in self._rows("service_at_location")
                if row.get("id") == key
            ),
            None,
        )

    def _beside(self, row: Row) -> Row:
        references = ("source", "target", "target_step", "group", "step")
        return {
            **row,
            **{name: as_id(row[name]) for name in references if name in row},
            "id": as_id(row.get("id", "")),
        }

    def _leave_out(self, message: str, file: str, row: Row) -> None:
        self.left_out.append(LabError(message, file=file, row=row["row"]))
