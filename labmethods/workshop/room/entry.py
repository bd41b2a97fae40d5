"""Reads what a participant's form holds into contributions, or says plainly why not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from labmethods.errors import Refused
from labmethods.workbook.kinds import clean
from labmethods.workshop.records import LONGEST, WRITTEN, WorkshopRound
from labmethods.workshop.room.phrases import PHRASES

_TELLING = {"personal_number", "coordination_number", "email", "telephone", "name"}


@dataclass(frozen=True)
class Asked:
    """A round as it is asked: with what there is to choose from.

    Attributes
    ----------
    round
        The round's record.
    subjects
        What is stored for each choice, and what it is called.
    steps
        Steps of the path to choose from: id and name.
    scales
        Questions under a code: the outcome's id (empty when none was chosen), its name, the lowest
        and the highest value.
    """

    round: WorkshopRound
    subjects: tuple[tuple[str, str], ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    scales: tuple[tuple[str, str, int, int], ...] = (("", "", 1, 5),)


def read(asked: Asked, form: Mapping[str, str]) -> list[dict[str, object]]:
    """The contributions of a form, without round, voice and sending.

    Raises
    ------
    Refused
        With one of the participants' phrases.
    """
    kind = asked.round.kind
    if kind in WRITTEN:
        return [_written(asked, form)]
    if kind == "before_after":
        return _under_code(asked, form)
    if kind == "board":
        return _placed(asked, form)
    return _chosen(asked, form)


def _written(asked: Asked, form: Mapping[str, str]) -> dict[str, object]:
    longest = LONGEST[asked.round.kind]
    text = _text(form.get("text", ""), longest)
    if not text:
        raise Refused(PHRASES["empty"])
    row: dict[str, object] = {"text": text}
    if asked.round.kind == "path":
        row["detail"] = _text(form.get("detail", ""), longest) or None
        step = form.get("step", "")
        if step and step not in dict(asked.steps):
            raise Refused(PHRASES["outside"])
        row["step"] = step or None
    return row


def _text(typed: str, longest: int) -> str:
    from labmethods.privacy import find_identifiers

    text = re.sub(r"\s+", " ", clean(typed))
    if len(text) > longest:
        raise Refused(PHRASES["too_long"], longest=longest, length=len(text))
    if any(found.kind in _TELLING for found in find_identifiers(text)):
        raise Refused(PHRASES["personal"])
    return text


def _chosen(asked: Asked, form: Mapping[str, str]) -> list[dict[str, object]]:
    kind = asked.round.kind
    most = {"dots": asked.round.dots or 3, "rank": len(asked.subjects), "rate": 5}[kind]
    least = 0 if kind == "dots" else 1
    rows = []
    for place, (subject, _called) in enumerate(asked.subjects):
        value = _number(form.get(f"v{place}", ""), least, most)
        if value:
            rows.append({"subject": subject, "value": value})
    if not rows:
        raise Refused(PHRASES["nothing"])
    values = [row["value"] for row in rows]
    if kind == "dots" and sum(values) > most:
        raise Refused(PHRASES["too_many"], given=sum(values), n=most)
    twice = next((value for value in values if values.count(value) > 1), None)
    if kind == "rank" and twice:
        raise Refused(PHRASES["same_place"], place=twice)
    return rows


def _placed(asked: Asked, form: Mapping[str, str]) -> list[dict[str, object]]:
    rows = []
    for place, (subject, _called) in enumerate(asked.subjects):
        power, interest = (_number(form.get(f"{key}{place}", ""), 1, 5) for key in "vw")
        if power or interest:
            rows.append({"subject": subject, "value": power, "second": interest})
    if not rows:
        raise Refused(PHRASES["nothing"])
    return rows


def _under_code(asked: Asked, form: Mapping[str, str]) -> list[dict[str, object]]:
    code = re.sub(r"[\s-]", "", clean(form.get("code", ""))).upper()
    if not re.fullmatch(r"[A-ZÅÄÖ]{3}[0-9]{2}", code):
        raise Refused(PHRASES["code_form"])
    rows = []
    for place, (outcome, _called, low, high) in enumerate(asked.scales):
        value = _number(form.get(f"v{place}", ""), low, high)
        if value is not None:
            rows.append({"text": code, "subject": outcome or None, "value": value})
    if not rows:
        raise Refused(PHRASES["nothing"])
    return rows


def _number(typed: str, low: int, high: int) -> int | None:
    if typed == "":
        return None
    if not re.fullmatch(r"-?[0-9]{1,4}", typed) or not low <= int(typed) <= high:
        raise Refused(PHRASES["outside"])
    return int(typed)
