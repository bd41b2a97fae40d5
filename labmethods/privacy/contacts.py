"""Telephone numbers, e-mail addresses and street addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+'-]{1,64} ?(?:@|\((?:at|a|@|snabel-?a)\)|\[(?:at|@)\]|snabel-?a) ?"
    r"(?:[\w-]+(?:\.| ?\((?:punkt|dot)\) ?| ?\[(?:punkt|dot)\] ?| punkt ))+[a-zåäö]{2,24}\b",
    re.IGNORECASE,
)

# Area codes with two or three digits are the first ones; all others have four (PTS, E.164 plan).
_AREA = (
    r"(?:8|1[013689]|2[0136]|3[1356]|4[0246]|54|6[03]|90|"
    r"(?:1[2457]|2[2-5789]|3[0247-9]|4[135789]|5[0-3568]|6[124-9]|7[4]|9[1-8])\d|7[02369])"
)
_APART = r"[- /]{0,3}"
_FOREIGN = re.compile(r"(?<![\w+])\+(?:\d[ ()./-]{0,2}){8,14}\d(?!\w)")
_ABROAD = re.compile(r"(?<!\w)0046[ -]?(?:\(0\))?(?:[ -]?\d){7,10}(?!\w)")
_AT_HOME = re.compile(
    rf"(?<![\w+])(?<!\d[-./ ])(?<!-)\(?0{_AREA}\)?([- /]{{0,3}})"
    rf"(\d{{2,3}}{_APART}\d{{2,3}}(?:{_APART}\d{{2,3}})?(?:{_APART}\d{{2}})?)(?![\w])(?![-./]\d)"
)
_DOTTED = re.compile(r"(?<![\w.])07[02369](?:\.\d\d\d?){3}(?![.]?\w)")
_WITHOUT_PLUS = re.compile(r"(?<![\w+])46 ?7[02369]\d{7}(?!\w)")
_MOBILE = re.compile(r"07[02369]\d{7}")
_DATE = re.compile(r"\d\d/\d\d (?:19|20)\d\d|\d{6} ?- ?(?:19|20)\d\d")
_CALL = re.compile(
    r"(?:tel\w*|tfn|mobil\w*|ring\w*|sms\w*|phone|call|nås på)\W{0,4}$", re.IGNORECASE
)

_WAY = (
    r"gatan|vägen|gränd|gränden|stigen|torget|allén|esplanaden|leden|backen|kajen|strand|stranden|"
    r"plan|platsen|promenaden|slingan|ringen|svängen"
)
_HOUSE = r"[1-9]\d{0,2}(?: ?[A-Ha-h](?![\wåäö]))?"
_COUNTED = (
    r"(?:kr\b|kronor|år\b|procent|%|st\b|av\b|gånger|månader|veckor|dagar|timmar|minuter|personer|"
    r"deltagare)"
)
_FLAT = r"(?:,? ?(?:lgh\.?|lägenhet|lght) ?\d{1,4}|,? ?\d ?tr\.?)?"
_TOWN = r"(?:,? ?(?:SE?-)?\d{3} ?\d{2} [A-ZÅÄÖ][\wåäöÅÄÖ-]+)?"
_ADDRESS = re.compile(
    rf"\b(?:(?:Norra|Södra|Östra|Västra|Stora|Lilla|Gamla|Nya|Övre|Nedre|[A-ZÅÄÖ][\wåäö]+s) )?"
    rf"(?:[A-ZÅÄÖ][\wåäöé-]*(?:{_WAY})|[a-zåäöé]{{3,}}(?:gatan|vägen|gränd|stigen)|"
    rf"(?<=[a-zåäö] )(?:{_WAY})|[A-ZÅÄÖ]{{2,}}(?:GATAN|VÄGEN|GRÄND|STIGEN)|"
    rf"[A-ZÅÄÖ][\wåäö]+s (?:väg|gata|stig|allé|gränd)|[A-ZÅÄÖ][\wåäö]{{3,}}(?:g|v)\.)"
    rf" (?:nr\.? )?{_HOUSE}(?!\d)(?!(?: ?[%:.,/-]|:)\d)(?! ?{_COUNTED}){_FLAT}{_TOWN}"
)
_ALONE = re.compile(r"\b(?:lgh\.?|lägenhet(?:snummer)?|lght) ?(?:nr\.? ?)?\d{3,4}\b", re.IGNORECASE)


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each finding; they may overlap."""
    if "@" in text or "(" in text or "[" in text or "snabel" in text:
        for match in _EMAIL.finditer(text):
            yield "email", *match.span()
    for pattern in (_FOREIGN, _ABROAD, _DOTTED, _WITHOUT_PLUS):
        for match in pattern.finditer(text):
            yield "telephone", *match.span()
    for match in _AT_HOME.finditer(text):
        if _telephone(match, text):
            yield "telephone", *match.span()
    for pattern in (_ADDRESS, _ALONE):
        for match in pattern.finditer(text):
            yield "address", *match.span()


def _telephone(match: re.Match[str], text: str) -> bool:
    digits = re.sub(r"\D", "", match[0])
    if _DATE.fullmatch(match[0]):
        return False
    if not 8 <= len(digits) <= 11 or (digits.startswith("07") and len(digits) != 10):
        return False
    # Digits in one row may be anything; only a mobile's, or those one is asked to call, are told.
    return (
        bool(match[1])
        or " " in match[0]
        or "-" in match[2]
        or bool(_MOBILE.fullmatch(digits))
        or bool(_CALL.search(text, max(0, match.start() - 30), match.start()))
    )
