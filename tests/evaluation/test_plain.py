"""What residents and partners are told of an evaluation."""

from labmethods.evaluation.plain import plain
from tests.evaluation.test_report import answered


def test_it_is_said_in_easy_words_with_how_many_and_how_sure(lab):
    answered(lab, 12)
    # One who rose less, so that there is an interval.
    lab.measurements.change(lab.measurements.all()[1].id, value=2)
    assert plain(lab, "sv") == [
        "Tro (1–5): det blev bättre. Vi frågade 12 personer. De är få, så en del kan vara slump. "
        "Vi vet inte ännu om det var vår förtjänst."
    ]


def test_what_did_not_change_is_not_called_better(lab):
    answered(lab, 12, rise=0)
    (said,) = plain(lab, "sv")
    assert "vi kan inte säga om det blev bättre eller sämre" in said


def test_a_count_is_told_with_how_many_there_were(lab):
    tried = lab.experiments.add(name="Jobbspår", state="running")
    lab.results.add(experiment=tried.id, counted="Fick jobb", successes=9, participants=10)
    lab.evaluations.add(name="Jobb", design="count", experiment=tried.id)
    (said,) = plain(lab, "sv")
    assert said.startswith("Fick jobb: 9 av 10. De är få")


def test_nothing_is_told_of_fewer_than_five(lab):
    answered(lab, 4)
    assert plain(lab, "sv") == []
