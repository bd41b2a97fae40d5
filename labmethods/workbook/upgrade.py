"""Newer templates into a lab's notebooks, cell by cell; nothing that the lab wrote is lost.

A template's cells keep their ids, and each copied cell is marked with what it was. So a cell that
the lab left alone becomes the new one, a cell that the lab added or took away stays so, and where
both changed, the new one comes and the lab's own stays beneath it.
"""

from __future__ import annotations

import copy
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labmethods.errors import LabError, Refused
from labmethods.language import N_, translator
from labmethods.workbook import backup, durable, folder
from labmethods.workbook.lab import Lab

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


def upgrade(
    lab: Lab, *, dry_run: bool = False, templates: Mapping[str, Path] | None = None
) -> list[Upgraded]:
    """Bring the templates' newer cells into the lab's notebooks.

    Parameters
    ----------
    dry_run
        Only say what would change.
    templates
        Name to file; those of the installed methods without it.

    Returns
    -------
    list of Upgraded
        The notebooks that changed or couldn't be read. What was there before is in ``backups``.
    """
    if lab.home is None:
        raise Refused(
            N_("A lab in a database has its notebooks in a folder. Open that folder instead.")
        )
    if templates is None:
        templates = folder.templates(lab.language)
    unread, by_template = _lab_notebooks(lab.home)
    done, results = {}, list(unread)
    for name, path in templates.items():
        template = folder.marked_template(name, path)
        place = lab.home / f"{name}.ipynb"
        if name not in by_template and not place.exists():
            done[place] = template
            results.append(Upgraded(place.name, new=len(template["cells"])))
        for place, notebook in by_template.get(name, {}).items():
            merged, result = merge(notebook, template, place.name, lab.language)
            if result.changed:
                done[place] = merged
                results.append(result)
    if done and not dry_run:
        _write(lab.home, done)
    return results


def _lab_notebooks(home: Path) -> tuple[list[Upgraded], dict[str, dict[Path, dict]]]:
    """The lab's notebooks by the template that each was copied from, whatever it is called now."""
    unread, found = [], {}
    for path in folder.notebooks(home):
        try:
            notebook = _read(path.read_bytes())
        except (ValueError, RecursionError):
            problem = LabError(N_("It can't be read as a notebook. Copy it from a backup."))
            unread.append(Upgraded(path.name, problem=problem))
            continue
        template = notebook["metadata"].get("labmethods", {}).get("template")
        if template:
            found.setdefault(template, {})[path] = notebook
    return unread, found


def _read(data: bytes) -> dict[str, Any]:
    """A notebook of format 4 that can be written again as it is.

    Raises
    ------
    ValueError, RecursionError
    """
    notebook = json.loads(data.decode("utf-8-sig"))
    # Numbers that JSON hasn't and halves of a sign can be read, but not written again.
    json.dumps(notebook, ensure_ascii=False, allow_nan=False).encode()
    _expect(isinstance(notebook, dict) and notebook.get("nbformat") == 4)
    _expect(isinstance(notebook.get("cells"), list))
    ours = _ours(notebook)
    _expect(isinstance(ours.get("template"), str | None))
    _expect(_are_texts(ours.get("cells", [])))
    for cell in notebook["cells"]:
        _expect(isinstance(cell, dict) and isinstance(cell.get("cell_type"), str))
        _expect(isinstance(cell.get("source"), str) or _are_texts(cell.get("source")))
        _expect(isinstance(cell.get("id"), str | None))
        _expect(_are_texts(_ours(cell).get("tags", [])) and _are_texts(_tags(cell)))
    return notebook


def _ours(of: Mapping[str, Any]) -> dict[str, Any]:
    """labmethods' own mark on a notebook or a cell."""
    metadata = of.get("metadata")
    _expect(isinstance(metadata, dict) and isinstance(metadata.get("labmethods", {}), dict))
    return metadata.get("labmethods", {})


def _are_texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _expect(holds: bool) -> None:
    if not holds:
        raise ValueError("no notebook of format 4")


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
    own = [tag for tag in _tags(cell) if tag not in ours and tag not in _tags(fresh)]
    if own:
        new["metadata"]["tags"] = [*_tags(fresh), *own]
    return new


def _marked(cell: Cell) -> tuple[dict[str, Any], set[str]]:
    """What is said about a cell, but not the note of which tags came with the template."""
    ours = {**cell["metadata"].get("labmethods", {}), "tags": None}
    return {**cell["metadata"], "tags": None, "labmethods": ours}, set(_tags(cell))


def _tags(cell: Cell) -> list[str]:
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


def _write(home: Path, notebooks: Mapping[Path, dict]) -> None:
    """Keep what is there, then put each notebook in its place in one step."""
    try:
        kept = home / backup.FOLDER / f"notebooks-{backup.stamp()}"
        kept.mkdir(parents=True)
        for place, notebook in notebooks.items():
            if place.exists():
                durable.copy(place, kept / place.name)
            text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
            durable.write(place, text.encode())
    except OSError as error:
        raise folder.unwritable(home, error) from error
