"""Asks what should stand where two changed the same: what a board and a table of answers need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets as widgets

from labmethods.errors import ChangedMeanwhile, LabError
from labmethods.language import translator
from labmethods.widgets.choices import Choices, error_line, say_error
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import Kind, Record, Reference


class Asking(widgets.VBox):
    """Saves what one changed, and shows both values where somebody else changed it meanwhile.

    Nothing is shown as long as there is nothing to ask.
    """

    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self._lab = lab
        self._language = lab.language
        self.said = error_line()
        self.choice = Choices(self._choose)

    def save(
        self,
        table: str,
        seen: Record,
        values: Mapping[str, Any],
        settled: Callable[[Record], object],
    ) -> Record:
        """Save those of the values that are others than one saw.

        Parameters
        ----------
        seen
            The record as it was shown to the one who changes it.
        settled
            Called with the record as it stands, when it was asked and chosen.

        Raises
        ------
        ChangedMeanwhile
            Somebody else changed the same; it is asked here now, and nothing was saved.
        """
        self.forget()
        wanted = type(seen).valid(**{**seen.model_dump(), **values})
        own = {name: value for name, value in values.items() if _differs(wanted, seen, name)}
        try:
            return self._lab[table].change(seen.id, seen=seen, **own)
        except ChangedMeanwhile as error:
            self._ask(table, error, wanted, own, settled)
            raise

    def forget(self) -> None:
        """Ask no more."""
        self.choice.offer()
        self.children = ()

    def _ask(
        self,
        table: str,
        error: ChangedMeanwhile,
        wanted: Record,
        own: Mapping[str, Any],
        settled: Callable[[Record], object],
    ) -> None:
        _ = translator(self._language)
        now: Record = error.now
        # What they left as it was needs no choice.
        theirs, yours = (self._told(one, own) for one in (now, wanted))
        text = _(error.message, theirs=theirs, yours=yours)
        say_error(self.said, f"{now.label()}: {text}")

        def replace() -> None:
            settled(self.save(table, now, own, settled))

        self.choice.offer(
            (_("Keep theirs: {value}", value=theirs), lambda: settled(now)),
            (_("Save mine: {value}", value=yours), replace),
        )
        self.children = (self.said, self.choice)

    def _choose(self, action: Callable[[], object]) -> None:
        try:
            self.forget()
            action()
        except ChangedMeanwhile:
            # It was changed once more, and is asked again.
            pass
        except LabError as error:
            say_error(self.said, error.text(self._language))
            self.children = (self.said,)

    def _told(self, record: Record, names: Iterable[str]) -> str:
        """A record's values in words; with their titles where there are several."""
        fields = record.fields()
        told = {name: self._word(fields[name][1], getattr(record, name)) for name in names}
        if len(told) == 1:
            return next(iter(told.values()))
        titles = {name: record.title_of(name, self._language) for name in told}
        return ", ".join(f"{titles[name]} {text}" for name, text in told.items())

    def _word(self, kind: Kind, value: Any) -> str:
        """A value as people say it; what refers to another record by what that is called."""
        if isinstance(kind.inner, Reference):
            ids = value if isinstance(value, list) else [value] if value else []
            found = [one for key in ids for one in self._lab[kind.inner.table].find(id=key)]
            return ", ".join(one.label() for one in found) or "–"
        return kind.show(value, self._language) or "–"


def _differs(one: Record, other: Record, name: str) -> bool:
    return getattr(one, name) != getattr(other, name)
