"""A picture is saved where and as what one says, or it is told why not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.explore.pictures import MatrixPicture
from annotator.ui.kit.themes import LIGHT
from annotator.ui.pictures.files import FORMATS
from annotator.ui.pictures.look import PicturePalette
from annotator.ui.pictures.saving import save_picture
from tests.ui.explore.places import matrix_layout
from tests.ui.windows import make_project


class Saving:
    """Somebody at a project who saves a picture; `name` and `kind` are what they choose in the system's dialog."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        self.folder, self._parent = folder, parent
        self.session = Session()
        self.session.open(Project.open(make_project(folder / "Talks.annot")))
        self.said: list[str] = []
        self.session.said.connect(self.said.append)
        self.session.refused.connect(self.said.append)
        self.name, self.kind = "", ""
        self.asked: tuple[Any, ...] = ()

    def choose(self, *asked: Any) -> tuple[str, str]:
        self.asked = asked
        return self.name and str(self.folder / self.name), self.kind

    def save(self, name: str, kind: str = "") -> list[str]:
        """Save a picture so; return the files that there are besides the project."""
        self.name, self.kind = name, kind
        save_picture(MatrixPicture(matrix_layout()), PicturePalette.of(LIGHT, ()), self.session, self._parent)
        return sorted(path.name for path in self.folder.iterdir() if path.suffix.lower() in FORMATS)


@pytest.fixture
def saving(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Saving]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = Saving(tmp_path, parent)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", made.choose)
    yield made
    made.session.close()


def test_a_name_beside_the_project_and_every_kind_are_proposed(saving: Saving) -> None:
    assert saving.save("") == [] and saving.said == [], "whoever chooses nothing saves nothing, and is told nothing"
    _, _, proposed, kinds = saving.asked
    assert proposed == str(saving.folder / "Talks, speaker by addressee.png")
    assert kinds.split(";;") == [title for title, _ in FORMATS.values()]


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("name", ["a", "a.b", "图 1", "مصفوفة"])
def test_each_kind_is_written_by_its_ending_or_by_the_kind_that_was_chosen(
    saving: Saving, ending: str, name: str
) -> None:
    wanted = f"{name}{ending}"
    for said, kind in ((wanted, ""), (wanted.upper(), ""), (name, FORMATS[ending][0])):
        saved = f"{said}{'' if said.lower().endswith(ending) else ending}"
        assert saved in saving.save(said, kind)
        content = (saving.folder / saved).read_bytes()
        assert content.startswith(b"\x89PNG" if ending == ".png" else b"<?xml")
        assert saving.said.pop() == f"Saved as {saved}"


def test_without_an_ending_and_a_kind_it_is_a_png_and_another_ending_is_a_part_of_the_name(saving: Saving) -> None:
    assert saving.save("a") == ["a.png"]
    assert saving.save("b.doc") == ["a.png", "b.doc.png"]


def test_where_it_cannot_be_written_a_sentence_says_so(saving: Saving) -> None:
    assert saving.save("nowhere/a.png") == []
    assert len(saving.said) == 1 and "a.png" in saving.said[0] and "cannot be written" in saving.said[0]


def test_of_a_picture_in_pixels_it_is_said_which_script_has_no_font_here(
    saving: Saving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MatrixPicture, "name", "امپراتوری 法国", raising=False)
    monkeypatch.setattr(QFontMetrics, "inFontUcs4", lambda metrics, letter: letter < 0x600 or 0x2000 < letter < 0x3000)
    saving.save("a.svg")
    saving.save("b.png")
    plain, told = saving.said
    assert plain == "Saved as a.svg"
    assert told.startswith("Saved as b.png, with boxes for Arabic and Chinese characters, for which no font is here")
