"""The editor of a table: a list of its records, and the form of the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets as widgets

from labmethods.errors import Missing
from labmethods.language import translator
from labmethods.widgets.form import Form
from labmethods.widgets.frame import styled
from labmethods.widgets.live import listen
from labmethods.widgets.record_list import RecordList
from labmethods.widgets.status import StatusLine
from labmethods.widgets.undoing import UndoBar
from labmethods.workbook.journal import Change
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import FieldErrors, Kind, Record, Reference


class RecordsEditor(widgets.VBox):
    """List, form, add, remove, undo and redo for one table of a lab.

    Parameters
    ----------
    lab, table
        Whose records these are.
    columns
        The fields that the list shows; the first is the one to press. All of one line by default.
    fields
        The fields of the form; all by default.
    fixed
        Field values that every record here has, such as the experiment whose log this is; only
        records with these values are shown.
    on_change
        Called after every change that was saved.
    """

    def __init__(
        self,
        lab: Lab,
        table: str,
        *,
        columns: Sequence[str] | None = None,
        fields: Sequence[str] | None = None,
        fixed: Mapping[str, Any] | None = None,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self.lab = lab
        self.table = lab[table]
        self.on_change = on_change
        self.fixed = dict(fixed or {})
        _ = translator(lab.language)
        record = self.table.record
        self.status = StatusLine(lab.language)
        names = [name for name in self._usable(record) if name not in self.fixed]
        self.list = RecordList(record, columns or names[:6], lab.language)
        shown = [name for name in fields or names if name in names]
        self.form = Form(
            record,
            lab.language,
            self._options,
            self._save,
            shown,
            self._show,
            self.table.words,
        )
        self.form.widget.layout.display = "none"
        self._seen: Record | None = None
        self._left: set[str] = set()
        guard = self.status.guard
        one = _(record.one) if record.one else table
        self.add = _button(_("Add {one}", one=one), guard(self._new), primary=True)
        self.remove = _button(_("Remove {one}", one=one), guard(self._remove))
        steps = UndoBar(
            lab,
            guard(lambda: self._step(self.lab.undo, _("Undone."))),
            guard(lambda: self._step(self.lab.redo, _("Done again."))),
            self._concerns,
        )
        self.undo, self.redo = steps.undo, steps.redo
        self.list.observe(guard(self._chosen), "chosen")
        bar = widgets.HBox([self.add, self.remove, steps])
        bar.add_class("lm-row")
        super().__init__([styled(), self.list, bar, self.status, self.form.widget])
        self.add_class("lm")
        self.refresh()
        listen(lab, self.catch_up)

    @property
    def chosen(self) -> Record | None:
        """The record in the form."""
        return self._seen

    def choose(self, record_id: str) -> None:
        """Put a record in the form, as if it were pressed in the list."""
        self.list.chosen = record_id

    def show_changed(self, record: Record) -> None:
        """Show one record that was changed elsewhere, such as on a board; quicker than all."""
        self.list.replace(record, self._called())
        if self._seen and self._seen.id == record.id:
            self._show(record)

    def refresh(self) -> None:
        """Show what the store holds now."""
        records = self.table.find(**self.fixed)
        self.list.show(records, self._called())
        current = next((one for one in records if self._seen and one.id == self._seen.id), None)
        if self._seen and self._seen.id and current is None:
            self._close()
        elif current is not None:
            self._show(current)
        self.remove.disabled = current is None

    def catch_up(self, changes: list[Change]) -> None:
        """Show what others changed; the form only where its own record was changed."""
        fields = self.table.record.fields().values()
        about = {self.table.name, *(kind.inner.table for _, kind in fields if _refers(kind))}
        others = [change for change in changes if change.table in about]
        if not others:
            return
        records = self.table.find(**self.fixed)
        self.list.show(records, self._called())
        current = next((one for one in records if self._seen and one.id == self._seen.id), None)
        if self._seen and current is None:
            self._close()
        elif current is not None and current != self._seen and not self.form.unsettled:
            self._show(current)
        self.remove.disabled = current is None
        self.on_change()
        _ = translator(self.lab.language)
        if all(change.batch in self.lab.store.written for change in others):
            return
        who = _.listing(sorted({change.who for change in others}))
        self.status.say(_("What {who} saved is shown here now.", who=who))

    def _concerns(self, change: Change) -> bool:
        """Whether a change was made to one of the records that are edited here."""
        if change.table != self.table.name:
            return False
        values = change.after or change.before or {}
        return all(values.get(name) == value for name, value in self.fixed.items())

    def _called(self) -> Callable[[str, str], str]:
        """What a record that is referred to is called; each table is read once."""
        names: dict[str, dict[str, str]] = {}

        def called(table: str, record_id: str) -> str:
            if table not in names:
                names[table] = {one.id: one.label() for one in self.lab[table].all()}
            return names[table].get(record_id, "–")

        return called

    def _usable(self, record: type[Record]) -> list[str]:
        """The fields, without references to tables of methods that aren't installed."""
        usable = []
        for name, (_, kind) in record.fields().items():
            inner = kind.inner
            if not isinstance(inner, Reference) or inner.table in self.lab.store.records:
                usable.append(name)
        return usable

    def _options(self, table: str) -> list[tuple[str, str]]:
        return sorted((one.label(), one.id) for one in self.lab[table].all())

    def _save(self, name: str, value: Any) -> None:
        if self._seen is None:
            self._save_new(name)
        else:
            self._seen = self.table.change(self._seen.id, seen=self._seen, **{name: value})
            self._after()

    def _save_new(self, name: str) -> None:
        typed = {
            key: value for key, value in self.form.typed().items() if value not in (None, "", [])
        }
        try:
            self._seen = self.table.add(**{**typed, **self.fixed})
        except FieldErrors as error:
            # "" is a rule that joins several fields. Whoever still fills them in is told of it, but
            # not that this field is wrong.
            again = name in self._left or name == self.form.last
            self._left.add(name)
            if name in error.fields or ("" in error.fields and again):
                raise
            # The rest isn't filled in yet; what is typed stays and is saved with it.
            _ = translator(self.lab.language)
            if "" in error.fields:
                why = error.fields[""].text(self.lab.language)
                self.status.say(_("Not saved yet. {why}", why=why))
            else:
                self.status.say(_("Not saved yet: fill in the fields that are needed."))
            return
        self._after()
        self.list.chosen = self._seen.id

    def _after(self) -> None:
        self.status.saved()
        self.refresh()
        self.on_change()

    def _new(self) -> None:
        self._seen = None
        self._left.clear()
        self.list.chosen = ""
        self.form.set({**self._defaults(), **self.fixed})
        known = self.table.find(**self.fixed)
        for name, value in self.table.record.proposed(known).items():
            if name in self.form.fields:
                self.form.fields[name].propose(value)
        self.form.widget.layout.display = ""
        self.form.focus()
        self.remove.disabled = True

    def _defaults(self) -> dict[str, Any]:
        fields = self.table.record.model_fields
        return {name: info.default for name, info in fields.items() if not info.is_required()}

    def _remove(self) -> None:
        if self._seen is None:
            return
        self.table.remove(self._seen.id)
        self._close()
        self._after()

    def _step(self, step: Callable[[], None], said: str) -> None:
        step()
        self._after()
        self.status.say(said)

    def _chosen(self, change: Mapping[str, Any]) -> None:
        if not change["new"] or (self._seen and self._seen.id == change["new"]):
            return
        try:
            self._show(self.table.get(change["new"]))
        except Missing:
            self.refresh()
            raise
        self.remove.disabled = False

    def _show(self, record: Record) -> None:
        again = self._seen is not None and self._seen.id == record.id
        self._seen = record
        self.form.set(record.values(), keep=again)
        self.form.widget.layout.display = ""

    def _close(self) -> None:
        self._seen = None
        self.list.chosen = ""
        self.form.widget.layout.display = "none"


def _refers(kind: Kind) -> bool:
    return isinstance(kind.inner, Reference)


def _button(text: str, action: Callable[[], None], primary: bool = False) -> widgets.Button:
    button = widgets.Button(description=text, button_style="primary" if primary else "")
    button.on_click(lambda _: action())
    return button
