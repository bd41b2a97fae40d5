"""The columns that each maker of forms puts beside the answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

NAMES = {
    "forms": "Microsoft Forms",
    "google": "Google Forms",
    "limesurvey": "LimeSurvey",
    "": "",
}

DAY, LEFT, NUMBER, SENT = "day", "left", "number", "sent"
"""When it was answered, what is left out, the answer's number, when it was sent in."""
_FORMS = {
    "id": NUMBER,
    "start time": LEFT,
    "starttid": LEFT,
    "completion time": SENT,
    "slutförandetid": SENT,
    "sluttid": SENT,
    "last modified time": LEFT,
    "tid för senaste ändring": LEFT,
    "senaste ändringstid": LEFT,
    "language": LEFT,
    "språk": LEFT,
    "total points": LEFT,
    "totalt antal poäng": LEFT,
    "quiz feedback": LEFT,
    "testfeedback": LEFT,
}
_GOOGLE = {"timestamp": DAY, "tidstämpel": DAY, "score": LEFT, "poäng": LEFT}
_LIMESURVEY = {
    "id": NUMBER,
    "response id": NUMBER,
    "svars-id": NUMBER,
    "submitdate": SENT,
    "date submitted": SENT,
    "datum inskickat": SENT,
    "inskickat datum": SENT,
    "datum för inskickande": SENT,
    "lastpage": LEFT,
    "last page": LEFT,
    "sista sidan": LEFT,
    "sista sida": LEFT,
    "startlanguage": LEFT,
    "start language": LEFT,
    "startspråk": LEFT,
    "seed": LEFT,
    "frö": LEFT,
    "startdate": LEFT,
    "date started": LEFT,
    "datum påbörjad": LEFT,
    "startdatum": LEFT,
    "datestamp": DAY,
    "date last action": DAY,
    "datum för senaste åtgärd": DAY,
    "interviewtime": LEFT,
    "total time": LEFT,
    "total tid": LEFT,
}
_COLUMNS = {"forms": _FORMS, "google": _GOOGLE, "limesurvey": _LIMESURVEY}
_CODED = re.compile(r"(?P<code>[A-Za-z]\w*(?:\[[^\]]+\])*)\. (?P<text>.+)", re.DOTALL)
"""LimeSurvey's heading with code and text: ``G01Q02[SQ001]. Framtiden [Jag ser ljust på den]``."""


def maker(headings: Sequence[str]) -> str:
    """Who made a file with these headings: ``forms``, ``google``, ``limesurvey`` or nothing."""
    lower = [short(heading) for heading in headings]
    if {"submitdate", "lastpage"} & set(lower) or (
        lower[:1] in (["response id"], ["svars-id"]) and len(set(lower) & set(_LIMESURVEY)) > 1
    ):
        return "limesurvey"
    if lower[:1] == ["id"] and {"completion time", "slutförandetid", "sluttid"} & set(lower):
        return "forms"
    if lower[:1] in (["timestamp"], ["tidstämpel"]):
        return "google"
    return ""


def short(heading: str) -> str:
    """A heading as it is looked up; LimeSurvey's ``submitdate. Date submitted`` by its code."""
    match = _CODED.fullmatch(heading)
    return (match["code"] if match else heading).strip().casefold()


def role(made_by: str, heading: str, place: int) -> str:
    """What a column of the maker's own holds; nothing for a question."""
    text = short(heading)
    if made_by == "forms" and re.match(r"(points|feedback|poäng|feedback) ?[-–] ?.", text):
        return LEFT
    if made_by == "limesurvey" and re.fullmatch(r"(group|question)?time\w*\d+\w*", text):
        return LEFT
    found = _COLUMNS.get(made_by, {}).get(text, "")
    if found == NUMBER and place:
        return ""
    return found or _anyones(text, made_by, place)


def _anyones(text: str, made_by: str, place: int) -> str:
    """What a sheet of no known maker has: the same columns as the known ones, more or less."""
    if made_by:
        return ""
    if place == 0 and text in ("id", "nr", "nummer", "no", "löpnummer", "respondent id"):
        return NUMBER
    return DAY if text in ("datum", "date", "svarsdatum", "dag", "timestamp", "tidstämpel") else ""


def title(made_by: str, heading: str) -> str:
    """What was asked, without the form's own code; a row of a matrix with its question.

    >>> title("limesurvey", "G01Q02[SQ001]. Framtiden [Jag ser ljust på den]")
    'Framtiden: Jag ser ljust på den'
    """
    text = heading
    if made_by == "limesurvey":
        match = _CODED.fullmatch(heading)
        text = match["text"] if match else heading
    if made_by in ("limesurvey", "google"):
        text = re.sub(r"\s*\[([^\]]+)\]\s*$", r": \1", text).removeprefix(": ")
    return re.sub(r"\s+", " ", text).strip()
