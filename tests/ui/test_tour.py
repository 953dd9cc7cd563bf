"""The README's tour, followed key by key in the real window: each key it names is pressed, each quote is seen."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from annotator.ui.agreement.workspace import AgreementWorkspace
from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.codebook_dialog import CodebookDialog
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.shortcuts import ShortcutsDialog
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.explore.workspace import ExploreWorkspace
from annotator.ui.kit import theme
from tests.ui.acts.desks import rows
from tests.ui.named_keys import all_texts
from tests.ui.windows import Stage

README = Path(__file__).resolve().parents[2] / "README.md"
_KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)*(?:[A-Z0-9]|F\d+|Return|Escape|Space|Tab|End|Up|Down)")
"""What is marked and no key is typed letter by letter, but for the command that opens the sample."""


def steps() -> dict[int, str]:
    """Return the steps of the tour by their numbers."""
    tour = README.read_text(encoding="utf-8").split("## A tour of five minutes")[1].split("\n## ")[0]
    return {int(number): said for number, said in re.findall(r"^(\d+)\. (.*?)(?=^\d+\. |\Z)", tour, re.M | re.S)}


@dataclass
class Tour:
    """Who follows the tour. `seen`: what stood on the screen since the step began.

    `met`, `said` and `looks`: the dialog or workspace, what the foot said, and the colours, after each key.
    """

    stage: Stage
    seen: set[str] = field(default_factory=set)
    met: list[object] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def follow(self, said: str) -> None:
        """Press and type what a step marks, and keep what is seen after each."""
        self.seen.clear()
        self.met.clear()
        self.looks.clear()
        self.said.clear()
        for marked in re.findall(r"`([^`]+)`", said):
            if not marked.startswith("make "):
                self._type(marked)

    def _type(self, marked: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None, f"nothing has the keyboard for {marked}"
        if _KEY.fullmatch(marked):
            # A capital letter names the key, which is pressed without Shift.
            QTest.keySequence(target, QKeySequence(marked.lower() if len(marked) == 1 else marked))
        else:
            QTest.keyClicks(target, marked)
        # What is said at the foot goes after a while, which what is waited for may take.
        self._look()
        self._wait()
        self._look()
        self.said.append(self.stage.said)
        self.looks.append(theme.current().name)
        self.met.append(type(_in_front()) if _in_front() else self.stage.window.place)

    def _look(self) -> None:
        self.seen |= {" ".join(text.split()) for _, text in all_texts(seen=True)}

    def _wait(self) -> None:
        stage = self.stage
        stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
        QApplication.processEvents()
        if _in_front() is None:
            stage.activate()

    def has_seen(self, quote: str) -> bool:
        """Whether words stood somewhere during the step."""
        return any(" ".join(quote.split()) in text for text in self.seen)


def _in_front() -> QWidget | None:
    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


def sits_down(tour: Tour) -> None:
    assert tour.stage.window.session.who == "Dana"
    assert tour.met[0] is WhoDialog and tour.stage.reader.hasFocus()
    assert tour.stage.spans() == []


def codes_a_sentence(tour: Tour) -> None:
    ((quote, label),) = tour.stage.spans()
    assert label == "appeal" and quote.startswith("France’s president urged") and quote.endswith("settlement")


def fills_the_card(tour: Tour) -> None:
    filled = rows(tour.stage)
    assert (filled["Speaker"], filled["Force"], filled["Addressee"]) == ("France", "urges", "China")
    assert filled["Content"].startswith("use its influence") and "Beneficiary" not in filled
    assert tour.stage.reader.hasFocus()


def reads_the_codebook(tour: Tour) -> None:
    assert tour.met == [CodebookDialog, *[CommandScope.CODE] * 3]
    assert not tour.stage.window.header.isHidden()


def adjudicates(tour: Tour) -> None:
    assert tour.met[-1] is CommandScope.ADJUDICATE and tour.stage.window.session.has_asked
    taken = "Decided: Ana’s span · saved"
    assert tour.said[2:] == [taken, taken, "Decided: deferred · saved", "Undone: Decide: deferred"]


def measures(tour: Tour) -> None:
    workspace = tour.stage.window.workspaces.of(AgreementWorkspace)
    assert tour.met[-1] is CommandScope.AGREEMENT and workspace.passages.isVisible()


def explores(tour: Tour) -> None:
    workspace = tour.stage.window.workspaces.of(ExploreWorkspace)
    assert tour.met[-1] is CommandScope.EXPLORE and workspace.passages.isVisible()


def looks_at_exports(tour: Tour) -> None:
    assert tour.met == [ExportDialog, CommandScope.EXPLORE]


def takes_in(tour: Tour) -> None:
    assert tour.met == [CommandScope.TEAM] * 3
    project = tour.stage.window.session.project
    finished = [one for layer in project.layers.all() for one in project.assignments.of_layer(layer.id) if one.done]
    assert len(finished) == 3 * project.documents.count() - 1, "the last of the three was taken back"


def turns_the_colours(tour: Tour) -> None:
    # After the palette, the word and the key that takes it, twice.
    assert tour.looks == [*["light"] * 2, *["dark"] * 3, "light"]


def reads_the_manual(tour: Tour) -> None:
    assert ShortcutsDialog in tour.met and tour.met[-1] is CommandScope.CODE
    assert tour.has_seen("Search the manual")


CHECKS: dict[int, Callable[[Tour], None]] = dict(
    enumerate(
        (
            sits_down,
            codes_a_sentence,
            fills_the_card,
            reads_the_codebook,
            adjudicates,
            measures,
            explores,
            looks_at_exports,
            takes_in,
            turns_the_colours,
            reads_the_manual,
        ),
        1,
    )
)
"""What a step has come to, by its number."""


def test_the_tour_of_the_readme_can_be_followed_key_by_key(
    stage: Stage, sample_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The system's dialog is nothing that a test could type into.
    packets = [str(path) for path in sorted(sample_copy.with_name("handed in").iterdir())]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (packets, ""))
    stage.window.resize(1280, 700)
    stage.window.projects.open(sample_copy)
    stage.dialog(WhoDialog)
    tour, told = Tour(stage), steps()
    assert told.keys() == CHECKS.keys()
    for number, said in told.items():
        tour.follow(said)
        assert [quote for quote in re.findall(r"“([^”]+)”", said) if not tour.has_seen(quote)] == [], number
        CHECKS[number](tour)
