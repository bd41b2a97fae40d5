"""The path as HSDS tables: valid, harmless, and the same when it comes back."""

from __future__ import annotations

import io
import json
import zipfile

import pandas as pd
import pytest

import labmethods as lm
from labmethods.errors import Refused, StoreUnavailable
from labmethods.pathway import hsds
from labmethods.pathway.hsds.names import COLUMNS, FILES, FOREIGN, NOBODY, REQUIRED
from labmethods.workbook.transfer import BadRows

TABLES = ("steps", "target_groups", "activities", "schedules", "handovers", "needs")


def content(lab, table: str) -> list[dict]:
    return sorted((one.model_dump() for one in lab[table].all()), key=lambda row: row["id"])


@pytest.fixture
def other(tmp_path):
    with lm.new_lab("Andra labbet", to=tmp_path) as made:
        yield made


def test_a_path_comes_back_as_it_went_out(exempellabbet, other, tmp_path):
    exempellabbet.schedules.add(
        activity=exempellabbet.activities.all()[0],
        byday=["FR"],
        opens_at="17",
        closes_at="24",
        freq="MONTHLY",
        occurrence="-1",
        valid_from="2026-09-01",
        description="Inte i juli",
    )
    file = hsds.export_hsds(exempellabbet, tmp_path / "ut" / "path.zip")
    received = hsds.import_hsds(other, file)
    assert received.left_out == []
    for table in TABLES:
        assert content(other, table) == content(exempellabbet, table), table
    named = {actor.name for actor in other.actors.all()}
    assert named == {"Exempelbostäder", "Exempelföreningen", "Exempelkyrkan", "Exempelbildning"} | {
        "Exempelkommunen",
        "Exempelföretagarna",
    }


def test_a_second_import_changes_nothing_and_one_undo_takes_an_import_back(
    exempellabbet, other, tmp_path
):
    file = hsds.export_hsds(exempellabbet, tmp_path / "path.zip")
    hsds.import_hsds(other, file)
    version = other.store.version()
    again = hsds.import_hsds(other, file)
    assert not again.added.get("activities")
    assert again.changed["activities"] == 14
    assert other.store.version() == version
    other.undo()
    assert len(other.activities) == 0
    assert len(other.actors) == 0


def test_the_tables_hold_what_hsds_demands(exempellabbet):
    tables = hsds.hsds_tables(exempellabbet)
    for name, columns in COLUMNS.items():
        frame = tables[name]
        assert list(frame.columns) == columns
        assert frame["id"].is_unique
        for column in REQUIRED[name]:
            assert (frame[column] != "").all(), (name, column)
        for column, target in FOREIGN.get(name, {}).items():
            assert set(frame[column]) <= set(tables[target]["id"]), (name, column)
    assert set(tables["service"]["status"]) == {"active", "inactive"}
    assert set(tables["schedule"]["freq"]) == {"WEEKLY", "MONTHLY"}
    assert {"1TU", "-1WE"} <= set(tables["schedule"]["byday"])
    without_actor = tables["service"]["organization_id"] == NOBODY
    assert set(tables["service"].loc[without_actor, "name"]) == {
        "Mentorer",
        "Kurs i att starta eget",
    }


def test_the_zip_is_a_data_package_that_describes_its_files(exempellabbet, tmp_path):
    file = hsds.export_hsds(exempellabbet, tmp_path / "path.zip")
    with zipfile.ZipFile(file) as archive:
        package = json.loads(archive.read("datapackage.json"))
        for resource in package["resources"]:
            header = archive.read(resource["path"]).decode().splitlines()[0]
            assert header.split(",") == [one["name"] for one in resource["schema"]["fields"]]
    assert [one["name"] for one in package["resources"]] == list(FILES)


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless_and_comes_back(lab, other, tmp_path):
    lab.activities.add(name="=HYPERLINK(1)", place="+46", description="rad ett\nrad två")
    file = hsds.export_hsds(lab, tmp_path / "path.zip")
    with zipfile.ZipFile(file) as archive:
        assert "'=HYPERLINK" in archive.read("services.csv").decode()
    hsds.import_hsds(other, file)
    (activity,) = other.activities.all()
    assert (activity.name, activity.place) == ("=HYPERLINK(1)", "+46")
    assert activity.description == "rad ett\nrad två"


# As a directory elsewhere may write them: ids that are no UUIDs, files in the singular, minutes and
# offsets, days by number, what we have no place for.
FOREIGN_TABLES = {
    "organization.csv": "id,name,description\n1,Röda Korset,Hjälper\n2,Ny förening,Ny\n",
    "service.csv": (
        "id,organization_id,name,status,application_process,minimum_age,x_own\n"
        "10,1,Läxhjälp,active,Just come,10,hej\n"
        "11,2,Rådgivning,temporarily closed,Ring receptionen,,\n"
    ),
    "location.csv": "id,location_type,name\n7,physical,Biblioteket\n",
    "services_at_location.csv": "id,service_id,location_id\n70,10,7\n",
    "schedule.csv": (
        "id,service_id,service_at_location_id,freq,interval,byday,dtstart,opens_at,closes_at,until\n"
        '100,,70,WEEKLY,2,"MO,TH",,15:00:00+02:00,17:30:00+02:00,2027-06-01\n'
        '101,11,,MONTHLY,1,"1MO,-1FR",,09:00,10:00,\n'
        "102,11,,DAILY,,,,08:00,,\n"
        "103,11,,WEEKLY,,,2026-11-25,11:00,12:00,\n"
        "104,11,,YEARLY,,MO,,11:00,12:00,\n"
    ),
    "language.csv": "id,service_id,name,code\n1,10,Somali,\n2,10,,ar\n",
    "cost_option.csv": "id,service_id,currency,amount\n1,10,sek,20\n2,11,gbp,3\n",
    "unit.csv": "id,name\n1,places\n",
    "service_capacity.csv": "id,service_id,unit_id,available,maximum\n1,10,1,0,15\n",
}


