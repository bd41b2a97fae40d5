"""A lab's path as HSDS tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from labmethods.language import translator
from labmethods.pathway.hsds.names import COLUMNS, FILES, NOBODY, PLACES, derived
from labmethods.pathway.hsds.package import write_package
from labmethods.pathway.kinds import Language
from labmethods.pathway.records import JOINING, Activity, Schedule
from labmethods.workbook.records import Record

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

_BESIDE = {
    "target_group": "target_groups",
    "step": "steps",
    "handover": "handovers",
    "need": "needs",
}
KEPT = ("capacity", "weeks", "queue", "source_url")
"""Fields of an activity that go along as attributes, as they stand."""


def export_hsds(lab: Lab, path: Path, *, undecided: str = "stop") -> Path:
    """Write the lab's path as a zip of HSDS tables, once they have passed the privacy gate.

    Parameters
    ----------
    undecided
        What becomes of things that point out a person while nobody has decided about them:
        ``stop`` writes nothing, ``mask`` hides them.

    Raises
    ------
    StoreUnavailable
        The place can't be written.
    Undecided
        Something waits for a decision; nothing is written.
    """
    tables, title = passed_tables(lab, undecided)
    return write_package(tables, Path(path), title)


def passed_tables(lab: Lab, undecided: str) -> tuple[dict[str, pd.DataFrame], str]:
    """The HSDS tables as they may leave the lab, and what their package is called."""
    from labmethods.reporting.gate import passed_outward

    told = passed_outward(lab, tables=hsds_tables(lab), texts=lab.name, undecided=undecided)
    return dict(told.tables), told.texts


def hsds_tables(lab: Lab) -> dict[str, pd.DataFrame]:
    """The HSDS tables of a lab's path by name; every cell text, empty where nothing is known."""
    activities: list[Activity] = lab["activities"].all()
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}
    rows["organization"] = _organizations(lab, activities)
    rows["unit"] = [{"id": PLACES, "name": "places"}]
    rows["location"] = [
        {"id": derived("location", place), "location_type": "physical", "name": place}
        for place in dict.fromkeys(activity.place for activity in activities if activity.place)
    ]
    rows["taxonomy_term"] = list(_terms(lab))
    changed = {change.record_id: change.at for change in lab.history(table="activities")}
    for activity in activities:
        rows["service"].append(_service(activity, lab.language))
        rows["attribute"] += _attributes(activity)
        for name, more in _details(activity, lab.language, changed.get(activity.id)):
            rows[name].append(more)
    rows["schedule"] = [_schedule(schedule) for schedule in lab["schedules"].all()]
    tables = {name: _frame(rows[name], COLUMNS[name]) for name in COLUMNS}
    tables |= {name: _as_it_is(lab, table) for name, table in _BESIDE.items()}
    return {name: tables[name] for name in FILES}


def _frame(rows: list[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    return frame.map(_cell).astype(str)


def _cell(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, list):
        return ",".join(map(str, value))
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def _as_it_is(lab: Lab, table: str) -> pd.DataFrame:
    record: type[Record] = lab[table].record
    rows = [{"id": one.id, **one.values()} for one in lab[table].all()]
    return _frame(rows, ["id", *record.fields()])


def _organizations(lab: Lab, activities: list[Activity]) -> list[dict[str, Any]]:
    wanted = {key for one in activities for key in (one.actor, *one.partners) if key}
    rows = []
    if wanted:
        for actor in lab["actors"].all():
            if actor.id in wanted:
                rows.append({"id": actor.id, "name": actor.label(), "description": actor.label()})
    if any(activity.actor is None for activity in activities):
        _ = translator(lab.language)
        nobody = _("No actor yet")
        rows.append({"id": NOBODY, "name": nobody, "description": nobody})
    return rows


def _terms(lab: Lab) -> Iterator[dict[str, Any]]:
    for taxonomy, table in (("step", "steps"), ("target_group", "target_groups")):
        for one in lab[table].all():
            yield _term(one.id, taxonomy, one.name, one.description or one.name)
    for name in (*KEPT, "partner", "status"):
        yield _term(derived("term", name), "labmethods", name, name)


def _term(key: str, taxonomy: str, name: str, description: str) -> dict[str, Any]:
    return {
        "id": key,
        "code": key,
        "name": name,
        "description": description,
        "taxonomy": taxonomy,
    }


def _service(activity: Activity, language: str) -> dict[str, Any]:
    _ = translator(language)
    return {
        **{name: getattr(activity, name, None) for name in COLUMNS["service"]},
        "organization_id": activity.actor or NOBODY,
        # HSDS knows no planned service; the attribute tells it from one that has stopped.
        "status": "inactive" if activity.status == "planned" else activity.status or "active",
        "application_process": _(JOINING[activity.joining]) if activity.joining else None,
    }


def _attributes(activity: Activity) -> list[dict[str, Any]]:
    links = [("step", activity.step, None)] if activity.step else []
    links += [("target_group", group, None) for group in activity.target_groups]
    for name in KEPT:
        value = getattr(activity, name)
        if value is not None:
            links.append((name, derived("term", name), value))
    links += [("partner", derived("term", "partner"), actor) for actor in activity.partners]
    links.append(("status", derived("term", "status"), activity.status))
    return [
        {
            "id": derived("attribute", activity.id, kind, term, value),
            "link_id": activity.id,
            "taxonomy_term_id": term,
            "link_type": kind,
            "link_entity": "service",
            "value": value,
        }
        for kind, term, value in links
    ]


def _details(
    activity: Activity, language: str, updated: Any
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    service = {"service_id": activity.id}
    if activity.place:
        place = derived("location", activity.place)
        key = derived("service_at_location", activity.id)
        yield "service_at_location", {"id": key, **service, "location_id": place}
    for code in activity.languages:
        key = derived("language", activity.id, code)
        name = Language().show(code, language)
        yield "language", {"id": key, **service, "name": name, "code": code}
    if activity.cost is not None:
        key = derived("cost_option", activity.id)
        yield "cost_option", {"id": key, **service, "currency": "sek", "amount": activity.cost}
    # HSDS wants to know how many places are free. With a queue it is none; else nobody knows.
    if activity.capacity is not None and activity.queue:
        yield (
            "service_capacity",
            {
                "id": derived("service_capacity", activity.id),
                **service,
                "unit_id": PLACES,
                "available": 0,
                "maximum": activity.capacity,
                "updated": updated.isoformat() if updated else None,
            },
        )


def _schedule(schedule: Schedule) -> dict[str, Any]:
    number = schedule.occurrence if schedule.freq == "MONTHLY" and schedule.occurrence else ""
    return {
        **{name: getattr(schedule, name, None) for name in COLUMNS["schedule"]},
        "service_id": schedule.activity,
        "freq": schedule.freq or "WEEKLY",
        "interval": schedule.interval or 1,
        "byday": [f"{number}{day}" for day in schedule.byday],
        # Every second week needs a first one to count from.
        "dtstart": schedule.valid_from if (schedule.interval or 1) > 1 else None,
    }
