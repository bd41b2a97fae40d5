"""A small form before the start: with so many people, how small a change can be seen."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.evaluation import analysis
from labmethods.language import translator
from labmethods.widgets.status import StatusLine
from labmethods.workbook.records import Decimal, Whole


class Planner(widgets.VBox):
    """How the evaluation will find out, how many people, and what that can show."""

    def __init__(self, language: str) -> None:
        _ = translator(language)
        self._language = language
        self.kind = widgets.Dropdown(
            options=[
                (_("The same people before and after"), "change"),
                (_("Participants against a comparison group"), "difference"),
                (_("How many of the group reached it"), "share"),
            ],
            description=_("How we find out"),
            style={"description_width": "initial"},
            layout={"width": "auto"},
        )
        self.n = _number(_("Participants"), "20")
        self.other = _number(_("In the comparison group"), "20")
        self.spread = _number(_("Usual spread (standard deviation), if known"), "")
        self.usual = _number(_("Usual share without the activity (%)"), "40")
        self.answer = StatusLine(language)
        super().__init__()
        update = self.answer.guard(lambda _change: self.update())
        for one in (self.kind, self.n, self.other, self.spread, self.usual):
            one.observe(update, "value")
        update(None)

    def update(self) -> None:
        """Work it out anew."""
        kind = self.kind.value
        shown = {
            "change": [self.n, self.spread],
            "difference": [self.n, self.other, self.spread],
            "share": [self.n, self.usual],
        }[kind]
        self.children = (self.kind, widgets.HBox(shown), self.answer)
        n = Whole(0).parse(self.n.value or "0")
        spread = Decimal().parse(self.spread.value) if self.spread.value.strip() else None
        if kind == "change":
            plan = analysis.detectable_change(n, spread)
        elif kind == "difference":
            other = Whole(0).parse(self.other.value or "0")
            plan = analysis.detectable_difference(n, other, spread)
        else:
            plan = analysis.detectable_share(n, Decimal().parse(self.usual.value or "0") / 100)
        self.answer.say(plan.conclusion(self._language))


def _number(title: str, value: str) -> widgets.Text:
    return widgets.Text(
        value=value,
        description=title,
        continuous_update=False,
        style={"description_width": "initial"},
        layout={"width": "auto", "min_width": "14em"},
    )
