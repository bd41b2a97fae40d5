"""Three older versions of real templates, in each state that a lab leaves them in, upgraded.

``older/templates/1`` to ``3`` are the templates as they were in three earlier versions.
"""

from __future__ import annotations

import copy
import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import labmethods as lm
from labmethods.workbook import folder
from labmethods.workbook.lab import Lab
from labmethods.workbook.newer_cells import merge
from labmethods.workbook.upgrade import upgrade

OLDER = Path(__file__).parent / "older" / "templates"
VERSIONS = ("1", "2", "3")
TEMPLATES = ("01-stakeholders", "03-indicators")
OWN = "Vårt eget: ååå <<<<<<< inte ett konfliktmärke, vårt"


def older(version: str, name: str) -> dict:
    """A template of an older version as it was copied into a lab."""
    return folder.marked_template(name, OLDER / version / f"{name}.ipynb")


def newest(name: str) -> dict:
    return folder.marked_template(name, folder.templates("sv")[name])


def text(cell: dict) -> str:
    return "".join(cell["source"])


def texts(notebook: dict) -> list[str]:
    return [text(cell) for cell in notebook["cells"]]


def own_cell(name: str, source: str = OWN) -> dict:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


# What labs do with a copied notebook. Each changes the notebook it is given.


def untouched(notebook: dict) -> None:
    """Nothing at all."""


def filled(notebook: dict) -> None:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            output = {"output_type": "stream", "name": "stdout", "text": f"svar {cell['id']}"}
            cell |= {"execution_count": 7, "outputs": [output]}


def added(notebook: dict) -> None:
    notebook["cells"].insert(1, own_cell("egen-1"))
    notebook["cells"].append(own_cell("egen-2", f"{OWN} sist"))


def moved(notebook: dict) -> None:
    notebook["cells"].append(notebook["cells"].pop(0))


def deleted(notebook: dict) -> None:
    del notebook["cells"][-1]


def edited(notebook: dict) -> None:
    notebook["cells"][0]["source"] = f"# {OWN}"


def tagged(notebook: dict) -> None:
    notebook["cells"][0]["metadata"].setdefault("tags", []).append("private")


def pasted_twice(notebook: dict) -> None:
    """An editor that keeps the id of a copied cell."""
    pasted = copy.deepcopy(notebook["cells"][0])
    pasted["source"] = f"{text(pasted)}\n{OWN}"
    notebook["cells"].insert(1, pasted)


def without_ids(notebook: dict) -> None:
    """Saved by a program that knows no ids."""
    notebook["nbformat_minor"] = 4
    for cell in notebook["cells"]:
        del cell["id"]
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": OWN})


STATES = (untouched, filled, added, moved, deleted, edited, tagged, pasted_twice, without_ids)


@pytest.fixture(scope="module")
def matrix_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with lm.new_lab("Provlabbet", to=tmp_path_factory.mktemp("matrix")) as lab:
        yield lab


@pytest.fixture
def put(matrix_lab: Lab) -> Callable[..., Path]:
    """Put a notebook in the template's place, which is put right again afterwards."""
    places = []

    def act(name: str, content: bytes, called: str | None = None) -> Path:
        (matrix_lab.home / f"{name}.ipynb").unlink()
        place = matrix_lab.home / f"{called or name}.ipynb"
        place.write_bytes(content)
        places.append((name, place))
        return place

    yield act
    for name, place in places:
        place.unlink(missing_ok=True)
        text = json.dumps(newest(name), ensure_ascii=False)
        (matrix_lab.home / f"{name}.ipynb").write_text(text, encoding="utf-8")


