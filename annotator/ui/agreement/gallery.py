"""The pictures of a study, laid out in a thread of their own, since some go through every place of the project."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.model.codebook import Label
from annotator.ui.agreement.numbers import Columns
from annotator.ui.agreement.page import NUMBERS, AgreementPage
from annotator.ui.agreement.plots import PICTURES, StudyPicture, Wanted
from annotator.ui.agreement.study_runner import StudyView
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.kit import theme
from annotator.ui.pictures.drawing import SIDE
from annotator.ui.pictures.look import PicturePalette

_RESIZED_MS = 120
_NARROWEST, _WIDEST = 380.0, 960.0


class Gallery(QObject):
    """Hangs the picture of the tab that is chosen; what an earlier call lays out once another was made is not shown."""

    hung = Signal(str, object)
    """The tab, and its picture."""

    def __init__(self, session: Session, page: AgreementPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._drawing = LatestTask(session, self)
        self._found: StudyView | None = None
        self._coders: Columns = ()
        self._labels: list[Label] = []
        self._resized = QTimer(self, singleShot=True, interval=_RESIZED_MS)
        self._resized.timeout.connect(self._draw)
        page.area.resized.connect(self._resized.start)
        page.tab_changed.connect(self._on_tab)

    @property
    def is_busy(self) -> bool:
        """Whether a picture is being laid out."""
        return self._drawing.is_busy or self._resized.isActive()

    def show_study(self, found: StudyView, coders: Columns) -> None:
        """Show the pictures of a study, for some of its coders."""
        self._found, self._coders = found, coders
        self._draw()

    def set_labels(self, labels: list[Label]) -> None:
        """Draw labels as they are in the codebook."""
        self._labels = labels

    def refresh_theme(self) -> None:
        """Paint in the colours of another theme."""
        self._page.picture.set_palette(self._palette())

    def clear(self) -> None:
        """Show no picture."""
        self._drawing.drop()
        self._found = None
        self._resized.stop()
        self._page.picture.show_picture(None, self._palette())

    def _palette(self) -> PicturePalette:
        return PicturePalette.of(theme.current(), self._labels)

    @Slot()
    def _draw(self) -> None:
        tab, found = self._page.tab, self._found
        layout = PICTURES.get(tab)
        if layout is None or found is None:
            self._drawing.drop()
            return
        wanted = Wanted(found, self._coders, self._width(), self._page.chosen_order)

        def show(made: StudyPicture) -> None:
            self._page.picture.show_picture(made, self._palette())
            self.hung.emit(tab, made)

        self._drawing.compute(lambda progress: layout(wanted), show)

    def _width(self) -> float:
        # As if it had its scroll bar, lest the bar's coming makes the picture smaller and the bar go again.
        taken = self._page.area.verticalScrollBar().sizeHint().width() + 4 + 2 * SIDE
        return min(max(self._page.area.width() - taken, _NARROWEST), _WIDEST)

    @Slot()
    def _on_tab(self) -> None:
        if self._page.tab != NUMBERS:
            self._page.picture.show_picture(None, self._palette())
            self._draw()
