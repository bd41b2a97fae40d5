"""The log: a form for the phone, the entries, and their photos."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable

import ipywidgets as widgets

from labmethods.errors import LabError
from labmethods.experiments import attachments, steps
from labmethods.experiments.analysis import standing_entries
from labmethods.experiments.panel.current import Chooser, Current
from labmethods.experiments.records import LogEntry
from labmethods.language import translator
from labmethods.widgets.file_choice import FileChoice
from labmethods.widgets.form import Form
from labmethods.widgets.frame import heading, paragraph
from labmethods.widgets.live import listen
from labmethods.widgets.record_list import RecordList
from labmethods.widgets.status import StatusLine
from labmethods.workbook import drafts
from labmethods.workbook.journal import Change
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import FieldErrors

_DRAFT = "log entry"
_FIELDS = ["day", "event", "present", "groups", "observation", "quote"]


class LogPart(widgets.VBox):
    """The form first, since it is used most; then the entries that stand."""

    def __init__(self, lab: Lab, current: Current) -> None:
        _ = translator(lab.language)
        self.lab = lab
        self.current = current
        self.chooser = Chooser(current)
        self.form = LogForm(lab, current, self.refresh)
        columns = ["day", "event", "present", "observation"]
        self.list = RecordList(LogEntry, columns, lab.language, _("No log entry yet."))
        self.correct = widgets.Button(description=_("Correct the chosen entry"), disabled=True)
        self.correct.on_click(self.form.status.guard(lambda _b: self._correct()))
        self.photos = widgets.VBox()
        self.list.observe(self.form.status.guard(lambda _c: self._chosen()), "chosen")
        current.observe(self.form.status.guard(lambda _c: self.refresh()), "experiment")
        super().__init__(
            [self.chooser, self.form, heading(_("Log"), 3), self.list, self.correct, self.photos]
        )
        listen(lab, self.catch_up)

    def catch_up(self, changes: list[Change]) -> None:
        """Show what others changed."""
        if {change.table for change in changes} & {"log_entries", "experiments"}:
            self.refresh()

    def refresh(self) -> None:
        """Show what the store holds now."""
        self.chooser.refresh()
        entries = self.lab.log_entries.find(experiment=self.current.experiment)
        standing = set(standing_entries(self.lab.log_entries.frame())["id"])
        shown = sorted((e for e in entries if e.id in standing), key=lambda one: one.day)
        self.list.show(shown[::-1], lambda _table, _id: "")
        self._chosen()

    def _entry(self) -> LogEntry | None:
        found = self.lab.log_entries.find(id=self.list.chosen) if self.list.chosen else []
        return found[0] if found and found[0].experiment == self.current.experiment else None

    def _chosen(self) -> None:
        entry = self._entry()
        self.correct.disabled = entry is None
        self.photos.children = [] if entry is None else self._photos(entry)

    def _correct(self) -> None:
        entry = self._entry()
        if entry is not None:
            self.form.correct(entry)

    def _photos(self, entry: LogEntry) -> list[widgets.Widget]:
        shown: list[widgets.Widget] = []
        for one in self.lab.attachments.find(log_entry=entry.id):
            caption = html.escape(one.description)
            if one.kind.startswith("image/"):
                data = attachments.content(self.lab, one)
                shown.append(widgets.Image(value=data, format=one.kind[6:], width="320"))
            shown.append(widgets.HTML(f"<p>{caption} ({html.escape(one.kind)})</p>"))
        return shown


class LogForm(widgets.VBox):
    """What happened, in seconds: it is saved as a whole, and never changed afterwards."""

    def __init__(self, lab: Lab, current: Current, on_saved: Callable[[], object]) -> None:
        _ = translator(lab.language)
        self.lab = lab
        self.current = current
        self.on_saved = on_saved
        self._corrects: LogEntry | None = None
        self.status = StatusLine(lab.language)
        self.form = Form(LogEntry, lab.language, lambda _table: [], self._check, _FIELDS)
        self.file = FileChoice(
            lab.language, description=_("Photo or file"), accept=".jpg,.jpeg,.png,.pdf,.txt"
        )
        self.shows = widgets.Text(
            description=_("What the photo or file shows"), continuous_update=False
        )
        note = _(
            "A photo is kept without place and device. Ask those who can be recognised before "
            "you take it. A PDF is kept as it is, with its author's name if there is one."
        )
        hint = widgets.HTML(f'<div class="lm-hint">{html.escape(note)}</div>')
        attach = widgets.VBox([self.file, self.shows, hint])
        attach.add_class("lm-field")
        attach.add_class("lm-wide")
        self.save = widgets.Button(description=_("Save the entry"), button_style="primary")
        self.save.on_click(self.status.guard(lambda _button: self._save()))
        self.cancel = widgets.Button(description=_("Empty the form"))
        self.cancel.on_click(self.status.guard(lambda _button: self.clear()))
        buttons = widgets.HBox([self.save, self.cancel])
        buttons.add_class("lm-row")
        when = paragraph(_("The entry is saved when you press Save the entry."))
        super().__init__([when, self.form.widget, attach, buttons, self.status])
        self._empty()
        if draft := drafts.kept(lab, _DRAFT):
            self.form.set(LogEntry.as_read(draft))
            self.status.say(_("What you had begun to write stands here. It is not saved yet."))

    def clear(self) -> None:
        """An empty form for today."""
        self._empty()
        drafts.forget(self.lab, _DRAFT)

    def _empty(self) -> None:
        self._corrects = None
        self.form.set({"day": datetime.date.today(), "groups": []})
        self.file.value = ()
        self.shows.value = ""

    def correct(self, entry: LogEntry) -> None:
        """Put an entry in the form, to save a new one that corrects it."""
        self._corrects = entry
        self.form.set(entry.values())
        _ = translator(self.lab.language)
        self.status.say(_("Write what should stand and save. What it said first is kept."))

    def _check(self, name: str, value: object) -> None:
        """A field's own rule, when it is left; nothing is saved before the button is pressed."""
        if self._corrects is None:
            drafts.keep(self.lab, _DRAFT, self.form.typed())
        values = {"experiment": "-", "day": datetime.date.today(), "event": "-", name: value}
        LogEntry.valid(**values)

    def _save(self) -> None:
        _ = translator(self.lab.language)
        if not self.current.found():
            self.status.error(_("Choose the experiment first. Nothing has been saved."))
            return
        typed = {name: value for name, value in self.form.typed().items() if value != ""}
        try:
            entry = self.lab.log_entries.add(
                experiment=self.current.experiment,
                round=steps.current_round(self.lab, self.current.experiment),
                corrects=self._corrects.id if self._corrects else None,
                **typed,
            )
        except FieldErrors as error:
            for name, one in error.fields.items():
                if name in self.form.fields:
                    self.form.fields[name].say(one.text(self.lab.language))
            raise
        said = self._attach(entry)
        self.clear()
        self.on_saved()
        if said:
            self.status.error(said)
        else:
            self.status.saved()

    def _attach(self, entry: LogEntry) -> str:
        """Keep the photo with the entry that was saved; what went wrong with it, or nothing."""
        _ = translator(self.lab.language)
        for file in self.file.value:
            description = self.shows.value or _("Photo or file")
            try:
                attachments.attach(self.lab, entry, bytes(file["content"]), description)
            except LabError as error:
                text = error.text(self.lab.language)
                return _("The entry is saved, but not its file. {why}", why=text)
        return ""
