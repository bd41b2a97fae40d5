"""A database's password is used, and stands nowhere: not in a file, a line, an error or a row."""

from __future__ import annotations

import io
import json
import sys
import traceback
import types
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

import labmethods as lm
from labmethods import cli
from labmethods.errors import LabError, NotALab, StoreUnavailable, without_password
from labmethods.workbook import database as databases
from labmethods.workbook.panel import StartPage

SECRET = "hemligt-ord-7"


def with_password(url: str, password: str = SECRET) -> str:
    return sa.make_url(url).set(password=password).render_as_string(hide_password=False)


def as_query(url: str, password: str = SECRET) -> str:
    return f"{url}&password={password}"


def everything_in(folder: Path) -> bytes:
    """All bytes of all files, unpacked where they are packed."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found.append(data)
            if zipfile.is_zipfile(io.BytesIO(data)):
                with zipfile.ZipFile(io.BytesIO(data)) as packed:
                    found += [packed.read(name) for name in packed.namelist()]
    return b"\n".join(found)


@pytest.fixture
def said(capfd, monkeypatch):
    """Run commands and keep all that they say."""
    kept: list[str] = []

    def run(*arguments: object) -> int:
        monkeypatch.setattr(sys, "argv", ["labmethods", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.run()
        kept.extend(capfd.readouterr())
        return ended.value.code or 0

    run.kept = kept
    return run


@pytest.mark.parametrize("spelled", [with_password, as_query])
def test_a_planted_password_is_found_nowhere(database, said, tmp_path, monkeypatch, spelled):
    url, outside = spelled(database), tmp_path / "ut"
    outside.mkdir()
    assert said("new", "Provlabbet", "--to", tmp_path, "--database", url) == 0
    home = tmp_path / "provlabbet"
    monkeypatch.setenv("PGPASSWORD", SECRET)
    for where in (home, url):
        with lm.open_lab(where) as lab:
            lab.actors.add(name="Biblioteket", power=2, interest=4)
            said.kept.append(repr(lab) + lab.store.where + repr(lab.store.url))
            said.kept.append(StartPage(lab).shown.value)
            said.kept.append(json.dumps(lab.store.journal_rows(), default=str))
            with lab.store.engine.connect() as connection:
                for table in lab.store.metadata.sorted_tables:
                    said.kept.append(repr(connection.execute(sa.select(table)).all()))
        assert said("check", where, "--json") == 0
        assert said("history", where, "--json") == 0
        assert said("undo", where, "99999") == 2
        assert said("import", where, "finns-inte.csv", "--as", "actors") == 2
        assert said("export", where, outside / "ut.xlsx") == 0
        assert said("export", where, outside / "ut.zip") == 0
        said("backup", where, outside / "kopia.zip")
        said("open", where, "--no-browser") if where == url else None
    said("report", home, "--out", outside, "--notebook", "01-stakeholders")
    assert SECRET not in "\n".join(said.kept)
    assert SECRET.encode() not in everything_in(tmp_path)
    assert (home / "lab.toml").read_text(encoding="utf-8").count("postgresql") == 1


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://lab:{SECRET}@127.0.0.1:1/lab",
        f"postgresql://lab@127.0.0.1:1/lab?password={SECRET}",
        f"postgresql://lab:{SECRET}@127.0.0.1:port/lab",
        f"mysql://lab:{SECRET}@127.0.0.1/lab",
        f"postgresql:/lab:{SECRET}@127.0.0.1/lab",
    ],
)
def test_an_error_and_its_whole_trace_hide_the_password(url):
    """A notebook shows the trace, with what caused the error."""
    with pytest.raises(LabError) as error:
        lm.open_lab(url)
    shown = "".join(traceback.format_exception(error.value))
    assert SECRET not in shown
    assert SECRET not in error.value.text("sv")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("postgresql://u:a@b@host/db", "postgresql://u:***@host/db"),
        ("postgresql:/u:a/b@host", "postgresql:/u:***@host"),
        ("ring kontakt@example.com", "ring kontakt@example.com"),
        ("klockan 10:30 hos lab@bo.example", "klockan 10:30 hos lab@bo.example"),
    ],
)
def test_only_a_password_is_hidden(text, hidden):
    assert without_password(text) == hidden


@pytest.fixture
def keyring(monkeypatch):
    """A keyring that holds one password; the system's own is left alone."""
    module = types.ModuleType("keyring")
    module.asked = []

    def get_password(service: str, name: str) -> str | None:
        module.asked.append((service, name))
        return SECRET if name == "lab@host.example/labb" else None

    module.get_password = get_password
    monkeypatch.setitem(sys.modules, "keyring", module)
    monkeypatch.delenv("PGPASSWORD", raising=False)
    return module


def test_a_password_comes_from_the_keyring(keyring):
    url = sa.make_url("postgresql+psycopg://lab@host.example/labb")
    assert databases.engine(url).url.password == SECRET
    assert keyring.asked == [("labmethods", "lab@host.example/labb")]


def test_the_environment_comes_before_the_keyring(keyring, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "annat")
    url = sa.make_url("postgresql+psycopg://lab@host.example/labb")
    assert databases.engine(url).url.password is None
    assert keyring.asked == []


def test_a_keyring_that_fails_is_as_good_as_none(keyring, monkeypatch):
    def locked(service: str, name: str) -> str:
        raise RuntimeError(f"locked: {SECRET}")

    monkeypatch.setattr(keyring, "get_password", locked)
    url = sa.make_url("postgresql+psycopg://lab@127.0.0.1:1/labb")
    with pytest.raises(StoreUnavailable) as error:
        lm.open_lab(url.render_as_string())
    assert SECRET not in "".join(traceback.format_exception(error.value))


def test_a_server_that_asks_for_the_password_in_plain_text_does_not_get_it(monkeypatch):
    """A lab from somebody else may name a server of theirs."""
    import socket
    import struct
    import threading

    heard = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            one, _ = server.accept()
            with one:
                one.settimeout(3)
                # No encryption, and then: the password, please (AuthenticationCleartextPassword).
                while (asked := one.recv(1000)) and asked[4:8] in (
                    struct.pack(">I", 80877103),
                    struct.pack(">I", 80877104),
                ):
                    one.sendall(b"N")
                one.sendall(b"R" + struct.pack(">II", 8, 3))
                with suppress(OSError):
                    heard.extend(one.recv(1000))

        thread = threading.Thread(target=serve)
        thread.start()
        monkeypatch.setenv("PGPASSWORD", SECRET)
        with pytest.raises((StoreUnavailable, NotALab)):
            lm.open_lab(f"postgresql://lab@127.0.0.1:{server.getsockname()[1]}/labb")
        thread.join()
    assert SECRET.encode() not in heard
