"""Which notebooks the room sees, and what of them."""

from __future__ import annotations

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from labmethods.presenting.notebooks import for_the_room, notebooks


def tagged(make, source: str, *tags: str, **more):
    return make(source, metadata={"tags": list(tags)}, **more)


def test_the_notebooks_come_in_the_order_of_the_year_without_the_desks(lab):
    shown = notebooks(lab.home)
    assert [one.name for one in shown][:2] == ["00-start", "01-stakeholders"]
    assert "09-report" not in [one.name for one in shown]
    assert next(one.title for one in shown if one.name == "01-stakeholders") == "Vilka är viktiga?"


def test_a_labs_own_notebook_is_shown_and_a_broken_one_is_not(lab):
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Eget")]), lab.home / "07-eget.ipynb")
    (lab.home / "08-trasig.ipynb").write_text("<<<<<<<", encoding="utf-8")
    (lab.home / "08-lista.ipynb").write_text("[]", encoding="utf-8")
    titles = [one.title for one in notebooks(lab.home)]
    assert "Eget" in titles
    assert not any(one.name.startswith("08") for one in notebooks(lab.home))


def test_what_is_the_facilitators_and_what_was_saved_does_not_reach_the_room():
    saved = [new_output("display_data", {"text/html": "<script>1</script>"})]
    notebook = new_notebook(
        cells=[
            tagged(new_markdown_cell, "# Titel", "facilitator"),
            tagged(new_markdown_cell, "Mina anteckningar", "private"),
            tagged(new_markdown_cell, "För alla"),
            tagged(new_code_cell, "hemligt = 1", "private", outputs=saved),
            tagged(new_code_cell, 'lab.card("start")', "facilitator"),
            tagged(new_code_cell, "lab.start()", "panel", outputs=saved),
        ],
        metadata={"widgets": {"x": 1}, "voila": {"template": "reveal"}},
    )
    shown = for_the_room(notebook)
    assert [cell.source for cell in shown.cells] == ["För alla", "hemligt = 1", "lab.start()"]
    assert [cell.metadata.silent for cell in shown.cells] == [False, True, False]
    assert all(not cell.get("outputs") for cell in shown.cells)
    assert "widgets" not in shown.metadata
    assert "voila" not in shown.metadata
