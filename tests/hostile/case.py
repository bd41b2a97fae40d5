"""A case of the corpus: what is given and what must be answered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """Something that is handed in, and its answer.

    Attributes
    ----------
    name
        What it is, in words.
    given
        The value, or a function that makes the file's bytes.
    answer
        A part of the one line that refuses it; or how many rows, or what value, it becomes.
    file
        The file's name, where it is one.
    """

    name: str
    given: object
    answer: object
    file: str = ""

    def bytes(self) -> bytes:
        return self.given() if callable(self.given) else self.given

    def row(self) -> tuple[str, str, str]:
        """The case as a line of the table."""
        given = self.file or ("made of a whole one" if callable(self.given) else ascii(self.given))
        answer = self.answer if isinstance(self.answer, str) else ascii(self.answer)
        return self.name, _short(given), _short(answer)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def names(cases: list[Case]) -> list[str]:
    return [case.name for case in cases]
