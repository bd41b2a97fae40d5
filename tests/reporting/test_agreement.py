import pytest

import labmethods as lm
from labmethods.errors import Refused
from labmethods.reporting.agreement import compare, store_mark
from labmethods.reporting.write import FORMATS, write_report
from tests.reporting.conftest import need_browser


@pytest.mark.parametrize("format", FORMATS)
def test_every_kind_of_report_carries_its_stores_mark(lab, format):
    if format == "pdf":
        need_browser()
    lab.actors.add(name="Rotary")
    path, _ = write_report(lab, format=format)
    assert store_mark(path) == lab.store.version()
    found = compare(path, lab)
    assert found.holds
    assert "stämmer med labbet" in found.text("sv")


def test_a_change_after_the_report_is_told(lab):
    path, _ = write_report(lab)
    actor = lab.actors.add(name="Rotary")
    lab.actors.change(actor.id, power=3)
    found = compare(path, lab)
    assert not found.holds
    assert (found.later, found.tables) == (2, ("actors",))
    assert "2 ändringar i aktörer" in found.text("sv")


def test_what_was_changed_back_is_no_change(lab):
    actor = lab.actors.add(name="Rotary", power=2)
    path, _ = write_report(lab)
    lab.actors.change(actor.id, power=3)
    lab.undo()
    added = lab.actors.add(name="Lions")
    lab.actors.remove(added.id)
    found = compare(path, lab)
    assert found.holds
    assert "som det var igen" in found.text("sv")
    lab.actors.change(actor.id, power=4)
    assert compare(path, lab).later == 3


def test_a_page_that_was_cut_off_is_refused(lab, tmp_path):
    path, _ = write_report(lab)
    short = tmp_path / "kort.html"
    short.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(Refused, match="avhuggen"):
        compare(short, lab)


def test_a_report_of_another_lab_is_known_for_one(lab, tmp_path):
    with lm.new_lab("Grannlabbet", to=tmp_path) as other:
        path, _ = write_report(other)
    assert "inte gjord av det här labbet" in compare(path, lab).text("sv")


@pytest.mark.parametrize("content", [b"", b"<p>Hej</p>", b"%PDF-1.4", b"PK\x03\x04"])
def test_what_is_no_report_is_refused(lab, tmp_path, content):
    path = tmp_path / "fil"
    path.write_bytes(content)
    with pytest.raises(Refused):
        compare(path, lab)


def test_a_report_that_isnt_there_is_refused(lab, tmp_path):
    with pytest.raises(Refused):
        compare(tmp_path / "borta.html", lab)


def test_what_people_wrote_cant_pass_for_the_mark(lab):
    false = '<meta name="labmethods-store" content="' + "0" * 64 + '">'
    lab.actors.add(name=false)
    path, _ = write_report(lab)
    assert store_mark(path) == lab.store.version()
