"""The keys in their groups, found by command, key or group."""

from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.shortcuts import ShortcutsDialog


def test_shortcuts_stand_in_their_groups_and_can_be_filtered(qtbot: QtBot) -> None:
    rows = (("File", "Open…", "Ctrl+O"), ("Code", "Next span", "Tab"), ("File", "Export…", "Ctrl+E"))
    dialog = ShortcutsDialog(rows)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [group.text(0) for row in range(9) if (group := dialog.tree.topLevelItem(row))] == ["File", "Code"]
    dialog.field.setText("ctrl+e")
    only = dialog.tree.topLevelItem(0)
    assert only is not None
    assert [line.text(0) for row in range(9) if (line := only.child(row))] == ["Export…"]
    dialog.field.setText("zzz")
    nothing = dialog.tree.topLevelItem(0)
    assert nothing is not None
    assert nothing.text(0) == "No command or key is called that."


"""x"""


def test_accents_and_case_do_not_matter_and_a_group_is_found_by_its_name(qtbot: QtBot) -> None:
    dialog = ShortcutsDialog((("Éditer", "Annuler", "Ctrl+Z"), ("File", "Open…", "Ctrl+O")))
    qtbot.addWidget(dialog)
    for query, groups in (
        ("EDITER", ["Éditer"]),
        ("open", ["File"]),
        ("ctrl", ["Éditer", "File"]),
        ("", ["Éditer", "File"]),
    ):
        dialog.field.setText(query)
        found = [dialog.tree.topLevelItem(row) for row in range(dialog.tree.topLevelItemCount())]
        assert [group.text(0) for group in found if group] == groups
        assert all(group.childCount() == 1 and group.isExpanded() for group in found if group)
