"""What if: suppose a change, and see how the figures would change. Nothing is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets
import pandas as pd

from labmethods.blocks import Table
from labmethods.errors import Refused
from labmethods.language import N_, translator
from labmethods.pathway import analysis, words
from labmethods.pathway.analysis import Pathway
from labmethods.pathway.kinds import WEEKDAYS, Clock
from labmethods.pathway.path import path_of
from labmethods.widgets.frame import field, paragraph, row
from labmethods.widgets.page import table_html
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import Whole


@dataclass(frozen=True)
class Supposition:
    """A supposed change: in words, as a function, and the records that it is about."""

    said: str
    change: Callable[[Pathway], Pathway]
    about: frozenset[str]


class Supposing(widgets.VBox):
    """A form for one supposed change after another, and the figures before and after."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.supposed: list[Supposition] = []
        self.what = widgets.Dropdown(
            options=[
                (_("Hand over"), "link"),
                (_("Move an activity"), "move"),
                (_("Close an activity"), "close"),
                (_("Add an activity"), "add"),
            ],
            description=_("Suppose"),
        )
        self.activity = widgets.Dropdown(description=_("Activity"))
        self.target = widgets.Dropdown(description=_("To activity"))
        self.step = widgets.Dropdown(description=_("Step"))
        self.name = widgets.Text(description=_("Name"))
        self.group = widgets.Dropdown(description=_("For whom"))
        self.day = widgets.Dropdown(
            description=_("Weekday"),
            options=[("–", None), *((_(title), day) for day, title in WEEKDAYS.items())],
        )
        self.opens = widgets.Text(description=_("From"), placeholder="13:00")
        self.closes = widgets.Text(description=_("To"), placeholder="15:00")
        self.places = widgets.Text(description=_("Places"))
        self.comes_from = widgets.Dropdown(description=_("Comes from"))
        self.leads_to = widgets.Dropdown(description=_("Leads to"))
        self.suppose = _button(_("Suppose this"), self.status.guard(self._suppose), primary=True)
        self.forget = _button(_("Forget all"), self.status.guard(self._forget))
        self._fields = widgets.Box()
        self._fields.add_class("lm-form")
        self._told = widgets.HTML()
        self.what.observe(lambda _change: self._show_fields(), "value")
        note = _("Nothing of this is saved: it only shows how the figures would change.")
        super().__init__(
            [
                paragraph(note),
                field(self.what),
                self._fields,
                row(self.suppose, self.forget),
                self.status,
                self._told,
            ]
        )
        self._show_fields()

    def refresh(self) -> None:
        """Show what the store holds now, with the changes that are supposed."""
        path = path_of(self.lab)
        nothing = ("–", None)
        activities = sorted(zip(path.activities["name"], path.activities["id"], strict=True))
        order = analysis.steps_in_order(path.steps)
        everybody = (translator(self.lab.language)("For all"), None)
        options: dict[widgets.Dropdown, list[tuple[str, Any]]] = {
            self.activity: [nothing, *activities],
            self.target: [nothing, *activities],
            self.comes_from: [nothing, *activities],
            self.leads_to: [nothing, *activities],
            self.step: [nothing, *zip(order["name"], order["id"], strict=True)],
            self.group: [everybody, *zip(path.groups["name"], path.groups["id"], strict=True)],
        }
        for dropdown, choices in options.items():
            if list(dropdown.options) != choices:
                chosen = dropdown.value
                values = [value for _title, value in choices]
                dropdown.options = choices
                dropdown.index = values.index(chosen) if chosen in values else 0
        self._tell(path)

    def _show_fields(self) -> None:
        shown = {
            "link": [self.activity, self.target],
            "move": [self.activity, self.step],
            "close": [self.activity],
            "add": [
                *(self.name, self.step, self.group, self.day, self.opens, self.closes),
                *(self.places, self.comes_from, self.leads_to),
            ],
        }[self.what.value]
        self._fields.children = [field(one) for one in shown]

    def _suppose(self) -> None:
        one = self._said()
        # Tried at once, so that what can't be supposed is told before it is kept.
        analysis.key_figures(one.change(self._changed(path_of(self.lab))))
        self.supposed.append(one)
        self.status.value = ""
        self.refresh()

    def _forget(self) -> None:
        self.supposed.clear()
        self.status.value = ""
        self.refresh()

    def _changed(self, path: Pathway) -> Pathway:
        """The path with all that is supposed; what is about records that have gone is left out."""
        there = {*path.activities["id"], *path.steps["id"]}
        for one in self.supposed:
            if one.about <= there:
                path = one.change(path)
        return path

    def _said(self) -> Supposition:
        """What the form says."""
        _ = translator(self.lab.language)
        if self.what.value == "add":
            return self._addition()
        if self.activity.value is None:
            raise Refused(N_("Choose an activity first."))
        one, name = self.activity.value, self.activity.label
        if self.what.value == "close":
            said = _("{name} closes", name=name)
            return Supposition(said, lambda path: path.closing(one), frozenset({one}))
        if self.what.value == "move":
            step = self.step.value
            if step is None:
                raise Refused(N_("Choose a step first."))
            said = _("{name} moves to {step}", name=name, step=self.step.label)
            return Supposition(said, lambda path: path.moving(one, step), frozenset({one, step}))
        target = self.target.value
        if target is None:
            raise Refused(N_("Choose the activity that receives."))
        if target == one:
            raise Refused(N_("An activity can't hand over to itself. Choose another one."))
        said = _("{name} hands over to {target}", name=name, target=self.target.label)
        return Supposition(said, lambda path: path.linking(one, target), frozenset({one, target}))

    def _addition(self) -> Supposition:
        _ = translator(self.lab.language)
        name = self.name.value.strip() or _("A new activity")
        if self.step.value is None:
            raise Refused(N_("Choose a step first."))
        clock = Clock()
        values = {
            "name": name,
            "step": self.step.value,
            "target_groups": [self.group.value] if self.group.value else [],
            "capacity": Whole(0)._read(self.places.value),
            "byday": [self.day.value] if self.day.value else [],
            "opens_at": clock._read(self.opens.value),
            "closes_at": clock._read(self.closes.value),
            "comes_from": [self.comes_from.value] if self.comes_from.value else [],
            "leads_to": [self.leads_to.value] if self.leads_to.value else [],
        }
        said = _("{name} is added at {step}", name=name, step=self.step.label)
        about = {values["step"], *values["comes_from"], *values["leads_to"]}
        return Supposition(said, lambda path: path.adding(**values), frozenset(about))

    def _tell(self, path: Pathway) -> None:
        _ = translator(self.lab.language)
        if not self.supposed:
            self._told.value = ""
            return
        compared = analysis.what_if(path, self._changed(path)).set_index("figure")
        noted = words.noted(path)
        rows = [
            (
                _(title),
                words.figure_text(compared.loc[name, "before"], _) if noted[name] else "–",
                words.figure_text(compared.loc[name, "after"], _),
                words.change_text(compared.loc[name, "change"], _),
            )
            for name, title in words.FIGURES.items()
        ]
        frame = pd.DataFrame(rows, columns=[_("Figure"), _("Now"), _("Then"), _("Change")])
        caption = _("If: {changes}", changes="; ".join(one.said for one in self.supposed))
        self._told.value = table_html(Table(frame, caption), self.lab.language)


def _button(text: str, action: Callable[[], None], primary: bool = False) -> widgets.Button:
    button = widgets.Button(description=text, button_style="primary" if primary else "")
    button.on_click(lambda _: action())
    return button
