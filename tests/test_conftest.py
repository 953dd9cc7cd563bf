"""The rules for all tests hold: no network, settings in a folder of the run, no screen."""

import os
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
