"""Newer templates into the notebooks of a lab's folder, after a copy of what was there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from labmethods.errors import LabError, Refused
from labmethods.language import N_
from labmethods.workbook import backup, durable, folder
from labmethods.workbook.lab import Lab
from labmethods.workbook.newer_cells import Upgraded, merge, tags


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
        _expect(_are_texts(_ours(cell).get("tags", [])) and _are_texts(tags(cell)))
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
