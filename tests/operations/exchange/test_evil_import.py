"""Bad input of others, imported as a user would: nothing reached outside, little memory and time, and the good come in.

It runs in a process of its own, which tells of each socket, of each file that is opened for writing, of the time that
each file takes and of the most memory that all took.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.shared_data import shared

MOST_S, MOST_MB = 10.0, 500.0

_CHILD = """
import json, os, resource, sys, time
from pathlib import Path
from annotator.operations.exchange.finding import sources_in
from annotator.operations.exchange.importing import import_sources
from annotator.operations.codebook.presets import default_codebook
from annotator.store.project import Project

folder, evil = Path(sys.argv[1]), Path(sys.argv[2])
told = {"sockets": [], "written": [], "files": {}}

def hook(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind"):
        told["sockets"].append(repr(args))
    elif event == "open" and args[2] and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        told["written"].append(str(args[0]))

sys.addaudithook(hook)
resource.setrlimit(resource.RLIMIT_CPU, (100, 100))
with Project.create(folder / "evil.annot", default_codebook()) as project:
    for source in sources_in([evil]):
        begun = time.process_time()
        report = import_sources(project, [source])
        seconds = time.process_time() - begun
        name = source.path.relative_to(evil).as_posix()
        told["files"][name] = [seconds, report.documents, report.failed, report.repeated]
    infos = project.documents.all()
    told["texts"] = [project.documents.get(info.id).text for info in infos]
    whole = import_sources(project, sources_in([evil]))
    told["again"] = [len(whole.documents), len(whole.failed)]
# Not what getrusage says: that begins with what the process had that started this one.
status = Path("/proc/self/status").read_text()
told["mb"] = int(status.partition("VmHWM:")[2].split()[0]) / 1024
told["written"] = [one for one in told["written"] if not one.startswith((str(folder), "/dev/null"))]
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    evil = shared("fixtures/evil")
    if not sys.platform.startswith("linux"):
        pytest.skip("how much memory a process had at most is read from /proc")
    folder = tmp_path_factory.mktemp("evil")
    places = dict.fromkeys(("ANNOTATOR_CONFIG", "XDG_CONFIG_HOME", "HOME"), str(folder))
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(folder), str(evil)],
        env={**os.environ, **places, "PYTHONDONTWRITEBYTECODE": "1"},  # of modules that are imported first there
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _cases() -> dict[str, Any]:
    manifest = json.loads((shared("fixtures/evil") / "MANIFEST.json").read_text("utf-8"))
    return {**manifest, "files": {case["file"]: case for case in manifest["files"]}}


def test_nothing_is_reached_or_written_outside(told: dict[str, Any]) -> None:
    assert (told["sockets"], told["written"]) == ([], [])
    text = "\n".join(told["texts"])
    assert [canary for canary in _cases()["canaries"] if canary in text] == []


def test_each_file_takes_seconds_at_most_and_all_of_them_little_memory(told: dict[str, Any]) -> None:
    assert {name: one[0] for name, one in told["files"].items() if one[0] > MOST_S} == {}
    assert told["mb"] < MOST_MB


def test_each_is_answered_by_documents_or_one_sentence(told: dict[str, Any]) -> None:
    cases = _cases()["files"]
    assert cases.keys() <= told["files"].keys()
    for name in cases:
        _, documents, failed, repeated = told["files"][name]
        assert bool(documents or repeated) != bool(failed), name
        assert all("\n" not in sentence and Path(name).name in sentence for sentence in failed), name
        if cases[name]["answer"] == "refuse":
            assert failed, name


def test_the_good_come_in_beside_the_bad(told: dict[str, Any]) -> None:
    assert len(told["texts"]) > 20
    assert told["again"] == [0, sum(bool(one[2]) for one in told["files"].values())]
