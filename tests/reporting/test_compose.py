"""What goes into a lab's report, and what never does."""

from __future__ import annotations

import nbformat
import pytest

import labmethods as lm
from labmethods.blocks import Chart, Heading, Markup, Prose, Table
from labmethods.errors import Missing, Refused, StoreUnavailable
from labmethods.reporting.compose import compose
from labmethods.reporting.html import render
from labmethods.reporting.run import run_notebooks
from labmethods.reporting.write import write_report


def edit(lab, name, change) -> None:
    path = lab.home / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    change(notebook.cells)
    nbformat.write(notebook, path)


def code(source, *tags):
    return nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)})


def markdown(source, *tags):
    return nbformat.v4.new_markdown_cell(source, metadata={"tags": list(tags)})


def captions(document):
    return [b.caption for b in part(document, "stakeholders").blocks if isinstance(b, Table)]


def part(document, name):
    return next(one for one in document.parts if one.name == name)


def test_untouched_notebooks_need_no_kernel(exempellabbet, monkeypatch):
    started = []
    monkeypatch.setattr(
        "labmethods.reporting.run.run_notebooks", lambda p, **_: started.extend(p) or []
    )
    document = compose(exempellabbet)
    assert started == []
    assert document.parts[0].name == "start"
    assert document.sample
    assert all(one.error == "" for one in document.parts)
    assert part(document, "stakeholders").blocks


def test_what_was_concluded_is_in_the_report(lab):
    lab.notes.add(key="stakeholders", text="Vi saknar **skolan**.")
    blocks = part(compose(lab), "stakeholders").blocks
    assert Prose("Vi saknar **skolan**.", "Vad vi kom fram till") in blocks


def test_a_labs_own_cells_are_run_and_shown_where_they_stand(lab):
    def add(cells):
        cells.append(markdown("## Vårt eget"))
        cells.append(code("import pandas as pd\npd.DataFrame({'antal': [len(lab.actors)]})"))
        cells.append(
            code("import plotly.express as px\npx.bar(x=['a'], y=[1], title='Eget diagram')")
        )
        cells.append(markdown("Bara för oss.", "private"))
        cells.append(code("'hemligt'", "private"))

    edit(lab, "01-stakeholders", add)
    blocks = part(compose(lab), "stakeholders").blocks
    own = blocks[-3:]
    assert own[0] == Prose("## Vårt eget")
    assert isinstance(own[1], Markup)
    assert "antal" in own[1].html
    assert isinstance(own[2], Chart)
    assert own[2].finding == "Eget diagram"
    assert not any("Bara för oss" in str(one) or "hemligt" in str(one) for one in blocks)


def test_a_changed_report_cell_still_says_what_the_method_says(lab):
    lab.actors.add(name="Kyrkan")

    def change(cells):
        (cell,) = [one for one in cells if one.id == "stakeholders-report"]
        cell.source = "lab.report('stakeholders')  # vår"

    before = compose(lab)
    edit(lab, "01-stakeholders", change)
    after = compose(lab)
    captions = [b.caption for b in part(before, "stakeholders").blocks if isinstance(b, Table)]
    assert captions == [
        b.caption for b in part(after, "stakeholders").blocks if isinstance(b, Table)
    ]


def test_a_broken_notebook_marks_its_part_and_the_rest_stands(lab):
    (lab.home / "01-stakeholders.ipynb").write_text("{inte json", encoding="utf-8")
    edit(lab, "00-start", lambda cells: cells.append(code("1 / 0")))
    document = compose(lab)
    assert "01-stakeholders.ipynb" in part(document, "stakeholders").error
    assert "division by zero" in part(document, "start").error
    assert part(document, "start").blocks


def test_an_endless_cell_is_stopped_and_named(lab):
    def replace(cells):
        cells[:] = [code("1 + 1")]

    edit(lab, "00-start", lambda cells: cells.insert(0, code("while True: pass")))
    edit(lab, "09-report", replace)
    first, second = run_notebooks(
        [lab.home / "00-start.ipynb", lab.home / "09-report.ipynb"], seconds=5
    )
    assert "00-start.ipynb" in first.error.text("sv")
    assert "5 sekunder" in first.error.text("sv")
    assert second.error is None


def test_a_notebook_does_not_see_what_the_one_before_left(lab):
    edit(lab, "00-start", lambda cells: cells.append(code("left = 1")))
    edit(lab, "09-report", lambda cells: cells.append(code("left")))
    _, second = run_notebooks([lab.home / "00-start.ipynb", lab.home / "09-report.ipynb"])
    assert "left" in second.error.text("sv")


def test_one_notebook_alone(lab):
    lab.actors.add(name="Kyrkan")
    path, document = write_report(lab, only="01-stakeholders")
    assert [one.name for one in document.parts] == ["stakeholders"]
    assert path.exists()
    with pytest.raises(Missing, match="01-stakeholders"):
        write_report(lab, only="finns-inte")


def test_a_lab_by_its_database_has_a_report(database, tmp_path):
    with lm.new_lab("Delat", to=tmp_path, database=database) as lab:
        lab.actors.add(name="Kyrkan")
    with lm.open_lab(database) as lab:
        path, document = write_report(lab, out=tmp_path / "ut")
    assert path.parent == tmp_path / "ut"
    assert part(document, "stakeholders").blocks


def test_the_report_in_english_of_a_swedish_lab(lab):
    lab.notes.add(key="stakeholders", text="Vi saknar skolan.")
    document = compose(lab, language="en")
    assert part(document, "stakeholders").title == "Who matters"
    assert document.written_in == "sv"
    assert Prose("Vi saknar skolan.", "What we concluded") in part(document, "stakeholders").blocks


def test_what_is_not_begun_is_told_in_one_part_without_notes_on_its_methods(lab):
    lab.actors.add(name="Kyrkan")
    document = compose(lab)
    names = [one.name for one in document.parts]
    assert names == ["stakeholders", "unbegun", "notes", "appendix"]
    table = part(document, "unbegun").blocks[0].frame
    told = dict(zip(table.iloc[:, 0], table.iloc[:, 1], strict=True))
    assert told["Fungerade det?"] == "Inget har utvärderats ännu."
    assert len(told) == 8
    headings = [one.text for one in part(document, "notes").blocks if isinstance(one, Heading)]
    assert headings == ["Vilka är viktiga"]


def test_an_address_is_named_by_its_site_and_its_number_in_the_list(lab):
    lab.actors.add(name="Kyrkan", source_url="https://www.example.org/en/lang/adress")
    document = compose(lab)
    number = document.sources.index("https://www.example.org/en/lang/adress") + 1
    html = render(document, stills=[])
    assert f">example.org\u00a0[{number}]</a>" in html
    assert part(document, "notes").blocks[-1].markdown.splitlines()[number - 1] == (
        f"{number}. <https://www.example.org/en/lang/adress> (Vilka är viktiga)"
    )


def test_an_unknown_format_and_a_place_that_cannot_be_written_are_refused(lab):
    with pytest.raises(Refused, match="html, pdf, docx"):
        write_report(lab, format="exe")
    with pytest.raises(StoreUnavailable):
        write_report(lab, out=lab.store.path / "inne-i-en-fil")


def test_a_failed_report_leaves_the_last_good_one(lab, monkeypatch):
    path, _ = write_report(lab)
    good = path.read_bytes()

    def fail(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("labmethods.reporting.html.render", fail)
    with pytest.raises(StoreUnavailable):
        write_report(lab)
    assert path.read_bytes() == good
    assert [one.name for one in path.parent.iterdir()] == [path.name]
