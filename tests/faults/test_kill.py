"""``kill -9`` at random moments; the long form is ``make faults``."""

from __future__ import annotations

import random
import sys

import pytest

from tests.faults import kill

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are Unix's")


@pytest.mark.parametrize("kind", kill.KINDS)
def test_nothing_acknowledged_is_missing_after_a_kill(tmp_path, kind):
    came = kill.kill(kind, 2, tmp_path, random.Random(kind))
    assert came["wrong"] == []
