"""The board as people use it: in a real browser, by mouse, finger and keyboard."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from labmethods.widgets.board import Board, Lanes, Numbers, Quadrants

KINDS = {"civil": "Civilsamhälle", "municipality": "Kommun", "school": "Skola"}
ACTORS = [
    ("Röda Korset", "civil", 5, 2),
    ("Bodens kommun", "municipality", 3, 5),
    ("Studieförbundet Vuxenskolan", "civil", 5, 3),
    ("Skolan i området", "school", 3, 3),
]
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
EVERYTHING = ("on_move", "on_add", "on_edit", "on_open", "on_undo", "on_redo")


def nothing(*values: object) -> None:
    """Stands for a callback; the page only needs to know that there is one."""


def grid(notes: list[dict] | None = None, **settings) -> Board:
    """A power-interest board."""
    if notes is None:
        notes = [
            {"id": f"a{n}", "label": label, "kind": kind, "x": x, "y": y}
            for n, (label, kind, x, y) in enumerate(ACTORS)
        ]
    given = {
        "x": Numbers("Intresse"),
        "y": Numbers("Makt"),
        "title": "Aktörer",
        "language": "sv",
        "kinds": KINDS,
        "tray": "Inte bedömda än",
        "quadrants": Quadrants("Håll nöjda", "Samarbeta nära", "Bevaka", "Håll informerade"),
        **dict.fromkeys(EVERYTHING, nothing),
    }
    return Board(notes, **{**given, **settings})


def crowd(n: int, **settings) -> Board:
    """Many actors, most of them in the middle of the scale."""
    chance = random.Random(7)

    def value() -> int:
        return min(5, max(1, round(chance.gauss(3, 1.2))))

    notes = [
        {"id": str(i), "label": f"Föreningen Backen {i}", "kind": chance.choice(list(KINDS))}
        | {"x": value(), "y": value(), "size": chance.randint(1, 30)}
        for i in range(n)
    ]
    return grid(notes, **settings)


def lanes(**settings) -> Board:
    """A pathway: steps across, actors down."""
    notes = [
        {"id": "cafe", "label": "Språkkafé", "x": "language", "y": "church"},
        {"id": "school", "label": "Boskola", "x": "arrive", "y": "housing"},
    ]
    steps = {"arrive": "Ankomst", "language": "Språk", "work": "Arbete"}
    actors = {"housing": "Bostadsbolaget", "church": "Kyrkan"}
    return grid(
        notes,
        **{
            "x": Lanes("Steg", steps),
            "y": Lanes("Aktör", actors),
            "quadrants": None,
            "tray": "",
            **settings,
        },
    )


def settle(page) -> None:
    """Wait until the board has drawn."""
    page.evaluate("() => new Promise(d => requestAnimationFrame(() => requestAnimationFrame(d)))")
    page.wait_for_timeout(30)


def sent(page) -> list[dict]:
    """What the page asked of Python, without tickets."""
    asked = page.evaluate("window.model.sent")
    return [{key: value for key, value in one.items() if key != "ticket"} for one in asked]


def note(page, note_id: str):
    """The note on the page."""
    return page.locator(f".lm-board-note[data-note='{note_id}']")


def cell(page, column: int, row: int, columns: int = 5, rows: int = 5) -> tuple[float, float]:
    """The middle of a cell; columns from the left, rows from the top, both from 0."""
    box = page.locator(".lm-board-plot").bounding_box()
    return (
        box["x"] + box["width"] * (column + 0.5) / columns,
        box["y"] + box["height"] * (row + 0.5) / rows,
    )


def middle(locator) -> tuple[float, float]:
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def inside(page, note_id: str, column: int, row: int) -> bool:
    """Whether a note lies in a cell of a board of five by five."""
    x, y = middle(note(page, note_id))
    box = page.locator(".lm-board-plot").bounding_box()
    return (
        int((x - box["x"]) / box["width"] * 5) == column
        and int((y - box["y"]) / box["height"] * 5) == row
    )


def drag(page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
    page.mouse.move(*end, steps=4)
    page.mouse.up()
    settle(page)


def refuse(page, message: str) -> None:
    """Let Python refuse everything from here on."""
    page.evaluate("text => { model.answer = () => ({ ok: false, message: text }); }", message)


# --- moving


def test_a_note_is_dragged_by_mouse_and_saved_once(show):
    page = show(grid())
    drag(page, middle(note(page, "a0")), cell(page, 1, 0))
    assert sent(page) == [{"event": "moved", "id": "a0", "x": 2, "y": 5}]
    assert inside(page, "a0", 1, 0)
    assert "Röda Korset: Makt 5, Intresse 2. Sparat." in page.get_by_role("status").inner_text()
    assert page.troubles == []


def test_while_a_note_is_dragged_the_board_says_where_it_would_land(show):
    page = show(grid())
    page.mouse.move(*middle(note(page, "a0")))
    page.mouse.down()
    page.mouse.move(*cell(page, 3, 1), steps=5)
    assert page.locator(".lm-board-hint").inner_text() == "Makt 4, Intresse 4"
    assert page.locator(".lm-board-target").is_visible()
    page.mouse.up()
    assert page.locator(".lm-board-hint").count() == 0


def test_escape_while_dragging_leaves_the_note_where_it_was(show):
    page = show(grid())
    page.mouse.move(*middle(note(page, "a0")))
    page.mouse.down()
    page.mouse.move(*cell(page, 0, 0), steps=5)
    page.keyboard.press("Escape")
    page.mouse.up()
    settle(page)
    assert sent(page) == []
    assert inside(page, "a0", 4, 3)


def test_a_drop_outside_the_board_or_in_the_same_cell_saves_nothing(show):
    page = show(grid())
    drag(page, middle(note(page, "a0")), (5, 5))
    x, y = middle(note(page, "a0"))
    drag(page, (x, y), (x + 20, y + 10))
    assert sent(page) == []


def test_a_note_is_dragged_by_finger(show):
    page = show(grid(), **PHONE)
    client = page.context.new_cdp_session(page)
    (x, y), (to_x, to_y) = middle(note(page, "a3")), cell(page, 0, 2)

    def touch(kind: str, points: list[dict]) -> None:
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", [{"x": x, "y": y}])
    for part in range(1, 9):
        touch("touchMove", [{"x": x + (to_x - x) * part / 8, "y": y + (to_y - y) * part / 8}])
    touch("touchEnd", [])
    settle(page)
    assert sent(page) == [{"event": "moved", "id": "a3", "x": 1, "y": 3}]
    assert inside(page, "a3", 0, 2)


def test_a_tap_opens_and_offers_moving_without_dragging(show):
    page = show(grid(), **PHONE)
    note(page, "a3").tap()
    settle(page)
    assert sent(page) == [{"event": "opened", "id": "a3"}]
    page.get_by_label("Makt", exact=True).select_option("1")
    settle(page)
    assert sent(page)[-1] == {"event": "moved", "id": "a3", "x": 3, "y": 1}


def test_arrow_keys_move_by_a_step_and_enter_saves_one_move(show):
    page = show(grid())
    note(page, "a3").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    settle(page)
    assert page.get_by_role("status").inner_text() == "Makt 4, Intresse 5"
    assert sent(page) == []
    page.keyboard.press("Enter")
    settle(page)
    assert sent(page) == [{"event": "moved", "id": "a3", "x": 5, "y": 4}]
    assert page.evaluate("document.activeElement.dataset.note") == "a3"


def test_escape_puts_a_note_back_that_the_arrows_lifted(show):
    page = show(grid())
    note(page, "a3").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1400)
    assert sent(page) == []
    assert inside(page, "a3", 2, 2)


def test_leaving_a_lifted_note_saves_it(show):
    page = show(grid())
    note(page, "a3").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    settle(page)
    assert sent(page) == [{"event": "moved", "id": "a3", "x": 3, "y": 2}]


def test_a_lifted_note_that_is_left_alone_is_saved(show):
    page = show(grid())
    note(page, "a3").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(1500)
    assert sent(page) == [{"event": "moved", "id": "a3", "x": 3, "y": 2}]


def test_arrow_keys_stop_at_the_edge_and_say_so(show):
    page = show(grid())
    note(page, "a0").focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    assert "vid kanten" in page.get_by_role("status").inner_text()
    assert sent(page) == []


def test_the_delete_key_removes_nothing(show):
    page = show(grid())
    note(page, "a0").focus()
    page.keyboard.press("Delete")
    settle(page)
    assert sent(page) == []
    assert note(page, "a0").is_visible()
    assert "ligger kvar" in page.get_by_role("status").inner_text()


def test_a_failed_save_puts_the_note_back_and_says_why(show):
    page = show(grid())
    refuse(page, "Disken är full.")
    drag(page, middle(note(page, "a0")), cell(page, 0, 0))
    assert inside(page, "a0", 4, 3)
    assert (
        page.get_by_role("alert")
        .inner_text()
        .startswith("Röda Korset lades tillbaka: Disken är full.")
    )


def test_a_note_stays_where_it_was_dropped_until_python_answers(show):
    page = show(grid())
    page.evaluate("model.wait = 1200")
    drag(page, middle(note(page, "a0")), cell(page, 0, 0))
    assert inside(page, "a0", 0, 0)
    status = page.get_by_role("status")
    page.wait_for_function("document.querySelector('[role=status]').textContent === 'Sparar …'")
    assert inside(page, "a0", 0, 0)
    page.wait_for_function(
        "document.querySelector('[role=status]').textContent.includes('Sparat.')"
    )
    assert inside(page, "a0", 0, 0)
    assert "Röda Korset" in status.inner_text()


def test_two_quick_moves_of_one_note_end_at_the_last(show):
    page = show(grid())
    page.evaluate("model.wait = 400")
    drag(page, middle(note(page, "a0")), cell(page, 0, 0))
    page.wait_for_timeout(200)
    drag(page, middle(note(page, "a0")), cell(page, 4, 4))
    page.wait_for_timeout(900)
    assert [(one["x"], one["y"]) for one in sent(page)] == [(1, 5), (5, 1)]
    assert inside(page, "a0", 4, 4)


def test_a_note_without_a_place_waits_in_the_tray_and_is_dragged_out_and_back(show):
    page = show(grid([{"id": "n", "label": "Vårdcentralen"}]))
    tray = page.get_by_role("group", name="Inte bedömda än (1)")
    assert tray.get_by_role("button").count() == 1
    drag(page, middle(note(page, "n")), cell(page, 2, 2))
    assert sent(page) == [{"event": "moved", "id": "n", "x": 3, "y": 3}]
    tray = page.get_by_role("group", name="Inte bedömda än (0)")
    drag(page, middle(note(page, "n")), middle(tray))
    assert sent(page)[-1] == {"event": "moved", "id": "n", "x": None, "y": None}


def test_arrow_keys_place_a_note_from_the_tray_and_keep_the_focus(show):
    page = show(grid([{"id": "n", "label": "Vårdcentralen"}]))
    note(page, "n").focus()
    page.keyboard.press("ArrowUp")
    settle(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    settle(page)
    assert sent(page) == [{"event": "moved", "id": "n", "x": 3, "y": 4}]
    assert page.evaluate("document.activeElement.dataset.note") == "n"


def test_a_free_scale_takes_values_between_the_steps(show):
    free = {"x": Numbers("Intresse", between=True), "y": Numbers("Makt", between=True)}
    page = show(grid([{"id": "n", "label": "Kyrkan", "x": 2.5, "y": 3}], **free))
    note(page, "n").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    settle(page)
    assert sent(page) == [{"event": "moved", "id": "n", "x": 2.6, "y": 3}]


# --- lanes


def test_a_note_is_dragged_to_another_lane(show):
    page = show(lanes())
    target = page.locator(".lm-board-plot").bounding_box()
    end = (target["x"] + target["width"] * 0.83, target["y"] + target["height"] * 0.8)
    drag(page, middle(note(page, "school")), end)
    assert sent(page) == [{"event": "moved", "id": "school", "x": "work", "y": "church"}]


def test_arrow_keys_walk_the_lanes_as_they_are_seen(show):
    page = show(lanes())
    note(page, "school").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    settle(page)
    assert sent(page) == [{"event": "moved", "id": "school", "x": "language", "y": "church"}]
    assert note(page, "school").get_attribute("aria-label") == ("Boskola, Aktör Kyrkan, Steg Språk")


@pytest.mark.parametrize(("width", "height"), [(1000, 720), (390, 844)])
def test_a_board_of_lanes_that_nearly_fits_has_no_second_bar_to_scroll_by(show, width, height):
    steps = {str(n): title for n, title in enumerate(["Ankomst", "Språk", "Kontakter", "Arbete"])}
    steps["4"] = "Egen försörjning"
    actors = {str(n): f"Aktör {n}" for n in range(7)}
    board = lanes(x=Lanes("Steg", steps), y=Lanes("Aktör", actors))
    board.notes = [{"id": str(n), "label": "Kvällskafé", "x": "1", "y": str(n)} for n in range(7)]
    page = show(board, width=width, height=height)
    inside = page.locator(".lm-board-frame").evaluate(
        "e => [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth]"
    )
    assert inside[0] <= 1
    assert (inside[1] <= 1) == (width == 1000)
    type_size = page.locator(".lm-board").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert type_size >= 15


def test_columns_alone_need_no_second_axis(show):
    states = {"idea": "Idé", "running": "Pågår", "done": "Klart"}
    board = lanes(x=Lanes("Läge", states), y=None)
    board.notes = [{"id": "e", "label": "Kvällsöppet", "x": "idea"}]
    page = show(board)
    drag(page, middle(note(page, "e")), cell(page, 2, 0, columns=3, rows=1))
    assert sent(page) == [{"event": "moved", "id": "e", "x": "done", "y": None}]


# --- adding, naming, undoing


def test_a_note_is_added_by_typing_and_waits_in_the_tray(show):
    page = show(grid())
    page.get_by_label("Ny lapp").fill("Biblioteket")
    page.keyboard.press("Enter")
    settle(page)
    assert sent(page) == [{"event": "added", "label": "Biblioteket", "x": None, "y": None}]
    assert page.get_by_label("Ny lapp").input_value() == ""
    assert page.get_by_role("button", name="Biblioteket").is_visible()


def test_a_double_click_adds_a_note_there(show):
    page = show(grid())
    page.mouse.dblclick(*cell(page, 0, 4))
    page.get_by_label("Ny lapp vid Makt 1, Intresse 1").fill("Polisen")
    page.keyboard.press("Enter")
    settle(page)
    assert sent(page) == [{"event": "added", "label": "Polisen", "x": 1, "y": 1}]


def test_a_double_tap_adds_a_note_there(show):
    page = show(grid(), **PHONE)
    x, y = cell(page, 0, 4)
    page.touchscreen.tap(x, y)
    page.touchscreen.tap(x, y)
    page.get_by_label("Ny lapp vid Makt 1, Intresse 1").fill("Polisen")
    page.get_by_role("button", name="Lägg till").last.tap()
    settle(page)
    assert sent(page) == [{"event": "added", "label": "Polisen", "x": 1, "y": 1}]


def test_a_refused_note_keeps_what_was_typed(show):
    page = show(grid())
    refuse(page, "Namnet finns redan.")
    page.get_by_label("Ny lapp").fill("Röda Korset")
    page.keyboard.press("Enter")
    settle(page)
    assert page.get_by_label("Ny lapp").input_value() == "Röda Korset"
    assert "Namnet finns redan." in page.get_by_role("alert").inner_text()


def test_a_note_gets_another_name(show):
    page = show(grid())
    note(page, "a0").focus()
    page.keyboard.press("F2")
    page.keyboard.type("Röda Korset Boden")
    page.keyboard.press("Enter")
    settle(page)
    assert sent(page) == [{"event": "edited", "id": "a0", "label": "Röda Korset Boden"}]
    assert page.evaluate("document.activeElement.dataset.note") == "a0"


def test_escape_leaves_the_old_name(show):
    page = show(grid())
    note(page, "a0").focus()
    page.keyboard.press("F2")
    page.keyboard.type("Något annat")
    page.keyboard.press("Escape")
    settle(page)
    assert sent(page) == []
    assert page.evaluate("document.activeElement.dataset.note") == "a0"


def test_enter_renames_where_nothing_opens(show):
    page = show(grid(on_open=None))
    note(page, "a0").focus()
    page.keyboard.press("Enter")
    assert page.get_by_label("Nytt namn för Röda Korset").is_visible()


def test_undo_and_redo_by_button_and_by_keys(show):
    page = show(grid())
    page.get_by_role("button", name="Ångra").click()
    page.get_by_role("button", name="Gör om").click()
    note(page, "a0").focus()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+Shift+z")
    page.keyboard.press("Control+y")
    settle(page)
    assert [one["event"] for one in sent(page)] == ["undo", "redo", "undo", "redo", "redo"]


def test_undo_does_nothing_when_there_is_nothing_to_undo(show):
    board = grid()
    board.can_undo = False
    page = show(board)
    page.get_by_role("button", name="Ångra").click(force=True)
    note(page, "a0").focus()
    page.keyboard.press("Control+z")
    assert sent(page) == []


def test_read_only_opens_but_changes_nothing(show):
    page = show(grid(read_only=True))
    assert page.get_by_role("button", name="Ångra").count() == 0
    assert page.get_by_label("Ny lapp").is_hidden()
    drag(page, middle(note(page, "a0")), cell(page, 0, 0))
    note(page, "a0").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("F2")
    page.mouse.dblclick(*cell(page, 0, 4))
    note(page, "a1").click()
    settle(page)
    assert [one["event"] for one in sent(page)] == ["opened"]
    assert page.locator(".lm-board-editor").count() == 0


# --- many notes


def boxes(page) -> list[dict]:
    return page.evaluate(
        """() => [...document.querySelectorAll('.lm-board-layer .lm-board-note')]
            .filter(one => !one.hidden)
            .map(one => ({ id: one.dataset.note, ...one.getBoundingClientRect().toJSON() }))"""
    )


def overlaps(found: list[dict]) -> list[tuple[str, str]]:
    return [
        (one["id"], other["id"])
        for n, one in enumerate(found)
        for other in found[:n]
        if one["left"] < other["right"] - 0.5
        and other["left"] < one["right"] - 0.5
        and one["top"] < other["bottom"] - 0.5
        and other["top"] < one["bottom"] - 0.5
    ]


@pytest.mark.parametrize("settings", [{}, {"width": 1920, "height": 1080}, PHONE])
def test_200_notes_cover_neither_each_other_nor_other_cells(show, settings):
    page = show(crowd(200), **settings)
    found = boxes(page)
    assert overlaps(found) == []
    plot = page.locator(".lm-board-plot").bounding_box()
    at = {one["id"]: (one["x"], one["y"]) for one in page.evaluate("model.get('notes')")}
    for one in found:
        column = int(((one["left"] + one["right"]) / 2 - plot["x"]) / plot["width"] * 5)
        row = int(((one["top"] + one["bottom"]) / 2 - plot["y"]) / plot["height"] * 5)
        assert (column + 1, 5 - row) == at[one["id"]]
        assert one["width"] >= 24
        assert one["height"] >= 24
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('.lm-board-magnifier')]
            .map(one => Number(one.textContent.match(/^\\+(\\d+)$/)?.[1] ?? 0))
            .reduce((sum, one) => sum + one, 0)"""
    )
    assert len(found) + hidden == 200
    if not settings.get("is_mobile"):
        assert len(found) > 150


