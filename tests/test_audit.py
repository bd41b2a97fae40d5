"""The audit's answer is an all-clear only when every package was looked up."""

from __future__ import annotations

import sys

from tests.audit import NOT_LOOKED, main, verdict

SOUND = {"name": "a", "version": "1", "vulns": []}
WEAK = {"name": "b", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
SKIPPED = {"name": "c", "skip_reason": "Dependency not found on PyPI and could not be audited"}


def test_all_clear_needs_every_package():
    assert verdict({"dependencies": [SOUND]})[1] == 0
    assert verdict({"dependencies": [SOUND, SKIPPED]})[1] == NOT_LOOKED
    assert verdict({"dependencies": []})[1] == NOT_LOOKED


def test_a_weakness_is_named_with_the_version_that_mends_it():
    lines, code = verdict({"dependencies": [WEAK, SKIPPED]})
    assert code == 1
    assert lines[0] == "b 1: CVE-1, mended in 2"


def test_an_audit_that_does_not_run_is_no_all_clear(capsys):
    assert main(sys.executable, "requirements.lock") == NOT_LOOKED
    assert "Nothing was looked up" in capsys.readouterr().out
