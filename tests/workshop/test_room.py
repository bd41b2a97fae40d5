"""The room's rules, over real sockets: who gets in, what is taken, what can't be reached."""

from __future__ import annotations

import asyncio
import functools
import inspect
import re
import time
from urllib.parse import urlencode

import pytest
from babel.messages.pofile import read_po
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

from labmethods.errors import Refused
from labmethods.workshop.room import kept as keeping
from labmethods.workshop.room.codes import LENGTH, LETTERS, SECONDS, Codes, Devices
from labmethods.workshop.room.hosting import Hosting, addresses
from labmethods.workshop.room.limits import Pace, WrongCodes
from labmethods.workshop.room.opened import Opened
from labmethods.workshop.room.paper import type_in
from labmethods.workshop.room.phrases import FOLDER, LANGUAGES, PHRASES, speaker, wanted
from tests import loops
from tests.workshop.planning import plan

NOW = 1_700_000_000.0


class Phone:
    """A device with a cookie of its own."""

    def __init__(self, room: Opened) -> None:
        self.room = room
        self.cookie = ""

    async def ask(self, path: str, body: dict | None = None, **headers: str):
        """Status and text of an answer; redirects are followed by hand."""
        request = HTTPRequest(
            f"{self.room.phones.address}{path}",
            method="GET" if body is None else "POST",
            body=None if body is None else urlencode(body),
            headers={"Cookie": self.cookie, **headers},
            follow_redirects=False,
        )
        answer = await AsyncHTTPClient().fetch(request, raise_error=False)
        for one in answer.headers.get_list("Set-Cookie"):
            self.cookie = one.partition(";")[0]
        return answer.code, answer.body.decode() if answer.body else ""

    async def join(self) -> Phone:
        code = self.room.room.codes.invitation(time.time()).code
        status, _text = await self.ask("/join", {"code": code})
        assert status == 303
        assert self.cookie.startswith(f"{self.room.room.devices.cookie}=")
        return self

    @property
    def voice(self) -> str:
        return self.room.room.devices.voice(self.cookie.partition("=")[2])

    async def send(self, round_id: str, **values: str):
        mark = self.room.room.devices.form_mark(self.voice)
        return await self.ask("/send", {"round": round_id, "mark": mark, **values})


def in_an_open_room(test):
    """Run a test in the loop of a room that is open to this computer."""
    asked_for = inspect.signature(test).parameters

    @functools.wraps(test)
    def run(lab):
        async def inside():
            planned = plan(lab)
            hosting = Hosting(lab.home)
            opened = await hosting.open(planned["workshop"], "")
            try:
                more = {"hosting": hosting} if "hosting" in asked_for else {}
                await test(lab, opened, planned, **more)
            finally:
                await hosting.close()

        loops.run(inside())

    # pytest asks for what the signature names.
    del run.__wrapped__
    return run


# Codes


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


# The room


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
async def test_bad_input_is_refused_plainly_and_nothing_is_lost(lab, opened, planned):
    phone = await Phone(opened).join()
    word = planned["word"]
    assert (await phone.send(word, text="för tidigt"))[0] == 409
    await opened.room.open_round(word)
    long = "å" * 2000
    status, text = await phone.send(word, text=long)
    assert status == 422
    assert long in text
    assert "2000" in text
    for text in ("", "   ", "\u202e\u200b"):
        assert (await phone.send(word, text=text))[0] == 422
    for text in ("19811218-9876", "ring 070-123 45 67", "jag@exempel.se"):
        assert (await phone.send(word, text=text))[0] == 422
    assert (await phone.send(word, text="😀👩‍👩‍👧"))[0] == 303
    status, _text = await phone.send(word, text="<script>alert(1)</script>")
    assert status == 303
    page = (await phone.ask("/"))[1]
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    await opened.room.open_round(planned["dots"])
    assert (await phone.send(word, text="för sent"))[0] == 409
    for value in ("99", "-1", "1.5", "²", "a", "9" * 50):
        assert (await phone.send(planned["dots"], v0=value))[0] == 422
    await opened.room.open_round(planned["rank"])
    assert (await phone.send(planned["rank"], v0="1", v1="1"))[0] == 422
    await opened.room.open_round(planned["path"])
    assert (await phone.send(planned["path"], text="Kafé", step="finns-inte"))[0] == 422
    assert [one.text for one in lab.workshop_contributions.all()] == [
        "😀👩‍👩‍👧",
        "<script>alert(1)</script>",
    ]


