"""Window and columns come back where they were, and stay where they are if the settings hold anything else."""

import base64

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.settings.settings import Settings
from annotator.ui.window.window_place import restore, with_places


def window_of(qtbot: QtBot, width: int, left: int) -> tuple[QMainWindow, QSplitter]:
    window, columns = QMainWindow(), QSplitter()
    qtbot.addWidget(window)
    for _ in range(2):
        columns.addWidget(QWidget())
    window.setCentralWidget(columns)
    window.resize(width, 300)
    window.show()
    columns.setSizes([left, width - left])
    return window, columns


def test_what_was_kept_is_restored_in_another_window(qtbot: QtBot) -> None:
    kept = with_places(Settings(text_px=21), *window_of(qtbot, 500, 150))
    window, columns = window_of(qtbot, 700, 350)
    restore(window, columns, kept)
    assert window.width() == 500 and abs(columns.sizes()[0] - 150) < 4
    assert kept.text_px == 21


def test_any_other_bytes_leave_the_window_alone(qtbot: QtBot) -> None:
    window, columns = window_of(qtbot, 600, 200)
    before = window.geometry(), columns.sizes()

    @given(st.binary(max_size=80))
    def leaves(garbage: bytes) -> None:
        text = base64.b64encode(garbage).decode()
        restore(window, columns, Settings(geometry=text, layout=text))
        assert (window.geometry(), columns.sizes()) == before

    leaves()
