"""A report with any text in it ends its test, and the run goes on: `sent_reports.py`."""

import os
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import execnet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.sent_reports import as_sent

_ANY_TEXT = st.text(st.characters())
_ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.binary()
    | _ANY_TEXT
    | st.builds(object)
    | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.frozensets(_ANY_TEXT, max_size=3)
        | st.dictionaries(_ANY_TEXT, inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=examples(90))
@given(_ANY)
def test_whatever_is_told_arrives_and_what_can_be_sent_is_left_as_it_is(told: Any) -> None:
    sent = as_sent(told)
    assert execnet.loads(execnet.dumps(sent)) == sent
    try:
        execnet.dumps(told)
    except (execnet.DumpError, struct.error):
        return
    assert sent == told


_CONFTEST = r"""
import pytest

@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    if "section" in item.name:
        report.sections.append(("half \ud800", "nothing \0 and half \udfff"))
"""
_BAD = r"""
import logging, warnings
import pytest

HALF = "a\ud800\0b"

class Half(Exception):
    def __repr__(self):
        return HALF

class Alone(UserWarning):
    def __init__(self, one, other):
        super().__init__(one + other)

@pytest.mark.parametrize("text", [HALF, "x" * 300_000 + HALF, "\udcff"])
def test_a_half_is_compared(text):
    assert text == f"{text}\n"

def test_a_half_is_raised():
    raise Half(HALF, "\n".join([HALF] * 3))

def test_a_half_in_a_section():
    print(HALF.encode("utf-8", "replace"))
    logging.getLogger().error(HALF)
    pytest.fail(HALF)

def test_a_half_among_properties(record_property):
    record_property(HALF, object())
    assert not HALF

def test_a_half_is_skipped():
    pytest.skip(HALF)

def test_a_half_is_warned():
    class Local(Alone):
        pass
    for kind in (Local, Alone):
        warnings.warn(kind(HALF, "!"))
    warnings.warn(HALF)

def unnamed():
    raise KeyError(HALF)

globals()["test_\ud800"] = unnamed
"""
_OUTCOMES = "7 failed, 41 passed, 1 skipped, 3 warnings, 1 error"


def test_a_run_goes_on_whatever_text_its_reports_have(tmp_path: Path) -> None:
    sound = "import pytest\n@pytest.mark.parametrize('number', range(40))\ndef test_of_what_is_sound(number): pass\n"
    files = {"conftest": _CONFTEST, "test_a": _BAD, "test_b": sound, "test_c": 'raise ImportError("\\ud800")'}
    for name, content in files.items():
        (tmp_path / f"{name}.py").write_text(content)
    usual = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "TMPDIR"))}
    asked = ["-n", "2", "-p", "tests.sent_reports", "--continue-on-collection-errors", "-c", "/dev/null"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *asked, "--rootdir", tmp_path, tmp_path],
        **{"cwd": tmp_path, "env": {**usual, "PYTHONPATH": os.pathsep.join(sys.path)}},  # type: ignore[call-overload]
        **{"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "check": False},
    )
    said = ran.stdout.decode("utf-8")
    assert _OUTCOMES in said and "INTERNALERROR" not in said, said[-5_000:]


def test_the_workers_of_this_run_send_what_arrives(request: pytest.FixtureRequest) -> None:
    workers = [each for each in request.config.pluginmanager.get_plugins() if hasattr(each, "sendevent")]
    assert bool(workers) == ("PYTEST_XDIST_WORKER" in os.environ)
    assert all(each.sendevent.__module__ == "tests.sent_reports" for each in workers)
