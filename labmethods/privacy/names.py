"""Names of persons, where words beside them tell that they are some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_CAPITAL = r"[A-ZÅÄÖÉÜØÆ][a-zåäöéèüøæíáóćčžšğıńłç']+(?:-[A-ZÅÄÖÉ][a-zåäöé]+)?"
_SMALL = r"(?:(?:af|av|von|van|de|da|der|al|el|bin|ibn|abu|ben|le|la)[ -])?"
_FULL = rf"{_CAPITAL}(?: {_SMALL}{_CAPITAL}){{1,3}}"
_ANY = rf"{_CAPITAL}(?: {_SMALL}{_CAPITAL}){{0,3}}"

# After these comes a person, also by first name alone.
_CALLED = (
    r"heter|hette|kallas|döpt till|vid namn|vän(?:liga|nliga) hälsningar|hälsningar|mvh|"
    r"herr|fru|fröken|hr|mr|mrs|ms|"
    r"(?:min |hans |hennes |deras |vår )?(?:dotter|dottern|son|sonen|mamma|mamman|pappa|pappan|"
    r"syster|bror|make|maka|man|hustru|sambo|fästman|fästmö|mormor|farmor|morfar|farfar)|"
    r"c/o|my name is|is called|named|regards|sincerely"
)
# After these may come an organisation as well, so the name needs two parts or a known first one.
_ROLE = (
    r"kontaktperson(?:en)?|kontakt|handläggare(?:n)?|mentor(?:n)?|adept(?:en)?|"
    r"deltagare(?:n)?|hyresgäst(?:en)?|boende|granne(?:n)?|projektledare(?:n)?|samordnare(?:n)?|"
    r"områdesvärd(?:en)?|husvärd(?:en)?|bovärd(?:en)?|fritidsledare(?:n)?|lärare(?:n)?|rektor(?:n)?|"
    r"elev(?:en)?|chef(?:en)?|ordförande(?:n)?|präst(?:en)?|diakon(?:en)?|läkare(?:n)?|"
    r"(?:social)?sekreterare(?:n)?|volontär(?:en)?|ledare(?:n)?|kvinna(?:n)?|mannen|flicka(?:n)?|"
    r"pojke(?:n)?|barnet|contact(?: person)?|tenant|participant|teacher|mentor"
)
_MEETING = (
    r"namn|förnamn|efternamn|intervju med|intervjuade|samtal med|pratade med|träffade|ringde|"
    r"ring(?: till)?|fråga|mejla|skriven av|antecknat av|enligt|ansvarig|av|"
    r"name|interview with|written by|spoke to|met"
)
# After these as often comes an organisation or a thing, so only a known first name tells.
_OFTEN_OTHER = r"kontakta|barn"
_BEFORE = r"(?:(?:är|is)\b)? ?[:,=–—/-]? ?[\"“”'(]?"
_AFTER_CALLED = re.compile(rf"\b(?i:{_CALLED})\.?[:,!]?\s{{1,2}}({_ANY})")
_AFTER_ROLE = re.compile(rf"\b(?i:{_ROLE}|{_MEETING})\b\.?\s?{_BEFORE}({_ANY})")
_AFTER_OTHER = re.compile(rf"\b(?i:{_OFTEN_OTHER}) ({_ANY})")
_SHOUTED = re.compile(rf"\b(?i:{_CALLED})\.?[:,!]?\s{{1,2}}([A-ZÅÄÖ]{{2,}}(?: [A-ZÅÄÖ]{{2,}})+)\b")
_AGED = re.compile(rf"({_FULL})(?:,? \(?\d\d år\b(?! gam)| \(\d\d\)|,? (?:född|born) \d)")
# The folder of somebody's own on a computer, and pages where people stand with their names.
_OWN_PLACE = re.compile(
    r"(?:[\\/](?:home|Users|Användare)[\\/]+|\blinkedin\.com/in/|\bfacebook\.com/)([\w.+-]{2,})"
)
_NOBODY = {"public", "shared", "runner", "root", "jovyan", "default", "groups", "pages", "events"}
_PERSON_ROLE = re.compile(rf"({_FULL})(?:, | \()(?i:{_ROLE})\b")

# What is called something without being a person.
_THING = re.compile(
    r"(?:projekt|labb?|program|förening|område|plats|lokal|kafé|café|grupp|kör|insats|kurs|skola|"
    r"bolag|organisation|hus|gård|torg|gata|metod|modell)\w* $",
    re.IGNORECASE,
)

# Words that no person is called: organisations, places and the like.
_NO_PERSON = re.compile(
    r"(?:kommun|kommunen|kommuns|kyrkan|kyrka|korset|skolan|skola|förbundet|förbund|föreningen|förening|"
    r"bolaget|bolag|bostäder|bostad|bo|gården|centrum|center|biblioteket|myndigheten|förvaltningen|"
    r"nämnden|verket|förmedlingen|kassan|sällskapet|stiftelsen|huset|hus|klubben|klubb|laget|torget|"
    r"gatan|vägen|stan|staden|stad|region|regionen|länet|polisen|rådet|rådgivningen|portalen|"
    r"universitet|högskola|högskolan|sverige|svenska|svenskar|lab|labbet|aktiebolag|kooperativet|"
    r"programmet|projekt|projektet|gruppen|teamet|enheten|avdelningen|ringdansen|vuxenskolan|festival|kören|standards?|sveriges|allmännytta|hage)"
    r"|(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    r"måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)(?:en|ar|s)?"
    r"|(?:det|den|de|vi|jag|han|hon|ni|du|som|när|där|här|hur|vad|vem|alla|ingen|inte|också|"
    r"röda|hyres|yalla|allmännyttan|vinnova|rotary|the|this|that|it|we|they|he|she|i)",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r".+(?:kommun(?:en)?|kyrkan|skol[ae]n?|förbund(?:et)?|förening(?:en)?|bolag(?:et)?|bostäder|"
    r"myndighet(?:en)?|förvaltning(?:en)?|verket|förmedling(?:en)?|kassan|stiftelse(?:n)?|huset|"
    r"klubb(?:en)?|torget|gatan|vägen|läget|centralen|tjänsten|hallen|caféet|kaféet|programmet|byrån)",
    re.IGNORECASE,
)

# Common first names in Sweden: by them one name alone beside a role is told from a place.
_FIRST_NAMES = frozenset(
    (Path(__file__).parent / "first_names.txt").read_text(encoding="utf-8").split()
)


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each name; they may overlap."""
    for match in _AFTER_CALLED.finditer(text):
        thing = _THING.search(text, max(0, match.start() - 30), match.start())
        if _person(match[1]) and not thing:
            yield "name", *match.span(1)
    for match in _AFTER_ROLE.finditer(text):
        name = match[1]
        # A dash may also come before what somebody is responsible for.
        two = " " in name and not re.search(r"[–—/-]\W*$", text[match.start() : match.start(1)])
        if _person(name) and (two or _known(name)):
            yield "name", *match.span(1)
    for match in _AFTER_OTHER.finditer(text):
        if _person(match[1]) and _known(match[1]):
            yield "name", *match.span(1)
    for match in _SHOUTED.finditer(text):
        if _known(match[1].title()):
            yield "name", *match.span(1)
    for match in _AGED.finditer(text):
        if _person(match[1]) and _known(match[1]):
            yield "name", *match.span(1)
    for match in _OWN_PLACE.finditer(text):
        if match[1].casefold() not in _NOBODY:
            yield "name", *match.span(1)
    for match in _PERSON_ROLE.finditer(text):
        if _person(match[1]):
            yield "name", *match.span(1)


def _known(name: str) -> bool:
    return re.split("[ -]", name)[0] in _FIRST_NAMES


def _person(name: str) -> bool:
    return not any(_NO_PERSON.fullmatch(word) or _ENDING.fullmatch(word) for word in name.split())
