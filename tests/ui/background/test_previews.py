"""Previews: one at a time, the urgent ones first, each computed once."""

import threading

from pytestqt.qtbot import QtBot

from annotator.model.errors import BadFile
from annotator.ui.background.previews import Previews


def test_an_answer_arrives_under_its_key_and_is_kept(qtbot: QtBot) -> None:
    calls: list[str] = []

    def compute(key: str) -> str:
        calls.append(key)
        return key.upper()

    previews = Previews(compute)
    with qtbot.waitSignal(previews.arrived) as told:
        previews.ask("a")
    assert told.args == ["a"]
    assert previews.answer("a") == "A"
    previews.ask("a")
    assert calls == ["a"]


def test_an_error_is_an_answer(qtbot: QtBot) -> None:
    def compute(key: str) -> object:
        raise BadFile(key, "it is empty")

    previews = Previews(compute)
    with qtbot.waitSignal(previews.arrived):
        previews.ask("a.txt")
    assert str(previews.answer("a.txt")) == "a.txt: it is empty."


def test_what_is_looked_at_comes_before_what_waits(qtbot: QtBot) -> None:
    order: list[str] = []
    gate = threading.Event()

    def compute(key: str) -> object:
        gate.wait(60)
        order.append(key)
        return key

    previews = Previews(compute)
    for key in ("first", "second", "third"):
        previews.ask(key, urgent=False)
    previews.ask("third")
    gate.set()
    qtbot.waitUntil(lambda: len(order) == 3 and previews.answer("second") is not None)
    assert order == ["first", "third", "second"]


def test_after_close_nothing_more_is_computed(qtbot: QtBot) -> None:
    order: list[str] = []
    gate = threading.Event()

    def compute(key: str) -> None:
        gate.wait(60)
        order.append(key)

    previews = Previews(compute)
    previews.ask("a")
    previews.ask("b")
    with qtbot.waitSignal(previews.arrived):
        previews.close()
        gate.set()
    assert "b" not in order


def test_what_was_forgotten_is_computed_anew(qtbot: QtBot) -> None:
    calls: list[str] = []
    previews = Previews(lambda key: calls.append(key))
    for _ in range(2):
        with qtbot.waitSignal(previews.arrived):
            previews.ask("a")
        previews.reset("a")
    assert calls == ["a", "a"]
