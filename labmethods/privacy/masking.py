"""Texts with what points out a person hidden or taken away, and texts as readers see them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote

from labmethods.language import N_, translator
from labmethods.privacy.identifiers import KINDS, Finding, find_identifiers
from labmethods.privacy.plain import Plain

_HIDDEN = {
    "personal_number": N_("personal number hidden"),
    "coordination_number": N_("co-ordination number hidden"),
    "email": N_("e-mail hidden"),
    "telephone": N_("telephone hidden"),
    "address": N_("address hidden"),
    "name": N_("name hidden"),
    "participant": N_("participant hidden"),
}
# Every kind of finding has its words.
assert set(_HIDDEN) == set(KINDS)


def hidden(kind: str, language: str) -> str:
    """What stands where something is hidden; it means nothing in Markdown, HTML or a formula.

    >>> hidden("email", "en")
    '‹e-mail hidden›'
    """
    return f"‹{translator(language)(_HIDDEN[kind])}›"


def replaced(text: str, findings: list[Finding], become: Callable[[Finding], str | None]) -> str:
    """The text with each finding as ``become`` says it; None leaves it."""
    pieces, end = [], 0
    for one in findings:
        new = become(one)
        if new is not None:
            pieces += [text[end : one.start], new]
            end = one.end
    return "".join([*pieces, text[end:]])


def same(text: str) -> str:
    """What was found, however it is written: its letters and digits alone.

    >>> same("070-123 45 67") == same("070 1234567")
    True
    """
    return re.sub(r"[\W_]", "", Plain.of(text).text).casefold()


@lru_cache(maxsize=50_000)
def findings(text: str) -> tuple[Finding, ...]:
    """``find_identifiers``, remembered: the same texts come again in every report."""
    return tuple(find_identifiers(text)) if len(text) > 4 else ()


def as_read(text: str) -> str:
    """A text as a reader or a browser takes it: without tags, with entities and %-signs read.

    >>> as_read("6408<b>23</b>&#45;3234")
    '640823-3234'
    """
    shown = re.sub(r"</(?:p|h\d|li|td|th|tr|div)>|<br ?/?>", "\n", text) if "<" in text else text
    shown = re.sub(r"<[^<>]*>", "", shown) if "<" in text else shown
    # What was written twice over, such as %252D, is read twice.
    for _time in range(3):
        before = shown
        shown = html.unescape(shown) if "&" in shown else shown
        shown = unquote(shown) if "%" in shown else shown
        if shown == before:
            break
    return shown


def attributes(html_text: str) -> list[str]:
    """What stands in the attributes of a page's tags, such as a link's title.

    >>> attributes('<a title="6408&#45;3234">kafé</a>')
    ['6408-3234']
    """
    return [as_read(value) for value in re.findall(r'\s[\w-]+="([^"]*)"', html_text)]
