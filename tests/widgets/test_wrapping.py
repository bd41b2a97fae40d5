"""People's words in a chart."""

import plotly.graph_objects as go
import pytest

from labmethods.widgets.wrapping import lines, wrapped


@pytest.mark.parametrize("length", [0, 1, 15, 16, 100])
def test_wrapped_text_keeps_its_width_and_lines(length):
    parts = wrapped("ö" * length, 15, 3).split("<br>")
    assert len(parts) <= 3
    assert all(len(part) <= 15 for part in parts)


def test_a_long_name_is_cut_with_a_mark_and_never_lost():
    assert lines("Studieförbundet Vuxenskolan", 17, 3) == ["Studieförbundet", "Vuxenskolan"]
    assert lines("Hyresgästföreningen", 15, 3) == ["Hyresgästfören-", "ingen"]
    cut = lines("x" * 100, 10, 2)
    assert len(cut) == 2
    assert cut[-1].endswith("…")


def test_labels_that_are_not_cut_stay_apart():
    names = [f"{'Öppet hus på torget ' * 8}{number}" for number in range(3)]
    bars = go.Bar(y=[wrapped(name) for name in names])
    assert len(set(bars.y)) == 3


def test_tags_are_shown_as_they_were_typed():
    assert wrapped("<b>Öppet</b> & fritt") == "&lt;b&gt;Öppet&lt;/b&gt; &amp; fritt"