def upgraded(lab: Lab, place: Path) -> dict:
    """Upgrade the lab with all that must hold whatever was done to the notebook."""
    before = place.read_bytes()
    backups = set((lab.home / "backups").glob("notebooks-*"))
    planned = upgrade(lab, dry_run=True)
    assert place.read_bytes() == before
    done = upgrade(lab)
    assert [one.text("sv") for one in done] == [one.text("sv") for one in planned]
    assert [one.notebook for one in done] == [place.name]
    assert done[0].text("sv").startswith(place.name)
    (kept,) = set((lab.home / "backups").glob("notebooks-*")) - backups
    assert (kept / place.name).read_bytes() == before
    after = json.loads(place.read_bytes())
    nbformat.validate(after)
    written = json.loads(before)
    marks = ("<<<<<<<", "=======", ">>>>>>>")
    for mark in marks:
        assert place.read_bytes().count(mark.encode()) == before.count(mark.encode())
    assert written["cells"]
    assert upgrade(lab) == []
    return after


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_an_older_template_is_upgraded_in_every_state(matrix_lab, put, name, version, state):
    template = older(version, name)
    notebook = copy.deepcopy(template)
    state(notebook)
    place = put(name, json.dumps(notebook).encode())
    after = upgraded(matrix_lab, place)
    fresh = texts(newest(name))
    mine = [one for one in texts(notebook) if one not in texts(template)]
    for one in mine:
        assert any(one in found for found in texts(after)), one
    if state is untouched:
        assert after == newest(name)
    elif state is filled:
        outputs = [cell["outputs"] for cell in after["cells"] if cell.get("outputs")]
        assert len(outputs) == len([c for c in notebook["cells"] if c.get("outputs")])
        assert texts(after) == fresh
    elif state is added:
        assert [one for one in texts(after) if OWN not in one] == fresh
        assert OWN in texts(after)[1]
        assert texts(after)[-1].endswith("sist")
    elif state is moved:
        assert sorted(texts(after)) == sorted(fresh)
        theirs = [cell["id"] for cell in notebook["cells"]]
        assert [cell["id"] for cell in after["cells"] if cell["id"] in theirs] == theirs
    elif state is deleted:
        assert template["cells"][-1]["id"] not in [cell["id"] for cell in after["cells"]]
    elif state is edited:
        assert any("din version" in one and OWN in one for one in texts(after)) or mine[0] in texts(
            after
        )
    elif state is tagged:
        assert "private" in after["cells"][0]["metadata"]["tags"]


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_renamed_notebook_is_upgraded_under_its_own_name(matrix_lab, put, name, version):
    place = put(name, json.dumps(older(version, name)).encode(), called="vårt eget namn")
    assert upgraded(matrix_lab, place) == newest(name)
    assert not (matrix_lab.home / f"{name}.ipynb").exists()


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_broken_notebook_is_told_and_left_byte_for_byte(matrix_lab, put, name, version):
    broken = json.dumps(older(version, name)).encode()[:-40]
    place = put(name, broken)
    (told,) = upgrade(matrix_lab)
    assert told.problem is not None
    assert place.name in told.text("sv")
    assert place.read_bytes() == broken


def test_the_older_versions_differ_from_one_another():
    """The indicators' template was the same in the second and the third."""
    for name, versions in (("01-stakeholders", VERSIONS), ("03-indicators", VERSIONS[:2])):
        cells = [*(older(version, name)["cells"] for version in versions), newest(name)["cells"]]
        assert all(one != other for one, other in itertools.pairwise(cells))


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
places = st.integers(0, 20)
edits = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["add", "change", "extend"]), places, words),
        st.tuples(st.sampled_from(["move", "swap"]), places, places),
        st.tuples(
            st.sampled_from(["delete", "paste", "paste with its id", "unmark", "run", "as code"]),
            places,
            st.none(),
        ),
    ),
    max_size=8,
)


def edit(notebook: dict, changes: list[tuple], step: str) -> None:
    """What somebody does with a notebook between two upgrades."""
    cells = notebook["cells"]
    for number, (what, at, with_) in enumerate(changes):
        mark = f"{step}-{number}"
        if what == "add":
            cells.insert(min(at, len(cells)), own_cell(f"egen-{mark}", f"eget {mark} {with_}"))
            continue
        if not cells:
            continue
        cell = cells[at % len(cells)]
        if what == "change":
            cell["source"] = f"ändrat {mark} {with_}"
        elif what == "extend":
            cell["source"] = [text(cell), f"\nutökat {mark} {with_}"]
        elif what == "move":
            cells.insert(with_ % len(cells), cells.pop(at % len(cells)))
        elif what == "swap":
            other = with_ % len(cells)
            cells[at % len(cells)], cells[other] = cells[other], cell
        elif what == "delete":
            cells.remove(cell)
        elif what == "unmark":
            cell["metadata"].pop("labmethods", None)
        elif what == "as code":
            cell |= {"cell_type": "code", "outputs": [], "execution_count": None}
        elif what == "run" and cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": f"ut {mark}"}]
        elif what.startswith("paste"):
            pasted = copy.deepcopy(cell)
            if what == "paste":
                pasted["id"] = f"klistrad-{mark}"
            cells.append(pasted)


def written(notebook: dict) -> set[str]:
    """What a lab wrote in a notebook: each of its pieces has a mark of its own."""
    import re

    found = set()
    for cell in notebook["cells"]:
        found |= set(re.findall(r"(?:eget|ändrat|utökat) \w+-\d+", text(cell)))
        for output in cell.get("outputs", []):
            found |= set(re.findall(r"ut \w+-\d+", output["text"]))
    return found


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(TEMPLATES), all_edits=st.tuples(edits, edits, edits))
def test_nothing_is_lost_on_the_way_through_three_versions(name, all_edits):
    notebook = older("1", name)
    steps = zip(all_edits, ("a", "b", "c"), ("2", "3", None), strict=True)
    for changes, step, version in steps:
        edit(notebook, changes, step)
        before = copy.deepcopy(notebook)
        template = older(version, name) if version else newest(name)
        after, _ = merge(notebook, template, "a.ipynb", "sv")
        assert notebook == before
        assert written(after) >= written(before)
        again, result = merge(after, template, "a.ipynb", "sv")
        assert again == after
        assert not result.changed
        ids = [cell["id"] for cell in after["cells"]]
        assert len(set(ids)) == len(ids)
        nbformat.validate(nbformat.from_dict(after))
        notebook = after
