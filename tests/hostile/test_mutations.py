"""Whole files with bytes changed, cut out and put in: a reader reads them or refuses them.

Long runs that look for new ways through the code are ``make fuzz``.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.readers import READERS, seeds

changes = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(["change", "cut", "put in", "double"]),
        st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=6,
)


def changed(data: bytes, steps: list[tuple[float, str, bytes]]) -> bytes:
    for where, how, new in steps:
        at = int(where * len(data))
        if how == "change":
            data = data[:at] + new + data[at + len(new) :]
        elif how == "cut":
            data = data[:at] + data[at + 8 * len(new) :]
        elif how == "put in":
            data = data[:at] + new + data[at:]
        else:
            data = data[:at] + data[max(0, at - 40) : at] * 3 + data[at:]
    return data


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_changed_file_is_read_or_refused(name, data):
    seed = data.draw(st.sampled_from(_seeds(name)))
    READERS[name](changed(seed, data.draw(changes)))


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(noise=st.binary(max_size=400))
def test_noise_is_read_or_refused(name, noise):
    READERS[name](noise)


@cache
def _seeds(name: str) -> list[bytes]:
    return seeds(name)
