"""Who gets into the room, and what can't be reached from there: over real sockets."""

from __future__ import annotations

import time

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

from labmethods.workshop.room.codes import LENGTH, LETTERS, SECONDS, Codes, Devices
from labmethods.workshop.room.hosting import Hosting, addresses
from labmethods.workshop.room.limits import Pace, WrongCodes
from tests import loops
from tests.workshop.phone import Phone, in_an_open_room
from tests.workshop.planning import plan

NOW = 1_700_000_000.0


def test_a_code_is_good_in_its_turn_and_the_next_and_then_no_more():
    codes = Codes(b"key")
    shown = codes.invitation(NOW)
    assert len(shown.code) == LENGTH
    assert set(shown.code) <= set(LETTERS)
    assert codes.fits(f" {shown.code[:3].lower()}-{shown.code[3:]} ", NOW)
    assert codes.fits(shown.code, NOW + SECONDS)
    assert not codes.fits(shown.code, NOW + 2 * SECONDS)
    assert codes.invitation(NOW + SECONDS).code != shown.code


def test_a_new_code_makes_the_old_one_and_its_link_void_at_once():
    codes = Codes(b"key")
    shown = codes.invitation(NOW)
    codes.turn_now()
    assert not codes.fits(shown.code, NOW)
    assert not codes.fits_link(shown.link, NOW)


def test_last_weeks_link_and_device_are_strangers_to_this_weeks_workshop():
    last, this = b"last week", b"this week"
    assert not Codes(this).fits_link(Codes(last).invitation(NOW).link, NOW)
    assert Devices(this).voice(Devices(last).new()) is None
    assert Devices(this).voice("") is None
    assert Devices(this).voice("å.ä") is None


def test_wrong_codes_slow_down_after_five_and_are_forgotten():
    wrong = WrongCodes()
    for i in range(5):
        assert wrong.wait("a", NOW + i) == 0
        wrong.wrong("a", NOW + i)
    assert wrong.wait("a", NOW + 4) == 2
    assert wrong.wait("b", NOW + 4) == 0
    wrong.wrong("a", NOW + 6)
    assert wrong.wait("a", NOW + 6) == 4
    assert wrong.wait("a", NOW + 700) == 0
    assert b"a" not in wrong._known


def test_the_pace_lets_hands_pass_and_stops_a_flood():
    pace = Pace()
    assert all(pace.allows("hand", NOW + i) for i in range(60))
    assert sum(pace.allows("flood", NOW) for _i in range(100)) == 10


@in_an_open_room
async def test_a_guesser_is_slowed_down(lab, opened, planned):
    phone = Phone(opened)
    right = opened.room.codes.invitation(time.time()).code
    for _i in range(5):
        status, text = await phone.ask("/join", {"code": "AAAAAA"}, **{"Accept-Language": "sv"})
        assert status == 403
        assert "Koden stämmer inte" in text
    status, text = await phone.ask("/join", {"code": right}, **{"Accept-Language": "sv"})
    assert status == 429
    assert "För många felaktiga koder" in text
    link = opened.room.codes.invitation(time.time()).link
    assert (await phone.ask(f"/j/{link}"))[0] == 303


@in_an_open_room
async def test_an_old_link_asks_for_the_code(lab, opened, planned):
    status, text = await Phone(opened).ask(f"/j/{'0' * 32}", **{"Accept-Language": "fi"})
    assert status == 403
    assert "Linkki ei enää toimi" in text
    assert 'name="code"' in text


@in_an_open_room
async def test_nothing_but_the_rooms_own_pages_can_be_reached(lab, opened, planned):
    phone = await Phone(opened).join()
    for path in (
        "/api", "/api/kernels", "/api/contents", "/api/sessions", "/api/terminals", "/lab", "/tree",
        "/files/labmethods.sqlite", "/labmethods/room", "/labmethods/room/live", "/static/",
        "/phone.css/../room.js", "/../pyproject.toml", "/%2e%2e/%2e%2e/etc/passwd", "/room.js",
        "/page.html.jinja", "/main/", "//api/kernels", "/j/../api", "/login", "/hub",
    ):  # fmt: skip
        status, text = await phone.ask(path)
        assert (status, text) == (404, "404"), path
    for path in ("/api/kernels", "/main", "/phone.js", "/live"):
        status, _text = await phone.ask(path, {"name": "python3"})
        assert status in (404, 405), path


@in_an_open_room
async def test_other_sites_and_other_names_get_no_answer(lab, opened, planned):
    phone = await Phone(opened).join()
    await opened.room.open_round(planned["text"])
    assert (await phone.ask("/", Host="ond.example"))[0] == 403
    for origin in (
        "http://ond.example",
        "null",
        opened.phones.address.replace("http", "https")[:-1],
    ):
        status, _text = await phone.ask("/send", {"text": "x"}, Origin=origin)
        assert status == 403
    live = opened.phones.address.replace("http", "ws") + "/live"
    for headers in ({"Origin": "http://ond.example", "Cookie": phone.cookie}, {}):
        with pytest.raises(Exception, match="403"):
            await websocket_connect(HTTPRequest(live, headers=headers))
    # Without the form's own mark nothing is taken, whatever the cookie says.
    assert (await phone.ask("/send", {"round": planned["text"], "text": "x"}))[0] == 403
    assert (await Phone(opened).ask("/send", {"round": planned["text"], "text": "x"}))[0] == 403
    assert len(lab.workshop_contributions.all()) == 0


@in_an_open_room
async def test_every_page_forbids_foreign_code_and_frames(lab, opened, planned):
    request = HTTPRequest(f"{opened.phones.address}/finns-inte")
    for path in ("/", "/finns-inte", "/phone.js"):
        request.url = f"{opened.phones.address}{path}"
        answer = await AsyncHTTPClient().fetch(request, raise_error=False)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "Server" not in answer.headers


@in_an_open_room
async def test_a_body_that_is_too_large_is_cut_off(lab, opened, planned):
    phone = await Phone(opened).join()
    status, _text = await phone.ask("/send", {"text": "x" * 100_000})
    assert status in (400, 413, 599)
    assert (await phone.ask("/"))[0] == 200


@in_an_open_room
async def test_neither_cookie_nor_address_is_written_down(lab, opened, planned):
    phone = await Phone(opened).join()
    await opened.room.open_round(planned["text"])
    await phone.send(planned["text"], text="Lugnt")
    written = lab.store.path.read_bytes()
    assert phone.cookie.partition("=")[2].partition(".")[0].encode() not in written
    assert b"127.0.0.1" not in written


@pytest.mark.skipif(not addresses(), reason="this computer is in no network")
def test_open_to_the_network_it_answers_there_under_its_own_name_only(lab):
    async def inside():
        hosting = Hosting(lab.home)
        opened = await hosting.open(plan(lab)["workshop"], addresses()[0])
        assert opened.phones.address.startswith(f"http://{addresses()[0]}:")
        phone = await Phone(opened).join()
        status, text = await phone.ask("/")
        refused, _text = await phone.ask("/", Host=f"ond.example:{opened.phones.port}")
        await hosting.close()
        return status, "data-state" in text, refused

    assert loops.run(inside()) == (200, True, 403)
