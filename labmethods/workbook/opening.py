"""Making and opening labs: by folder, by file, by a database's address."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import platformdirs
import sqlalchemy as sa

from labmethods import shipped
from labmethods.errors import NotALab
from labmethods.language import N_
from labmethods.method import load, methods
from labmethods.methodcard.file import MethodCard
from labmethods.methodcard.start import drafts, focus_areas
from labmethods.workbook import backup, folder, shared
from labmethods.workbook.facts import LabFacts
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import Record
from labmethods.workbook.store import Store


def new_lab(
    name: str,
    *,
    place: str | None = None,
    language: str = "sv",
    database: str | None = None,
    to: str | Path = ".",
    filled_from: str | None = None,
    card: MethodCard | None = None,
) -> Lab:
    """Make a lab's workbook: a folder with notebooks, settings and an empty store.

    Parameters
    ----------
    name, place, language
        The lab's facts.
    database
        A PostgreSQL URL; a SQLite file in the folder without it.
    to
        The folder in which the workbook's folder is made.
    filled_from
        A lab of ``data/labs`` whose records are put in; its facts win over ``name`` and ``place``.
    card
        A method card whose drafts the lab starts from; see ``labmethods.methodcard``.

    Raises
    ------
    Refused, LabExists, StoreUnavailable
        Nothing is left behind.
    """
    begun = drafts(card, _records(), language) if card else {}
    areas = focus_areas(card) if card else []
    facts = LabFacts.valid(name=name, place=place, language=language, focus_areas=areas)
    home = Path(to).expanduser().resolve() / folder.folder_name(facts.name)
    folder.make(home)
    try:
        url = (
            _url(database)
            if database
            else sa.URL.create("sqlite", database=str(home / folder.STORE))
        )
        store = Store(url, _records())
        store.create()
        if filled_from:
            shipped.fill(store, filled_from, language=language)
        else:
            with store.writing() as batch:
                batch.add("facts", [facts.values()])
            if begun:
                shipped.put(store, begun)
        folder.write_settings(home, store.url)
        folder.copy_templates(home, language)
    except BaseException as error:
        shutil.rmtree(home, ignore_errors=True)
        if isinstance(error, OSError):
            raise folder.unwritable(home, error) from error
        raise
    return Lab(store, home)


def open_lab(where: str | Path | None = None, *, practice: str = "sv") -> Lab:
    """Open a lab by its folder, its store's file, a copy of that file or its database's URL.

    Without an address: the workbook that the current folder lies in. Outside every workbook a
    practice lab is opened, *Exempellabbet*, with made-up values, in the language ``practice``.

    Raises
    ------
    NotALab, NewerStore, StoreUnavailable
    """
    if where is None:
        home = folder.nearest(Path.cwd())
        return _open_folder(home) if home else practice_lab(practice)
    if "://" in str(where):
        return _open(_url(str(where)), None)
    try:
        path = Path(where).expanduser().resolve()
    except (OSError, ValueError, RuntimeError):
        # A name that the system has no place for: a zero byte, a user who isn't there.
        raise folder.no_lab(where) from None
    if path.name in (folder.STORE, folder.SETTINGS):
        path = path.parent
    if path.suffix == ".db" and path.is_file():
        # A copy of a store, such as a synchronised folder makes; its folder is another lab's.
        return _open(sa.URL.create("sqlite", database=str(path)), None)
    return _open_folder(path)


def practice_lab(language: str = "sv") -> Lab:
    """*Exempellabbet*, kept in the user's own data folder; made the first time."""
    homes = platformdirs.user_data_path("labmethods", ensure_exists=True)
    home = homes / f"{shipped.SAMPLE_LAB}-{language}"
    if not (home / folder.SETTINGS).exists():
        # Made beside its place and moved there whole: two notebooks may open it at the same time.
        with tempfile.TemporaryDirectory(dir=homes) as beside, suppress(OSError):
            new_lab(
                "Exempellabbet", language=language, to=beside, filled_from=shipped.SAMPLE_LAB
            ).close()
            (Path(beside) / shipped.SAMPLE_LAB).rename(home)
    return _open_folder(home)


def _records() -> dict[str, type[Record]]:
    return {
        table: load(place)
        for method in methods().values()
        for table, place in method.tables.items()
    }


def _open_folder(home: Path) -> Lab:
    return _open(folder.store_url(home), home)


def _open(url: sa.URL, home: Path | None) -> Lab:
    store = Store(url, _records())
    if home and store.path and shared.shared_place(home):
        store.lock = shared.Lock(home, store.who)
    try:
        store.open(before_update=lambda: backup.automatic(store, home))
        backup.daily(store, home)
    except BaseException:
        store.close()
        raise
    return Lab(store, home)


def _url(text: str) -> sa.URL:
    try:
        return sa.make_url(text)
    except (ValueError, sa.exc.ArgumentError):
        raise NotALab(
            N_(
                "{where} is no address that labmethods knows. Use a folder, or postgresql+psycopg://…"
            ),
            where="URL",
        ) from None
