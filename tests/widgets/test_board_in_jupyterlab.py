"""The board in a real JupyterLab: the kernel saves, and a reload shows what was saved."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

import labmethods as lm

CODE = """
import labmethods as lm
from labmethods.widgets.board import Board, Numbers, notes_of

lab = lm.open_lab({folder!r})

def notes():
    return notes_of(lab.actors.frame(), x="interest", y="power")

def move(actor, interest, power):
    lab.actors.change(actor, interest=interest, power=power)
    board.notes = notes()

def add(name, interest, power):
    made = lab.actors.add(name=name, interest=interest, power=power)
    board.notes = notes()
    return made

def step(one):
    one()
    board.notes = notes()

board = Board(
    notes(), x=Numbers("Intresse"), y=Numbers("Makt"), title="Aktörer", language="sv",
    tray="Inte bedömda än", on_move=move, on_add=add,
    on_edit=lambda actor, name: lab.actors.change(actor, name=name),
    on_undo=lambda: step(lab.undo), on_redo=lambda: step(lab.redo),
)
board
"""


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lab with two actors and a notebook that shows them on a board."""
    with lm.new_lab("Tavlans labb", to=tmp_path_factory.mktemp("jupyterlab")) as lab:
        lab.actors.add(name="Röda Korset", interest=5, power=2)
        lab.actors.add(name="Kommunen", interest=3, power=5)
        home = lab.home
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(CODE.format(folder=str(home)))],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(notebook, home / "board.ipynb")
    return home


@pytest.fixture(scope="module")
def jupyterlab(workbook: Path) -> Iterator[str]:
    """The address of the notebook in JupyterLab, opened as a facilitator does."""
    command = [sys.executable, "-m", "labmethods.cli", "open", str(workbook), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            address = next(
                (found[0] for line in server.stdout if (found := re.search(r"http\S+", line))), None
            )
            assert address, "JupyterLab didn't start"
            yield address.replace("00-start.ipynb", "board.ipynb")
        finally:
            server.terminate()


@pytest.fixture
def page(chromium, jupyterlab: str):
    context = chromium.new_context(
        viewport={"width": 1400, "height": 1000}, reduced_motion="reduce"
    )
    made = context.new_page()
    made.goto(jupyterlab)
    run(made)
    yield made
    context.close()


def run(page) -> None:
    """Start the notebook and wait for the board."""
    page.get_by_role("button", name="Starta").click(timeout=90_000)
    page.wait_for_selector(".lm-board-note", timeout=90_000)
    page.locator(".lm-board-plot").scroll_into_view_if_needed()
    page.wait_for_timeout(300)


def actor(workbook: Path, name: str) -> tuple[int | None, int | None]:
    """An actor's interest and power, read from the store by another process than the kernel."""
    with lm.open_lab(workbook) as lab:
        found = lab.actors.find(name=name)
        return (found[0].interest, found[0].power) if found else (None, None)


def place(page, column: int, row: int) -> tuple[float, float]:
    box = page.locator(".lm-board-plot").bounding_box()
    return (
        box["x"] + box["width"] * (column + 0.5) / 5,
        box["y"] + box["height"] * (row + 0.5) / 5,
    )


def drag(page, name: str, column: int, row: int) -> None:
    page.get_by_role("button", name=f"{name},").hover()
    page.mouse.down()
    page.mouse.move(*place(page, column, row), steps=8)
    page.mouse.up()
    said(page, name)


def said(page, text: str) -> None:
    page.wait_for_function(
        """text => {
            const said = document.querySelector('.lm-board-status').textContent;
            return said.includes(text) && said.includes('Sparat.');
        }""",
        arg=text,
    )


def cells_of(page, name: str) -> tuple[int, int]:
    box = page.get_by_role("button", name=f"{name},").bounding_box()
    plot = page.locator(".lm-board-plot").bounding_box()
    return (
        int((box["x"] + box["width"] / 2 - plot["x"]) / plot["width"] * 5),
        int((box["y"] + box["height"] / 2 - plot["y"]) / plot["height"] * 5),
    )


def test_a_drop_is_saved_by_the_kernel_and_stands_after_a_reload(page, workbook):
    drag(page, "Röda Korset", 0, 0)
    assert actor(workbook, "Röda Korset") == (1, 5)
    page.reload()
    run(page)
    assert cells_of(page, "Röda Korset") == (0, 0)


def test_arrows_and_enter_belong_to_the_board_and_not_to_the_notebook(page, workbook):
    page.get_by_role("button", name="Kommunen,").focus()
    interest, power = actor(workbook, "Kommunen")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    said(page, "Kommunen")
    assert actor(workbook, "Kommunen") == (interest + 1, power - 1)
    assert page.evaluate("document.activeElement.dataset.note") is not None
    assert page.locator(".jp-Notebook .jp-Cell").count() == 1
    assert page.locator(".jp-Notebook.jp-mod-editMode").count() == 0


def test_undo_by_keys_takes_the_move_back_in_the_store(page, workbook):
    before = actor(workbook, "Röda Korset")
    drag(page, "Röda Korset", 3, 2)
    assert actor(workbook, "Röda Korset") == (4, 3)
    page.keyboard.press("Control+z")
    page.wait_for_function(
        "document.querySelector('.lm-board-status').textContent.includes('Ångrat')"
    )
    assert actor(workbook, "Röda Korset") == before


def test_a_note_is_added_and_renamed_in_the_store(page, workbook):
    page.get_by_label("Ny lapp").fill("Biblioteket")
    page.keyboard.press("Enter")

    said(page, "Biblioteket")
    assert actor(workbook, "Biblioteket") == (None, None)
    page.get_by_role("button", name="Biblioteket,").focus()
    page.keyboard.press("F2")
    page.get_by_label("Nytt namn för Biblioteket").fill("Stadsbiblioteket")
    page.keyboard.press("Enter")
    said(page, "Stadsbiblioteket")
    with lm.open_lab(workbook) as lab:
        assert [one.name for one in lab.actors.all()][2:] == ["Stadsbiblioteket"]
