"""A report that is made from memory is the report that is made anew."""

from __future__ import annotations

import contextlib
import datetime
import shutil
import subprocess
import sys

import pandas as pd
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import labmethods as lm
from labmethods import shipped
from labmethods.blocks import Table
from labmethods.errors import LabError
from labmethods.language import translator
from labmethods.method import methods
from labmethods.privacy.decisions import decide
from labmethods.privacy.sightings import sightings
from labmethods.reporting import memory
from labmethods.reporting.cells import columns
from labmethods.reporting.compose import compose
from labmethods.reporting.gate import passed
from labmethods.reporting.html import render
from labmethods.reporting.write import write_report
from labmethods.workbook import reads

ACTORS = "labmethods.stakeholders.report:report"


@pytest.fixture(scope="module")
def remembered(laid_out, tmp_path_factory):
    """What is remembered of the practice lab after its first report."""
    kept = tmp_path_factory.mktemp("remembered")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(kept))
        with lm.open_lab(laid_out(shipped.SAMPLE_LAB)) as lab:
            page(lab)
    return kept


@pytest.fixture(autouse=True)
def _own_memory(remembered, tmp_path_factory, monkeypatch):
    own = shutil.copytree(remembered, tmp_path_factory.mktemp("cache") / "own")
    monkeypatch.setenv("XDG_CACHE_HOME", str(own))


def page(lab, readers="full") -> str:
    """What leaves the lab, with what points out a person hidden."""
    document = compose(lab, readers=readers)
    return render(passed(document, [lab], undecided="mask"), stills=[])


def change_a_text(lab, table, record) -> bool:
    for name, value in record.values().items():
        if isinstance(value, str) and name != "id":
            with contextlib.suppress(LabError):
                lab[table].change(record, **{name: f"{value} x"})
                return True
    return False


def assert_memory_is_right(lab) -> None:
    remembered = page(lab)
    with memory.fresh():
        assert remembered == page(lab)


