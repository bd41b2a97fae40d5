"""Fetch the chosen indicator's values from Kolada or SCB, and stop it when it takes too long."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import ipywidgets as widgets
import pandas as pd

from labmethods.errors import Missing, Refused
from labmethods.indicators.command import years_of
from labmethods.indicators.fetching import (
    Found,
    ask_kolada,
    ask_scb,
    keep,
    open_kolada,
    open_scb,
)
from labmethods.indicators.place_codes import place_code
from labmethods.indicators.records import Indicator
from labmethods.language import N_, translator
from labmethods.widgets.frame import field, row
from labmethods.widgets.job import Job, Steps
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab

_MOST = 400
"""How many choices a list can have and still be looked through."""


class KoladaFetcher(widgets.VBox):
    """Key figure, municipality and years; a search among Kolada's key figures by their words."""

    def __init__(
        self, lab: Lab, indicator: str, status: StatusLine, on_fetched: Callable[[], None]
    ) -> None:
        self._lab, self._indicator, self._on_fetched = lab, indicator, on_fetched
        self._ = _ = translator(lab.language)
        now = lab["indicators"].get(indicator)
        self.key_figure = widgets.Text(description=_("Key figure"), value=now.key_figure or "")
        self.place = widgets.Text(
            description=_("Municipality, by name or code"),
            value=now.place_code or lab.facts.municipality_code or "",
        )
        self.years = widgets.Text(description=_("Years (empty: the last ten)"))
        self.words = widgets.Text(description=_("Words in the key figure's name"))
        self.found = widgets.Dropdown(description=_("Kolada's key figures"))
        self._found = field(self.found)
        self._found.add_class("lm-wide")
        self._found.layout.display = "none"
        self.found.observe(status.guard(lambda change: self._take(change["new"])), "value")
        self.search = Job(_("Search in Kolada"), lab.language, status, self._searched, self._listed)
        self.search.start.button_style = ""
        self.fetch = Job(_("Fetch from Kolada"), lab.language, status, self._asked, self._kept)
        self.everything = Job(
            _("Fetch all the lab's key figures"), lab.language, status, self._asked_all, self._kept
        )
        self.everything.start.button_style = ""
        form = widgets.Box([field(one) for one in (self.key_figure, self.place, self.years)])
        form.add_class("lm-form")
        super().__init__(
            [
                form,
                row(self.fetch, self.everything),
                field(self.words),
                self.search,
                self._found,
            ]
        )

    def _asked(self, steps: Steps) -> tuple[dict[str, str], Found]:
        key_figure, place = self.key_figure.value.strip().upper(), self.place.value.strip()
        if not key_figure or not place:
            raise Refused(N_("Write a key figure and a municipality first."))
        chosen = {"key_figure": key_figure, "place_code": place_code(place)}
        indicator = self._lab["indicators"].get(self._indicator)
        wanted = indicator.model_copy(update=chosen)
        return chosen, self._ask([wanted], steps)

    def _asked_all(self, steps: Steps) -> tuple[dict[str, str], Found]:
        every = self._lab["indicators"].all()
        every = [one for one in every if one.key_figure and one.place_code]
        if not every:
            raise Missing(
                N_("No indicator of the lab has both a key figure and its municipality's code.")
            )
        return {}, self._ask(every, steps)

    def _ask(self, indicators: list[Indicator], steps: Steps) -> Found:
        with closing(open_kolada(before=steps.go_on)) as kolada:
            years = years_of(self.years.value, kolada.today)
            found = ask_kolada(indicators, years, kolada, steps.told)
        steps.go_on()
        return found

    def _kept(self, asked: tuple[dict[str, str], Found]) -> str:
        chosen, found = asked
        if chosen:
            self._lab["indicators"].change(self._indicator, **chosen)
        updates = keep(self._lab, found)
        self._on_fetched()
        return " ".join(one.sentence(self._) for one in updates)

    def _searched(self, steps: Steps) -> pd.DataFrame:
        words = self.words.value.casefold().split()
        if not words:
            raise Refused(N_("Write a word to search for first."))
        with closing(open_kolada(before=steps.go_on)) as kolada:
            known = kolada.key_figures()
        title = known["title"].str.casefold()
        hits = pd.Series(True, index=known.index)
        for word in words:
            hits &= title.str.contains(word, regex=False)
        return known[hits]

    def _listed(self, hits: pd.DataFrame) -> str:
        shown = hits.head(_MOST)
        self.found.options = [
            ("–", None),
            *((f"{one.title} [{one.id}]", one.id) for one in shown.itertuples()),
        ]
        self._found.layout.display = "" if len(hits) else "none"
        return self._.plural("{n} key figure found.", "{n} key figures found.", len(hits))

    def _take(self, key_figure: str | None) -> None:
        if key_figure:
            self.key_figure.value = key_figure


