"""The corpus is large enough, and says each thing once."""

from __future__ import annotations

from tests.hostile.case import names
from tests.hostile.corpus import SUBJECTS, table


def test_the_corpus_has_at_least_300_cases_each_told_once():
    cases = [(subject, name) for subject, cases in SUBJECTS.items() for name in names(cases)]
    assert len(cases) >= 300
    assert len(set(cases)) == len(cases)
    assert table().count("\n| ") >= len(cases)
