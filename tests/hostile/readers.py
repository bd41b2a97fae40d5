"""The readers of what comes from outside, each as a function of bytes that may only refuse."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from labmethods.errors import LabError
from labmethods.pathway.hsds.package import read_package
from labmethods.photos import shrink
from labmethods.sources import polls, spreadsheets
from labmethods.workbook import folder, upgrade
from labmethods.workbook.kinds import Choice, Day, Decimal, Line, Several, Whole
from tests.hostile import archives, build, sheets
from tests.hostile import polls as exports
from tests.hostile.case import Case
from tests.workshop import exports as workshop

_KINDS = (Line(), Decimal(), Whole(), Day(), Several(Line()), Choice({"a": "Yes"}, open=True))


def _sheet(ending: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        with suppress(LabError):
            spreadsheets.read(Path(f"a.{ending}"), data)

    return read


def _polls(ending: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        with suppress(LabError):
            polls.read(Path(f"a.{ending}"), data)

    return read


def _notebook(data: bytes) -> None:
    with suppress(ValueError, RecursionError):
        upgrade.merge(upgrade._read(data), _template(), "a.ipynb", "sv")


def _template() -> dict:
    name, path = next(iter(folder.templates("sv").items()))
    return folder.marked_template(name, path)


def _settings(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name, suppress(LabError):
        (Path(name) / folder.SETTINGS).write_bytes(data)
        folder.store_url(Path(name))


def _hsds(data: bytes) -> None:
    with suppress(LabError):
        read_package(data)


def _photo(data: bytes) -> None:
    with suppress(LabError):
        shrink(data)


def _typed(data: bytes) -> None:
    text = data.decode("utf-8", "surrogatepass" if data[:1] > b"\x7f" else "replace")
    for kind in _KINDS:
        with suppress(LabError):
            kind.show(kind._read(text), "sv")


READERS: dict[str, Callable[[bytes], None]] = {
    "xlsx": _sheet("xlsx"),
    "ods": _sheet("ods"),
    "xls": _sheet("xls"),
    "csv": _sheet("csv"),
    "polls": _polls("csv"),
    "polls in a workbook": _polls("xlsx"),
    "notebook": _notebook,
    "settings": _settings,
    "hsds": _hsds,
    "photo": _photo,
    "typed": lambda data: _typed(data) if _is_utf8(data) else None,
}


def _is_utf8(data: bytes) -> bool:
    with suppress(UnicodeDecodeError):
        data.decode("utf-8", "surrogatepass")
        return True
    return False


def _photos() -> list[bytes]:
    from io import BytesIO

    from PIL import Image

    found = []
    for kind in ("PNG", "JPEG"):
        buffer = BytesIO()
        Image.new("RGB", (20, 10), "teal").save(buffer, kind)
        found.append(buffer.getvalue())
    return found


def _small(cases: list[Case]) -> list[bytes]:
    return [data for case in cases if len(data := case.bytes()) < 20_000]


def seeds(reader: str) -> list[bytes]:
    """Whole files to begin from."""
    made: dict[str, Callable[[], list[bytes]]] = {
        "xlsx": lambda: [build.xlsx(build.PLAIN), build.shared()],
        "ods": lambda: [build.ods(build.ods_rows(build.PLAIN))],
        "xls": lambda: [build.xls(build.PLAIN)],
        "csv": lambda: _small(sheets.TEXTS),
        "polls": lambda: [one for one in _small(exports.EXPORTS) if not one.startswith(b"PK")],
        "polls in a workbook": lambda: [workshop.mentimeter()],
        "notebook": lambda: _small(archives.NOTEBOOKS),
        "settings": lambda: [
            b"database = 'sqlite:///lab.db'\n",
            b"database = 'postgresql://u@h/x'",
        ],
        "hsds": lambda: _small(archives.HSDS),
        "photo": _photos,
        "typed": lambda: [b"1 234,5", b"2026-01-02", "Ångermanland".encode()],
    }
    return made[reader]()
