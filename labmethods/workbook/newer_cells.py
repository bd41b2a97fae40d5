"""A lab's notebook and its template, cell by cell; nothing that the lab wrote is lost.

A template's cells keep their ids, and each copied cell is marked with what it was. So a cell that
the lab left alone becomes the new one, a cell that the lab added or took away stays so, and where
both changed, the new one comes and the lab's own stays beneath it.
"""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from labmethods.errors import LabError
from labmethods.language import translator
from labmethods.workbook import folder

Cell = dict[str, Any]


@dataclass(frozen=True)
class Upgraded:
    """What happened to one notebook.

    Attributes
    ----------
    notebook
        The file's name.
    new, kept_beneath, gone
        How many cells are new or newer, how many of the lab's own stand beneath a newer one, and
        how many untouched cells went because the template no longer has them.
    problem
        Why the notebook was left as it is.
    """

    notebook: str
    new: int = 0
    kept_beneath: int = 0
    gone: int = 0
    problem: LabError | None = None

    @property
    def changed(self) -> bool:
        return bool(self.new or self.kept_beneath or self.gone)

    def text(self, language: str) -> str:
        _ = translator(language)
        if self.problem:
            return f"{self.notebook}: {self.problem.text(language)}"
        return _(
            "{notebook}: {new} cells new, {kept} of yours kept beneath a newer one, {gone} gone",
            notebook=self.notebook,
            new=self.new,
            kept=self.kept_beneath,
            gone=self.gone,
        )


def merge(notebook: dict, template: dict, called: str, language: str) -> tuple[dict, Upgraded]:
    """The lab's notebook with the template's newer cells; pure."""
    fresh = {cell["id"]: cell for cell in template["cells"]}
    known = set(notebook["metadata"].get("labmethods", {}).get("cells", []))
    counts = {"new": 0, "kept_beneath": 0, "gone": 0}
    cells: list[Cell] = []
    for cell in _with_ids(notebook["cells"]):
        cells += _newer(cell, fresh.get(cell["id"]), counts, language)
    _insert_added(cells, template["cells"], known, counts)
    merged = copy.deepcopy({**notebook, "cells": cells})
    merged["metadata"]["labmethods"] = template["metadata"]["labmethods"]
    # Cells have ids from this format on.
    merged["nbformat_minor"] = max(merged.get("nbformat_minor", 0), 5)
    return merged, Upgraded(called, **counts)


def _with_ids(cells: list[Cell]) -> Iterator[Cell]:
    """The cells, each with an id of its own.

    Some programs leave the ids out, and some give a pasted cell the id of the one it was copied
    from; then the first is taken for the template's.
    """
    taken = {cell["id"] for cell in cells if "id" in cell}
    seen: set[str] = set()
    for place, cell in enumerate(cells):
        name = cell.get("id") or cell["metadata"].get("labmethods", {}).get("id")
        if not isinstance(name, str) or name in seen or ("id" not in cell and name in taken):
            name = uuid.uuid5(uuid.NAMESPACE_OID, f"{place} {name} {''.join(cell['source'])}").hex[
                :16
            ]
        seen.add(name)
        yield cell if cell.get("id") == name else {**cell, "id": name}


def _newer(cell: Cell, fresh: Cell | None, counts: dict[str, int], language: str) -> list[Cell]:
    """What a cell of the lab's becomes."""
    mark = cell["metadata"].get("labmethods", {}).get("source")
    untouched = mark is not None and mark == folder.source_mark(cell)
    if fresh is None:
        if untouched and _was_copied(cell):
            counts["gone"] += 1
            return []
        return [cell]
    if mark is None:
        return [cell]
    newest = folder.source_mark(fresh)
    if untouched or folder.source_mark(cell) == newest:
        renewed = _renewed(cell, fresh)
        same = mark == newest and folder.source_mark(cell) == newest
        if same and _marked(renewed) == _marked(cell):
            return [cell]
        counts["new"] += 1
        return [renewed]
    if mark == newest:
        return [cell]
    counts["new"] += 1
    counts["kept_beneath"] += 1
    return [_tagged(cell, fresh), _yours(cell, language)]


def _renewed(cell: Cell, fresh: Cell) -> Cell:
    """The newer cell, with what the lab added to the older one: settings, tags and outputs."""
    new = _tagged(cell, fresh)
    kept = {
        name: value
        for name, value in cell["metadata"].items()
        if name not in ("tags", "labmethods")
    }
    new["metadata"] |= kept
    if cell["cell_type"] == new["cell_type"] == "code":
        for name in ("outputs", "execution_count"):
            new[name] = copy.deepcopy(cell.get(name, new.get(name)))
    return new


def _tagged(cell: Cell, fresh: Cell) -> Cell:
    """The newer cell with the tags that the lab put on the older one, such as ``private``."""
    new = copy.deepcopy(fresh)
    ours = cell["metadata"].get("labmethods", {}).get("tags", [])
    own = [tag for tag in tags(cell) if tag not in ours and tag not in tags(fresh)]
    if own:
        new["metadata"]["tags"] = [*tags(fresh), *own]
    return new


def _marked(cell: Cell) -> tuple[dict[str, Any], set[str]]:
    """What is said about a cell, but not the note of which tags came with the template."""
    ours = {**cell["metadata"].get("labmethods", {}), "tags": None}
    return {**cell["metadata"], "tags": None, "labmethods": ours}, set(tags(cell))


def tags(cell: Cell) -> list[str]:
    """A cell's tags."""
    return cell["metadata"].get("tags", [])


def _was_copied(cell: Cell) -> bool:
    """Whether the cell came with the template, and isn't a copy that the lab pasted."""
    return cell["metadata"]["labmethods"].get("id") == cell.get("id")


def _yours(cell: Cell, language: str) -> Cell:
    """The lab's version of a template cell, as a cell of its own."""
    _ = translator(language)
    label = _("your version")
    kept = copy.deepcopy(cell)
    kept["id"] = uuid.uuid5(uuid.NAMESPACE_OID, cell["id"] + folder.source_mark(cell)).hex[:16]
    kept["metadata"].pop("labmethods")
    text = "".join(kept["source"])
    kept["source"] = f"# {label}\n{text}" if cell["cell_type"] == "code" else f"*{label}*\n\n{text}"
    return kept


def _insert_added(
    cells: list[Cell], template: list[Cell], known: set[str], counts: dict[str, int]
) -> None:
    """Put in cells that are new in the template, each behind the one it follows there."""
    present = [cell.get("id") for cell in cells]
    template_ids = {cell["id"] for cell in template}
    behind = None
    for fresh in template:
        if fresh["id"] in present:
            behind = fresh["id"]
        elif fresh["id"] not in known:
            place = present.index(behind) + 1 if behind else 0
            while behind and place < len(present) and present[place] not in template_ids:
                # What the lab put behind that cell stays right behind it.
                place += 1
            cells.insert(place, copy.deepcopy(fresh))
            present.insert(place, fresh["id"])
            behind = fresh["id"]
            counts["new"] += 1
