"""What the facilitator's page is told of how things stand."""

from __future__ import annotations

import time
from typing import Any

import segno

from labmethods.language import translator
from labmethods.workshop.records import KINDS, WRITTEN, Workshop, WorkshopContribution
from labmethods.workshop.room.accepting import TABLES
from labmethods.workshop.room.hosting import Hosting, addresses, on_a_hub
from labmethods.workshop.room.opened import Opened
from labmethods.workshop.rounds import rounds_of


def items(given: list[WorkshopContribution]) -> list[dict[str, Any]]:
    """Contributions in words, as the page lists them."""
    return [
        {
            "id": one.id,
            "text": one.text,
            "detail": one.detail,
            "hidden": bool(one.hidden),
            "same": one.same_as,
            "taken": bool(one.accepted),
        }
        for one in given
        if one.text and one.value is None
    ]


def shut(hosting: Hosting, workshop_id: str) -> dict[str, Any]:
    """What the page shows before the room is opened."""
    workshop = hosting.lab.workshops.get(workshop_id)
    return {
        "open": False,
        "others": _others(hosting, workshop_id),
        "hosts": addresses(),
        "hub": on_a_hub(),
        "welcome": workshop.welcome or "",
        "concluded": workshop.concluded or "",
        "last": _last(hosting, workshop),
        "rounds": [{"question": one.question} for one in rounds_of(hosting.lab, workshop)],
        "current": None,
    }


def standing(hosting: Hosting, opened: Opened) -> dict[str, Any]:
    """What the page shows of an open room."""
    room, phones = opened.room, opened.phones
    _ = translator(room.language)
    invitation = room.codes.invitation(time.time())
    link = f"{phones.address}/j/{invitation.link}"
    picture = segno.make(link, error="m", micro=False)
    return {
        "open": True,
        "address": phones.address,
        "network": bool(phones.host),
        "code": invitation.code,
        "seconds": max(1, invitation.until - time.time()),
        "qr": picture.svg_inline(scale=8, border=2, dark="#000", light="#fff", omitsize=True),
        "phones": len(phones.listening),
        "others": _others(hosting, room.workshop.id),
        "welcome": room.workshop.welcome or "",
        "concluded": room.workshop.concluded or "",
        "last": _last(hosting, room.workshop),
        "current": room.current.round.id if room.current else None,
        "rounds": [
            {
                "id": one.round.id,
                "what": _(KINDS[one.round.kind]),
                "written": one.round.kind in WRITTEN,
                "takes": one.round.kind in TABLES,
                "question": one.round.question,
                "state": one.round.state,
                "quiet": bool(one.round.quiet),
                "minutes": one.round.minutes,
                "decided": one.round.decided or "",
            }
            for one in room.asked.values()
        ],
    }


def _others(hosting: Hosting, workshop_id: str) -> list[dict[str, str]]:
    """The other rooms that are open in the lab: one for each group."""
    return [
        {"id": other, "name": one.room.workshop.name}
        for other, one in hosting.rooms.items()
        if other != workshop_id
    ]


def _last(hosting: Hosting, workshop: Workshop) -> dict[str, str] | None:
    """The workshop before this one, and what it agreed on."""
    before = [one for one in hosting.lab.workshops.all() if one.day < workshop.day]
    told = [one for one in sorted(before, key=lambda one: one.day) if one.concluded]
    return {"name": told[-1].label(), "concluded": told[-1].concluded} if told else None
