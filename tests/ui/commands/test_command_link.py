"""A link that does what a command does names the key that the command has now, and is pressed by it."""

from pytestqt.qtbot import QtBot

from annotator.ui.commands.command_link import CommandLink
from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force


def test_a_link_asks_for_its_command_and_names_the_key_that_it_has_now(qtbot: QtBot) -> None:
    shown = CommandLink("documents.open", "Open in Code")
    qtbot.addWidget(shown)
    shown.show()
    asked: list[str] = []
    shown.pressed.connect(asked.append)
    shown.link.click()
    assert asked == ["documents.open"]
    for key in ("F8", ""):
        put_in_force(keys_in_force({"documents.open": key}))
        assert (shown.link.text(), shown.key.text()) == ("Open in Code", key)
        assert shown.key.isVisible() is bool(key)
        assert shown.link.accessibleDescription() == (f"Key {key}" if key else "")
