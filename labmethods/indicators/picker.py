"""Choose an indicator from the catalogue instead of writing it oneself."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from labmethods.errors import Refused
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.indicators.catalogue import catalogue
from labmethods.language import N_, translator
from labmethods.widgets.folds import Folds
from labmethods.widgets.frame import field
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


class CataloguePicker(Folds):
    """A list of the catalogue's indicators, by focus area, and a button that adds the chosen one.

    Parameters
    ----------
    on_added
        Called with the new indicator's id.
    """

    def __init__(self, lab: Lab, on_added: Callable[[str], None]) -> None:
        self.lab = lab
        self.on_added = on_added
        _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        areas = [(_("All"), ""), *((_(title), area) for area, title in FOCUS_AREAS.items())]
        self.area = widgets.Dropdown(description=_("Focus area"), options=areas)
        self.indicator = widgets.Dropdown(description=_("Indicator"))
        wide = field(self.indicator)
        wide.add_class("lm-wide")
        self.add = widgets.Button(description=_("Follow this"), button_style="primary")
        self.area.observe(lambda _change: self._list(), "value")
        self.add.on_click(self.status.guard(lambda _button: self._add()))
        super().__init__(
            [
                (
                    _("Choose from the catalogue"),
                    widgets.VBox([field(self.area), wide, self.add, self.status]),
                )
            ]
        )
        self._list()

    def _list(self) -> None:
        self.indicator.options = [
            (f"{one.name} [{one.key_figure}]" if one.key_figure else one.name, key)
            for key, one in catalogue().items()
            if not self.area.value or one.focus_area == self.area.value
        ]

    def _add(self) -> None:
        """The municipality's own figures get the lab's municipality at once."""
        values = catalogue()[self.indicator.value].values()
        facts = self.lab.facts
        if values["level"] == "municipality":
            values |= {"place_code": facts.municipality_code}
        known = self.lab["indicators"].find(
            name=values["name"], place_code=values.get("place_code")
        )
        if known:
            raise Refused(N_("The lab follows “{name}” already."), name=values["name"])
        added = self.lab["indicators"].add(**values)
        self.status.saved()
        self.on_added(added.id)
