"""The source page beside the text: it follows what is selected, marks it, and a click on it leads to the text."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.operations.documents.source_files import Keeping
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import ImportSource
from annotator.readers.source_page import pages
from annotator.store.project import Project
from annotator.ui.coding.source_pages import SourcePageView
from annotator.ui.window.main_window import MainWindow
from tests.readers.samples import pdf
from tests.ui.windows import Stage, make_project

BODY = pdf(["France urged China to talk.", "It said that more would follow, and soon.", "The end of it all."])


def with_pdf(tmp_path: Path, keeping: Keeping = Keeping.PAGED) -> Path:
    path = make_project(tmp_path / "small.annot", [])
    (tmp_path / "printed.pdf").write_bytes(BODY)
    with Project.open(path) as project:
        importing.import_sources(project, [ImportSource(tmp_path / "printed.pdf")], keeping=keeping)
    return path


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[SourcePageView, int], None]:
    def wait(source: SourcePageView, page: int) -> None:
        qtbot.waitUntil(
            lambda: (
                source.panel is not None
                and source.panel.page == page
                and page in source._maps
                and not source._following.isActive()
            ),
        )

    return wait


Settled = Callable[[SourcePageView, int], None]


def test_the_page_follows_the_selection_and_a_click_on_it_the_other_way(
    stage: Stage, tmp_path: Path, settled: Settled
) -> None:
    stage.open(with_pdf(tmp_path), "Ana")
    source = stage.window.coding.source
    stage.select("more would follow")
    stage.action("code.source_page").trigger()
    settled(source, 1)
    assert source.panel is not None and source.panel.isVisible()
    assert source.panel.paper.has_picture and len(source.panel.paper.marks) == 1
    stage.select("urged China")
    settled(source, 0)
    (mark,) = source.panel.paper.marks
    (wanted,) = source._maps[0].rectangles([(text := stage.text.index("China"), text + 5)])
    source.panel.clicked.emit((wanted[0] + wanted[2]) / 2, (wanted[1] + wanted[3]) / 2)
    assert stage.text[stage.reader.caret - 5 : stage.reader.caret + 5].count("n") >= 1
    assert text <= stage.reader.caret < text + 5 and stage.reader.hasFocus()
    stage.select("end")
    settled(source, 2)
    stage.action("code.source_page").trigger()
    assert not source.panel.isVisible() and source._pages is None and not source._pictures
    assert mark[0] < wanted[0]


def test_of_a_span_that_is_selected_its_passage_is_marked(stage: Stage, tmp_path: Path, settled: Settled) -> None:
    stage.open(with_pdf(tmp_path), "Ana")
    stage.select("more would follow")
    stage.press("1")
    source = stage.window.coding.source
    source.toggle()
    settled(source, 1)
    assert source.panel is not None and source._passage == ((stage.text.index("more"), stage.text.index(", and")),)
    assert len(source.panel.paper.marks) == 1


def test_a_file_that_is_not_kept_can_be_chosen_if_it_has_the_text(
    stage: Stage, tmp_path: Path, settled: Settled, qtbot: QtBot
) -> None:
    stage.open(with_pdf(tmp_path, Keeping.NONE), "Ana")
    source = stage.window.coding.source
    source.toggle()
    assert source.panel is not None
    panel = source.panel
    qtbot.waitUntil(lambda: "does not have the file" in panel.message.text())
    assert "printed.pdf" in panel.message.text() and panel.choose_button.isVisible()
    (tmp_path / "other.pdf").write_bytes(pdf(["Something else was printed here, and at length."]))
    source.take_file(tmp_path / "other.pdf")
    qtbot.waitUntil(lambda: "another text" in panel.message.text())
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    source.take_file(tmp_path / "broken.pdf")
    qtbot.waitUntil(lambda: "damaged" in panel.message.text())
    source.take_file(tmp_path / "printed.pdf")
    settled(source, 0)
    project = stage.window.session.project
    assert project.source_files.body(project.documents.all()[0].source_file or "") == BODY
    stage.window.session.undo()
    assert project.documents.all()[0].source_file is None
    qtbot.waitUntil(lambda: "does not have the file" in panel.message.text())


def test_the_thread_of_the_window_asks_nothing_of_the_process_that_draws(
    stage: Stage, tmp_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking: set[int] = set()
    ask = pages._PROCESS.ask

    def noted(name: str, data: bytes) -> dict[str, object]:
        asking.add(threading.get_ident())
        return ask(name, data)

    monkeypatch.setattr(pages._PROCESS, "ask", noted)
    stage.open(with_pdf(tmp_path), "Ana")
    source = stage.window.coding.source
    source.toggle()
    settled(source, 0)
    stage.select("end")
    settled(source, 2)
    assert asking and threading.get_ident() not in asking


def test_nothing_of_pdf_files_is_read_on_the_thread_of_the_window(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "plain.annot"), "Ana")
    assert isinstance(stage.window, MainWindow) and stage.window.coding.source.panel is None


def test_the_page_of_another_document_goes_at_once_and_what_has_no_pages_says_so(
    stage: Stage, tmp_path: Path, settled: Settled, qtbot: QtBot
) -> None:
    path = with_pdf(tmp_path)
    (tmp_path / "speech.md").write_text("We thank China.", encoding="utf-8")
    with Project.open(path) as project:
        importing.import_sources(project, [ImportSource(tmp_path / "speech.md")])
        other = next(info.id for info in project.documents.all() if info.source == "speech.md")
    stage.open(path, "Ana")
    source = stage.window.coding.source
    stage.action("code.source_page").trigger()
    settled(source, 0)
    panel = source.panel
    assert panel is not None and panel.paper.has_picture
    stage.window.show_document(other)
    qtbot.waitUntil(lambda: not panel.paper.has_picture)
    qtbot.waitUntil(lambda: "speech.md" in panel.message.text())
    assert "Only PDF files have pages" in panel.message.text() and not panel.choose_button.isVisible()
