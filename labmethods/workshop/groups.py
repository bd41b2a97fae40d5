"""One workshop in several groups: each has a facilitator, and a room with the same rounds."""

from __future__ import annotations

import re

from labmethods.language import N_, translator
from labmethods.workbook.lab import Lab
from labmethods.workshop.records import Workshop
from labmethods.workshop.rounds import rounds_of

_NOT_COPIED = {"id", "workshop", "state", "decided"}


def another_group(lab: Lab, workshop: Workshop) -> Workshop:
    """A workshop beside this one, with the same rounds, none of them opened yet.

    It is named after the first with the group's number: ``The yard, group 2``.
    """
    copied = {
        name: value
        for name, value in workshop.values().items()
        if name not in ("name", "participants", "concluded")
    }
    rounds = [
        {
            name: value
            for name, value in one.values().items()
            if name not in _NOT_COPIED and value is not None
        }
        for one in rounds_of(lab, workshop)
    ]
    name = _name(lab, workshop)
    with lab.store.writing() as batch:
        (made,) = batch.add("workshops", [{**copied, "name": name}])
        batch.add("workshop_rounds", [{**one, "workshop": made.id} for one in rounds])
    return made


def _name(lab: Lab, workshop: Workshop) -> str:
    _ = translator(lab.language)
    named = N_("{workshop}, group {n}")
    pattern = re.escape(_(named, workshop="WHOLE", n="NUMBER"))
    pattern = pattern.replace("WHOLE", "(.+)").replace("NUMBER", "[0-9]+")
    of_a_group = re.fullmatch(pattern, workshop.name)
    whole = of_a_group[1] if of_a_group else workshop.name
    taken = {one.name for one in lab.workshops.find(day=workshop.day)}
    # The first workshop is the first group.
    number = next(n for n in range(2, 1000) if _(named, workshop=whole, n=n) not in taken)
    return _(named, workshop=whole, n=number)
