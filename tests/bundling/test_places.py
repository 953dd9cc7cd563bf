"""The time that stands in for the clock, and the version in names of files."""

import subprocess

import pytest

import annotator
from tools.bundling.places import ROOT, commit_time, version


def test_the_time_is_that_of_the_commit_unless_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert commit_time() == int(asked.stdout.strip() or 0)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert commit_time() == 1_700_000_000


def test_the_version_is_that_of_the_program() -> None:
    assert version() == annotator.__version__
