"""What waits is kept over a restart, as far as the files are still there."""

import json
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.ui.background.session import Session
from annotator.ui.team.receiving import Receiving


def test_what_waited_waits_again_where_the_file_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    here, gone = tmp_path / "here.packet", tmp_path / "gone.packet"
    here.write_bytes(b"x")
    parent = QObject()
    receiving = Receiving(Session(), parent)
    receiving.put_kept(json.dumps([str(here), str(gone)]))
    assert json.loads(receiving.kept()) == [str(here)]
    receiving.put_kept("")
    assert json.loads(receiving.kept()) == []
    receiving.put_kept("no json")
    assert receiving.waiting == [] and receiving.to_take == 0