def test_the_same_notes_always_lie_the_same_way(show):
    first = boxes(show(crowd(200)))
    second = boxes(show(crowd(200)))
    assert sorted(map(str, first)) == sorted(map(str, second))


def test_a_full_cell_is_enlarged_and_every_name_can_be_read(show):
    page = show(crowd(200))
    button = page.locator(".lm-board-magnifier").first
    name = button.get_attribute("aria-label")
    assert "Förstora rutan och läs alla" in name
    button.click()
    settle(page)
    assert overlaps(boxes(page)) == []
    key = page.locator(".lm-board-magnifier[aria-expanded=true]").get_attribute("data-cell")
    column, row = map(int, key.split(":"))
    here = [
        one["id"]
        for one in page.evaluate("model.get('notes')")
        if (one["x"] - 1, 5 - one["y"]) == (column, row)
    ]
    levels = {one: note(page, one).get_attribute("data-level") for one in here}
    assert set(levels.values()) == {"card"}
    page.locator(".lm-board-magnifier[aria-expanded=true]").click()
    page.wait_for_timeout(100)
    assert page.locator(".lm-board-magnifier[aria-expanded=true]").count() == 0


def test_notes_between_the_steps_stand_at_their_true_point_with_labels_apart(show):
    chance = random.Random(3)
    notes = [
        {"id": str(i), "label": f"Aktör {i}", "kind": "civil"}
        | {"x": chance.choice([2.5, 3, 3.5, 4.5]), "y": chance.choice([1.5, 2, 3.5])}
        for i in range(40)
    ]
    page = show(grid(notes, read_only=True))
    assert overlaps(boxes(page)) == []
    points = page.evaluate(
        """() => [...document.querySelectorAll('.lm-board-true svg')].map(one =>
            [+one.getAttribute('x') + +one.getAttribute('width') / 2,
             +one.getAttribute('y') + +one.getAttribute('height') / 2])"""
    )
    plot = page.locator(".lm-board-plot").bounding_box()
    for one, (x, y) in zip(notes, points, strict=True):
        assert x == pytest.approx((one["x"] - 0.5) / 5 * plot["width"], abs=2)
        assert y == pytest.approx((5.5 - one["y"]) / 5 * plot["height"], abs=2)


