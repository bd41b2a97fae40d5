"""A method's blocks in a notebook: what the report will say."""

from __future__ import annotations

import html
import json
from types import EllipsisType
from typing import Any

import ipywidgets as widgets
from IPython.display import display
from pandas.api.types import is_numeric_dtype

from labmethods.blocks import METHOD_MIME, Block, Chart, Heading, Prose, Table, Text
from labmethods.language import Translator, translator
from labmethods.prose import safe_html
from labmethods.widgets.downloads import Downloads
from labmethods.widgets.frame import css, styled
from labmethods.widgets.renewal import Renewal
from labmethods.workbook.lab import Lab


class ChartView(widgets.VBox):
    """One chart with its finding, its source, its table and the buttons that save it.

    ``show`` puts another in its place.

    Parameters
    ----------
    lab
        Whose decisions on persons count for what is saved.
    outward
        What is saved, where the panel shows more than may leave the lab; nothing is saved where it
        is None. Without it, the chart as it is shown.
    """

    def __init__(
        self,
        lab: Lab,
        chart: Chart | None = None,
        outward: Chart | EllipsisType | None = ...,
    ) -> None:
        self._language = lab.language
        self._title = widgets.HTML()
        self._chart = widgets.Output()
        self._below = widgets.HTML()
        self.downloads = Downloads(lab)
        super().__init__([styled(), self._title, self._chart, self._below, self.downloads])
        self.add_class("lm")
        self.add_class("lm-chart")
        if chart is not None:
            self.show(chart, outward)

    def show(self, chart: Chart, outward: Chart | EllipsisType | None = ...) -> None:
        """Show this chart; ``outward`` is what is saved in its place."""
        self._title.value = f"<h3>{html.escape(chart.finding)}</h3>"
        output = {"output_type": "display_data", "data": chart_bundle(chart), "metadata": {}}
        self._chart.outputs = (output,)
        self._below.value = below(chart, self._language)
        self.downloads.show(chart if outward is ... else outward)


def chart_bundle(chart: Chart) -> dict[str, Any]:
    """The figure for JupyterLab's own plotly renderer: no script comes with it."""
    figure = json.loads(chart.figure.to_json())
    figure["config"] = {"displaylogo": False, "responsive": True, "displayModeBar": False}
    return {"application/vnd.plotly.v1+json": figure, "text/plain": chart.alt}


def below(chart: Chart, language: str) -> str:
    """The alternative text, the source, the note and the table of a chart, as HTML."""
    _ = translator(language)
    parts = [f'<p class="lm-visually-hidden">{html.escape(chart.alt)}</p>']
    parts.append(_known_from(chart, _))
    if chart.table is not None:
        summary = html.escape(_("The figures as a table"))
        parts.append(
            f"<details><summary>{summary}</summary>{table_html(chart.table, language)}</details>"
        )
    return "".join(parts)


def table_html(table: Table, language: str) -> str:
    """A table as HTML, numbers to the right."""
    _ = translator(language)
    numeric = [is_numeric_dtype(table.frame[name]) for name in table.frame.columns]
    mark = [' class="lm-number"' if one else "" for one in numeric]
    head = "".join(
        f'<th scope="col"{m}>{html.escape(str(name))}</th>'
        for name, m in zip(table.frame.columns, mark, strict=True)
    )
    rows = [
        "".join(
            f"<td{m}>{html.escape(cell_text(value, _))}</td>"
            for value, m in zip(row, mark, strict=True)
        )
        for row in table.frame.itertuples(index=False)
    ]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f"<table><caption>{html.escape(table.caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{_known_from(table, _)}"
    )


def cell_text(value: object, _: Any) -> str:
    """A cell as people read it: numbers in the language, a dash for nothing."""
    import pandas as pd

    if value is None or (not isinstance(value, list) and pd.isna(value)):
        return "–"
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, int):
        return _.number(value)
    if isinstance(value, float):
        digits = 0 if value == int(value) else 2
        return _.number(value, digits)
    return str(value)


def _known_from(block: Chart | Table, _: Translator) -> str:
    """The source and the note, each a line of its own."""
    source = f"{html.escape(_('Source'))}: {_line(block.source)}" if block.source else ""
    return "".join(
        f'<p class="lm-source">{line}</p>' for line in (source, _line(block.note)) if line
    )


def _line(text: str) -> str:
    return safe_html(text).removeprefix("<p>").removesuffix("</p>\n")


class Page:
    """What a method says, block by block; a notebook shows it by itself.

    The first output names the method, so that the report knows what stands here.
    """

    def __init__(self, lab: Lab, method: str) -> None:
        self.lab = lab
        self.method = method
        self.language = lab.language
        self.blocks = lab.blocks(method)

    def _ipython_display_(self) -> None:
        renewal = Renewal(self.lab, lambda: self._renew(renewal))
        self._head = display(self._about(renewal), raw=True, display_id=True)
        display(_view(renewal), raw=True)
        self._shown = [display(one, raw=True, display_id=True) for one in self._all()]
        # What comes to stand here later, beyond as many outputs as there are.
        self._rest = widgets.Output()
        display(_view(self._rest), raw=True)

    def _renew(self, renewal: Renewal) -> None:
        """Put what the method says now in place of what stands here."""
        self.blocks = self.lab.blocks(self.method)
        bundles = self._all()
        blank = {"text/html": "", "text/plain": ""}
        for place, output in enumerate(self._shown):
            output.update(bundles[place] if place < len(bundles) else blank, raw=True)
        self._rest.outputs = tuple(
            {"output_type": "display_data", "data": one, "metadata": {}}
            for one in bundles[len(self._shown) :]
        )
        self._head.update(self._about(renewal), raw=True)

    def _about(self, renewal: Renewal) -> dict[str, Any]:
        # What is saved later isn't in it; who has just filled something in must know how it comes.
        return {
            METHOD_MIME: {"method": self.method},
            "text/html": f"<style>{css()}</style>{renewal.told()}",
            "text/plain": "",
        }

    def _all(self) -> list[dict[str, Any]]:
        return [bundle for block in self.blocks for bundle in self._bundles(block)]

    def _bundles(self, block: Block) -> list[dict[str, Any]]:
        match block:
            case Heading(text, level):
                return [_html(f"<h{level}>{html.escape(text)}</h{level}>", text)]
            case Text(text):
                return [_html(f"<p>{html.escape(text)}</p>", text)]
            case Prose(markdown, label):
                title = f"<p><strong>{html.escape(label)}</strong></p>" if label else ""
                return [
                    _html(f'{title}<div class="lm-prose">{safe_html(markdown)}</div>', markdown)
                ]
            case Table():
                return [_html(table_html(block, self.language), block.caption)]
            case Chart():
                return [
                    _html(f"<h3>{html.escape(block.finding)}</h3>", block.finding),
                    chart_bundle(block),
                    _html(below(block, self.language), block.alt),
                ]


def _view(widget: widgets.Widget) -> dict[str, Any]:
    """A widget without the names of its classes, which a saved notebook would show."""
    return {**widget._repr_mimebundle_(), "text/plain": ""}


def _html(body: str, plain: str) -> dict[str, Any]:
    return {"text/html": f'<div class="lm">{body}</div>', "text/plain": plain}