@pytest.fixture
def foreign(tmp_path):
    folder = tmp_path / "hsds"
    folder.mkdir()
    for name, text in FOREIGN_TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_tables_from_another_directory_are_read(lab, foreign):
    lab.actors.add(name="röda korset")
    received = hsds.import_hsds(lab, foreign)
    assert received.added == {"actors": 1, "activities": 2, "schedules": 5}
    homework, advice = sorted(lab.activities.all(), key=lambda one: one.name)
    assert homework.actor == lab.actors.find(name="röda korset")[0].id
    assert (homework.place, homework.cost, homework.capacity) == ("Biblioteket", 20, 15)
    assert (homework.joining, homework.minimum_age) == ("drop-in", 10)
    assert homework.languages == ["so", "ar"]
    assert (advice.status, advice.joining) == ("temporarily closed", None)
    times = {
        (one.freq, one.interval, one.occurrence, tuple(one.byday), one.opens_at, one.closes_at)
        for one in lab.schedules.all()
    }
    every_day = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    assert times == {
        ("WEEKLY", 2, None, ("MO", "TH"), "15:00", "17:30"),
        ("MONTHLY", 1, "1", ("MO",), "09:00", "10:00"),
        ("MONTHLY", 1, "-1", ("FR",), "09:00", "10:00"),
        ("WEEKLY", None, None, every_day, "08:00", None),
        ("WEEKLY", None, None, ("WE",), "11:00", "12:00"),
    }
    left_out = [one.text("sv") for one in received.left_out]
    assert len(left_out) == 3
    assert any("services.csv, rad 3" in one for one in left_out)
    assert any("cost_options.csv, rad 3" in one for one in left_out)
    assert any("schedules.csv, rad 6" in one for one in left_out)


def test_what_the_file_does_not_tell_is_not_forgotten(lab, foreign):
    hsds.import_hsds(lab, foreign)
    homework = lab.activities.find(name="Läxhjälp")[0]
    lab.activities.change(homework, weeks=10, queue=3)
    hsds.import_hsds(lab, foreign)
    assert lab.activities.get(homework).weeks == 10


def test_a_dry_run_counts_and_saves_nothing(lab, foreign):
    received = hsds.import_hsds(lab, foreign, dry_run=True)
    assert received.added["activities"] == 2
    assert len(lab.activities) == 0


def test_one_bad_row_names_its_file_and_row_and_nothing_is_imported(lab, foreign):
    text = FOREIGN_TABLES["schedule.csv"].replace("09:00,10:00", "10:00,09:00")
    (foreign / "schedule.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadRows) as caught:
        hsds.import_hsds(lab, foreign)
    assert "schedules.csv, rad 3: Den slutar (09:00)" in caught.value.text("sv")
    assert (len(lab.activities), len(lab.actors)) == (0, 0)


@pytest.mark.parametrize(
    "data", [b"", b"no zip at all", b"PK\x03\x04broken"], ids=["empty", "text", "broken"]
)
def test_what_is_no_zip_is_refused_in_one_sentence(lab, data):
    with pytest.raises(Refused, match="zip"):
        hsds.import_hsds(lab, data)


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.csv", data)
    return buffer.getvalue()


def test_a_zip_without_services_is_refused(lab):
    with pytest.raises(Refused, match=r"services\.csv"):
        hsds.import_hsds(lab, zipped(organization=b"id,name\n1,A\n"))


def test_a_table_that_cannot_be_read_is_named(lab):
    with pytest.raises(Refused, match=r"services\.csv"):
        hsds.import_hsds(lab, zipped(services=b"id,name\n1,\xff\xfe\n"))


def test_a_file_that_is_not_there_is_refused(lab, tmp_path):
    with pytest.raises(Refused, match="finns inte"):
        hsds.import_hsds(lab, tmp_path / "saknas.zip")


def test_a_place_that_cannot_be_written_is_said(lab, tmp_path):
    (tmp_path / "fil").write_text("")
    with pytest.raises(StoreUnavailable):
        hsds.export_hsds(lab, tmp_path / "fil" / "path.zip")


def test_an_empty_path_goes_out_and_comes_back(lab, other, tmp_path):
    file = hsds.export_hsds(lab, tmp_path / "path.zip")
    received = hsds.import_hsds(other, file)
    assert (received.added, received.changed) == ({}, {})


def test_the_tables_are_text_and_empty_where_nothing_is_known(lab):
    lab.activities.add(name="Kafé")
    for frame in hsds.hsds_tables(lab).values():
        assert all(isinstance(cell, str) for cell in frame.to_numpy().ravel())
        assert not frame.isin(["None", "nan", "NaT"]).any(axis=None)
    assert isinstance(hsds.hsds_tables(lab)["service"], pd.DataFrame)
