"""Writes a new method's package from the files in ``package``, ready to install and to change."""

from __future__ import annotations

import keyword
import re
import unicodedata
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

import jinja2

from labmethods.errors import LabExists, Refused
from labmethods.language import N_
from labmethods.method import methods
from labmethods.workbook.folder import unwritable
from labmethods.workbook.kinds import Line, clean

_LONGEST = 40


@dataclass(frozen=True)
class NewMethod:
    """A package that was made.

    Attributes
    ----------
    home
        The package's folder.
    code
        The method's name in code, and its module.
    """

    home: Path
    code: str


def new_method(
    name: str, *, swedish: str | None = None, english: str | None = None, to: Path = Path(".")
) -> NewMethod:
    """Write the package of a new method.

    Parameters
    ----------
    name
        What the method is called; its name in code is made from it.
    swedish, english
        What it is called in each language, where that isn't ``name``.
    to
        The folder in which the package's folder is made.

    Raises
    ------
    Refused
        If the name can't be a module's name, or is taken by a method or another package.
    LabExists, StoreUnavailable
        If there is something in the folder already, or nothing can be written there.
    """
    titles = [_title(one) for one in (name, swedish or name, english or name)]
    code = _code(titles[0])
    home = Path(to).expanduser().resolve() / f"labmethods-{code.replace('_', '-')}"
    if home.exists():
        raise LabExists(
            N_(
                "There is something in {where} already. It has not been touched. Choose"
                " another name or place."
            ),
            where=home,
        )
    words = {
        "code": code,
        "name": code.replace("_", "-"),
        "swedish": titles[1],
        "english": titles[2],
        "labmethods": metadata.version("labmethods"),
    }
    try:
        for place, text in _package(words):
            (home / place).parent.mkdir(parents=True, exist_ok=True)
            (home / place).write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritable(home, error) from error
    return NewMethod(home, code)


def _title(text: str) -> str:
    """What people call the method, as it may stand inside quotes in code and in catalogues."""
    return re.sub(r'["\\{}<>]', "", Line(_LONGEST).parse(clean(text))).strip()


def _code(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    code = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if not code.isidentifier() or keyword.iskeyword(code):
        raise Refused(N_("The method's name must begin with a letter."))
    if code in methods() or find_spec(code) is not None:
        raise Refused(
            N_("{name} is the name of something that is installed already. Choose another."),
            name=code,
        )
    return code


def _package(words: dict[str, str]) -> list[tuple[str, str]]:
    """Each file of the package: where it goes, and what stands in it."""
    # Braces stand in the files themselves, as the places of messages.
    jinja = jinja2.Environment(
        variable_start_string="<<",
        variable_end_string=">>",
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
    top = files(__package__) / "package"
    return [
        (
            place.replace("__code__", words["code"]).removesuffix(".jinja"),
            jinja.from_string(file.read_text(encoding="utf-8")).render(words),
        )
        for place, file in _files(top)
    ]


def _files(folder: Traversable, under: str = "") -> list[tuple[str, Traversable]]:
    found = []
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_dir():
            found += _files(one, f"{under}{one.name}/")
        elif one.name.endswith(".jinja"):
            found.append((f"{under}{one.name}", one))
    return found
