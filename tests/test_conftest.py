"""The rules for all tests hold: no network, settings in a folder of the run, no screen."""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NetworkForbidden
from tests.examples import SEED


def test_a_connection_to_another_computer_fails() -> None:
    with socket.socket() as connection, pytest.raises(NetworkForbidden):
        connection.connect(("192.0.2.1", 80))


def test_a_connection_to_this_computer_is_allowed() -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())


def test_settings_stand_in_a_folder_of_the_run(config_folder: Path) -> None:
    assert Path(os.environ["ANNOTATOR_CONFIG"]) == config_folder
    data = Path(os.environ["ANNOTATOR_DATA"])
    assert Path.home() not in (*config_folder.parents, *data.parents, data)


def test_children_write_where_the_tests_write() -> None:
    code = "import tempfile; print(tempfile.gettempdir(), end='')"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert said.stdout == tempfile.gettempdir()


def test_on_a_slow_machine_examples_are_drawn_whatever_checks_a_property_suppresses() -> None:
    drawn: list[int] = []
    seconds = count(0, 100)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], database=None)
    @given(st.integers())
    def draws(number: int) -> None:
        drawn.append(number)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.perf_counter", lambda: float(next(seconds)))
        draws()
    assert len(drawn) >= 5


_DRAWING = """
import importlib, json, sys
from hypothesis import Phase, given, settings, strategies as st
from tests import examples
examples.choose_examples()
for each in sys.argv[2:]:
    importlib.import_module(each)

@settings(max_examples=min(20, settings().max_examples), phases=[Phase.reuse, Phase.generate])
@given(st.text("aé中"), st.integers(), st.floats(), st.lists(st.uuids(), max_size=2), st.binary(), st.data())
def draws(text, number, share, ids, content, data):
    drawn.append(repr([text, number, share, ids, content, data.draw(st.permutations(range(5)))]))
    assert examples.many() or number < 9, "what fails would be kept, and drawn first the next time"

found = []
for name in sys.argv[1].split():
    drawn = []
    examples.draw_for(name)
    try:
        draws()
    except AssertionError:
        drawn.append("failed")
    found.append([name, drawn])
print(json.dumps(found))
"""
_OF_DRAWING = ("CI", "HYPOTHESIS_PROFILE", SEED, "PYTHONHASHSEED")


def _drawn(folder: Path, names: str, *modules: str, **environment: str) -> list[tuple[str, list[str]]]:
    """Return what a program draws for tests of these names, in a folder of its own. `modules`: loaded before."""
    folder.mkdir()
    program = folder / "drawing.py"
    program.write_text(_DRAWING)
    (folder / "here.py").write_text("HERE = 'nowhere else', 918273645")
    usual = {name: value for name, value in os.environ.items() if name not in _OF_DRAWING}
    path = os.pathsep.join([str(folder), *sys.path])
    told = subprocess.run(
        [sys.executable, program, names, *modules],
        **{"cwd": folder, "env": {**usual, "PYTHONPATH": path, **environment}},  # type: ignore[call-overload]
        **{"capture_output": True, "check": True, "encoding": "utf-8"},
    )
    return [(name, drawn) for name, drawn in json.loads(told.stdout)]


def test_the_usual_run_draws_the_same_wherever_and_however_often(tmp_path: Path) -> None:
    (_, first), (_, again) = _drawn(tmp_path / "one", "a a", PYTHONHASHSEED="1")
    elsewhere = {"CI": "true", "HYPOTHESIS_PROFILE": "ci", SEED: "3", "PYTHONHASHSEED": "2"}
    ((_, other),) = _drawn(tmp_path / "other", "b", "here", "decimal", **elsewhere)
    assert first == again == other and len(first) > 2 and first[-1] == "failed"
    assert not (tmp_path / "one" / ".hypothesis" / "examples").exists()


def test_many_examples_are_drawn_by_a_seed_and_by_the_name_of_the_test(tmp_path: Path) -> None:
    thorough = {"HYPOTHESIS_PROFILE": "thorough", "CI": "true"}
    (_, first), (_, other), (_, again) = _drawn(tmp_path / "one", "a b a", **thorough, **{SEED: "1"})
    ((_, new),) = _drawn(tmp_path / "new", "a", **thorough)
    assert first == again and len({str(first), str(other), str(new)}) == 3


_REAL = {
    *("server_place.py", "postgres.py", "hub/plain_hub.py", "operations/team/hubs/hub_team.py", "teams/mixed_team.py"),
    *("torture/hub_kills.py", "examples.py", "test_conftest.py"),
}
"""Where passwords, and names of databases that no other run has, are made for a server; and the seed of a run is."""
_BY_ITSELF = re.compile(
    r"\b(?:Random|RandomState|default_rng)\((?:\)|hash\()|\b(?:SystemRandom|urandom|getrandom|randomblob|uuid[14])\("
    r"|\bfrom (?:random|secrets) import (?!Random\b)|\bsecrets\.\w+\(|\bbuilds\(new_\w+"
    r"|\bnp\.random\.(?!default_rng|Generator|RandomState)\w+\("
)
"""What draws by no seed, or by one that is another in each process."""
_BY_THE_MODULE = re.compile(r"\brandom\.(?!Random\b|default_rng\b)\w+\(")


def test_nothing_in_the_tests_draws_by_itself() -> None:
    folder = Path(__file__).parent
    measured = ("benchmarks", "hub_growth", "stranger")
    paths = {path.relative_to(folder) for path in folder.rglob("*.py")}
    looked_at = {path for path in paths if path.parts[0] not in measured and path.as_posix() not in _REAL}
    texts = {str(path): (folder / path).read_text(encoding="utf-8") for path in sorted(looked_at)}
    found = {
        path: _BY_ITSELF.findall(text) + _BY_THE_MODULE.findall(text if "\nimport random\n" in text else "")
        for path, text in texts.items()
    }
    assert not {path: calls for path, calls in found.items() if calls}


@pytest.mark.parametrize(
    "code",
    ["Random()", "random.Random()", "np.random.rand(3)", "default_rng()", "os.urandom(9)", "secrets.token_hex(4)"],
)
def test_what_draws_by_itself_is_known(code: str) -> None:
    assert _BY_ITSELF.search(code) and not _BY_ITSELF.search("Random(4); rng.random(); np.random.default_rng(5)")