def test_find_marks_the_notes_and_enter_goes_to_the_first(show):
    page = show(crowd(200))
    page.get_by_label("Hitta").fill("backen 17")
    settle(page)
    assert page.locator(".lm-board-note.is-found").count() == 11
    page.keyboard.press("Enter")
    settle(page)
    assert "Backen 17" in page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_the_legend_shows_one_kind_alone(show):
    page = show(grid())
    page.get_by_role("button", name="Civilsamhälle 2").click()
    settle(page)
    assert page.locator(".lm-board-note.is-out").count() == 2
    page.get_by_role("button", name="Civilsamhälle 2").click()
    settle(page)
    assert page.locator(".lm-board-note.is-out").count() == 0


# --- arrows, voices, looks


def test_an_arrow_runs_from_where_the_note_was(show):
    notes = [
        {"id": "n", "label": "Kyrkan", "x": 5, "y": 5, "before": {"x": 1, "y": 1}},
        {"id": "m", "label": "Skolan", "x": 2, "y": 5, "before": {"x": None, "y": None}},
    ]
    page = show(grid(notes))
    assert page.locator(".lm-board-arrow").count() == 1
    start = page.locator(".lm-board-arrow circle").bounding_box()
    assert abs(start["x"] - cell(page, 0, 4)[0]) < 40
    assert "tidigare: Makt 1, Intresse 1" in note(page, "n").get_attribute("aria-label")


