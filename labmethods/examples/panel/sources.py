"""A button that asks the examples' sources whether they still answer."""

from __future__ import annotations

import html

import ipywidgets as widgets

from labmethods.examples.links import addresses
from labmethods.examples.panel.shelf import Shelf
from labmethods.language import translator
from labmethods.prose import linked
from labmethods.sources.links import ask
from labmethods.widgets.frame import heading, paragraph
from labmethods.widgets.job import Job, Steps
from labmethods.widgets.status import StatusLine
from labmethods.workbook.check import Finding
from labmethods.workbook.links import look


class SourceLinks(widgets.VBox):
    """Asks only when somebody presses; nothing of the lab is sent but the addresses' own names."""

    inside = False
    """Whether this computer's own addresses are asked, too; only tests do."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        _ = translator(shelf.lab.language)
        self.status = StatusLine(shelf.lab.language)
        self.found = widgets.HTML()
        self.job = Job(
            _("Ask whether the sources are still there"),
            shelf.lab.language,
            self.status,
            self._asked,
            self._told,
        )
        self.job.start.button_style = ""
        how = _(
            "Pages on the web disappear. This asks each source's address over the network, a few "
            "in a second; nothing in the lab is changed or sent."
        )
        head = heading(_("Are the sources still there?"), 3)
        super().__init__([head, paragraph(how), self.job, self.status, self.found])

    def _asked(self, steps: Steps) -> tuple[int, list[Finding]]:
        places = addresses(self.shelf.frame)
        found = look(
            places,
            lambda wanted: ask(wanted, inside=self.inside, before=steps.go_on, told=steps.told),
        )
        return len({address for _name, address in places}), found

    def _told(self, asked: tuple[int, list[Finding]]) -> str:
        n, found = asked
        _ = translator(self.shelf.lab.language)
        items = "".join(
            f"<li><strong>{html.escape(one.where)}</strong>: "
            f"{linked(one.problem.text(_.language))}</li>"
            for one in found
        )
        self.found.value = f"<ul>{items}</ul>" if items else ""
        if not found:
            return _.plural(
                "{n} address was asked, and it answers.",
                "{n} addresses were asked, and all of them answer.",
                n,
            )
        return _.plural(
            "{n} of {all} addresses needs a look.",
            "{n} of {all} addresses need a look.",
            len({one.problem.values["address"] for one in found}),
            all=_.number(n),
        )
