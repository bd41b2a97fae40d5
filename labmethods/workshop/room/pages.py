"""Renders the participants' pages: HTML from the server, in each participant's language."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import uuid4

import jinja2

from labmethods.workshop.records import LONGEST, WRITTEN, WorkshopContribution
from labmethods.workshop.room.entry import Asked
from labmethods.workshop.room.phrases import LANGUAGES, PHRASES, RIGHT_TO_LEFT, speaker

FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class View:
    """What a participant sees.

    Attributes
    ----------
    state
        ``join``, ``wait``, ``ask``, ``ended`` or ``banned``.
    language
        The participant's.
    own
        The lab's language, in which questions and choices are written.
    name
        The workshop's name.
    asked
        The round that is open.
    sent
        What the participant has sent in it.
    typed
        What stands in the form, when it was refused.
    said, wrong
        A message, and whether something was wrong.
    form_mark
        Shows that the form came from this page.
    a_line
        Says that several texts may be written, one a line; empty on a phone, where it is one.
    """

    state: str
    language: str
    own: str
    name: str = ""
    asked: Asked | None = None
    sent: list[WorkshopContribution] = field(default_factory=list)
    typed: Mapping[str, str] = field(default_factory=dict)
    said: str = ""
    wrong: bool = False
    form_mark: str = ""
    a_line: str = ""


def page(view: View) -> str:
    """The whole page."""
    return _templates().get_template("page.html.jinja").render(**_values(view))


def main(view: View) -> str:
    """Its main part, for the script."""
    return _templates().get_template("main.html.jinja").render(**_values(view))


@cache
def static(name: str) -> bytes:
    """A file of the pages."""
    return (FOLDER / name).read_bytes()


@cache
def mark() -> str:
    """Changes when style or script do, so that no phone keeps an old one."""
    return hashlib.sha256(static("phone.css") + static("phone.js")).hexdigest()[:8]


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(FOLDER)
    return jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined
    )


@cache
def phrases(language: str) -> dict[str, str]:
    """The participants' phrases in a language, by name."""
    say = speaker(language)
    return {name: say(message) for name, message in PHRASES.items()}


def _values(view: View) -> dict[str, object]:
    values: dict[str, object] = {
        "p": phrases(view.language),
        "state": view.state,
        "language": view.language,
        "languages": LANGUAGES,
        "direction": "rtl" if view.language in RIGHT_TO_LEFT else "ltr",
        "own": view.own,
        "name": view.name,
        "said": view.said,
        "wrong": view.wrong,
        "mark": mark(),
        "round_id": "",
    }
    return values | _form(view) if view.asked else values


def _form(view: View) -> dict[str, object]:
    asked = view.asked
    question, translated = asked.round.asked(view.language)
    kind = asked.round.kind
    typed = defaultdict(str, view.typed)
    if not view.typed:
        typed |= _sent_before(asked, view.sent)
    return {
        "round_id": asked.round.id,
        "question": question,
        "asked_in": view.language if translated else view.own,
        "kind": kind,
        "subjects": asked.subjects,
        "steps": asked.steps,
        "scales": asked.scales,
        "most": len(asked.subjects) if kind == "rank" else asked.round.dots or 3,
        "longest": LONGEST.get(kind, 0),
        # A form that was refused is the same sending still.
        "sending": view.typed.get("sending") or uuid4().hex,
        "form_mark": view.form_mark,
        "a_line": view.a_line,
        "typed": typed,
        "yours": [o.text for o in view.sent[-20:]] if kind in WRITTEN else [],
    }


def _sent_before(asked: Asked, sent: list[WorkshopContribution]) -> dict[str, str]:
    """A vote that was sent, as the form has it, so that it can be changed."""
    if asked.round.kind in WRITTEN:
        return {}
    typed = {}
    under_code = asked.round.kind == "before_after"
    choices = asked.scales if under_code else asked.subjects
    places = {choice[0]: place for place, choice in enumerate(choices)}
    for one in sent:
        if (one.subject or "") in places:
            place = places[one.subject or ""]
            typed |= {f"v{place}": _whole(one.value), f"w{place}": _whole(one.second)}
        if under_code:
            typed["code"] = one.text or ""
    return typed


def _whole(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"
