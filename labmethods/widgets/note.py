"""A field for free text that is kept in the store and shown as Markdown."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.prose import safe_html
from labmethods.widgets.form import Field
from labmethods.widgets.frame import Frame, styled
from labmethods.widgets.live import Live, listen
from labmethods.widgets.status import StatusLine
from labmethods.workbook.facts import Note
from labmethods.workbook.journal import Change
from labmethods.workbook.lab import Lab


class NoteField(Frame):
    """Free text under a key; saved when the field is left."""

    def __init__(self, lab: Lab, key: str) -> None:
        self._lab, self._key = lab, key
        self.status = StatusLine(lab.language)
        _ = translator(lab.language)
        self._seen: Note | None = None
        self.field = Field(Note, "text", lab.language, lambda _table: [], self._save, self._settle)
        self.field.input.widget.description = _("What we concluded")
        self._shown = widgets.HTML()
        super().__init__(
            [styled(), self.field.widget, self.status, self._shown, Live(lab)], lab.language
        )
        self._settle(self._found())
        self.field.set(self._seen and self._seen.text)
        listen(lab, self.catch_up)

    def catch_up(self, changes: list[Change]) -> None:
        """Show what others wrote here."""
        found = self._found()
        if any(change.table == "notes" for change in changes) and found != self._seen:
            self._settle(found)
            self.field.set(found and found.text)

    def _found(self) -> Note | None:
        return next(iter(self._lab.notes.find(key=self._key)), None)

    def _settle(self, note: Note | None) -> None:
        self._seen = note
        self._show()

    def _save(self, text: str) -> None:
        found = self._found()
        if found:
            # A note that somebody began meanwhile was seen as empty here.
            seen = self._seen or Note.model_construct(id=found.id, key=self._key, text=None)
            self._seen = self._lab.notes.change(found.id, seen=seen, text=text)
        elif text.strip():
            self._seen = self._lab.notes.add(key=self._key, text=text)
        self.status.saved()
        self._show()

    def _show(self) -> None:
        text = self._lab.note_text(self._key)
        self._shown.value = f'<div class="lm-prose">{safe_html(text)}</div>' if text else ""
