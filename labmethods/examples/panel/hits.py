"""A list of examples, each with its reasons; one of them opened in its place."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ipywidgets as widgets

from labmethods.examples.panel.detail import Detail
from labmethods.language import translator

_FIRST = 6


@dataclass(frozen=True)
class Hit:
    """What the list says of an example.

    Attributes
    ----------
    example, name
        Its id and what it is called.
    where
        Who runs it, and where.
    lead
        What is done, in a line or two.
    reasons, missing
        Why it is here, and what is missing to try it.
    call
        Whom to call.
    """

    example: str
    name: str
    where: str
    lead: str = ""
    reasons: Sequence[str] = ()
    missing: Sequence[str] = ()
    call: str = ""


class Hits(widgets.VBox):
    """The list. Its rows stay and change what they say, so that nothing blinks while one types."""

    def __init__(
        self, detail: Detail, guard: Callable[[Callable], Callable], language: str
    ) -> None:
        self._ = translator(language)
        self._guard = guard
        self.detail = detail
        self.rows: list[_Row] = []
        self._hits: list[Hit] = []
        self._shown = _FIRST
        self.more = widgets.Button()
        self.more.on_click(guard(lambda _button: self._show_more()))
        super().__init__()
        self.add_class("lm-hits")

    def show(self, hits: list[Hit]) -> None:
        """Show these examples."""
        self._hits = hits
        self._shown = _FIRST
        self._draw()

    def choose(self, example: str) -> None:
        """Open an example, or close it if it is the open one."""
        opened = "" if self.detail.example == example else example
        self.detail.show(opened)
        self._draw()

    def _show_more(self) -> None:
        self._shown += 2 * _FIRST
        self._draw()

    def _draw(self) -> None:
        shown = self._hits[: self._shown]
        while len(self.rows) < len(shown):
            self.rows.append(_Row(self._guard, self.choose, self._))
        for each, hit in zip(self.rows, shown, strict=False):
            each.show(hit, self.detail if hit.example == self.detail.example else None)
        left = len(self._hits) - len(shown)
        self.more.description = self._.plural("Show {n} more", "Show {n} more", left)
        rows = self.rows[: len(shown)]
        self.children = (*rows, self.more) if left > 0 else tuple(rows)


class _Row(widgets.VBox):
    def __init__(self, guard, on_open: Callable[[str], None], _) -> None:
        self.example = ""
        self._ = _
        self.button = widgets.Button()
        self.button.on_click(guard(lambda _button: on_open(self.example)))
        self._told = widgets.HTML()
        super().__init__([self.button, self._told])
        self.add_class("lm-hit")

    def show(self, hit: Hit, detail: Detail | None) -> None:
        self.example = hit.example
        # Not by colour alone: the mark says which one is open.
        self.button.description = f"{'▾' if detail else '▸'} {hit.name}"
        self._told.value = self._text(hit, brief=detail is not None)
        self.children = (self.button, self._told, *([detail] if detail else []))

    def _text(self, hit: Hit, *, brief: bool) -> str:
        _ = self._
        parts = [f'<p class="lm-where">{html.escape(hit.where)}</p>']
        if hit.lead and not brief:
            parts.append(f"<p>{html.escape(hit.lead)}</p>")
        parts.append(_items(_("Why it is here"), hit.reasons))
        parts.append(_items(_("What is missing"), hit.missing))
        if hit.call and not brief:
            parts.append(f'<p class="lm-call">{html.escape(hit.call)}</p>')
        return "".join(parts)


def _items(title: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    listed = "".join(f"<li>{html.escape(one)}</li>" for one in items)
    return f'<div class="lm-why"><strong>{html.escape(title)}</strong><ul>{listed}</ul></div>'