@in_an_open_room
async def test_the_same_sending_twice_is_one_also_at_the_same_moment(lab, opened, planned):
    phone = await Phone(opened).join()
    await opened.room.open_round(planned["text"])
    same = {"text": "Fler träd", "sending": "abc"}
    answers = await asyncio.gather(*(phone.send(planned["text"], **same) for _i in range(5)))
    assert {status for status, _text in answers} == {303}
    assert (await phone.send(planned["text"], **same))[0] == 303
    assert len(lab.workshop_contributions.all()) == 1


@in_an_open_room
async def test_one_bad_record_does_not_take_the_others_with_it(lab, opened, planned):
    room = opened.room
    await room.open_round(planned["text"])
    gone = planned["idea"]
    lab.workshop_rounds.remove(gone)
    room.asked[gone] = room.asked[gone].__class__(
        room.asked[planned["text"]].round.model_copy(update={"id": gone})
    )
    answers = await asyncio.gather(
        room.contribute("a", planned["text"], {"text": "ett"}),
        room.contribute("b", gone, {"text": "två"}),
        room.contribute("c", planned["text"], {"text": "tre"}),
        return_exceptions=True,
    )
    assert [type(one).__name__ for one in answers] == ["NoneType", "FieldErrors", "NoneType"]
    assert [one.text for one in lab.workshop_contributions.all()] == ["ett", "tre"]


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
async def test_a_banned_device_sends_no_more_and_its_texts_count_for_nobody(lab, opened, planned):
    phone = await Phone(opened).join()
    await opened.room.open_round(planned["text"])
    await phone.send(planned["text"], text="Fult")
    one = lab.workshop_contributions.all()[0]
    await opened.room.ban(one.id)
    assert (await phone.send(planned["text"], text="Igen"))[0] == 422
    assert lab.workshop_contributions.get(one.id).hidden
    assert "skicka mer" in (await phone.ask("/", **{"Accept-Language": "sv"}))[1]


@in_an_open_room
async def test_after_a_crash_the_same_devices_go_on(lab, opened, planned, hosting):
    phone = await Phone(opened).join()
    await opened.room.open_round(planned["text"])
    await phone.send(planned["text"], text="Före", sending="1")
    voice, port = phone.voice, opened.phones.port
    hosting.rooms.clear()
    await opened.phones.close()
    again = Hosting(lab.home)
    await again.resume()
    phone.room = again.rooms[planned["workshop"]]
    assert phone.room.phones.port == port
    assert phone.voice == voice
    assert (await phone.send(planned["text"], text="Före", sending="1"))[0] == 303
    assert (await phone.send(planned["text"], text="Efter", sending="2"))[0] == 303
    assert [one.text for one in lab.workshop_contributions.all()] == ["Före", "Efter"]
    await again.close()


@in_an_open_room
async def test_the_end_closes_the_pages_and_forgets_the_key(lab, opened, planned, hosting):
    phone = await Phone(opened).join()
    await opened.room.open_round(planned["text"])
    address = opened.phones.address
    await hosting.end(planned["workshop"])
    assert keeping.read_all(lab.store.where) == []
    with pytest.raises(ConnectionRefusedError):
        await AsyncHTTPClient().fetch(f"{address}/")
    assert lab.workshop_rounds.get(planned["text"]).state == "closed"
    assert phone.cookie.partition("=")[2] not in str(lab.history())


@in_an_open_room
async def test_neither_cookie_nor_address_is_written_down(lab, opened, planned):
    phone = await Phone(opened).join()
    await opened.room.open_round(planned["text"])
    await phone.send(planned["text"], text="Lugnt")
    written = lab.store.path.read_bytes()
    assert phone.cookie.partition("=")[2].partition(".")[0].encode() not in written
    assert b"127.0.0.1" not in written


@in_an_open_room
async def test_a_workshop_is_open_once_on_a_computer(lab, opened, planned):
    other = Hosting(lab.home)
    with pytest.raises(Refused, match="i ett annat labmethods"):
        await other.open(planned["workshop"], "")
    with pytest.raises(Refused, match="ingen av datorns adresser"):
        await other.open(planned["workshop"], "203.0.113.9")
    await other.close()


