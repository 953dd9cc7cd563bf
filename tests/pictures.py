"""Take the pictures of the README and the manual from the sample project: `python -m tests.pictures`.

They are reduced to 256 colours, which text on plain paper hardly shows and a README is quicker for. The pages of the
appendix need pdfLaTeX, and stay as they are where there is none. With `--every FOLDER` all workspaces are taken, at all
sizes, in all themes and scripts, to be looked at (`every_picture.py`).
"""

import argparse
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from annotator.model.coder import TeamRole
from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.report.kinds import REPORTS, ReportKind
from annotator.operations.people import people
from annotator.operations.sample import FILE, make_sample
from annotator.reports.tex import tex_file
from annotator.store.project import Project
from annotator.ui.agreement.workspace import AgreementWorkspace
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope
from annotator.ui.documents.workspace import DocumentsWorkspace
from annotator.ui.kit.theme import ThemeChoice
from annotator.ui.passages.page import PassageView
from annotator.ui.passages.workspace import PassagesWorkspace
from annotator.ui.settings.preferences import Preferences
from annotator.ui.settings.settings import Settings
from annotator.ui.window.main_window import MainWindow
from tests import every_picture
from tests.reports.engines import opened, set_by_tex

PICTURES = Path(__file__).resolve().parents[1] / "resources" / "help" / "pictures"
SIZE = (1320, 840)
_PAGE_PX = 900
"""Width of a page of the appendix."""
_wait = every_picture.wait
CODED = "Joint Communiqué"
"""How the title of the document begins that is shown."""


def main(folder: Path) -> None:
    """Write the pictures into a folder."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as place:
        make_sample(Path(place))
        window = _window(Path(place), ThemeChoice.LIGHT)
        window.show_document(_titled(window, CODED))
        window.coding.reader.setFocus()
        for _ in range(4):
            window.coding.moves.go_span(1)
        _save(window, folder / "code.png")
        window.close()
        window = _window(Path(place), ThemeChoice.DARK)
        window.session.see_others("Adjudicate")
        window.page.show_workspace(window.adjudication)
        _wait(3000)  # what all say alike is settled in the background
        _save(window, folder / "adjudicate.png")
        window.close()
        window = _window(Path(place), ThemeChoice.LIGHT)
        _save_documents(window, folder)
        window.close()
        window = _window(Path(place), ThemeChoice.LIGHT)
        _save_passages(window, folder)
        window.close()
        window = _window(Path(place), ThemeChoice.LIGHT)
        agreement = window.workspaces.of(AgreementWorkspace)
        window.session.see_others("Agreement")
        window.page.show_workspace(agreement)
        _wait(8000)  # the intervals come after the numbers
        _save(window, folder / "agreement.png")
        window.close()
        if shutil.which("pdflatex"):
            _save_appendix(Path(place), folder)
    app.quit()


def _window(place: Path, theme: ThemeChoice) -> MainWindow:
    preferences = Preferences(place / theme.value)
    preferences.put(Settings(theme=theme))
    window = MainWindow(Session(), preferences)
    window.resize(*SIZE)
    window.show()
    project = Project.open(place / FILE)
    coder = project.coders.named("Chloé")
    assert coder is not None
    people.set_roles(project, coder.id, [TeamRole.LEAD])
    window.session.open(project)
    window.session.set_coder(project.coders.get(coder.id))
    window.session.has_asked = True
    return window


def _save_documents(window: MainWindow, folder: Path) -> None:
    """Show the table of documents, three of them selected, and what the form says of these."""
    desk = window.workspaces.of(DocumentsWorkspace)
    window.session.see_others("Documents")
    window.page.show_workspace(desk)
    _wait(4000)  # open cases come last
    chosen = [row.info.id for row in desk.shown.rows[1:4]]
    desk.fold(desk.left, folded=False)
    desk.sets.list.toggled.emit("kind")
    desk.table.choose(chosen, chosen[0])
    _wait(500)
    _save(window, folder / "documents.png")


def _save_passages(window: MainWindow, folder: Path) -> None:
    """Show what the sample has of one search: its lines with the passage at hand, and its counts."""
    window.session.see_others("Passages")
    window.page.show_place(CommandScope.PASSAGES)
    passages = window.workspaces.of(PassagesWorkspace)
    for view, name in ((PassageView.LINES, "passages"), (PassageView.COUNTS, "passage-counts")):
        passages.page.show_view(view)
        passages.search("label:appeal to:*" if view is PassageView.LINES else "")
        _wait(2500)  # counted on, and the passage at hand read
        _save(window, folder / f"{name}.png")


def _save_appendix(place: Path, folder: Path) -> None:
    """Write the two pages of the sample's appendix, as pdfLaTeX sets them."""
    with Project.open(place / FILE) as project:
        study = measure.agree(project, people.layers_named(project, None))
        source = tex_file(REPORTS[ReportKind.APPENDIX].make(reliability.report_input_of(project, study)))
    (place / "tex").mkdir()
    pdf, _ = set_by_tex("pdflatex", source, place / "tex")
    with opened(pdf) as pages:
        for number, page in enumerate(pages, 1):
            image = page.render(scale=_PAGE_PX / page.get_width()).to_numpy()
            height, width, _ = image.shape
            shown = QImage(image.tobytes(), width, height, 3 * width, QImage.Format.Format_BGR888)
            _write(shown.convertToFormat(QImage.Format.Format_RGB32), folder / f"appendix-{number}.png")


def _titled(window: MainWindow, beginning: str) -> str:
    return next(info.id for info in window.documents.model.documents if info.title.startswith(beginning))


def _save(window: MainWindow, path: Path) -> None:
    _wait(500)
    _write(window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32), path)


def _write(image: QImage, path: Path) -> None:
    _reduced(image).save(str(path))
    print(f"{path.name}: {path.stat().st_size // 1000} kB")  # noqa: T201


def _reduced(image: QImage) -> QImage:
    """Return the picture in its 256 most frequent colours, each other one as the nearest of them."""
    width, height = image.width(), image.height()
    pixels = memoryview(image.constBits()).cast("I")
    table = [colour for colour, _ in Counter(pixels).most_common(256)]
    number = {colour: at for at, colour in enumerate(table)}
    for colour in set(pixels) - number.keys():
        number[colour] = min(range(len(table)), key=lambda at: _distance(table[at], colour))
    reduced = QImage(bytes(number[pixel] for pixel in pixels), width, height, width, QImage.Format.Format_Indexed8)
    reduced.setColorTable(table)
    return reduced.copy()


def _distance(one: int, other: int) -> int:
    return sum(((one >> shift & 255) - (other >> shift & 255)) ** 2 for shift in (0, 8, 16))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=PICTURES, help="where the manual's pictures go")
    asked.add_argument("--every", type=Path, metavar="FOLDER", help="take pictures of everything, to be looked at")
    asked.add_argument("--only", default="", help="of everything, only those whose names have this in them")
    given = asked.parse_args()
    if given.every is None:
        main(given.folder)
    else:
        with tempfile.TemporaryDirectory() as made:
            every_picture.main(given.every, Path(made), given.only)
