"""The way of documents into a project, by keys alone: imported, mapped, joined, mended, grouped, compared, looked up.

Only the system's own dialog for folders is answered for the user. At the end undo takes all of it back, a step a key.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from annotator.store.project import Project
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.joining.join_dialog import JoinDialog
from annotator.ui.documents.duplicates_dialog import DuplicatesDialog
from annotator.ui.documents.set_dialog import SetDialog
from annotator.ui.kit.picker import Picker
from tests import shared_data
from tests.readers import samples
from tests.ui.documents.desks import documents_of, quiet, titles
from tests.ui.windows import Stage, make_project

SPEECH = " ".join(
    f"On point {number} we urge all sides to return to the table, and we thank them." for number in range(40)
)
NAV = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul></nav>"
PROSE = "The ministers met in Vienna and agreed to meet again before the summer. They welcomed the pledge of all sides."
PRINTED = ["France urged China to talk.", "It said that more would follow, and soon."]


def write_folder(folder: Path) -> Path:
    """Write what a newcomer brings: a folder with a file of each common kind, and return it."""
    folder.mkdir()
    mixed: dict[str, str | bytes] = {
        "AND_78_2023.txt": SPEECH,
        "FRA_78_2023.md": f"---\ndate: 6 avril 2023\n---\n# Remarks\n\n{PROSE}",
        "CHN_78_2023.html": f"<html><body>{NAV}<main><h1>Remarks</h1><p>{PROSE} {PROSE}</p></main></body></html>",
        "memo.docx": samples.docx(samples.p(samples.r(f"In the memo it says: {PROSE}"))),
        "readouts.csv": f"text,Who\n{PROSE} So the first call.,Blinken\n{PROSE} So the second call.,Lavrov\n",
        "mail.eml": samples.mail(f"Dear all,\n\n{PROSE}\n\nThe desk", "Subject: Talks in Vienna"),
        "more.zip": samples.zipped({"again.txt": f"Press office\n\n{SPEECH}"}),
        "printed.pdf": samples.pdf(PRINTED),
    }
    for name, content in mixed.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "unknown.xyz").write_bytes(bytes(range(256)))
    made = shared_data.ROOT / "made" / "letter.pdf"
    if made.exists():
        (folder / "letter.pdf").symlink_to(made)
    return folder


def name_of(widget: QWidget | None) -> str:
    """Return how a screen reader would call what has the keyboard."""
    return (
        (widget.accessibleName() or getattr(widget, "text", str)()).replace("&", "")
        if widget is not None
        else "nothing"
    )


def tab_to(stage: Stage, name: str, key: str = "Tab") -> None:
    """Go on from part to part until the keyboard is where it is wanted."""
    met = []
    for _ in range(60):
        if name_of(QApplication.focusWidget()) == name:
            return
        met.append(name_of(QApplication.focusWidget()))
        stage.press(key)
    raise AssertionError(f"{key} does not lead to {name}: {met}")


def command(stage: Stage, words: str) -> None:
    """Find a command by its words."""
    stage.press("Ctrl+Shift+P")
    stage.dialog(Picker)
    stage.write(words)
    stage.press("Return")


def until(stage: Stage, is_so: Callable[[], bool]) -> None:
    """Wait for what is done in the background."""
    stage.qtbot.waitUntil(is_so)


def known(project: Project, name: str) -> list[str]:
    """Return what the documents say under a name, where they say it."""
    return sorted(str(info.metadata[name]) for info in project.documents.all() if name in info.metadata)


def imports(stage: Stage, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Import the folder, with the column of the table that nobody knows mapped to the speaker."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    stage.press("Ctrl+I")
    dialog = stage.dialog(ImportDialog)
    tab_to(stage, "Add folder")
    stage.press("Space")
    until(
        stage,
        lambda: (
            dialog.tree.topLevelItemCount() > 0
            and all(dialog.previews.answer(item) is not None for item in dialog.choice.items)
        ),
    )
    tab_to(stage, "Files to import")
    while (line := dialog.tree.currentItem()) is not None and line.text(0) != "readouts.csv":
        stage.press("Down")
    tab_to(stage, "Show: Text")
    stage.press("Right")
    until(stage, lambda: dialog.pane.fields.isVisible())
    tab_to(stage, "Where “Who” goes")
    stage.write("speaker")
    stage.press("Return")
    assert dialog.stages.currentWidget() is dialog.form, "Return ends the field, and imports nothing yet"
    assert ".xyz" in dialog.left_out.text()
    tab_to(stage, dialog.accept_button.text())
    stage.press("Space")
    until(stage, lambda: dialog.stages.currentIndex() == 2)
    assert "navigation" in dialog.report.as_text()
    stage.press("Return")
    stage.without_dialog()


def joins(stage: Stage, table: Path) -> None:
    """Join a table by parts of the files' names."""
    command(stage, "join a table")
    dialog = stage.dialog(JoinDialog)
    stage.write(str(table))
    until(stage, dialog.join_button.isEnabled)
    assert dialog.key.pattern.text() == "{Code}_{Session}_{Year}"
    tab_to(stage, dialog.join_button.text())
    stage.press("Space")
    until(stage, lambda: "all the same" in (QApplication.activeModalWidget() or dialog).windowTitle())
    stage.press("Return")
    until(stage, lambda: dialog.stages.currentIndex() == 2)
    stage.press("Return")
    stage.without_dialog()