@settings(
    # Two of some hundred records; make slow goes through every table.
    max_examples=2,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_is_changed_memory_says_what_is_true_now(exempellabbet, data):
    lab = exempellabbet
    page(lab)
    filled = [table for table in lab.store.records if len(lab[table]) and table != "facts"]
    table = data.draw(st.sampled_from(filled))
    record = data.draw(st.sampled_from(lab[table].all()))
    if not data.draw(st.booleans()) or not change_a_text(lab, table, record):
        lab[table].remove(record)
    assert_memory_is_right(lab)
    lab.undo()
    assert_memory_is_right(lab)


@pytest.mark.slow
@pytest.mark.parametrize("what", ["change", "remove"])
def test_a_change_in_any_table_shows(exempellabbet, what):
    lab = exempellabbet
    for table in lab.store.records:
        if table == "facts" or not len(lab[table]):
            continue
        page(lab)
        record = lab[table].all()[0]
        if what == "remove" or not change_a_text(lab, table, record):
            lab[table].remove(record)
        assert_memory_is_right(lab)
        lab.undo()
        assert_memory_is_right(lab)


def test_a_row_that_was_changed_past_the_journal_shows(exempellabbet):
    lab = exempellabbet
    page(lab)
    name = lab.actors.all()[0].name
    with lab.store.engine.execution_options(writing=True).begin() as connection:
        statement = sa.text("UPDATE actors SET name = 'Bytt i smyg' WHERE name = :name")
        connection.execute(statement, {"name": name})
    assert "Bytt i smyg" in page(lab)


def counted(monkeypatch) -> list[str]:
    """The places that are worked out from now on."""
    worked_out: list[str] = []
    load = memory.load

    def noted(place):
        worked_out.append(place)
        return load(place)

    monkeypatch.setattr(memory, "load", noted)
    return worked_out


def test_only_what_read_the_change_is_worked_out_again(exempellabbet, monkeypatch):
    lab = exempellabbet
    page(lab)
    worked_out = counted(monkeypatch)
    page(lab)
    assert worked_out == []
    lab.place_values.change(lab.place_values.all()[0], value=1)
    page(lab)
    assert sorted(worked_out) == [
        "labmethods.evaluation.certainty:certainty",
        "labmethods.evaluation.report:report",
    ]


def test_what_asked_for_an_answer_stands_while_the_answer_says_the_same(exempellabbet, monkeypatch):
    lab = exempellabbet
    needs, examples = "labmethods.pathway.needs:needs", "labmethods.examples.report:report"
    (lacks,) = memory.recall(lab, needs, "sv")
    memory.recall(lab, examples, "sv")
    worked_out = counted(monkeypatch)
    lab.activities.change(lab.activities.all()[0], name="Frukost på gården")
    memory.recall(lab, examples, "sv")
    assert worked_out == [needs]
    lab.steps.change(lab.steps.find(name=lacks.text)[0], name="Svenska på kvällen")
    memory.recall(lab, examples, "sv")
    assert worked_out == [needs, needs, examples]


@pytest.mark.parametrize("other", ["day", "code", "language"])
def test_another_day_another_code_another_language_is_another_answer(lab, monkeypatch, other):
    lab.actors.add(name="Kyrkan")
    memory.recall(lab, ACTORS, "sv")
    worked_out = counted(monkeypatch)
    if other == "day":
        monkeypatch.setattr(memory, "_today", lambda: datetime.date(2031, 5, 4))
    elif other == "code":
        monkeypatch.setattr(memory, "_code", lambda: "other")
    memory.recall(lab, ACTORS, "en" if other == "language" else "sv")
    assert worked_out == [ACTORS]


def test_a_change_of_the_code_is_seen(tmp_path):
    before = memory._files(tmp_path)
    (tmp_path / "analysis.py").write_text("x = 1", encoding="utf-8")
    after = memory._files(tmp_path)
    (tmp_path / "analysis.py").write_text("x = 22", encoding="utf-8")
    assert before != after != memory._files(tmp_path)


def test_two_labs_do_not_share_a_memory(tmp_path):
    with lm.new_lab("Ett", to=tmp_path) as one, lm.new_lab("Två", to=tmp_path) as two:
        one.actors.add(name="Kyrkan")
        two.actors.add(name="Rotary")
        assert "Kyrkan" in str(memory.recall(one, ACTORS, "sv"))
        assert "Rotary" in str(memory.recall(two, ACTORS, "sv"))


def test_what_cant_be_remembered_is_printed_all_the_same(lab, monkeypatch):
    lab.actors.add(name="Kyrkan", kind="civil society", power=3, interest=5)
    lab.actors.add(name="Kommunen", kind="municipality", power=5, interest=4)
    remembered = page(lab)

    def unable(*_arguments):
        raise TypeError("can't pickle")

    monkeypatch.setattr("labmethods.reporting.packing.packed", unable)
    with memory.fresh():
        assert page(lab) == remembered


def test_what_is_changed_while_it_is_worked_out_is_not_remembered(lab, monkeypatch):
    load = memory.load

    def meanwhile(place):
        def report(lab, language):
            said = load(place)(lab, language)
            lab.actors.add(name="Kom emellan")
            return said

        return report

    monkeypatch.setattr(memory, "load", meanwhile)
    memory.recall(lab, ACTORS, "sv")
    monkeypatch.setattr(memory, "load", load)
    assert "Kom emellan" in str(memory.recall(lab, ACTORS, "sv"))


def test_a_broken_memory_is_no_memory(lab, monkeypatch):
    lab.actors.add(name="Kyrkan")
    right = page(lab)
    for path in memory._home(lab).iterdir():
        path.write_bytes(b"inte en pickle")
    assert page(lab) == right
    monkeypatch.setenv("XDG_CACHE_HOME", str(lab.store.path))
    assert page(lab) == right


def test_others_cant_look_into_the_memory(lab):
    page(lab)
    assert memory._home(lab).stat().st_mode & 0o777 == 0o700


def test_what_nobody_asks_for_is_forgotten(lab):
    page(lab)
    memory.keep_picture("old", b"x")
    for path in memory._root().glob("*/*"):
        old = datetime.datetime.now() - datetime.timedelta(days=memory.DAYS + 1)
        memory.os.utime(path, (old.timestamp(), old.timestamp()))
    memory.keep_picture("new", b"y")
    memory.tidy()
    assert [path.name for path in memory._root().glob("*/*")] == ["new"]


def test_a_remembered_report_loads_no_pandas_no_plotly_and_no_statistics(exempellabbet):
    write_report(exempellabbet)
    exempellabbet.notes.add(key="stakeholders", text="Vi saknar skolan.")
    code = (
        "import sys; import labmethods as lm; from labmethods.reporting.write import write_report;"
        "write_report(lm.open_lab(sys.argv[1]));"
        "heavy = ('numpy', 'pandas', 'plotly', 'scipy', 'networkx', 'nbclient');"
        "sys.exit(str([name for name in heavy if name in sys.modules] or ''))"
    )
    home = str(exempellabbet.home)
    done = subprocess.run([sys.executable, "-c", code, home], capture_output=True, text=True)
    assert done.stderr.strip() == ""


@pytest.mark.parametrize("readers", ["full", "partner"])
def test_what_points_out_a_person_is_hidden_in_what_is_remembered_too(exempellabbet, readers):
    lab = exempellabbet
    lab.actors.add(name="Ring 070-174 06 05", kind="association", power=3, interest=5)
    lab.activities.add(name="Kafé hos 640823-3234")
    first = page(lab, readers)
    assert page(lab, readers) == first
    assert "telefon dold" in first or readers == "partner"
    assert "640823" not in first
    # Decided afterwards: what is remembered is read anew.
    for seen in sightings(lab):
        decide(lab, seen, "keep", "Ett exempel")
    decided = page(lab, readers)
    assert ("070-174 06 05" in decided) == ("telefon dold" in first)
    with memory.fresh():
        assert page(lab, readers) == decided


def test_a_remembered_frame_is_what_it_was(lab):
    frame = pd.DataFrame(
        {"Namn": ["Kyrkan", None], "n": [1.5, None], "Dag": pd.to_datetime(["2018-06-01", None])},
        index=pd.Index(["a", "b"], name="Nyckel"),
    )
    table = Table(frame, "Text", data=frame)
    memory.recall_made("x", lambda: table, "sv")
    kept = memory.recall_made("x", lambda: None, "sv")
    assert len(kept.frame) == 2
    pd.testing.assert_frame_equal(kept.frame.frame(), frame)
    pd.testing.assert_frame_equal(kept.data.frame(), frame)
    for language in ("sv", "en"):
        _ = translator(language)
        assert columns(kept.frame, _) == columns(frame, _)


def test_what_a_report_knows_from_a_file_in_the_labs_folder_is_seen_to_change(exempellabbet):
    lab = exempellabbet
    (lab.home / "synonymer.txt").write_text("hembesök, ringa på", encoding="utf-8")
    with reads.noting() as read:
        page(lab)
    assert (reads.FILE, str(lab.home / "synonymer.txt")) in read


def test_every_query_is_noted_with_its_tables(lab):
    with reads.noting() as read:
        len(lab.actors)
        lab.relations.frame()
        lab.history(table="actors")
    assert read == {("table", "actors"), ("table", "relations"), ("journal", "actors")}
    with reads.noting() as read, lab.store.engine.begin() as connection:
        connection.execute(sa.text("SELECT 1"))
    assert read == {("journal", "")}


def test_what_is_noted_inside_is_noted_outside_too(lab):
    with reads.noting() as outside:
        with reads.noting() as inside:
            len(lab.actors)
        len(lab.relations)
    assert inside < outside


def test_a_file_that_was_read_is_seen_to_change(lab, tmp_path):
    path = tmp_path / "bild"
    states = {reads.state(lab.store, (reads.FILE, str(path)))}
    for content in (b"a", b"bb"):
        path.write_bytes(content)
        states.add(reads.state(lab.store, (reads.FILE, str(path))))
    assert len(states) == 3


def test_every_answer_of_every_method_can_be_remembered(exempellabbet, monkeypatch):
    places = [
        place
        for method in methods().values()
        for place in (method.report, method.summary, method.plain)
        if place
    ]
    for place in places:
        memory.recall(exempellabbet, place, "sv")
    worked_out = counted(monkeypatch)
    for place in places:
        memory.recall(exempellabbet, place, "sv")
    assert worked_out == []
