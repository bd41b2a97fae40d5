"""What a method is to the workbook, and how the installed ones are found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.resources import files
from typing import Any

GROUP = "labmethods.methods"


@dataclass(frozen=True)
class Method:
    """A method: its tables, its panel, what it says in the report, its card and its template.

    Places in code are named as ``"package.module:name"`` and loaded when used, so that a lab opens
    without loading widgets, charts or statistics.
    """

    name: str
    """The method's name in code: ``lab.<name>()`` opens its panel."""
    title: str
    """What people call it; a catalogue message."""
    package: str
    """The Python package, which holds ``card.<language>.md`` and ``<language>.po``."""
    step: float
    """Where it comes in a facilitator's year; its template's number and its place in the report."""
    tables: Mapping[str, str] = field(default_factory=dict)
    """Table name to the place of its record class."""
    panel: str | None = None
    """Place of ``panel(lab) -> Widget``."""
    report: str | None = None
    """Place of ``report(lab, language) -> list[Block]``; see ``labmethods.blocks``."""
    summary: str | None = None
    """Place of ``summary(lab, language) -> list[str]``: its sentences on the report's first page.

    Without it they are the titles of the charts that it reports."""
    plain: str | None = None
    """Place of ``plain(lab, language) -> list[str]``: the same in easy words, for residents."""
    share: str | None = None
    """Place of ``share(lab, released) -> dict[str, DataFrame]``: what it gives to the report across
    labs, of what the lab has released; see ``labmethods.programme.release``. Each lab may be read
    on another computer, so it holds tables only."""
    partner: str | None = None
    """Place of ``partner(lab, language) -> list[Block]``: what is done with others, for them."""
    board: str | None = None
    """Place of ``board(lab, language) -> list[Block]``: what it says to a board beside its charts,
    in a few lines; it stands on the first page, in place of the method's findings."""
    certainty: str | None = None
    """Place of ``certainty(lab, language) -> list[str]``: how sure what it says is, and why."""
    programme: str | None = None
    """Place of ``programme(shares, language) -> list[Block]``: what it says across labs, from what
    each lab's ``share`` gave; see ``labmethods.programme.share``."""
    reminders: str | None = None
    """Place of ``reminders(lab, language, today) -> list[str]``: what the start page lists."""
    needs: str | None = None
    """Place of ``needs(lab, language) -> list[Need]``: what the lab lacks, as this method sees it;
    see ``labmethods.needs``."""
    templates: str | None = None
    """The package's folder with ``<language>/*.ipynb``; built-in ones lie in ``notebooks/``."""

    def card(self, language: str) -> str:
        """The method card in Markdown; empty for parts of the workbook that are no method."""
        card = files(self.package) / f"card.{language}.md"
        return card.read_text(encoding="utf-8") if card.is_file() else ""


def load(place: str) -> Any:
    """What ``"package.module:name"`` names."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


@lru_cache
def methods() -> dict[str, Method]:
    """The installed methods by name, in the order of a facilitator's year."""
    found = [point.load() for point in entry_points(group=GROUP)]
    return {method.name: method for method in sorted(found, key=lambda m: (m.step, m.name))}


def packages() -> list[str]:
    """The packages that bring a method, without loading them."""
    return sorted({point.module for point in entry_points(group=GROUP)})
