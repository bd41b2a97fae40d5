"""What a notebook shows of the report."""

import pytest

from labmethods.blocks import METHOD_MIME
from labmethods.widgets import page
from labmethods.widgets.renewal import Renewal


class Output:
    """A cell's output, as a notebook keeps it."""

    def __init__(self, bundle: dict) -> None:
        self.bundle = bundle

    def update(self, bundle: dict, raw: bool) -> None:
        self.bundle = bundle


@pytest.fixture
def shown(monkeypatch) -> list[Output]:
    """What is put out."""
    outputs: list[Output] = []

    def display(bundle: dict, raw: bool, display_id: bool = False) -> Output:
        outputs.append(Output(bundle))
        return outputs[-1]

    monkeypatch.setattr(page, "display", display)
    return outputs


@pytest.fixture
def renewals(monkeypatch) -> list[Renewal]:
    """The buttons that show it anew."""
    made: list[Renewal] = []

    def renewal(*args) -> Renewal:
        made.append(Renewal(*args))
        return made[-1]

    monkeypatch.setattr(page, "Renewal", renewal)
    return made


def test_the_part_of_the_report_says_when_it_was_and_how_the_latest_is_shown(lab, shown):
    lab.report("start")._ipython_display_()
    assert shown[0].bundle[METHOD_MIME] == {"method": "start"}
    assert "Så här var det kl. " in shown[0].bundle["text/html"]
    assert "Starta ovanför för att visa det senaste" in shown[0].bundle["text/html"]


def test_what_was_saved_since_is_told_and_shown_anew_in_its_place(lab, shown, renewals):
    part = lab.report("stakeholders")
    part._ipython_display_()
    (renewal,) = renewals
    n = len(shown)
    renewal.look()
    assert renewal.status.value == ""
    lab.actors.add(name="Röda Korset", power=5, interest=5)
    renewal.look()
    assert "Något har sparats efter kl. " in renewal.status.value
    renewal.button.click()
    told = [one.bundle.get("text/html", "") for one in shown]
    told += [one["data"].get("text/html", "") for one in part._rest.outputs]
    assert "Röda Korset" in " ".join(told)
    assert len(shown) == n
    assert renewal.status.value == ""
    assert shown[0].bundle[METHOD_MIME] == {"method": "stakeholders"}
    lab.undo()
    renewal.button.click()
    told = [one.bundle.get("text/html", "") for one in shown]
    assert "Röda Korset" not in " ".join(told)
    assert part._rest.outputs == ()
