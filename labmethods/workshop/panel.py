"""The workshop's panel: plan the rounds, open the room, read what came."""

from __future__ import annotations

import html
import os
from urllib.parse import quote

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.widgets.block_list import BlockList
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.frame import heading, panel_frame, paragraph
from labmethods.widgets.sections import Section, Sections
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab
from labmethods.workshop import report
from labmethods.workshop.groups import another_group
from labmethods.workshop.importer import PollsPart
from labmethods.workshop.records import Workshop

_PLAN = [
    "kind",
    "question",
    "position",
    "options",
    "dots",
    "actors",
    "outcome",
    "more_outcomes",
    "occasion",
    "quiet",
    "minutes",
    "translations",
]


def panel(lab: Lab) -> widgets.VBox:
    """Plan the rounds, open the room, read what came, and write what was decided."""
    _ = translator(lab.language)
    status = StatusLine(lab.language)
    current = Current(lab)
    parts = [
        (_("Workshops"), WorkshopsPart(lab, current, status)),
        (_("Plan the rounds"), RoundsPart(lab, current, _PLAN)),
        (_("From Mentimeter or Slido"), PollsPart(lab)),
        (_("The minutes"), MinutesPart(lab, current)),
    ]
    sections = Sections([Section(title, part, part.refresh) for title, part in parts], status.guard)
    return panel_frame(lab, sections, status)


class Current:
    """The workshop that all parts are about: the one that was chosen last, else the newest."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self.chosen = ""

    def workshop(self) -> Workshop | None:
        """The workshop; none when there is none."""
        known = sorted(self._lab.workshops.all(), key=lambda one: (one.day, one.id))
        return next((one for one in known if one.id == self.chosen), known[-1] if known else None)


class WorkshopsPart(widgets.VBox):
    """The workshops, and the way into the room."""

    def __init__(self, lab: Lab, current: Current, status: StatusLine) -> None:
        self._lab = lab
        self._current = current
        self._status = status
        self._link = widgets.HTML()
        _ = translator(lab.language)
        self.group = widgets.Button(description=_("Another group with the same rounds"))
        self.group.on_click(status.guard(lambda _button: self._add_group()))
        self.editor = RecordsEditor(
            lab, "workshops", columns=["name", "day", "place"], on_change=self._show
        )
        self.editor.list.observe(lambda _change: self._choose(), "chosen")
        super().__init__([self.editor, self._link, self.group])
        self._show()

    def refresh(self) -> None:
        """Show what the store holds now."""
        self.editor.refresh()
        self._show()

    def _choose(self) -> None:
        if self.editor.list.chosen:
            self._current.chosen = self.editor.list.chosen
        self._show()

    def _add_group(self) -> None:
        workshop = self._current.workshop()
        if workshop is not None:
            self._current.chosen = another_group(self._lab, workshop).id
            self.refresh()
            self._status.saved()

    def _show(self) -> None:
        _ = translator(self._lab.language)
        workshop = self._current.workshop()
        self.group.layout.display = "none" if workshop is None else ""
        if workshop is None:
            self._link.value = ""
            return
        if os.environ.get("JUPYTERHUB_SERVICE_PREFIX"):
            hint = _(
                "Phones don't reach a JupyterHub, so the room is opened elsewhere: run labmethods "
                "open on a computer in the room, on the same database."
            )
            self._link.value = f'<p class="lm-hint">{html.escape(hint)}</p>'
            return
        text = _("Open the room: {workshop}", workshop=workshop.text(self._lab.language))
        hint = _("It opens where labmethods open or labmethods present shows the lab.")
        self._link.value = (
            f'<p class="lm-next"><a href="{html.escape(room_address(workshop))}" '
            f'target="_blank">{html.escape(text)}</a></p>'
            f'<p class="lm-hint">{html.escape(hint)}</p>'
        )


def room_address(workshop: Workshop) -> str:
    """Where the JupyterLab that shows this panel serves the room."""
    return f"/labmethods/room?workshop={quote(workshop.id)}"


class RoundsPart(widgets.VBox):
    """The rounds of the current workshop."""

    def __init__(self, lab: Lab, current: Current, fields: list[str]) -> None:
        self._lab = lab
        self._current = current
        self._fields = fields
        self._of = ""
        self._next = widgets.HTML()
        super().__init__()

    def refresh(self) -> None:
        """Show the rounds of the workshop that is current now."""
        _ = translator(self._lab.language)
        workshop = self._current.workshop()
        if workshop is None:
            self._of = ""
            self.children = [paragraph(_("Add a workshop first."))]
        elif workshop.id == self._of:
            self.editor.refresh()
        else:
            self._of = workshop.id
            self.editor = RecordsEditor(
                self._lab,
                "workshop_rounds",
                columns=["question", "kind", "position", "state"],
                fields=self._fields,
                fixed={"workshop": workshop.id},
                on_change=self._tell,
            )
            self.children = [heading(workshop.text(self._lab.language), 3), self._next, self.editor]
        self._tell()

    def _tell(self) -> None:
        """Say what comes next, as long as there is no round."""
        _ = translator(self._lab.language)
        known = self._of and self._lab.workshop_rounds.find(workshop=self._of)
        text = "" if known else _("Add a round, and then the room can be opened.")
        self._next.value = f"<p>{html.escape(text)}</p>" if text else ""


class MinutesPart(widgets.VBox):
    """What came, and the fields for what was decided."""

    def __init__(self, lab: Lab, current: Current) -> None:
        self._lab = lab
        self._current = current
        self._rounds = RoundsPart(lab, current, ["question", "decided"])
        self._minutes = BlockList(lab)
        super().__init__([self._minutes, self._rounds])

    def refresh(self) -> None:
        """Show the minutes as the report has them."""
        workshop = self._current.workshop()
        self._minutes.show(
            report.minutes(self._lab, workshop, self._lab.language) if workshop else []
        )
        self._rounds.refresh()
