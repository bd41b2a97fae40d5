"""What points out a person in a questionnaire's answers, and is taken away before it gets in."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence

from labmethods.language import N_
from labmethods.privacy import find_identifiers
from labmethods.privacy.identifiers import KINDS
from labmethods.sources import cells

NAME, EMAIL, ADDRESS = N_("a person's name"), N_("an e-mail address"), N_("an address")
TELEPHONE, NUMBER = N_("a telephone number"), N_("a personal number")
NETWORK, TOKEN = N_("an IP address"), N_("a personal invitation code")
ANSWER, MOMENT = N_("the answer's number"), N_("the time of day")
_HEADINGS = (
    (EMAIL, r"e-?post\w*|epost\w*|e-?mail\w*|mejl\w*|sähköposti\w*|електронна пошта|البريد.*"),
    (TELEPHONE, r"telefon\w*|mobil(nummer|telefon)?|mobile|phone\w*|puhelin\w*|телефон|الهاتف"),
    (NUMBER, r"personnummer|samordningsnummer|födelsedatum|personal (identity )?number"),
    (NUMBER, r"date of birth|henkilötunnus|födelsedag"),
    (NETWORK, r"ip-?adress|ip-?address|ip|ipaddr|refurl|referrer( url)?|hänvisnings-?url"),
    (TOKEN, r"token|access code|åtkomstkod|inbjudningskod|deltagartoken"),
    (ADDRESS, r"(gatu|hem|bostads|post)?adress|(home |street )?address|lägenhetsnummer"),
    (NAME, r"(för|efter|full|hela )?-?namn|(first |last |full |user ?|sur)?name|användarnamn"),
    (NAME, r"nimi|etunimi|sukunimi|ім'я|прізвище|الاسم|magaca?"),
)
_ASKED = re.compile(
    r"vad heter du|hur heter du|what('s| is) your (full |first |last )?name|your name|ditt namn|"
    r"(din|your) (e-?post|e-?mail|mejl)\w*|ditt (telefon|mobil)\w*|your (phone|mobile)\w*|"
    r"mikä on nimesi|як вас звати|ما اسمك|magacaaga|för- och efternamn|kontaktuppgifter",
    re.IGNORECASE,
)
_LONGEST = 4
"""A heading with more words is a question, not the name of a field."""


def named(heading: str) -> str | None:
    """What of a person a column holds, by its heading; nothing where it looks harmless.

    >>> named("E-postadress"), named("Namn"), named("Jag ser ljust på framtiden")
    ('an e-mail address', "a person's name", None)
    """
    text = re.sub(r"[*:?.()\[\]]", " ", heading.casefold()).strip()
    for kind, words in _HEADINGS:
        if re.fullmatch(words, text) or (
            len(text.split()) <= _LONGEST and re.search(rf"(?<!\w)(?:{words})(?!\w)", text)
        ):
            return kind
    return NAME if _ASKED.search(heading) else None


def held(column: Sequence[object]) -> str | None:
    """What of a person stands in at least a third of a column's cells, each for itself."""
    answers = [cells.text(cell) for cell in column if not cells.empty(cell)]
    if not answers:
        return None
    whole = [_whole(answer) for answer in answers]
    for kind in (EMAIL, TELEPHONE, NUMBER, NETWORK, ADDRESS):
        if whole.count(kind) * 3 >= len(answers):
            return kind
    return None


_KINDS = {
    "email": EMAIL,
    "telephone": TELEPHONE,
    "personal_number": NUMBER,
    "coordination_number": NUMBER,
    "address": ADDRESS,
}


def _whole(answer: str) -> str | None:
    text = answer.strip()
    if len(text) > 100:
        return None
    try:
        ipaddress.ip_address(text)
    except ValueError:
        pass
    else:
        return NETWORK
    found = find_identifiers(text)
    if len(found) == 1 and len(found[0].text) >= 0.8 * len(text):
        return _KINDS.get(found[0].kind)
    return None


def redacted(text: str, words: dict[str, str]) -> tuple[str, int]:
    """A free text with what points out people replaced, and how many places there were.

    Parameters
    ----------
    words
        What stands in the place of each kind of finding.
    """
    found = find_identifiers(text)
    for one in reversed(found):
        text = f"{text[: one.start]}[{words[one.kind]}]{text[one.end :]}"
    return text, len(found)


def kind_words(_) -> dict[str, str]:
    """The kinds of finding in the reader's language, in small letters."""
    return {kind: _(title).lower() for kind, title in KINDS.items()}
