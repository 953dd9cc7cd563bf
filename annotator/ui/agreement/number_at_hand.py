"""The number at hand: what is said of it at the right, its passages, and another that it is compared with."""

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.agreement.study.study import Figure
from annotator.ui.agreement.figure_side import FigureSide
from annotator.ui.agreement.page import NUMBERS, AgreementPage
from annotator.ui.agreement.passage_opener import FigurePassages
from annotator.ui.agreement.study_runner import StudyView
from annotator.ui.agreement.wording import compared
from annotator.ui.background.session import Session

_FOLLOWING_MS = 250


class NumberAtHand(QObject):
    """Follows the table of `page`; the passages wait until one stays at a number."""

    def __init__(
        self, session: Session, page: AgreementPage, side: FigureSide, opening: FigurePassages, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._page, self._side, self._opening = session, page, side, opening
        self._found: StudyView | None = None
        self._held: Figure | None = None
        self._following = QTimer(self, singleShot=True, interval=_FOLLOWING_MS)
        self._following.timeout.connect(self._follow)
        page.table.moved.connect(self._say)
        page.tab_changed.connect(lambda: side.want_figure(self._are_numbers_seen))

    @property
    def is_following(self) -> bool:
        """Whether the passages of another number are still to come."""
        return self._following.isActive()

    def show_study(self, found: StudyView | None) -> None:
        """Go on with another study: a number that is held is held as it is there, if it is; None for no study."""
        study, held = (found.study if found is not None else None), self._held
        self._found = found
        if study is None or held is None:
            self._held = None
        else:
            self._held = study.find(held.coefficient, held.aspect, held.label, held.part, held.coders)

    def compare(self) -> None:
        """Choose the number at hand as the one to compare others with, or choose none any more."""
        figure = self._page.table.figure
        if self._held is None and (figure is None or figure.result.value is None):
            self._session.refused.emit("No number is chosen; go to one in the table.")
            return
        self._held = figure if self._held is None else None
        self._say()

    # Inside.

    @property
    def _are_numbers_seen(self) -> bool:
        return not self._page.is_empty and self._page.tab == NUMBERS

    @Slot()
    def _say(self) -> None:
        if self._found is None:
            return
        figure, names = self._page.table.figure, self._found.names
        self._side.show_figure(figure, names, self._are_numbers_seen)
        said = "" if self._held is None else compared(self._held, figure, names, self._page.bar.choices.level)
        self._side.detail.show_difference(said)
        if figure is not None and self._opening.is_other_figure(figure):
            self._following.start()

    @Slot()
    def _follow(self) -> None:
        """List the passages of the number at hand, once one stays there, in place of those of another."""
        figure = self._page.table.figure
        if figure is not None and self._opening.is_other_figure(figure):
            self._opening.open_figure(figure, to_list=False)
