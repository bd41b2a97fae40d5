"""The template notebooks: thin, marked, without outputs, the same in both languages."""

from __future__ import annotations

import nbformat
import pytest

from labmethods.shipped import shipped
from labmethods.workbook.folder import templates

TAGS = {"setup", "panel", "report", "facilitator", "private", "nbval-ignore-output"}
EVERY = sorted(shipped("notebooks").glob("*/*.ipynb"))


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_template_is_valid_and_thin(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert all(set(cell.metadata.tags) <= TAGS for cell in notebook.cells)
    assert all(cell.metadata.tags for cell in notebook.cells)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert all(cell.metadata.jupyter.source_hidden for cell in code)
    assert all(len(cell.source.splitlines()) <= 5 for cell in code)
    assert "widgets" not in notebook.metadata


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_template_says_first_what_to_press_and_its_code_cannot_be_deleted_by_a_slip(path):
    first, *others = nbformat.read(path, as_version=4).cells
    assert "▶▶ Start" in first.source
    assert all(c.metadata.deletable is False for c in others if c.cell_type == "code")


def test_both_languages_have_the_same_notebooks_with_the_same_cells():
    swedish, english = templates("sv"), templates("en")
    assert list(swedish) == list(english)
    assert {"00-start", "01-stakeholders", "02-experiments", "03-indicators", "09-report"} <= set(
        swedish
    )
    for name in swedish:
        one, other = (nbformat.read(t[name], as_version=4).cells for t in (swedish, english))
        assert [(c.id, c.cell_type, c.metadata.tags) for c in one] == [
            (c.id, c.cell_type, c.metadata.tags) for c in other
        ]


def test_cell_ids_are_unique_across_the_workbook():
    ids = [c.id for p in templates("sv").values() for c in nbformat.read(p, as_version=4).cells]
    assert len(ids) == len(set(ids))
