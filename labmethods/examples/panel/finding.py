"""The panel's search: it answers as one types."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.examples import telling
from labmethods.examples.analysis.fields import nothing
from labmethods.examples.panel.detail import Detail
from labmethods.examples.panel.hits import Hit, Hits
from labmethods.examples.panel.shelf import Shelf
from labmethods.examples.records import EVIDENCE
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import translator
from labmethods.widgets.frame import field, row
from labmethods.widgets.status import StatusLine

# A list shows nothing for the value None.
_ALL = ""
_LEAD = 220
_LONGEST = 5000


class FindingPart(widgets.VBox):
    """A box to type in, filters, and what is found."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        lab = shelf.lab
        _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        guard = self.status.guard
        wide = {"description_width": "initial"}
        self.text = widgets.Text(
            description=_("What are you looking for?"),
            placeholder=_("For example: young people who have nothing to do in the evenings"),
            continuous_update=True,
            style=wide,
        )
        everything = (_("All"), _ALL)
        self.area = widgets.Dropdown(
            description=_("Focus area"),
            options=[everything, *((_(title), key) for key, title in FOCUS_AREAS.items())],
            style=wide,
        )
        self.place = widgets.Dropdown(description=_("Place"), options=[everything], style=wide)
        self.known = widgets.Dropdown(
            description=_("How the results are known"),
            options=[everything, *((_(title), key) for key, title in EVIDENCE.items())],
            style=wide,
        )
        self.count = widgets.HTML()
        self.detail = Detail(shelf, on_change=self._again)
        self.hits = Hits(self.detail, guard, lab.language)
        for each in (self.text, self.area, self.place, self.known):
            each.observe(guard(lambda _change: self._search()), "value")
        box = field(self.text)
        box.add_class("lm-wide")
        filters = row(field(self.area), field(self.place), field(self.known))
        super().__init__([box, filters, self.status, self.count, self.hits])
        self.refresh()

    def refresh(self) -> None:
        """Show what the store holds now."""
        _ = translator(self.shelf.lab.language)
        self.shelf.refresh()
        places = sorted({str(one) for one in self.shelf.frame["place"] if not nothing(one)})
        options = [(_("All"), _ALL), *((place, place) for place in places)]
        if list(self.place.options) != options:
            chosen = self.place.value if self.place.value in places else _ALL
            self.place.options = options
            self.place.value = chosen
        self._search()
        self.detail.refresh()

    def _search(self) -> None:
        _ = translator(self.shelf.lab.language)
        filters = {
            "focus_areas": self.area.value,
            "place": self.place.value,
            "evidence": self.known.value,
        }
        where = {name: value for name, value in filters.items() if value != _ALL}
        found = self.shelf.search(self.text.value[:_LONGEST], where)
        self.count.value = f"<p>{self._counted(len(found))}</p>"
        self.hits.show([self._hit(row) for row in found.itertuples()])

    def _counted(self, n: int) -> str:
        _ = translator(self.shelf.lab.language)
        if n == 0:
            return _("Nothing fits. Try other words, or fewer, and look at the filters.")
        whole = _.number(len(self.shelf.index))
        if not self.text.value.strip():
            return _("{n} of {all} examples.", n=_.number(n), all=whole)
        return _.plural(
            "{n} of {all} examples, the best first.",
            "{n} of {all} examples, the best first.",
            n,
            all=whole,
        )

    def _hit(self, found: tuple) -> Hit:
        example = self.shelf.index.row(found.row)
        summary = "" if nothing(example.get("summary")) else str(example["summary"])
        lead = summary if len(summary) <= _LEAD else f"{summary[: _LEAD - 1].rstrip()}…"
        where = telling.whose(example)
        return Hit(found.id, found.name, where, lead, tuple(found.reasons))

    def _again(self) -> None:
        """The catalogue was changed from the open example: what is found stays where it is."""
        self.shelf.refresh()
