"""What a room takes in, and what becomes of it."""

from __future__ import annotations

import asyncio

import pytest
from tornado.httpclient import AsyncHTTPClient

from labmethods.errors import Refused
from labmethods.workshop.records import WorkshopContribution
from labmethods.workshop.room import kept as keeping
from labmethods.workshop.room.asking import asked_of
from labmethods.workshop.room.gathered import frame
from labmethods.workshop.room.hosting import Hosting
from labmethods.workshop.room.paper import type_in
from labmethods.workshop.room.summing import summary
from tests.workshop.phone import Phone, in_an_open_room
from tests.workshop.planning import plan


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


def test_the_screen_marks_whom_the_room_is_split_on_also_when_only_one_side_was_placed(lab):
    asked = asked_of(lab, lab.workshop_rounds.get(plan(lab)["board"]))
    split, agreed = (actor for actor, _name in asked.subjects)
    given = [
        WorkshopContribution.valid(
            id=f"{actor}{i}", round="r", voice=f"v{i}", sending="s", subject=actor, second=value
        )
        for actor, values in ((split, (1, 5, 1, 5)), (agreed, (4, 4, 4, 4)))
        for i, value in enumerate(values)
    ]
    said = summary(asked, frame(given), "sv")
    marked = {one["label"]: (one["split"], one["power"]) for one in said["places"]}
    assert marked == {"Biblioteket": (True, None), "Fritidsgården": (False, None)}
    assert said["sentence"] == "Rummet är delat om Biblioteket."