def test_several_voices_show_their_spread(show):
    spread = {"x": [1, 4], "y": [2, 5], "n": 7}
    page = show(grid([{"id": "n", "label": "Kyrkan", "x": 2.5, "y": 3, "spread": spread}]))
    assert page.locator(".lm-board-whisker").count() == 1
    name = note(page, "n").get_attribute("aria-label")
    assert "Makt 2–5, Intresse 1–4; antal röster: 7" in name


def test_zoom_makes_room_and_keeps_the_true_places(show):
    page = show(crowd(60))
    before = page.locator(".lm-board-plot").bounding_box()["width"]
    page.get_by_text("Zoom och textstorlek").click()
    page.get_by_role("button", name="Zooma in").click()
    page.get_by_role("button", name="Zooma in").click()
    settle(page)
    assert page.locator(".lm-board-plot").bounding_box()["width"] == pytest.approx(
        before * 1.5625, rel=0.02
    )
    assert overlaps(boxes(page)) == []
    page.get_by_role("button", name="Hela tavlan").click()
    settle(page)
    assert page.locator(".lm-board-plot").bounding_box()["width"] == pytest.approx(before, abs=2)


def test_full_screen_enlarges_and_escape_leads_back(show):
    page = show(grid(), width=1920, height=1080)
    page.get_by_role("button", name="Helskärm").click()
    page.wait_for_timeout(300)
    root = page.locator(".lm-board")
    assert root.bounding_box()["width"] >= 1900
    assert page.get_by_role("button", name="Lämna helskärm").is_visible()
    page.get_by_role("button", name="Lämna helskärm").click()
    page.wait_for_timeout(300)
    assert "is-full" not in root.get_attribute("class")


