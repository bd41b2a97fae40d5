"""Messages, dates and decimals in the reader's language.

Message ids are English. Every room that speaks has a catalogue ``sv.po`` in its folder, also a
method in another package, so a new method brings its words along. English needs no catalogue.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

LANGUAGES = {"sv": "Svenska", "en": "English"}

# English as Swedes read it: day before month, 24 hours.
_LOCALES = {"sv": "sv_SE", "en": "en_GB"}


def N_(message: str) -> str:
    """Mark a message for the catalogue where it is written; it is translated where it is shown."""
    return message


def default_language() -> str:
    """The language of messages outside a lab: ``LABMETHODS_LANGUAGE``, else Swedish."""
    language = os.environ.get("LABMETHODS_LANGUAGE", "sv")
    return language if language in LANGUAGES else "sv"


class Translator:
    """Speaks one language: ``_ = translator("sv"); _("{n} actors", n=3)``."""

    def __init__(self, language: str, messages: dict[str, str | tuple[str, str]]) -> None:
        self.language = language
        self.locale = _LOCALES[language]
        self._messages = messages

    def __call__(self, message: str, **values: object) -> str:
        text = self._messages.get(message, message)
        if isinstance(text, tuple):
            text = text[0]
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """The form that fits ``n``; both forms may use ``{n}``."""
        text = self._messages.get(one, (one, many))
        if isinstance(text, str):
            text = (text, text)
        return text[n != 1].format(n=self.number(n), **values)

    def number(self, value: float | int | None, digits: int = 0) -> str:
        """A number with the language's decimal sign and thousands space; a dash for none."""
        from babel.numbers import format_decimal

        if value is None or value != value:
            return "–"
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(value, format=pattern, locale=self.locale)

    def percent(self, share: float, digits: int = 0) -> str:
        """A share of 1 as per cent: 0.9 is ``90 %`` in Swedish and ``90%`` in English."""
        from babel.numbers import format_percent

        pattern = "0" + ("." + "0" * digits if digits else "")
        pattern += "\N{NO-BREAK SPACE}%" if self.language == "sv" else "%"
        return format_percent(share, format=pattern, locale=self.locale)

    def day(self, day: datetime.date | None) -> str:
        """A date in words, such as ``3 juni 2018``; a dash for none."""
        from babel.dates import format_date

        if day is None or day != day:
            return "–"
        return format_date(day, format="d MMMM y", locale=self.locale)

    def about(self, name: str, said: str) -> str:
        """``Name: what is said of it``; a name that ends as a question stands by itself."""
        return (
            f"{name} {said}" if name.rstrip().endswith(("?", "!", ".", ":")) else f"{name}: {said}"
        )

    def month(self, day: datetime.date) -> str:
        """A day's month in words, such as ``juni 2018``."""
        from babel.dates import format_date

        return format_date(day, format="MMMM y", locale=self.locale)

    def moment(self, moment: datetime.datetime) -> str:
        """Date and time in the computer's time zone."""
        from babel.dates import format_datetime

        return format_datetime(moment.astimezone(), format="d MMM y HH:mm", locale=self.locale)

    def listing(self, items: Iterable[str]) -> str:
        """``A, B och C``."""
        from babel.lists import format_list

        return format_list(list(items), locale=self.locale)


@lru_cache
def translator(language: str) -> Translator:
    """The translator of a language, with the words of every installed method."""
    if language not in LANGUAGES:
        raise ValueError(f"labmethods speaks {', '.join(LANGUAGES)}, not {language!r}")
    messages: dict[str, str | tuple[str, str]] = {}
    for path in catalogues(language):
        messages |= _read(path)
    return Translator(language, messages)


def catalogues(language: str) -> list[Path]:
    """The catalogue files of a language, ours room by room and those of other methods."""
    from labmethods.method import packages

    own = Path(__file__).parents[1]
    folders = {path.parent for path in own.glob(f"*/{language}.po")}
    for package in packages():
        spec = find_spec(package)
        if spec and spec.submodule_search_locations:
            folders.add(Path(spec.submodule_search_locations[0]))
    paths = [folder / f"{language}.po" for folder in sorted(folders)]
    return [path for path in paths if path.exists()]


def _read(path: Path) -> dict[str, str | tuple[str, str]]:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file)
    return {
        (message.id[0] if message.pluralizable else message.id): message.string
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }
