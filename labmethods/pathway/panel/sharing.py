"""What can be taken along: the week on paper, and the path as HSDS tables; and tables taken in."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import ipywidgets as widgets

from labmethods.errors import LabError
from labmethods.language import translator
from labmethods.pathway import analysis, hsds
from labmethods.pathway.calendar import calendar_page
from labmethods.pathway.hsds.package import package_bytes
from labmethods.pathway.path import path_of
from labmethods.reporting.gate import passed_outward
from labmethods.widgets.file_choice import FileChoice
from labmethods.widgets.frame import field, heading, paragraph, row
from labmethods.widgets.status import StatusLine
from labmethods.widgets.takeaway import Made, Takeaway
from labmethods.workbook.folder import folder_name
from labmethods.workbook.lab import Lab


class Sharing(widgets.VBox):
    """The week calendar to print, and HSDS tables out and in.

    Parameters
    ----------
    on_change
        Called after an import.
    """

    def __init__(self, lab: Lab, *, on_change: Callable[[], None]) -> None:
        self.lab = lab
        self._on_change = on_change
        _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        guard = self.status.guard
        self.group = widgets.Dropdown(description=_("For whom"))
        self.calendar = Takeaway(
            lab, _("Make the week calendar"), self._calendar, self.status, "primary"
        )
        self.export = Takeaway(lab, _("Make a file with HSDS tables"), self._package, self.status)
        self.upload = FileChoice(
            lab.language, description=_("Take in HSDS tables (zip)"), accept=".zip"
        )
        self.upload.observe(guard(self._import), "value")
        super().__init__(
            [
                heading(_("A week calendar for residents"), 3),
                paragraph(
                    _(
                        "One sheet in Swedish and one in plain English, to print and hand out. It "
                        "shows what runs and holds today."
                    )
                ),
                row(field(self.group), self.calendar),
                heading(_("To and from other directories"), 3),
                paragraph(
                    _(
                        "HSDS is the open format of service directories (Open Referral). A file "
                        "that is taken in changes what came from it before, and adds the rest."
                    )
                ),
                row(self.export, self.upload),
                self.status,
            ]
        )
        self.refresh()

    def refresh(self) -> None:
        """Offer the target groups that there are now; what was made before is out of date."""
        _ = translator(self.lab.language)
        groups = self.lab["target_groups"].all()
        choices = [(_("Everybody"), None), *((group.name, group.id) for group in groups)]
        if list(self.group.options) != choices:
            self.group.options = choices
        self.calendar.clear()
        self.export.clear()

    def _calendar(self, undecided: str) -> Made:
        lab = self.lab
        _ = translator(lab.language)
        today = datetime.date.today()
        path, group = path_of(lab, on=today), self.group.value
        english = dict(zip(path.activities["id"], path.activities["alternate_name"], strict=True))
        names = dict(zip(path.activities["id"], path.activities["name"], strict=True))
        unknown = analysis.without_times(path.activities, path.schedules, group=group)
        words = {
            "title": lab.facts.place or lab.name,
            "group": self.group.label if group else "",
            "unknown": [(names[key], english[key]) for key in unknown],
        }
        told = passed_outward(
            lab,
            tables={"week": analysis.week(path.activities, path.schedules, group=group, on=today)},
            texts=words,
            undecided=undecided,
        )
        page = calendar_page(told.tables["week"], sample=lab.sample, made_on=today, **told.texts)
        what = _("week-calendar")
        return Made(
            _("Download the week calendar, then open and print it"),
            f"{folder_name(lab.name)}-{what}-{today.isoformat()}.html",
            "text/html",
            page.encode(),
            _("The week calendar is ready."),
        )

    def _package(self, undecided: str) -> Made:
        _ = translator(self.lab.language)
        name = f"{folder_name(self.lab.name)}-hsds.zip"
        tables, title = hsds.passed_tables(self.lab, undecided)
        data = package_bytes(tables, title)
        text = _("Download {name}", name=name)
        return Made(text, name, "application/zip", data, _("The file is ready."))

    def _import(self, change: dict) -> None:
        _ = translator(self.lab.language)
        for file in change["new"]:
            received = hsds.import_hsds(self.lab, bytes(file["content"]))
            self._on_change()
            self.status.say(received_text(received, self.lab.language))


def received_text(received: hsds.Received, language: str) -> str:
    """What an import brought, and what was left out."""
    _ = translator(language)
    said = [
        _(
            "{added} records were added and {changed} changed.",
            added=_.number(sum(received.added.values())),
            changed=_.number(sum(received.changed.values())),
        )
    ]
    if received.left_out:
        reasons: list[LabError] = received.left_out[:5]
        listed = "; ".join(one.text(language) for one in reasons)
        said.append(
            _.plural(
                "{n} thing has no place here and was left out: {what}.",
                "{n} things have no place here and were left out, such as: {what}.",
                len(received.left_out),
                what=listed,
            )
        )
    return " ".join(said)