def test_where_full_screen_is_not_to_be_had_the_board_covers_the_page(show):
    page = show(grid())
    page.evaluate("delete Element.prototype.requestFullscreen")
    page.get_by_role("button", name="Helskärm").click()
    settle(page)
    assert "is-over" in page.locator(".lm-board").get_attribute("class")
    note(page, "a0").focus()
    page.keyboard.press("Escape")
    settle(page)
    assert "is-over" not in page.locator(".lm-board").get_attribute("class")


def test_the_board_follows_the_notebooks_theme(show):
    page = show(grid())
    root = page.locator(".lm-board")
    assert root.get_attribute("data-theme") == "light"
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    settle(page)
    assert root.get_attribute("data-theme") == "dark"


def test_reduced_motion_is_honoured(show):
    page = show(grid(), reduced_motion="no-preference")
    style = note(page, "a0").evaluate("one => getComputedStyle(one).transitionDuration")
    assert style == "0.18s"
    page.emulate_media(reduced_motion="reduce")
    style = note(page, "a0").evaluate("one => getComputedStyle(one).transitionDuration")
    assert style == "0s"


def test_a_phone_needs_no_sideways_scrolling_of_the_page(show):
    page = show(crowd(200), **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_views_of_one_board_show_the_same_and_answer_each_for_itself(show):
    page = show(grid())
    page.evaluate(
        """async () => {
            const { default: widget } = await import('./board.js');
            const el = document.createElement('div');
            document.querySelector('main').append(el);
            widget.render({ model: window.model, el });
        }"""
    )
    settle(page)
    first, second = page.locator(".lm-board").all()
    first.locator("[data-note=a3]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    settle(page)
    names = [one.locator("[data-note=a3]").get_attribute("aria-label") for one in (first, second)]
    assert names == ["Skolan i området, Skola, Makt 3, Intresse 4"] * 2
    assert "Sparat." in first.get_by_role("status").inner_text()
    assert second.get_by_role("status").inner_text() == ""
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))


