"""Save a chart's values as a file, and the chart as a picture; all without a network."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from labmethods.blocks import Chart, Table
from labmethods.errors import LabError
from labmethods.language import translator
from labmethods.workbook.formulas import harmless
from labmethods.workbook.lab import Lab

_LONGEST = 60
_HERE = Path(__file__).parent
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


class Downloads(anywidget.AnyWidget):
    """The row of buttons under a chart: xlsx, csv, png and svg.

    The values are made here when they are asked for. Pictures are drawn in the page, with the
    finding above and the source below, by the plotly.js that reports carry. Nothing is saved before
    it has passed the lab's privacy gate; what waits for a decision can be hidden on the spot.
    """

    _esm = _HERE / "downloads.js"
    _css = _HERE / "downloads.css"
    words = traitlets.Dict().tag(sync=True)
    offered = traitlets.List().tag(sync=True)

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._language = lab.language
        self._chart: Chart | None = None
        _ = translator(self._language)
        super().__init__(
            words={
                "title": _("Save:"),
                "xlsx": _("Excel (xlsx)"),
                "csv": _("Values (csv)"),
                "png": _("Picture (png)"),
                "svg": _("Picture (svg)"),
                "wait": _("One moment …"),
                "saved": _("Saved as {name} in the browser's download folder.", name="{name}"),
                "failed": _("It could not be saved. Try another format."),
                "hide": _("Save it with that hidden"),
            }
        )
        self.on_msg(lambda _widget, asked, _buffers: self._answer(asked))

    def show(self, chart: Chart | None) -> None:
        """Offer this chart; nothing for None."""
        self._chart = chart
        pictures = [] if chart is None else ["png", "svg"]
        files = [] if chart is None or chart.table is None else ["xlsx", "csv"]
        self.offered = [*files, *pictures]

    def _answer(self, asked: dict[str, Any]) -> None:
        wanted = asked.get("wants")
        if self._chart is None or wanted not in self.offered:
            return
        from labmethods.privacy.passage import Undecided
        from labmethods.reporting.gate import passed_chart

        undecided = "mask" if asked.get("hide") else "ask"
        try:
            chart = passed_chart(self._chart, self._lab, undecided=undecided)
            answer, buffers = (
                self._picture(chart, asked)
                if wanted in ("png", "svg")
                else self._values(chart, wanted)
            )
        except LabError as error:
            answer, buffers = {"problem": error.text(self._language)}, []
            if isinstance(error, Undecided):
                answer["ask"] = wanted
        self.send(answer, buffers)

    def _values(self, chart: Chart, wanted: str) -> tuple[dict[str, Any], list[bytes]]:
        made = xlsx if wanted == "xlsx" else csv_file
        answer = {"name": f"{file_name(chart.finding)}.{wanted}", "type": _TYPES[wanted]}
        return answer, [made(chart, self._language)]

    def _picture(self, chart: Chart, asked: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
        # A report's charts are drawn by the same plotly.js; it is loaded when a picture is wanted.
        from labmethods.reporting import charts

        needed = charts.library(charts.kinds([chart]))
        name = charts.fingerprint(needed.packed)
        if asked.get("library"):
            again = {"wants": asked["wants"], "hide": bool(asked.get("hide"))}
            return {"library": name, "then": again}, [needed.packed]
        _ = translator(self._language)
        return {
            "needs": name,
            "pack": charts.pack([chart], self._language),
            "finding": chart.finding,
            "source": f"{_('Source')}: {chart.source}" if chart.source else "",
            "note": chart.note,
            "asked": {"wants": asked["wants"], "hide": bool(asked.get("hide"))},
            "format": asked["wants"],
            "name": f"{file_name(chart.finding)}.{asked['wants']}",
        }, []


def file_name(finding: str) -> str:
    """A finding as a file's name: letters and digits, not too long.

    >>> file_name("Trygghet: 82,4 % i mars 2019, bättre än 70 %")
    'trygghet-82-4-i-mars-2019-bättre-än-70'
    >>> file_name("Hyresgästföreningen länkar oftast ihop de övriga (16 relationer)")
    'hyresgästföreningen-länkar-oftast-ihop-de-övriga-16'
    """
    words = re.sub(r"[^\w]+", "-", finding.casefold()).strip("-_")
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    return words or "labmethods"


def values(table: Table, language: str) -> pd.DataFrame:
    """A table's values for a spreadsheet: numbers as numbers, text that can't become a formula."""
    if table.data is not None:
        return table.data.map(harmless)
    frame = table.frame.copy()
    for place, name in enumerate(frame.columns):
        numbers = _numbers(frame.iloc[:, place], language)
        if numbers is not None:
            frame[name] = numbers
    return frame.map(harmless)


def _numbers(column: pd.Series, language: str) -> pd.Series | None:
    """A column of numbers in words as numbers; nothing where it holds anything else."""
    if not pd.api.types.is_string_dtype(column) and column.dtype != object:
        return None
    decimal, thousands = {"sv": (",", "\N{NO-BREAK SPACE}"), "en": (".", ",")}[language]
    text = column.astype("str").str.strip().str.replace("\N{MINUS SIGN}", "-", regex=False)
    told = text[~text.isin(["–", "", "nan", "None"])]
    form = rf"[+-]?\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})*(?:{re.escape(decimal)}\d+)?"
    if told.empty or not told.str.fullmatch(rf"{form}|[+-]?\d+(?:{re.escape(decimal)}\d+)?").all():
        return None
    bare = told.str.replace(thousands, "", regex=False).str.replace(decimal, ".", regex=False)
    numbers = pd.to_numeric(bare).reindex(column.index)
    return numbers.astype("Int64") if not bare.str.contains(".", regex=False).any() else numbers


def xlsx(chart: Chart, language: str) -> bytes:
    """A workbook: the values on one sheet, the finding and the source on another."""
    _ = translator(language)
    about = pd.DataFrame(
        [
            (_("What it shows"), chart.finding),
            (_("Values"), chart.table.caption),
            (_("Source"), chart.table.source or chart.source),
            (_("How to read it"), chart.table.note or chart.note),
        ]
    )
    about = about[about[1] != ""]
    packed = io.BytesIO()
    with pd.ExcelWriter(packed, engine="openpyxl") as writer:
        frame = values(chart.table, language)
        frame.to_excel(writer, sheet_name=_("Values"), index=False)
        about.map(harmless).to_excel(writer, sheet_name=_("About"), index=False, header=False)
        for sheet in writer.sheets.values():
            for column in sheet.columns:
                width = max(len(str(cell.value or "")) for cell in column)
                sheet.column_dimensions[column[0].column_letter].width = min(60, width + 2)
        writer.sheets[_("Values")].freeze_panes = "A2"
    return packed.getvalue()


def csv_file(chart: Chart, language: str) -> bytes:
    """A text file as Excel in that language opens it; the source stands in a column of its own."""
    _ = translator(language)
    mark, decimal = {"sv": (";", ","), "en": (",", ".")}[language]
    frame = values(chart.table, language)
    source = chart.table.source or chart.source
    if source and _("Source") not in frame:
        frame = frame.assign(**{_("Source"): harmless(source)})
    text = frame.to_csv(
        sep=mark,
        decimal=decimal,
        index=False,
        quoting=csv.QUOTE_MINIMAL,
        lineterminator="\r\n",
        date_format="%Y-%m-%d",
    )
    return text.encode("utf-8-sig")
