"""A lab whose store is a shared PostgreSQL is presented from its folder, as it is opened."""

from __future__ import annotations

import httpx
import pytest

import labmethods as lm
from labmethods import cli
from tests.presenting.conftest import serve


def test_it_is_presented_from_its_folder(database, tmp_path):
    with lm.new_lab("Delat labb", to=tmp_path, database=database) as lab:
        lab.actors.add(name="Biblioteket", kind="culture", power=2, interest=4)
        home = lab.home
    served = serve(home)
    try:
        with httpx.Client(base_url=served.server, follow_redirects=True, timeout=180) as client:
            assert "Delat labb" in client.get(f"/?token={served.token}").text
            assert "Biblioteket" in client.get("/present/01-stakeholders.ipynb").text
    finally:
        served.stop()


def test_by_its_address_alone_it_is_one_clear_line(database, tmp_path, monkeypatch, capsys):
    lm.new_lab("Delat labb", to=tmp_path, database=database).close()
    monkeypatch.setattr("sys.argv", ["labmethods", "present", database])
    with pytest.raises(SystemExit) as ended:
        cli.run()
    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.out == ""
    assert "mapp" in said.err
    assert said.err.count("\n") == 1
