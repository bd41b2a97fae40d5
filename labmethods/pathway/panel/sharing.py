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
from labmethods.widgets.frame import field, heading, paragraph, row
from labmethods.widgets.links import download_link
from labmethods.widgets.status import StatusLine
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
        self.make = widgets.Button(description=_("Make the week calendar"), button_style="primary")
        self.make.on_click(lambda _button: guard(self._make_calendar)())
        self.calendar = widgets.HTML()
        self.export = widgets.Button(description=_("Make a file with HSDS tables"))
        self.export.on_click(lambda _button: guard(self._export)())
        self.exported = widgets.HTML()
        self.upload = widgets.FileUpload(
            accept=".zip",
            description=_("Take in HSDS tables (zip)"),
            layout={"width": "auto", "height": "44px"},
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
                row(field(self.group), self.make, self.calendar),
                heading(_("To and from other directories"), 3),
                paragraph(
                    _(
                        "HSDS is the open format of service directories (Open Referral). A file "
                        "that is taken in changes what came from it before, and adds the rest."
                    )
                ),
                row(self.export, self.exported, self.upload),
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
        self.calendar.value = self.exported.value = ""

    def _make_calendar(self) -> None:
        _ = translator(self.lab.language)
        today = datetime.date.today()
        path, group = path_of(self.lab, on=today), self.group.value
        english = dict(zip(path.activities["id"], path.activities["alternate_name"], strict=True))
        names = dict(zip(path.activities["id"], path.activities["name"], strict=True))
        unknown = analysis.without_times(path.activities, path.schedules, group=group)
        page = calendar_page(
            analysis.week(path.activities, path.schedules, group=group, on=today),
            title=self.lab.facts.place or self.lab.name,
            group=self.group.label if group else "",
            unknown=[(names[key], english[key]) for key in unknown],
            sample=self.lab.sample,
            made_on=today,
        )
        text = _("Download the week calendar, then open and print it")
        name = f"{folder_name(self.lab.name)}-{today.isoformat()}.html"
        self.calendar.value = download_link(text, name, "text/html", page.encode())
        self.status.say(_("The week calendar is ready."))

    def _export(self) -> None:
        _ = translator(self.lab.language)
        data = package_bytes(hsds.hsds_tables(self.lab), self.lab.name)
        name = f"{folder_name(self.lab.name)}-hsds.zip"
        text = _("Download {name}", name=name)
        self.exported.value = download_link(text, name, "application/zip", data)
        self.status.say(_("The file is ready."))

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
