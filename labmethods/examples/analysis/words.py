"""Words as the search sees them: split, in small letters, without endings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]{1,2}(?![^\W_]))?")
_PLAIN = str.maketrans({"æ": "a", "ø": "o", "ß": "s"})

_LONGEST = 60
"""No word has more letters; what comes after them isn't read."""

SWEDISH, ENGLISH = "sv", "en"

# Words that carry no subject.
_SMALL_WORDS = """
aldrig alla allas allt alltför alltid allting alltså andra annan annat använda använder att av bara
behov behöver behövs behöva bland blev bli blir blivit bor borde bra bör börja börjar de dem dom
den denna deras dess dessa det detta dig din dina dit ditt dock dra dras driva drivs drivas du där
därför då efter eftersom egen eget egna eller en er era ert ett exempel fast fick finna finnas
finns fler flera folk fram från fungera fungerar få får för före ge gen genom ger gjort goda gott
gå går gör göra göras gäller ha haft halla han hans har hade hela heller henne hennes hit hjälpa
hjälper hon honom hos hur hurdan här hålla i ibland icke idé idéer in inga ingen inget innan inom
inte ja jag ju just kan kanske kom komma kommer kring kunde kunna kunnat ligger lite långt lär låta
låter man med mellan men mer mera mest metod metoder mig min mina mindre mitt mot mycket många
måste ni nog nu ny nya nytt nån nånting nåt någon någonstans någonting något några när nära och
också ofta olika om oss pga på pågår redan runt sa sade sak saker sakna saknar saknas saknades
samma samt sedan sig sin sina
sitt själv själva ska skall står stå stod sällan skapa skulle snart som sådan sådana sånt så säger
sätt ta tar tack till tills tips trots typ under upp ur ut utan vad var vara varandra varför varit
varje vars vart vem vems verkligen vet vi via vid vilja vilka vilken vilket vill visa vore vår våra
vårt väl väldigt än ändå är åt även över år åren års
a about all also am an and any anyone are as at be because been being but by can could did do does
doing done down each ever every example examples few find from get gets getting give go going had
has have having he help helping helps her here him his how idea ideas if in into is it its just
keep like make makes making many may me might more most much my need needs no not of on one only or
other our out over own project projects she should some someone something so such than that the
their them then there these they this those through to too try under up us use used using very want
was way ways we were what when where which who whom whose why will with without would you your
"""
_STOP = frozenset(_SMALL_WORDS.split())

# Plurals that change their vowel; a word that ends in one of them changes with it.
_VOWELS = {
    "bostäder": "bostad",
    "städer": "stad",
    "nätter": "natt",
    "länder": "land",
    "böcker": "bok",
    "händer": "hand",
    "rötter": "rot",
    "fötter": "fot",
}
_WHOLE = {
    "män": "man",
    "männen": "man",
    "söner": "son",
    "döttrar": "dotter",
    # What is local isn't a room ("lokal").
    "lokala": "lokala",
    "lokalt": "lokala",
}
_PLURAL = re.compile(rf"({'|'.join(_VOWELS)})(na|nas|s)?$")

# Nouns in which "-ning" and "-ing" aren't endings.
_KEEP_ING = (
    *("förening", "forening", "mening", "tidning", "våning", "drottning", "lösning", "näring"),
    *("betong", "gäng"),
)
_DOER = re.compile(r"(?<=..tor)((?:er|n|erna|ern)?s?)$")
_PLACE = re.compile(r"plats(?:en|er|erna)?s?$")
# Sports clubs call themselves so; "if" would else be a small English word.
_CLUBS = frozenset({"IF", "IK", "IFK", "BK", "FF", "FK", "SK"})
_CAFE = re.compile(r"caf(é|e)")
_DOUBLE = re.compile(r"([bdfgklmnprst])\1$")


@lru_cache(maxsize=200_000)
def small(word: str) -> str:
    """A word in small letters, composed; "café" is written as "kafé"."""
    word = unicodedata.normalize("NFC", word).casefold().replace("’", "'")
    return _CAFE.sub(r"kaf\1", word)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word in small letters without accents: ``Bostadsområde`` is ``bostadsomrade``.

    >>> fold("Hyresgäst"), fold("ÅÄÖ"), fold("idé")
    ('hyresgast', 'aao', 'ide')
    """
    parts = unicodedata.normalize("NFKD", small(word).translate(_PLAIN))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


# As people write them without a Swedish keyboard; some are then other words.
_STOP_FOLDED = frozenset(map(fold, _STOP)) - {"val", "halla", "far"}


@lru_cache(maxsize=200_000)
def is_stop_word(word: str) -> bool:
    """Whether a small word says nothing about a subject, in Swedish or in English."""
    return word in _STOP or word in _STOP_FOLDED or (len(word) == 1 and not word.isdigit())


def split(text: str) -> list[str]:
    """The words of a text, in small letters.

    >>> split("Läxhjälp på Ersboda: årskurs 8–9")
    ['läxhjälp', 'på', 'ersboda', 'årskurs', '8', '9']
    >>> split("Fornhöjden IF")
    ['fornhöjden', 'idrottsförening']
    """
    return [
        "idrottsförening" if word in _CLUBS else small(word[:_LONGEST])
        for word in _WORD.findall(text)
    ]


@lru_cache(maxsize=400_000)
def stem(word: str, language: str = SWEDISH) -> str:
    """A small word without its endings; those that Snowball leaves go too.

    >>> stem("hyresgästerna"), stem("bostadsområden"), stem("skolan"), stem("hemmet")
    ('hyresgäst', 'bostadsområd', 'skol', 'hem')
    >>> stem("städning") == stem("städar"), stem("neighbours", "en")
    (True, 'neighbour')
    """
    if word.isdigit() or len(word) < 3:
        return word
    if language == ENGLISH:
        return _stemmer(language).stemWord(word)
    plural = _PLURAL.search(word)
    if plural:
        word = word[: plural.start()] + _VOWELS[plural[1]]
    if word in _WHOLE:
        return _WHOLE[word]
    doer = _DOER.search(word)
    if doer:
        return word[: doer.start(1)]
    place = _PLACE.search(word)
    if place:
        return f"{word[: place.start()]}plat"
    for _ in range(3):
        shorter = _shorter(_stemmer(language).stemWord(word))
        if shorter == word or len(shorter) < 3:
            break
        word = shorter
    return _DOUBLE.sub(r"\1", word) if len(word) > 3 else word


def _shorter(word: str) -> str:
    """Without the endings that Swedish Snowball keeps: skola-n, hem-met, städ-ning."""
    if len(word) >= 6 and word.endswith(("an", "et")) and not word.endswith("universitet"):
        return _DOUBLE.sub(r"\1", word[:-2])
    if len(word) >= 6 and word.endswith("ing") and not word.endswith(_KEEP_ING):
        return word[: -4 if len(word) >= 8 and word.endswith("ning") else -3]
    if len(word) >= 6 and word.endswith("rdn"):
        return word[:-1]
    return word


@lru_cache
def _stemmer(language: str):
    import snowballstemmer

    return snowballstemmer.stemmer({SWEDISH: "swedish", ENGLISH: "english"}[language])


def terms(text: str, language: str = SWEDISH) -> list[str]:
    """The stems of a text's words, stop words left out.

    >>> terms("Ungdomarna i bostadsområdet")
    ['ungdom', 'bostadsområd']
    """
    return [stem(word, language) for word in split(text) if not is_stop_word(word)]
