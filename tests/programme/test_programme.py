"""The report across labs: what is pooled, what is refused, who is named."""

from __future__ import annotations

import json
import re
import shutil

import pytest

import labmethods as lm
from labmethods.blocks import Table
from labmethods.errors import Refused
from labmethods.language import translator
from labmethods.programme.compose import compose
from labmethods.programme.share import distinct
from labmethods.programme.write import write_programme
from tests.programme.conftest import texts
from tests.programme.labs import COUNTED, HOPE, SAFE, lab


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_same_measure_is_pooled_and_told_with_its_uncertainty(homes, shared, language):
    document = compose(shared(homes), language=language)
    _ = translator(language)
    charts = {chart.finding.split(":")[0]: chart for chart in document.charts()}
    assert {COUNTED, SAFE, HOPE} <= set(charts)
    # The lab with four participants and the one that measures a municipality are left out.
    assert len(charts[COUNTED].table.frame) == 4
    assert "Labb 4" not in charts[SAFE].table.frame.iloc[:, 0].tolist()
    said = texts(document)
    assert "I² = " in said
    assert _("Does not measure the same: {labs}.", labs="Labb 4").rstrip(".") in said
    assert re.search(r"n = 50\b", said)


def test_a_group_of_four_leaves_no_number_behind(homes, shared):
    shares = shared(homes)
    results = shares[3].tables["experiments"]["results"]
    assert results["share"].isna().all()
    assert results["successes"].isna().all()
    assert "färre än 5 deltagare" in texts(compose(shares), "experiments")


def where(document) -> dict[str, list[str]]:
    """Lab to its row of the table that says where participants are."""
    (table,) = [
        block
        for part in document.parts
        if part.name == "evaluation"
        for block in part.blocks
        if isinstance(block, Table) and "I arbete eller studier" in block.frame
    ]
    return {row[0]: list(row[1:]) for row in table.frame.itertuples(index=False)}


def test_small_numbers_are_hidden_after_the_labs_are_put_together(homes, shared):
    rows = where(compose(shared(homes)))
    # 5 and 3 of 8; 4 and 2 of 6.
    assert rows["Labb 1"] == ["visas inte", "visas inte", "0", "8"]
    assert rows["Labb 2"] == ["visas inte", "visas inte", "0", "6"]
    assert rows["Alla labb, av det som visas"][-1] == "30"


def test_what_a_lab_gives_holds_no_small_number(homes, shared):
    for one in shared(homes):
        people = one.tables["evaluation"]["whereabouts"]["people"].dropna()
        assert not people.between(1, 4).any()


@pytest.fixture
def three(tmp_path) -> list[str]:
    made = [lab(tmp_path, number, people=people) for number, people in ((1, 24), (2, 30), (3, 9))]
    for one in made:
        one.close()
    return [str(one.home) for one in made]


def number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def test_two_reports_over_different_labs_give_no_hidden_number_away(three, shared):
    """Subtract one report from the other: what is left belongs to the third lab alone."""
    everybody, two = (where(compose(shared(homes))) for homes in (three, three[:2]))
    assert everybody["Labb 3"][:2] == ["visas inte", "visas inte"]
    totals = [one["Alla labb, av det som visas"] for one in (everybody, two)]
    left = [number(a) - number(b) for a, b in zip(*totals, strict=True)]
    # The third lab's people are 6 and 3: neither comes out, only that they are 9.
    assert left == [0, 0, 0, 9]


def find_work(home: str) -> None:
    """One participant of a lab finds work."""
    with lm.open_lab(home) as changed:
        one = next(row for row in changed.followups.all() if row.status == "seeking")
        changed.followups.change(one.id, status="work")


def test_a_report_after_one_person_found_work_does_not_tell_it(three, shared, tmp_path):
    before = where(compose(shared(three)))
    write_programme(three, out=tmp_path)
    assert where(compose(shared(three))) == before
    find_work(three[0])
    after = where(compose(shared(three)))
    assert before["Labb 1"][:2] == ["16", "8"]
    assert after["Labb 1"][:2] == ["visas inte", "visas inte"]
    assert after["Labb 2"] == before["Labb 2"]


def test_a_lab_s_own_report_and_the_programme_s_tell_no_more_together(three, tmp_path):
    write_programme(three, out=tmp_path)
    find_work(three[0])
    with lm.open_lab(three[0]) as changed:
        tables = [
            block.frame.to_csv()
            for block in changed.blocks("evaluation")
            if isinstance(block, Table) and "Arbete eller studier" in block.frame
        ]
    assert "visas inte" in "".join(tables)
    assert "17" not in "".join(tables)


