"""Newer templates come; nothing that a lab wrote is lost."""

from __future__ import annotations

import copy
import json

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.workbook import folder
from labmethods.workbook.newer_cells import merge
from labmethods.workbook.upgrade import upgrade


def cell(name, source, kind="markdown"):
    made = {"cell_type": kind, "id": name, "metadata": {"tags": ["report"]}, "source": source}
    if kind == "code":
        made |= {"outputs": [], "execution_count": None}
    return made


def template(tmp_path, *cells):
    notebook = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path = tmp_path / "mall.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return folder.marked_template("01-prov", path)


OLD = (cell("a", "ett"), cell("b", "lab.x()", "code"), cell("c", "tre"))
NEW = (cell("a", "ETT"), cell("b2", "lab.y()", "code"), cell("c", "tre"), cell("d", "fyra"))


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    old = template(tmp_path_factory.mktemp("old"), *copy.deepcopy(OLD))
    new = template(tmp_path_factory.mktemp("new"), *copy.deepcopy(NEW))
    return old, new


def sources(notebook):
    return ["".join(one["source"]) for one in notebook["cells"]]


def test_an_untouched_notebook_becomes_the_new_template(versions):
    old, new = versions
    merged, result = merge(old, new, "01-prov.ipynb", "sv")
    assert sources(merged) == ["ETT", "lab.y()", "tre", "fyra"]
    assert merged == new
    assert (result.new, result.kept_beneath, result.gone) == (3, 0, 1)


def test_upgrading_twice_changes_nothing_more(versions):
    old, new = versions
    merged, _ = merge(old, new, "a", "sv")
    again, result = merge(merged, new, "a", "sv")
    assert again == merged
    assert not result.changed


def test_own_cells_and_outputs_stay_where_they_stand(versions):
    old, new = versions
    lab = copy.deepcopy(old)
    own = cell("own", "vårt", "code")
    own["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "42"}]
    lab["cells"].insert(1, own)
    merged, _ = merge(lab, new, "a", "sv")
    assert merged["cells"][1] == own


def test_a_template_cell_that_the_lab_changed_stays_beneath_the_new_one(versions):
    old, new = versions
    lab = copy.deepcopy(old)
    lab["cells"][0]["source"] = "vårt ett"
    merged, result = merge(lab, new, "a", "sv")
    assert sources(merged)[:2] == ["ETT", "*din version*\n\nvårt ett"]
    assert result.kept_beneath == 1
    again, second = merge(merged, new, "a", "sv")
    assert again == merged
    assert not second.changed


def test_a_changed_cell_of_an_unchanged_template_cell_is_left_alone(versions):
    old, new = versions
    lab = copy.deepcopy(old)
    lab["cells"][2]["source"] = "vårt tre"
    merged, result = merge(lab, new, "a", "sv")
    assert "vårt tre" in sources(merged)
    assert result.kept_beneath == 0


def test_a_cell_that_the_lab_took_away_does_not_come_back(versions):
    old, new = versions
    lab = copy.deepcopy(old)
    del lab["cells"][2]
    merged, _ = merge(lab, new, "a", "sv")
    assert "tre" not in sources(merged)
    assert "fyra" in sources(merged)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)
edits = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 9), texts),
        st.tuples(st.just("change"), st.integers(0, 9), texts),
        st.tuples(st.just("move"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("delete"), st.integers(0, 9), st.none()),
        st.tuples(st.just("paste"), st.integers(0, 9), st.none()),
    ),
    max_size=12,
)


@given(edits)
def test_nothing_that_a_lab_wrote_is_ever_lost(versions, changes):
    old, new = versions
    lab = copy.deepcopy(old)
    cells = lab["cells"]
    for number, (what, at, with_) in enumerate(changes):
        if what == "add":
            cells.insert(min(at, len(cells)), cell(f"own{number}", f"eget {with_}"))
        elif not cells:
            continue
        elif what == "change":
            cells[at % len(cells)]["source"] = f"ändrat {with_}"
        elif what == "move":
            cells.insert(with_ % len(cells), cells.pop(at % len(cells)))
        elif what == "delete":
            del cells[at % len(cells)]
        else:
            pasted = copy.deepcopy(cells[at % len(cells)])
            pasted["id"] = f"pasted{number}"
            cells.append(pasted)
    before = copy.deepcopy(lab)
    merged, _ = merge(lab, new, "a", "sv")
    assert lab == before
    template_texts = {"ett", "lab.x()", "tre"}
    written = [text for text in sources(lab) if text not in template_texts]
    after = sources(merged)
    for text in written:
        assert any(text in one for one in after)
    own = [one["id"] for one in lab["cells"] if one["id"].startswith(("own", "pasted"))]
    assert [one["id"] for one in merged["cells"] if one["id"] in own] == own
    again, result = merge(merged, new, "a", "sv")
    assert again == merged
    assert not result.changed
    nbformat.validate(nbformat.from_dict(merged))


def test_a_lab_is_upgraded_with_a_copy_of_what_was_there(lab, tmp_path):
    path = lab.home / "01-stakeholders.ipynb"
    path.rename(lab.home / "vara-aktorer.ipynb")
    (lab.home / "02-experiments.ipynb").write_text("{trasig", encoding="utf-8")
    newer = dict(folder.templates("sv"))
    changed = json.loads(newer["01-stakeholders"].read_text(encoding="utf-8"))
    changed["cells"][0]["source"] = "# Nyare rubrik"
    newer["01-stakeholders"] = tmp_path / "nyare.ipynb"
    newer["01-stakeholders"].write_text(json.dumps(changed), encoding="utf-8")
    before = {one.name: one.read_bytes() for one in lab.home.glob("*.ipynb")}

    planned = upgrade(lab, dry_run=True, templates=newer)
    assert {one.name: one.read_bytes() for one in lab.home.glob("*.ipynb")} == before

    results = upgrade(lab, templates=newer)
    assert [one.text("sv") for one in results] == [one.text("sv") for one in planned]
    assert {one.notebook for one in results} == {"vara-aktorer.ipynb", "02-experiments.ipynb"}
    assert "Nyare rubrik" in (lab.home / "vara-aktorer.ipynb").read_text(encoding="utf-8")
    (kept,) = (lab.home / "backups").iterdir()
    assert (kept / "vara-aktorer.ipynb").read_bytes() == before["vara-aktorer.ipynb"]
    assert (lab.home / "02-experiments.ipynb").read_text(encoding="utf-8") == "{trasig"


def test_a_current_lab_needs_no_upgrade(lab):
    assert upgrade(lab) == []
    assert not (lab.home / "backups").exists()