def mends_titles(stage: Stage) -> None:
    """Give three documents their titles in the table, and one field to all three at once."""
    documents = documents_of(stage)
    stage.press("/")
    stage.write("session:78")
    stage.press("Return")
    quiet(stage)
    assert len(titles(documents)) == 3 and documents.table.hasFocus()
    for number in range(3):
        stage.press("Ctrl+Home", *["Down"] * number)
        stage.press("F2", "Ctrl+A")
        stage.write(f"Speech {number + 1}")
        stage.press("Return")
        quiet(stage)
    assert sorted(titles(documents)) == ["Speech 1", "Speech 2", "Speech 3"]
    stage.press("Ctrl+A", "Ctrl+J")
    tab_to(stage, "kind")
    stage.write("speech")
    stage.press("Return")
    quiet(stage)
    assert documents.table.hasFocus()


def makes_a_set(stage: Stage) -> None:
    """Make a set of what the filter shows; it is there with its name."""
    documents = documents_of(stage)
    stage.press("n")
    dialog = stage.dialog(SetDialog)
    assert dialog.field.hasFocus()
    stage.press("Ctrl+A")
    stage.write("Debate")
    tab_to(stage, "What the set is: the 3 documents selected")
    stage.press("Left")
    assert dialog.by_filter
    tab_to(stage, "Make the set")
    stage.press("Space")
    stage.without_dialog()
    quiet(stage)
    assert "Debate" in [line.text for line in documents.sets.model.lines]


def compares(stage: Stage) -> None:
    """Look at the pair of speeches of which one has a line more."""
    documents_of(stage)
    stage.press("d")
    dialog = stage.dialog(DuplicatesDialog)
    until(stage, lambda: dialog.compared is not None)
    assert dialog.told.text() == "A header of 1 line more in the second"
    stage.press("Escape")
    stage.without_dialog()


def looks_up(stage: Stage) -> None:
    """Show the printed page of a document, turn to the next, and go on in the text where that begins."""
    documents = documents_of(stage)
    command(stage, "show all documents")
    stage.without_dialog()
    quiet(stage)
    stage.press("/")
    stage.write("printed")
    stage.press("Return")
    quiet(stage)
    assert titles(documents) == ["printed"]
    stage.press("Return")
    quiet(stage)
    stage.press("Ctrl+Shift+O")
    source = stage.window.coding.source
    until(stage, lambda: source.panel is not None and 0 in source._maps)
    assert source.panel is not None and stage.reader.hasFocus()
    tab_to(stage, "Source page")
    stage.press("PgDown", "PgDown", "PgDown")
    until(stage, lambda: 1 in source._maps)
    stage.press("Return")
    assert stage.reader.hasFocus() and stage.reader.caret == stage.text.index(PRINTED[1])
    tab_to(stage, "Source page")
    stage.press("Esc")
    assert not source.is_open and stage.reader.hasFocus()


def takes_back(stage: Stage, project: Project) -> None:
    """Undo step by step, as many as there were."""
    for left in ("set", "kind", "title", "title", "title", "join", "import"):
        assert project.documents.all(), left
        stage.press("Ctrl+Z")
        quiet(stage)
    assert project.documents.all() == [] and stage.window.document is None


def test_a_folder_of_mixed_files_becomes_a_project_in_order(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_folder(tmp_path / "sources")
    stage.open(make_project(tmp_path / "small.annot", []), "Ana")
    project = stage.window.session.project
    imports(stage, folder, monkeypatch)
    assert known(project, "speaker") == ["Blinken", "Lavrov"]
    table = tmp_path / "speakers.csv"
    table.write_text(
        "Code,Session,Year,Post\nAND,78,2023,President\nFRA,78,2023,Minister\nCHN,78,2023,Vice President\n"
    )
    joins(stage, table)
    assert known(project, "Post") == ["Minister", "President", "Vice President"]
    mends_titles(stage)
    makes_a_set(stage)
    compares(stage)
    looks_up(stage)
    takes_back(stage, project)
