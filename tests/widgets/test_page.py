"""What a notebook shows of the report."""

from labmethods.blocks import METHOD_MIME
from labmethods.widgets import page


def test_the_part_of_the_report_says_when_it_was_and_how_the_latest_is_shown(lab, monkeypatch):
    shown = []
    monkeypatch.setattr(page, "display", lambda bundle, raw: shown.append(bundle))
    lab.report("start")._ipython_display_()
    assert shown[0][METHOD_MIME] == {"method": "start"}
    assert "Så här var det kl. " in shown[0]["text/html"]
    assert "Starta ovanför för att visa det senaste" in shown[0]["text/html"]
