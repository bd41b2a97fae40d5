"""What was decided about what points out a person, and carrying it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.privacy.masking import same
from labmethods.privacy.sightings import Sighting, look_for, sightings

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def decide(lab: Lab, one: Sighting, choice: str, reason: str = "") -> None:
    """Note what is to be done, with who and when in the journal; ``remove`` also does it.

    Parameters
    ----------
    choice
        ``mask`` hides it in what leaves the lab; ``remove`` takes it away from the record (from a
        notebook or a cell's output, it is left out of what leaves the lab); ``keep`` lets it go.
    reason
        Why it is kept.

    Raises
    ------
    Refused
        There is no reason to keep it, or the record may not be without it.
    """
    if choice == "remove" and one.where.table:
        _remove(lab, one)
        return
    values = {"kind": one.kind, "choice": choice, "reason": reason or None}
    with lab.store.writing() as batch:
        earlier = batch.find("privacy_decisions", mark=one.mark)
        if earlier:
            batch.change("privacy_decisions", earlier[0].id, values)
        else:
            batch.add("privacy_decisions", [{"mark": one.mark, **values}])


def decided(labs: Sequence[Lab]) -> dict[str, str]:
    """Each decided mark and its choice; where labs decided differently, the careful one counts."""
    found: dict[str, str] = {}
    for lab in labs:
        for row in lab.store.rows("privacy_decisions"):
            if found.get(row["mark"], "keep") == "keep":
                found[row["mark"]] = row["choice"]
    return found


def undecided(lab: Lab) -> list[Sighting]:
    """What points out a person in the lab's records and notebooks, and waits for a decision."""
    known = decided([lab])
    return [one for one in sightings(lab) if not one.public and one.mark not in known]


def _remove(lab: Lab, one: Sighting) -> None:
    where = one.where
    record = lab[where.table].get(where.record)
    value = getattr(record, where.field)
    look = look_for(lab)

    def without(text: str) -> str:
        # From the end, so that the places before stay where they are.
        for found in reversed(look(text)):
            if found.kind == one.kind and same(found.text) == same(one.found):
                text = text[: found.start] + text[found.end :]
        return re.sub(r"[ \t]{2,}", " ", text).strip()

    if isinstance(value, list):
        new: object = [left for text in value if (left := without(str(text)))]
    elif isinstance(value, str):
        new = without(value) or None
    else:
        new = None
    if new == value:
        raise Refused(
            N_("It could not be taken away by itself. Open the record and write the text anew.")
        )
    lab[where.table].change(record.id, record, **{where.field: new})