def test_leaving_the_page_unhooks_everything(show):
    page = show(grid())
    page.evaluate("window.leave()")
    assert page.locator(".lm-board").count() == 0
    assert page.evaluate("[...model.listeners.values()].every(one => one.length === 0)")


# --- everyone, and nobody's scripts

PAYLOADS = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "</style><script src=//example.invalid/x.js></script>",
]


def test_what_people_type_is_shown_as_text_and_never_runs(show):
    notes = [
        {
            "id": payload,
            "label": payload,
            "kind": payload,
            "detail": payload,
            "badge": payload,
            "x": 1 + n % 5,
            "y": 1 + n % 4,
        }
        for n, payload in enumerate(PAYLOADS)
    ]
    notes.append({"id": "loose", "label": PAYLOADS[0]})
    page = show(grid(notes, title=PAYLOADS[1], tray=PAYLOADS[2]))
    for one in page.locator(".lm-board-note").all():
        one.click()
        settle(page)
    page.get_by_label("Ny lapp").fill(PAYLOADS[0])
    page.keyboard.press("Enter")
    settle(page)
    page.wait_for_timeout(200)
    assert page.locator(".lm-board img, .lm-board script").count() == 0
    assert PAYLOADS[0] in page.locator(".lm-board").inner_text()
    assert page.troubles == []