class ScbFetcher(widgets.VBox):
    """A table of SCB and one choice for each of its variables."""

    def __init__(
        self, lab: Lab, indicator: str, status: StatusLine, on_fetched: Callable[[], None]
    ) -> None:
        self._lab, self._indicator, self._on_fetched = lab, indicator, on_fetched
        self._ = _ = translator(lab.language)
        self.table = widgets.Text(description=_("SCB's table, such as TAB6574"))
        self.look = Job(
            _("Show the table's choices"), lab.language, status, self._opened, self._offered
        )
        self.look.start.button_style = ""
        self.choices: dict[str, widgets.Dropdown] = {}
        self._choices = widgets.Box(layout={"display": "none"})
        self._choices.add_class("lm-form")
        self.fetch = Job(_("Fetch from SCB"), lab.language, status, self._asked, self._kept)
        self.fetch.layout.display = "none"
        self._shown = ""
        super().__init__([field(self.table), self.look, self._choices, self.fetch])

    def _opened(self, steps: Steps) -> tuple[str, pd.DataFrame]:
        table = self.table.value.strip()
        if not table:
            raise Refused(N_("Name SCB's table too, such as TAB6574."))
        with closing(open_scb(self._lab.language, before=steps.go_on)) as scb:
            return table, scb.variables(table)

    def _offered(self, opened: tuple[str, pd.DataFrame]) -> str:
        self._shown, variables = opened
        self.choices = {}
        own = self._lab["indicators"].get(self._indicator).place_code
        own = own or self._lab.facts.municipality_code or ""
        for name, values in variables.groupby("variable", sort=False):
            if values["role"].iloc[0] != "time":
                self.choices[str(name)] = self._choice(values, own)
        self._choices.children = [field(one) for one in self.choices.values()]
        self._choices.layout.display = self.fetch.layout.display = ""
        return self._("Choose one of each, then fetch.")

    def _choice(self, values: pd.DataFrame, own: str) -> widgets.Dropdown:
        if len(values) > _MOST and own:
            # A municipality's small areas begin with its code; the whole country's are too many.
            values = values[values["code"].str.startswith((own, "00"))]
        options = [
            (f"{one.value} [{one.code}]", one.code) for one in values.head(_MOST).itertuples()
        ]
        if values["optional"].iloc[0]:
            options.insert(0, (self._("All together"), ""))
        codes = [code for _name, code in options]
        chosen = own if own in codes else (codes[0] if codes else None)
        return widgets.Dropdown(description=values["label"].iloc[0], options=options, value=chosen)

    def _asked(self, steps: Steps) -> Found:
        selection: dict[str, list[str] | str] = {
            name: [box.value] for name, box in self.choices.items() if box.value
        }
        indicator = self._lab["indicators"].get(self._indicator)
        with closing(open_scb(self._lab.language, before=steps.go_on)) as scb:
            steps.told(0, 1)
            found = ask_scb(indicator, self._shown, selection, scb)
        steps.go_on()
        return found

    def _kept(self, found: Found) -> str:
        updates = keep(self._lab, found)
        self._on_fetched()
        return " ".join(one.sentence(self._) for one in updates)


class Fetcher(widgets.VBox):
    """Both sources, and one line that says how it went."""

    def __init__(self, lab: Lab, indicator: str, on_fetched: Callable[[], None]) -> None:
        _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.kolada = KoladaFetcher(lab, indicator, self.status, on_fetched)
        self.scb = ScbFetcher(lab, indicator, self.status, on_fetched)
        self.source = widgets.ToggleButtons(
            description=_("From"),
            options=[("Kolada", 0), ("SCB", 1)],
            style={"button_width": "auto"},
        )
        self.source.observe(lambda change: self._show(change["new"]), "value")
        super().__init__([self.source, self.status, self.kolada, self.scb])
        self._show(0)

    def _show(self, place: int) -> None:
        for number, box in enumerate((self.kolada, self.scb)):
            box.layout.display = "" if number == place else "none"
