"""The path on the drag board: activities as notes, steps as columns, actors or groups as lanes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from labmethods.errors import ChangedMeanwhile, Refused
from labmethods.language import N_, translator
from labmethods.pathway import analysis, words
from labmethods.pathway.analysis import Pathway
from labmethods.pathway.kinds import WEEKDAYS
from labmethods.pathway.path import actor_names, path_of
from labmethods.pathway.records import STATUSES, USUAL_STEPS, Activity
from labmethods.widgets.asking import Asking
from labmethods.widgets.board import Board, Lanes
from labmethods.widgets.frame import field, row
from labmethods.widgets.live import listen
from labmethods.widgets.status import StatusLine
from labmethods.workbook.journal import Change
from labmethods.workbook.lab import Lab

NOBODY, ALL, SEVERAL = "nobody", "all", "several"
"""Lanes of activities without an actor, open for all, and open for several groups."""


_SHOWN = {"steps", "activities", "handovers", "target_groups", "actors"}
"""The tables that the board shows."""


class PathBoard(widgets.VBox):
    """The board with its choice of lanes; every drop is saved.

    Parameters
    ----------
    on_change
        Called after every change; it should refresh this board too.
    on_open
        Called with an activity's id when its note is opened.
    """

    def __init__(
        self, lab: Lab, *, on_change: Callable[[], None], on_open: Callable[[str], None]
    ) -> None:
        self.lab = lab
        self._on_change, self._on_open = on_change, on_open
        _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.asking = Asking(lab)
        self._seen: dict[str, Activity] = {}
        self.by = widgets.Dropdown(
            options=[(_("Actor"), "actor"), (_("Target group"), "group")],
            description=_("A lane for each"),
        )
        self.more = widgets.Dropdown(description=_("Add a lane for"), options=[("–", None)])
        self.usual = widgets.Button(
            description=_("Start with the usual steps"), button_style="primary"
        )
        self.usual.on_click(lambda _button: self.status.guard(self._usual_steps)())
        self.by.observe(self.status.guard(lambda _change: self._rebuild()), "value")
        self.more.observe(self.status.guard(self._add_lane), "value")
        self._asked_for: list[str] = []
        self.board: Board | None = None
        self._shown_kinds: dict[str, str] = {}
        super().__init__([])
        self.refresh()
        listen(lab, self.catch_up)

    def catch_up(self, changes: list[Change]) -> None:
        """Show what others changed."""
        if {change.table for change in changes} & {
            "steps",
            "activities",
            "handovers",
            "target_groups",
            "actors",
        }:
            self._on_change()

    def refresh(self) -> None:
        """Show what the store holds now."""
        path = path_of(self.lab)
        self._choices(path)
        if not len(path.steps):
            self.board = None
            self.children = (self.usual, self.status)
        elif self.board is None or self._kinds(path) != self._shown_kinds:
            self._build(path)
        else:
            self._fill(path)

    def _rebuild(self) -> None:
        self.board = None
        self.refresh()

    def _build(self, path: Pathway) -> None:
        _ = translator(self.lab.language)
        by_actor = self.by.value == "actor"
        self._shown_kinds = self._kinds(path)
        self.board = Board(
            self._notes(path),
            x=Lanes(_("Step"), _columns(path)),
            y=Lanes(_("Actor") if by_actor else _("Target group"), self._lanes(path)),
            title=_("The coherent path"),
            language=self.lab.language,
            kinds=self._shown_kinds,
            tray=_("No step yet"),
            on_move=self._move,
            on_add=self._add,
            on_edit=self._rename,
            on_open=self._on_open,
            on_undo=self._undo,
            on_redo=self._redo,
            words={"new": _("New activity")},
        )
        chosen = [field(self.by), field(self.more)] if by_actor else [field(self.by)]
        self.children = (row(*chosen), self.asking, self.board, self.status)

    def _fill(self, path: Pathway) -> None:
        _ = translator(self.lab.language)
        title = _("Actor") if self.by.value == "actor" else _("Target group")
        with self.board.hold_sync():
            self.board.set_axes(Lanes(_("Step"), _columns(path)), Lanes(title, self._lanes(path)))
            self.board.notes = self._notes(path)

    def _choices(self, path: Pathway) -> None:
        """The actors that have no lane yet."""
        _ = translator(self.lab.language)
        shown = {*path.activities["actor"].dropna(), *self._asked_for}
        others = sorted(
            (name, key) for key, name in actor_names(self.lab).items() if key not in shown
        )
        options = [("–", None), *others]
        if list(self.more.options) != options:
            self.more.options = options

    def _add_lane(self, change: dict[str, Any]) -> None:
        if change["new"]:
            self._asked_for.append(change["new"])
            self.refresh()

    def _lanes(self, path: Pathway) -> dict[str, str]:
        """Lane to title, in the order in which the path meets them."""
        _ = translator(self.lab.language)
        if self.by.value == "group":
            named = dict(zip(path.groups["id"], path.groups["name"], strict=True))
            return {**named, SEVERAL: _("Several groups"), ALL: _("For all")}
        laid = analysis.lanes(path.steps, path.activities).sort_values("row")
        names = actor_names(self.lab)
        met = [lane for lane in dict.fromkeys(laid["lane"]) if lane in names]
        asked = [actor for actor in self._asked_for if actor in names]
        lanes = {actor: names[actor] for actor in dict.fromkeys([*met, *asked])}
        return {**lanes, NOBODY: _("No actor yet")}

    def _kinds(self, path: Pathway) -> dict[str, str]:
        """What colour and shape tell: whom it is for where lanes are actors, else who runs it."""
        _ = translator(self.lab.language)
        if self.by.value == "actor":
            named = dict(zip(path.groups["id"], path.groups["name"], strict=True))
            return {**named, ALL: _("For all"), SEVERAL: _("Several groups")}
        names, running = actor_names(self.lab), path.activities["actor"].dropna().unique()
        return {**{key: names[key] for key in running if key in names}, NOBODY: _("No actor yet")}

    def _notes(self, path: Pathway) -> list[dict[str, Any]]:
        broken = set()
        if len(path.handovers):
            found = analysis.broken_handovers(path.steps, path.activities, path.handovers)
            broken = set(found["activity"])
        times = _times(path, self.lab.language)
        self._seen = {activity.id: activity for activity in self.lab["activities"].all()}
        return [
            self._note(activity, activity.id in broken, times.get(activity.id, []))
            for activity in self._seen.values()
        ]

    def _note(self, activity: Activity, broken: bool, times: list[str]) -> dict[str, Any]:
        _ = translator(self.lab.language)
        runs = activity.status in (None, "active")
        detail = [
            "" if runs else _(STATUSES[activity.status]),
            *times,
            activity.place or "",
            _.plural("{n} place", "{n} places", activity.capacity) if activity.capacity else "",
            _("{n} wait", n=_.number(activity.queue)) if activity.queue else "",
        ]
        groups = activity.target_groups
        group = ALL if not groups else groups[0] if len(groups) == 1 else SEVERAL
        return {
            "id": activity.id,
            "label": activity.name,
            "x": activity.step,
            # Without a step it lies beside the board, whoever's it is.
            "y": None if not activity.step else self._lane(activity, group),
            "kind": group if self.by.value == "actor" else activity.actor or NOBODY,
            "detail": " · ".join(part for part in detail if part),
            "badge": _("broken") if broken else "",
            "faded": not runs,
        }

    def _lane(self, activity: Activity, group: str) -> str:
        return activity.actor or NOBODY if self.by.value == "actor" else group

    def _move(self, key: str, x: str | None, y: str | None) -> None:
        seen = self._shown(key)
        self._save(seen, {"step": x, **self._placed(seen, y)})

    def _shown(self, key: str) -> Activity:
        return self._seen.get(key) or self.lab["activities"].get(key)

    def _save(self, seen: Activity, values: dict[str, Any]) -> None:
        """Save what was done to a note; it asks where somebody else did so meanwhile."""
        try:
            self.asking.save("activities", seen, values, lambda _record: self._on_change())
        except ChangedMeanwhile:
            # The note goes to where the other put it, while it is asked.
            self.refresh()
            raise
        self._on_change()

    def _add(self, label: str, x: str | None, y: str | None) -> Activity:
        made = self.lab["activities"].add(name=label, step=x, **self._placed(None, y))
        self._on_change()
        return made

    def _rename(self, key: str, label: str) -> None:
        self._save(self._shown(key), {"name": label})

    def _undo(self) -> None:
        self.lab.undo()
        self._on_change()

    def _redo(self) -> None:
        self.lab.redo()
        self._on_change()

    def _placed(self, activity: Activity | None, lane: str | None) -> dict[str, Any]:
        """What a lane says of an activity."""
        if lane is None:
            return {}
        if self.by.value == "actor":
            return {"actor": None if lane == NOBODY else lane}
        if lane != SEVERAL:
            return {"target_groups": [] if lane == ALL else [lane]}
        if activity is None or len(activity.target_groups) < 2:
            raise Refused(
                N_("Which groups? Open the activity and tick them in its form. Nothing was moved.")
            )
        return {}

    def _usual_steps(self) -> None:
        _ = translator(self.lab.language)
        self.lab["steps"].add_many(
            {"name": _(name), "role": role, "position": number}
            for number, (name, role) in enumerate(USUAL_STEPS, start=1)
        )
        self.status.saved()
        self._on_change()


def _columns(path: Pathway) -> dict[str, str]:
    order = analysis.steps_in_order(path.steps)
    return dict(zip(order["id"], order["name"], strict=True))


def _times(path: Pathway, language: str) -> dict[str, list[str]]:
    """Activity to its times in words."""
    _ = translator(language)
    found: dict[str, list[str]] = {}
    titles = {day: _(title) for day, title in WEEKDAYS.items()}
    week = analysis.week(path.activities, path.schedules)
    for slot in week.to_dict("records"):
        often = words.how_often(slot["freq"], slot["interval"], slot["occurrence"], _)
        day = titles[slot["weekday"]]
        text = f"{day} {slot['opens_at']}–{slot['closes_at'] or ''} {often}".strip()
        found.setdefault(slot["activity"], []).append(text)
    return found
