"""A project that may not be written, in the window: read as any other, its strip says so, and no key codes."""

import pytest
from PySide6.QtWidgets import QLabel

from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.who import WhoDialog
from tests.full_disks import folder_of_nobody
from tests.ui.windows import FIRST, Stage, code_as, make_project


@pytest.mark.parametrize("what", ["file", "folder"])
def test_it_is_read_by_keys_and_every_act_is_refused_with_one_sentence(stage: Stage, what: str) -> None:
    with folder_of_nobody() as folder:
        path = make_project(folder / "p.annot", coders=["Ana"])
        code_as(path, "Ana", ("France", "appeal"))
        (path if what == "file" else folder).chmod(0o555)
        before = path.read_bytes()
        strip, session = stage.window.strip, stage.window.session
        stage.window.projects.open(path)
        (told,) = stage.window.findChildren(ReportDialog)
        assert told.list.as_text().count("p.annot is open for reading only, since you may not write") == 1
        for dialog in stage.window.findChildren(Dialog):
            dialog.close()
        stage.without_dialog()
        assert strip.read_only.isVisible() and strip.read_only.text() == "Read only"
        assert strip.read_only.toolTip() == strip.read_only.accessibleDescription() == session.project.read_only
        # Somebody new cannot sit down, who is known can, and reads.
        stage.window.projects.ask_who()
        dialog = stage.dialog(WhoDialog)
        assert session.project.read_only in [label.text() for label in dialog.findChildren(QLabel)]
        dialog.name.setText("Ben")
        stage.press("Return")
        stage.without_dialog()
        assert "open for reading only" in stage.said and session.coder is None
        stage.open(path, "Ana", asked=False)
        assert stage.spans() == [("France", "appeal")]
        stage.window.page.take_keyboard()
        for keys in (("1",), ("Delete",), ("Ctrl+Z",), ("Ctrl+Return",)):
            stage.select("China") if keys == ("1",) else stage.select("France")
            stage.press(*keys)
            assert stage.spans() == [("France", "appeal")], keys
        stage.select("China")
        stage.window.say("")
        stage.press("1")
        assert stage.said == session.project.read_only
        assert stage.text == FIRST and strip.read_only.isVisible()
        stage.window.projects.close()
        assert path.read_bytes() == before
        path.chmod(0o755)
        folder.chmod(0o755)
        stage.open(path, "Ana")
        assert not strip.read_only.isVisible()
        stage.select("China")
        stage.press("1")
        assert len(stage.spans()) == 2
        stage.window.projects.close()
