"""A power cut at any moment; the long form is ``make faults``."""

from __future__ import annotations

import pytest

from tests.faults import power_cut

pytestmark = pytest.mark.skipif(
    power_cut.compiler() is None, reason="recording needs Linux and a C compiler"
)


def test_no_acknowledged_change_is_lost_when_the_power_goes(tmp_path):
    figures = power_cut.cut(tmp_path, cuts=30, steps=10)
    assert (figures.lost, figures.broken) == (0, 0), str(figures)
    assert figures.reverted > 0, "the power never went in the middle of a step"


def test_the_judge_finds_what_a_weaker_synchronisation_loses(tmp_path):
    figures = power_cut.cut(tmp_path, cuts=20, steps=10, synchronous="FULL", seed=2)
    assert figures.lost > 0