AXE = Path(__file__).parents[1] / "assets" / "axe.min.js.gz"


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe(page) -> list[str]:
    """What axe-core finds wrong with the board."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(gzip.decompress(AXE.read_bytes()).decode())
    found = page.evaluate("tags => axe.run('.lm-board', { runOnly: tags })", RULES)
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": PHONE,
    "forced-colours": {"forced_colors": "active"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_to_complain_of(open_page, show, look):
    page = open_page(**LOOKS[look])
    for board in (grid(), crowd(60), lanes(), grid(read_only=True)):
        show(board, page)
        page.locator(".lm-board-note").first.click()
        settle(page)
        assert axe(page) == []


def test_every_button_has_words_and_every_field_a_label(show):
    page = show(crowd(30))
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('.lm-board button')]
            .filter(one => !one.textContent.trim() && !one.matches('.lm-board-note')).length"""
    )
    assert nameless == 0
    unlabelled = page.evaluate(
        """() => [...document.querySelectorAll('.lm-board input, .lm-board select')]
            .filter(one => !one.labels.length).length"""
    )
    assert unlabelled == 0


def test_everything_is_reached_by_tab_and_notes_in_reading_order(show):
    page = show(grid())
    page.locator("body").click(position={"x": 1, "y": 1})
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "document.activeElement.dataset?.note || document.activeElement.textContent"
            )
        )
    assert [one for one in reached if one.startswith("a")][:4] == ["a1", "a3", "a2", "a0"]
    for wanted in ("Lägg till", "Ångra", "Gör om", "Helskärm", "Skola 1"):
        assert any(wanted in one for one in reached)