def test_labs_that_contradict_each_other_are_pointed_out_once_they_release_it(
    tmp_path, shared, monkeypatch
):
    from labmethods.programme import release

    with lab(tmp_path, 1) as one, lab(tmp_path, 2, decision="abandon") as other:
        homes = [one.home, other.home]
    assert "Inget labb har släppt fri" in texts(compose(shared(homes)), "experiments")
    monkeypatch.setattr(release, "BY_DEFAULT", release.BY_DEFAULT | {"texts"})
    said = texts(compose(shared(homes)), "experiments")
    assert "Labben säger emot varandra om ”Att grannar kommer när en granne bjuder.”" in said
    assert "Labb 1 införde" in said


def test_the_order_of_the_labs_changes_no_pooled_number(homes, shared):
    shares = shared(homes)
    one, other = compose(shares), compose(shares[::-1])
    alts = [sorted(chart.alt for chart in document.charts()) for document in (one, other)]
    assert alts[0] == alts[1]


def test_the_real_labs_are_not_pooled_where_they_measure_different_things(real_homes, shared):
    document = compose(shared(real_homes))
    said = texts(document)
    assert "Inte sammanvägt: labben beskriver det de räknat med olika ord" in said
    assert "ett värde för en hel kommun" in said
    assert "9 av 10" in said
    assert "82,4" in said
    assert not any("tillsammans; det sanna" in chart.finding for chart in document.charts())


def test_a_copy_of_a_lab_counts_once_and_two_labs_of_one_name_are_told_apart(tmp_path, shared):
    with lab(tmp_path, 1) as one:
        home = one.home
    shutil.copytree(home, tmp_path / "kopia")
    with lm.new_lab("Labb 1", to=tmp_path / "annan") as other:
        second = other.home
    labs, copies = distinct(shared([home, tmp_path / "kopia", second]))
    assert [one.name for one in labs] == ["Labb 1", "Labb 1 (2)"]
    assert len(copies) == 1
    document = compose(shared([home, tmp_path / "kopia", second]))
    assert "Labb 1 är redan med, i en annan kopia." in texts(document)


def test_made_up_values_are_not_put_together_with_real_ones(exempellabbet, real_homes, shared):
    document = compose(shared([exempellabbet.home, *real_homes]))
    assert "Påhittade värden vägs inte samman med verkliga: Exempellabbet." in texts(document)
    assert "Kvällskafé" not in texts(document)
    assert document.sample
    alone = compose(shared([exempellabbet.home]))
    assert "Kvällskafé" in texts(alone)


def test_a_lab_that_cannot_be_opened_is_named_and_the_others_go_through(homes, tmp_path):
    broken = tmp_path / "trasigt"
    shutil.copytree(homes[1], broken)
    (broken / "lab.db").write_bytes(b"no database" * 100)
    path, missing = write_programme(
        [homes[0], str(broken), str(tmp_path / "finns-inte"), homes[2]], out=tmp_path
    )
    page = path.read_text(encoding="utf-8")
    assert len(missing) == 2
    assert "finns-inte" in page
    assert "trasigt" in page
    assert "Labb 1" in page
    assert "Labb 3" in page
    with pytest.raises(Refused, match="finns-inte"):
        write_programme([str(tmp_path / "finns-inte")], out=tmp_path)


def test_folders_and_databases_are_mixed(homes, database, tmp_path, shared):
    with lm.new_lab("I databasen", to=tmp_path, database=database) as made:
        made.experiments.add(name="Delat experiment")
    shares = shared([homes[0], database])
    assert [one.name for one in shares] == ["Labb 1", "I databasen"]
    assert "Delat experiment" in texts(compose(shares))


def test_over_a_scheduler_the_numbers_are_the_same(homes, tmp_path):
    from distributed import LocalCluster

    here, _ = write_programme(homes, out=tmp_path / "here")
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        there, _ = write_programme(
            homes, out=tmp_path / "there", scheduler=cluster.scheduler_address
        )
    assert there.read_text(encoding="utf-8") == here.read_text(encoding="utf-8")


def test_the_overview_says_how_each_lab_stands(tmp_path, shared):
    with lm.new_lab("Nytt", to=tmp_path) as made:
        new = made.home
    with lm.new_lab("Avslutat", to=tmp_path) as made:
        made["facts"].change(made.facts.id, started="2018-06-01", ended="2019-10-31")
        made.actors.add(name="Kyrkan", source_url="https://example.org")
        ended = made.home
    one, other = (share.standing for share in shared([new, ended]))
    assert (one.phase, one.records, one.findings) == ("Starting", 0, 0)
    assert (other.phase, other.records, other.sourced) == ("Finished", 1, 1)
    assert other.changes >= 2
    said = texts(compose(shared([new, ended])), "labs")
    assert "Avslutat" in said
    assert "inga uppgifter ännu" in said


def test_the_command_writes_the_page_and_names_who_is_missing(homes, tmp_path, capsys, monkeypatch):
    import sys

    from labmethods import cli

    arguments = ["labmethods", "programme", *homes, "borta", "--out", str(tmp_path), "--json"]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as ended:
        cli.run()
    out, err = capsys.readouterr()
    assert ended.value.code == 1
    assert json.loads(out)["missing"]
    assert "borta" in err
