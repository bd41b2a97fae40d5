"""Several rooms at once: a group each, in one lab."""

from __future__ import annotations

import asyncio
import time

import pytest

from labmethods.errors import Refused
from labmethods.workshop.room.hosting import Hosting
from tests import loops
from tests.workshop.phone import Phone, in_an_open_room
from tests.workshop.planning import plan


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
    # Whoever is in one group's room can't write in another's.
    first = await Phone(opened).join()
    await opened.room.open_round(planned["text"])
    assert (await first.send(second["text"], text="I fel grupp"))[0] == 409
    assert len(lab.workshop_contributions.find(round=second["text"])) == 1
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


@in_an_open_room
async def test_a_workshop_is_open_once_on_a_computer(lab, opened, planned):
    other = Hosting(lab.home)
    with pytest.raises(Refused, match="i ett annat labmethods"):
        await other.open(planned["workshop"], "")
    with pytest.raises(Refused, match="ingen av datorns adresser"):
        await other.open(planned["workshop"], "203.0.113.9")
    await other.close()
