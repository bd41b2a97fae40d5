"""Import observations from a spreadsheet: look, correct the columns, then take all rows or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import PurePath

import ipywidgets as widgets

from labmethods.blocks import Table
from labmethods.errors import Refused
from labmethods.indicators.importing import Columns, guess, import_table
from labmethods.language import N_, translator
from labmethods.sources.cells import text
from labmethods.sources.spreadsheets import SheetTable, read
from labmethods.widgets.file_choice import FileChoice
from labmethods.widgets.frame import field
from labmethods.widgets.page import table_html
from labmethods.widgets.status import StatusLine
from labmethods.workbook.granted import granted
from labmethods.workbook.lab import Lab
from labmethods.workbook.remembered import remember, remembered

_TITLES = {
    "period": N_("Period"),
    "value": N_("Value"),
    "numerator": N_("How many (numerator)"),
    "denominator": N_("Of how many (denominator)"),
    "group": N_("Group"),
    "remark": N_("Remark"),
}


class Importer(widgets.VBox):
    """A file, its tables, a list for each thing that a column may hold, and the first rows.

    What the user chose for a table is remembered by its headings, for the next file like it.

    Parameters
    ----------
    indicator
        The id of the indicator that the values belong to.
    on_imported
        Called when rows were imported.
    """

    def __init__(self, lab: Lab, indicator: str, on_imported: Callable[[], None]) -> None:
        self.lab, self.indicator, self.on_imported = lab, indicator, on_imported
        self._ = _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.tables: list[SheetTable] = []
        self.source = ""
        self.file = FileChoice(
            lab.language, description=_("Choose a file"), accept=".xlsx,.xls,.ods,.csv,.txt"
        )
        self.table = widgets.Dropdown(description=_("Table"))
        self.columns = {
            role: widgets.Dropdown(description=_(title)) for role, title in _TITLES.items()
        }
        self.of_one = widgets.Checkbox(
            description=_("Shares are written as 0.82, not as 82"), indent=False
        )
        form = widgets.Box([field(one) for one in self.columns.values()])
        form.add_class("lm-form")
        self.preview = widgets.HTML()
        self.take = widgets.Button(description=_("Import the rows"), button_style="primary")
        self.chosen = widgets.VBox(
            [field(self.table), form, self.of_one, self.preview, self.take],
            layout={"display": "none"},
        )
        guard = self.status.guard
        self.file.observe(guard(lambda _change: self._uploaded()), "value")
        self.table.observe(guard(lambda _change: self._show()), "value")
        self.take.on_click(guard(lambda _button: self._import()))
        super().__init__([self.file, self.status, self.chosen])

    def load(self, name: str, data: bytes) -> None:
        """Read a file's tables and show the first."""
        self.chosen.layout.display = "none"
        self.tables = read(PurePath(name), data)
        if not self.tables:
            raise Refused(N_("There is no table in {where}."), where=name)
        self.source = name
        self.table.options = [
            (" – ".join(filter(None, [one.sheet, one.title])) or self._("Table {n}", n=n), n)
            for n, one in enumerate(self.tables, start=1)
        ]
        self.table.value = 1
        self._show()
        self.chosen.layout.display = ""

    def _uploaded(self) -> None:
        for one in self.file.value:
            self.load(one["name"], bytes(one["content"]))

    def _show(self) -> None:
        if self.table.value is None:
            return
        table = self._table()
        names = [("–", ""), *((name, name) for name in table.frame.columns)]
        known = remembered(self.lab, list(table.frame.columns))
        chosen = Columns(**known) if known else guess(table)
        for role, column in self.columns.items():
            column.options = names
            column.value = getattr(chosen, role)
        share = self.lab["indicators"].get(self.indicator).unit == "share"
        self.of_one.value = chosen.of_one
        self.of_one.layout.display = "" if share else "none"
        rows = table.preview()
        caption = self._("The first {n} of {total} rows", n=len(rows), total=len(table.frame))
        self.preview.value = table_html(Table(rows, caption), self.lab.language)

    def _import(self) -> None:
        columns = Columns(
            **{role: column.value or "" for role, column in self.columns.items()},
            of_one=self.of_one.value,
        )
        indicator = self.lab["indicators"].get(self.indicator)
        groups = self._new_groups(columns)
        count = import_table(self.lab, self._table(), columns, indicator, self.source)
        remember(self.lab, list(self._table().frame.columns), asdict(columns))
        self.chosen.layout.display = "none"
        self.on_imported()
        self.status.say(" ".join([self._("{n} rows were imported.", n=count), *groups]))

    def _new_groups(self, columns: Columns) -> list[str]:
        """Which groups the lab doesn't have yet: a misspelt one would become one of its own."""
        if not columns.group:
            return []
        cells = self._table().frame[columns.group].items()
        rows = [(number, {"group": text(cell)}) for number, cell in cells]
        return granted(self.lab["observations"], ["group"], rows).sentences(self._)

    def _table(self) -> SheetTable:
        return self.tables[self.table.value - 1]
