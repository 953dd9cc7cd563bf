"""The dialogs of a hub: one sentence says what is wrong, and nothing is chosen before all is there."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.ids import CoderId
from annotator.ui.dialogs.hub.agree import LeaveHubDialog, RevokeDialog
from annotator.ui.dialogs.hub.form import HubForm
from annotator.ui.dialogs.hub.invite import InviteChoice, InviteDialog
from annotator.ui.dialogs.hub.join import JoinChoice, JoinHubDialog
from annotator.ui.dialogs.hub.password import HubPasswordDialog
from annotator.ui.dialogs.hub.share import ShareHubDialog
from annotator.ui.dialogs.ticks import TickEntry

PEOPLE = [TickEntry("1", "Ana", "coder"), TickEntry("2", "Ben", "coder, invited already")]


def pressed(dialog: HubForm) -> list[object]:
    """Press Return in the dialog, and return what it handed out."""
    chosen: list[object] = []
    dialog.chosen.connect(chosen.append)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    return chosen


def test_sharing_says_what_the_address_lacks_and_holds_no_password_of_it(qtbot: QtBot) -> None:
    dialog = ShareHubDialog(2, 30, "postgresql://lea@hub.example.org/texts")
    qtbot.addWidget(dialog)
    assert dialog.login.text() == "lea" and dialog.address.text() == "postgresql://hub.example.org/texts"
    assert "2 documents and 30 steps" in dialog.said.text() and "can read everything" in dialog.said.text()
    for address, part in (
        ("", "Type the address"),
        ("http://hub.example.org/texts", "postgresql://"),
        ("postgresql://lea:secret@hub.example.org/texts", "holds no password"),
        ("postgresql://hub.example.org", "the database is missing"),
    ):
        dialog.address.setText(address)
        assert part in dialog.problem.text() and "secret" not in dialog.problem.text() and pressed(dialog) == []
    dialog.address.setText("postgresql://ana@hub.example.org:5433/texts")
    dialog.login.clear()
    dialog.address.editingFinished.emit()
    assert (dialog.login.text(), dialog.address.text()) == ("ana", "postgresql://hub.example.org:5433/texts")
    assert dialog.problem.text() == "Type the password of your login." and pressed(dialog) == []
    dialog.password.setText("open sesame")
    (choice,) = pressed(dialog)
    assert choice == dialog.choice() and "open sesame" not in repr(choice)
    assert dialog.choice().address.url == "postgresql://ana@hub.example.org:5433/texts"


def test_while_a_server_is_waited_for_nothing_else_can_be_done_and_what_was_typed_stays(qtbot: QtBot) -> None:
    dialog = HubPasswordDialog("hub.example.org/texts", "lea")
    qtbot.addWidget(dialog)
    assert dialog.problem.text() == "Type the password." and pressed(dialog) == []
    dialog.field.setText("wrong")
    assert pressed(dialog) == ["wrong"]
    dialog.begin("Signing in…")
    assert dialog.is_busy and not dialog.form.isEnabled() and pressed(dialog) == []
    with qtbot.waitSignal(dialog.stop_requested):
        dialog.progress.stop_button.click()
    dialog.say("The hub does not take it.")
    assert dialog.problem.text() == "The hub does not take it." and dialog.field.text() == "wrong"
    assert dialog.form.isEnabled() and dialog.accept_button.isEnabled()
    dialog.begin("Signing in…")
    with qtbot.waitSignal(dialog.stop_requested):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden() and dialog.field.text() == "", "no password is held any more"


def test_several_are_invited_at_once_into_a_folder_that_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = InviteDialog("hub.example.org/texts", PEOPLE, ["1"], tmp_path / "nowhere")
    qtbot.addWidget(dialog)
    assert "does not exist" in dialog.problem.text() and pressed(dialog) == []
    dialog.folder.set_path(tmp_path)
    assert pressed(dialog) == [InviteChoice((CoderId("1"),), 14, tmp_path)]
    dialog.people.choose(["1", "2"])
    dialog.days.setValue(3)
    assert dialog.accept_button.text() == "Invite 2 people"
    assert dialog.choice() == InviteChoice((CoderId("1"), CoderId("2")), 3, tmp_path)
    dialog.people.choose([])
    assert dialog.problem.text() == "Tick whom you invite." and pressed(dialog) == []
    nobody = InviteDialog("hub.example.org/texts", [], [], tmp_path)
    qtbot.addWidget(nobody)
    assert "Nobody else" in nobody.problem.text()


def test_joining_takes_a_password_twice_and_a_file_that_is_not_there_yet(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = JoinHubDialog("Lea invites Ana.", "The hub is there.", tmp_path / "readouts – Ana.annot")
    qtbot.addWidget(dialog)
    said = []
    for first, again in (("", ""), ("short", "short"), ("long enough 1", "long enough 2")):
        dialog.first.setText(first)
        dialog.again.setText(again)
        said.append(dialog.problem.text())
        assert pressed(dialog) == []
    assert said == [
        "Choose a password.",
        "A password has at least 10 characters.",
        "The two passwords are not the same.",
    ]
    dialog.again.setText("long enough 1")
    assert dialog.file is not None and pressed(dialog) == [
        JoinChoice(tmp_path / "readouts – Ana.annot", "long enough 1")
    ]
    dialog.encrypted.setChecked(True)
    assert dialog.problem.text() == "Type a passphrase." and pressed(dialog) == []
    for each in (dialog.secret.first, dialog.secret.again):
        each.setText("correct horse battery")
    assert dialog.choice().passphrase == "correct horse battery" and "horse" not in repr(dialog.choice())
    dialog.encrypted.setChecked(False)
    assert dialog.choice().passphrase == ""
    (tmp_path / "there.annot").touch()
    for name, part in (("there", "exists already"), ("no/such.annot", "does not exist")):
        dialog.file.set_path(tmp_path / name)
        assert part in dialog.problem.text()
    dialog.file.set_path(None)
    assert dialog.problem.text() == "Say where your copy is to be."
    within = JoinHubDialog("Lea invites Ana.", "The hub is there.", None, "readouts.annot")
    qtbot.addWidget(within)
    within.first.setText("long enough 1")
    within.again.setText("long enough 1")
    assert pressed(within) == [JoinChoice(None, "long enough 1")]


def test_leaving_and_revoking_say_what_comes_of_it_first(qtbot: QtBot) -> None:
    leave = LeaveHubDialog("hub.example.org/texts", ["12 acts wait here."])
    revoke = RevokeDialog("hub.example.org/texts", PEOPLE)
    for each in (leave, revoke):
        qtbot.addWidget(each)
    assert "12 acts wait here." in leave.accessibleDescription() and pressed(leave) == [True]
    assert revoke.problem.text() == "Tick who is to be shut out." and pressed(revoke) == []
    revoke.people.choose(["2"])
    assert pressed(revoke) == [("2",)]
    nobody = RevokeDialog("hub.example.org/texts", [])
    qtbot.addWidget(nobody)
    assert nobody.problem.text() == "Nobody else has a login there."
