"""The participants' words: what their page says, in the six languages of the room."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from labmethods.language import N_, translator

LANGUAGES = {
    "sv": "Svenska",
    "en": "English",
    "ar": "العربية",
    "so": "Soomaali",
    "fi": "Suomi",
    "uk": "Українська",
}
RIGHT_TO_LEFT = {"ar"}

FOLDER = Path(__file__).parent / "languages"
"""A catalogue for each language but Swedish and English. Entries marked ``fuzzy`` are machine-made
and wait for a speaker's review; they are shown all the same."""

PHRASES = {
    "join": N_("Join the workshop"),
    "code": N_("The code on the screen"),
    "enter": N_("Go in"),
    "anonymous": N_("No name and no account. What you send is saved without telling who you are."),
    "wrong": N_("That code is not right. Look at the screen: the code changes now and then."),
    "slow": N_("Too many wrong codes. Wait {seconds} seconds and try again."),
    "old_link": N_("That link no longer works. Write the code that is on the screen now."),
    "wait": N_("You are in. The question comes here when it is opened."),
    "ended": N_("The workshop has ended. Thank you for taking part."),
    "banned": N_("You can't send anything more in this workshop. Talk to the facilitator."),
    "closed": N_("That question is closed. What you sent before is kept."),
    "answer": N_("Your answer"),
    "send": N_("Send"),
    "sent": N_("Sent. Thank you!"),
    "one_word": N_("Write one word."),
    "one_thing": N_("Write one thing at a time. You can send several."),
    "organisation": N_("Write an organisation or a group, not a person."),
    "what": N_("What is there?"),
    "who": N_("Who does it? (optional)"),
    "where": N_("Where on the path? (optional)"),
    "none": N_("Not chosen"),
    "dots": N_("You have {n} dots. Share them out as you like."),
    "rank": N_("Give each a place: 1 is first. You may leave some out."),
    "rate": N_("1 is lowest, 5 is highest."),
    "power": N_("Power: how much can it help or stop?"),
    "interest": N_("Interest: how much does it matter to it?"),
    "own_code": N_("Your own code"),
    "own_code_hint": N_(
        "Three letters and two digits that you remember, the same every time. Not your name."
    ),
    "change": N_("You can change your answer until the question is closed."),
    "yours": N_("You have sent"),
    "language": N_("Language"),
    "reload": N_("Look for the next question"),
    "kept": N_("No contact with the workshop. What you wrote is kept here and sent later."),
    "unsent": N_("This was not sent:"),
    "empty": N_("Write something first."),
    "nothing": N_("Choose at least one answer."),
    "too_long": N_("At most {longest} characters fit. You wrote {length}."),
    "too_many": N_("You gave {given} dots. You have {n}."),
    "same_place": N_("Two have place {place}. Give each a place of its own."),
    "outside": N_("Choose one of the answers that are there."),
    "personal": N_("That looks like a name, a number or an address of a person. Leave it out."),
    "code_form": N_("Write three letters and two digits, such as ABC12."),
    "hurry": N_("That was a lot at once. Wait a moment and send again."),
    "full": N_("You have sent as much as fits in this question."),
    "unsaved": N_("It could not be saved. Wait a moment and send again."),
    "old_page": N_("This page is old. Load it again."),
    "crowded": N_("The room is full. Talk to the facilitator."),
}


@lru_cache
def speaker(language: str) -> Callable[..., str]:
    """Says a message in a participant's language: ``speaker("fi")(PHRASES["send"])``."""
    if language in ("sv", "en"):
        return translator(language)
    known = _read(FOLDER / f"{language}.po")

    def say(message: str, **values: object) -> str:
        text = known.get(message) or message
        return text.format(**values) if values else text

    return say


def wanted(accepted: str, default: str) -> str:
    """The language a browser asks for first, of those that the room has."""
    for part in accepted.split(","):
        language = part.partition(";")[0].strip().partition("-")[0].casefold()
        if language in LANGUAGES:
            return language
    return default


def _read(path: Path) -> dict[str, str]:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return {entry.id: entry.string for entry in read_po(file) if entry.id}