@in_an_open_room
async def test_a_merged_text_takes_along_what_was_merged_into_it(lab, opened, planned):
    room = opened.room
    await room.open_round(planned["text"])
    for i, text in enumerate(("Ljus", "Lampor", "Belysning")):
        await room.contribute(f"v{i}", planned["text"], {"text": text})
    one, two, three = room.given[planned["text"]]
    await room.merge([two, three])
    await room.merge([one, two])
    assert [c.same_as for c in lab.workshop_contributions.all()] == [None, one, one]


@in_an_open_room
async def test_what_was_merged_can_be_taken_apart(lab, opened, planned):
    room = opened.room
    await room.open_round(planned["text"])
    for i, text in enumerate(("Ljus", "Lampor", "Kafé")):
        await room.contribute(f"v{i}", planned["text"], {"text": text})
    one, two, three = room.given[planned["text"]]
    await room.merge([one, two, three])
    await room.part([three])
    assert [c.same_as for c in lab.workshop_contributions.all()] == [None, one, None]
    await room.part([one])
    assert {c.same_as for c in lab.workshop_contributions.all()} == {None}


@in_an_open_room
async def test_a_short_questionnaire_ends_as_answers_under_the_persons_code(lab, opened, planned):
    room, asked = opened.room, planned["before_after"]
    first = lab.workshop_rounds.get(asked).outcome
    evaluation = lab.outcomes.get(first).evaluation
    second = lab.outcomes.add(evaluation=evaluation, name="Trygghet", lowest=0, highest=10)
    lab.workshop_rounds.change(asked, more_outcomes=[second.id, first])
    await room.open_round(asked)
    phone = await Phone(opened).join()
    page = (await phone.ask("/"))[1]
    assert "Trygghet" in page
    assert 'name="v1" value="0"' in page
    assert (await phone.send(asked, code="abc12", v0="6", v1="10"))[0] == 422
    assert (await phone.send(asked, code="abc12"))[0] == 422
    assert (await phone.send(asked, code="abc12", v0="3", v1="0"))[0] == 303
    # The same device changes its answer, it doesn't answer twice.
    assert (await phone.send(asked, code="abc12", v0="4", v1="0"))[0] == 303
    assert 'name="v0" value="4" checked' in (await phone.ask("/"))[1]
    assert await room.accept(asked, list(room.given[asked])) == 2
    person = lab.participants.find(code="ABC12")[0]
    answers = {one.outcome: one.value for one in lab.measurements.find(participant=person.id)}
    assert answers == {first: 4, second.id: 0}


@in_an_open_room
async def test_what_is_taken_in_can_be_undone_and_says_the_room(lab, opened, planned):
    room = opened.room
    await room.open_round(planned["actors"])
    await room.contribute("a", planned["actors"], {"text": "Biblioteket"})
    await room.contribute("a", planned["actors"], {"text": "Cykelklubben"})
    before = len(lab.actors.all())
    assert await room.accept(planned["actors"], list(room.given[planned["actors"]])) == 2
    assert len(lab.actors.all()) == before + 1
    change = lab.history(table="actors", newest=1)[0]
    assert change.who == "rummet, workshop 2026-11-24"
    lab.undo(change.seq)
    assert len(lab.actors.all()) == before
    with pytest.raises(Refused):
        await room.accept(planned["word"], [])


def groups_at_work(any_lab, servers: int):
    """Two facilitators at once, on so many servers; the rounds that their groups wrote in."""

    async def inside():
        planned = [plan(any_lab), plan(any_lab)]
        hosting = [Hosting(any_lab.home) for _one in range(servers)]
        rooms = [
            (await hosting[i % servers].open(its["workshop"], "")).room
            for i, its in enumerate(planned)
        ]
        for room, its in zip(rooms, planned, strict=True):
            await room.open_round(its["actors"])
        await asyncio.gather(
            *(
                room.contribute(f"v{i}", its["actors"], {"text": f"Förening {i}"})
                for room, its in zip(rooms, planned, strict=True)
                for i in range(40)
            )
        )
        # Both take the same actors into the lab at the same moment.
        taken = await asyncio.gather(
            *(
                room.accept(its["actors"], list(room.given[its["actors"]]))
                for room, its in zip(rooms, planned, strict=True)
            )
        )
        for one in hosting:
            await one.close()
        return [its["actors"] for its in planned], taken

    return loops.run(inside())


@pytest.mark.parametrize("servers", [1, 2])
def test_two_facilitators_with_a_group_each_work_in_one_lab(any_lab, servers):
    rounds, taken = groups_at_work(any_lab, servers)
    assert [len(any_lab.workshop_contributions.find(round=one)) for one in rounds] == [40, 40]
    assert taken == [40, 40]
    assert len([one for one in any_lab.actors.all() if one.name.startswith("Förening")]) == 40
    assert any_lab.store.broken_chain() == []


@in_an_open_room
async def test_every_groups_door_takes_the_codes_of_all_groups(lab, opened, planned, hosting):
    second = plan(lab)
    other = await hosting.open(second["workshop"], "")
    assert other.phones.port != opened.phones.port
    code = other.room.codes.invitation(time.time()).code
    assert code != opened.room.codes.invitation(time.time()).code
    # The second group's code at the first group's door.
    phone = Phone(other)
    status, _text = await Phone(opened).ask("/join", {"code": code})
    assert status == 303
    link = opened.phones.entrance.leads_to(code)
    assert link.startswith(other.phones.address)
    assert (await phone.ask(link.removeprefix(other.phones.address)))[0] == 303
    await other.room.open_round(second["text"])
    assert (await phone.send(second["text"], text="Från andra gruppen"))[0] == 303
    assert opened.room.devices.voice(phone.cookie.partition("=")[2]) is None
    # A device is in both at once: the browser sends one port's cookies to the other.
    assert opened.room.devices.cookie != other.room.devices.cookie
    await hosting.end(second["workshop"])
    assert list(hosting.rooms) == [planned["workshop"]]
    assert opened.phones.entrance.leads_to(code) == ""
    assert (await Phone(opened).ask("/join", {"code": code}))[0] == 403
    assert (await Phone(opened).join()).voice


@in_an_open_room
async def test_a_guesser_at_one_door_waits_at_all_of_them(lab, opened, planned, hosting):
    other = await hosting.open(plan(lab)["workshop"], "")
    for _i in range(5):
        await Phone(opened).ask("/join", {"code": "AAAAAA"})
    assert (await Phone(other).ask("/join", {"code": "AAAAAA"}))[0] == 429


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


# Languages


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"sv", "en"}))
def test_every_phrase_is_there_in_every_language_with_the_same_places(language):
    with (FOLDER / f"{language}.po").open("rb") as file:
        entries = {entry.id: entry for entry in read_po(file) if entry.id}
    assert set(entries) == set(PHRASES.values())
    for message, entry in entries.items():
        assert entry.string
        assert set(re.findall(r"{\w+}", message)) == set(re.findall(r"{\w+}", entry.string))


def test_the_browsers_language_decides_and_else_the_labs():
    assert wanted("so-SO,so;q=0.9,en;q=0.8", "sv") == "so"
    assert wanted("de,uk;q=0.5", "sv") == "uk"
    assert wanted("", "sv") == "sv"
    assert speaker("ar")(PHRASES["send"]) == "أرسل"


@in_an_open_room
async def test_a_sheet_of_paper_is_one_voice_and_comes_in_whole_or_not_at_all(lab, opened, planned):
    room, idea = opened.room, planned["idea"]
    await room.open_round(idea)
    form = {"round": idea, "sending": "blad"}
    with pytest.raises(Refused):
        await type_in(room, {**form, "text": "Lekplats\nring 070-123 45 67"})
    with pytest.raises(Refused, match="högst 10 rader"):
        await type_in(room, {**form, "text": "rad\n" * 11})
    assert not len(lab.workshop_contributions)
    await type_in(room, {**form, "text": "Lekplats\r\n\r\nCykelverkstad"})
    await type_in(room, {**form, "text": "Kafé"})
    kept = lab.workshop_contributions.all()
    assert [one.text for one in kept] == ["Lekplats", "Cykelverkstad", "Kafé"]
    assert [one.voice == kept[0].voice for one in kept] == [True, True, False]
    await room.open_round(planned["dots"])
    await type_in(room, {"round": planned["dots"], "sending": "b", "v0": "2", "v1": "1"})
    votes = lab.workshop_contributions.find(round=planned["dots"])
    assert [one.value for one in votes] == [2, 1]
