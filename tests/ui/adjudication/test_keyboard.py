"""The sample is adjudicated with the keyboard alone until nothing is open; its gold goes out with what made it."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.decisions import Status
from annotator.model.decision import Decision, Rule
from annotator.operations.exchange import exporting
from annotator.ui.adjudication.at_hand import decision_of
from annotator.ui.adjudication.queue_view import QueueView
from annotator.ui.kit.picker import Picker
from tests.ui.adjudication.desks import settled
from tests.ui.windows import Stage

LONGEST = 300
"""More key strokes at the desk than this many cases need mean that it goes in circles."""


@pytest.fixture
def table(stage: Stage, sample_copy: Path) -> Iterator[Stage]:
    """Chloé at the desk of the sample, the worst case at hand."""
    stage.open(sample_copy, "Chloé")
    stage.press("Ctrl+4")
    settled(stage)
    yield stage


def keys_for(stage: Stage, number: int) -> tuple[str, ...]:
    """Return what an adjudicator might press for the case at hand: another way for each, where it applies."""
    one = stage.window.adjudication.current
    assert one is not None
    labels = {span.label for span in one.case.candidates}
    by_letter = [
        one.case.of(layer.id) for layer in stage.window.adjudication.shown.coder_letters.ordered_layers(one.case.key)
    ]
    takes = [letter for letter, span in zip("abc", by_letter, strict=True) if span is not None]
    if one.case.kind in (CaseKind.ATTRIBUTE, CaseKind.SLOT):
        # Of the passage, and of the first thing in which they differ, what the last coder says.
        return ("v", takes[0], takes[-1], "Return") if number % 2 else ("3", takes[-1])
    if len(labels) > 1:
        return (takes[number % len(takes)],)
    alike = len({span.extents for span in one.case.candidates}) == 1
    ways = ("u", "m", "x", takes[0], "r") if alike else ("u", "m", "k", "x", takes[-1], "r")
    return ("F6", "r") if ways[number % len(ways)] == "r" else (ways[number % len(ways)],)


def decide_all(stage: Stage) -> Counter[str]:
    """Decide one case after the other until none is open; return how often each key was pressed."""
    pressed: Counter[str] = Counter()
    model = stage.window.adjudication.panel.model
    for number in range(LONGEST):
        if not model.undecided():
            return pressed
        if model.open_from(0) < 0:
            # Those that were put off are what is left.
            stage.press("Return")
            settled(stage)
        keys = keys_for(stage, number)
        pressed.update(keys)
        stage.press(*keys)
        if keys[-1] == "r":
            stage.dialog(Picker)
            stage.press("Return")
            stage.without_dialog()
        settled(stage)
    raise AssertionError(f"{model.undecided()} cases are still open after {LONGEST} decisions")


def test_the_sample_is_adjudicated_with_the_keyboard_alone_and_its_gold_says_where_it_comes_from(
    table: Stage, tmp_path: Path
) -> None:
    workspace, session = table.window.adjudication, table.window.session
    model = workspace.panel.model
    assert model.undecided() == 78 and model.view == QueueView("worst", open_only=True)
    severities = [one.entry.severity for one in model.rows if one.entry.status is Status.OPEN]
    assert severities == sorted(severities, reverse=True)
    # What most say alike, by a policy, and back, since each is to be judged.
    table.press("y")
    page = workspace.policies
    table.qtbot.waitUntil(lambda: page.accept_button.isEnabled())
    assert page.accept_button.text() == "Settle 34 cases"
    table.press("Return", "Return", "Return")
    settled(table)
    assert table.said.startswith("34 cases settled · saved; 44 left: ")
    table.press("Ctrl+Z")
    settled(table)
    assert model.undecided() == 78
    # Two cases of one text are one, what all missed is added, one case is put off and taken up again.
    table.press("l")
    assert model.undecided() == 78
    table.press("q")
    settled(table)
    table.press("Ctrl+Home", "Alt+Right", "Alt+Shift+Right", "+")
    assert model.view.order == "document" and table.selected
    table.dialog(Picker)
    table.press("Return")
    table.without_dialog()
    added = decision_of(workspace.shown.at_hand)
    assert added is not None and added.rule is Rule.ADDED
    table.press("Return", "j")
    if QApplication.activeModalWidget() is not None:
        # Their labels differ: the first one offered is as good as any.
        table.dialog(Picker)
        table.press("Return")
        table.without_dialog()
    pressed = decide_all(table)
    assert {"a", "c", "u", "m", "x", "v", "r", "F6", "3"} <= set(pressed)
    assert table.window.documents.model.progress() == "Every case is decided"
    table.press("Return")
    assert table.said == "No case is open: every case is decided"

    out = tmp_path / "gold.jsonl"
    exporting.export(session.project, out, "jsonl", "gold")
    spans = [span for line in out.read_text("utf-8").splitlines() for span in json.loads(line)["spans"]]
    made = {one.id: one for info in session.project.documents.all() for one in _decisions(table, info.id)}
    assert len(spans) > 200 and {span["layer"] for span in spans} == {"Gold"}
    for span in spans:
        assert span["id"] in made[span["decision"]].gold and span["rule"] == made[span["decision"]].rule
    assert sorted(span["id"] for span in spans) == sorted(id for one in made.values() for id in one.gold)
    # By whom, when, under which codebook and out of what, for all that a person decided.
    chloe = session.coder
    assert chloe is not None
    judged = [one for one in made.values() if one.coder == chloe.id and not one.rule.by_policy]
    version = session.project.codebooks.current().id
    assert len(judged) > 70 and all(one.time and one.codebook_version == version for one in judged)
    assert all(one.candidates for one in judged if one.rule is not Rule.ADDED)


def _decisions(stage: Stage, document: str) -> list[Decision]:
    return stage.window.session.project.decisions.of_document(document)
