"""Agreement: how far coders agree, numbers with intervals first, pictures, and the passages behind each.

All is computed in the background, once for each state of the project and each choice in which somebody looks at it.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.codebook import Codebook
from annotator.operations.documents import sets
from annotator.operations.people.roles import Right
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.agreement import empty
from annotator.ui.agreement.choices import CoefficientRange
from annotator.ui.agreement.empty import EmptyAgreement, WayOn
from annotator.ui.agreement.error_finder import ErrorFinder
from annotator.ui.agreement.figure_side import FigureSide
from annotator.ui.agreement.folding import ColumnFolding
from annotator.ui.agreement.gallery import Gallery
from annotator.ui.agreement.number_at_hand import NumberAtHand
from annotator.ui.agreement.numbers import groups
from annotator.ui.agreement.page import AgreementPage
from annotator.ui.agreement.passage_opener import FigurePassages
from annotator.ui.agreement.study_export import StudyExport
from annotator.ui.agreement.study_runner import Measurer, StudyView
from annotator.ui.agreement.summary import of_what, summed_up
from annotator.ui.agreement.worth_a_talk import worst
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope
from annotator.ui.workspace import Workspace


class AgreementWorkspace(Workspace):
    """Numbers and pictures; Enter opens what is behind them, Enter on a passage goes to it."""

    place = CommandScope.AGREEMENT
    asks_first = True
    activity = "comparing"
    right_widths = (312, 340, 340)
    main_keys = (
        (("arrows",), "go through the numbers"),
        (("Return",), "passages"),
        (("agreement.adjudicate",), "the case in Adjudicate"),
        (("agreement.report",), "report"),
    )
    depends_on = frozenset(
        {Table.SPANS, Table.LINKS, Table.DECISIONS, Table.DOCUMENTS, Table.LAYERS, Table.CODERS, Table.ASSIGNMENTS}
    ) | {Table.CODEBOOK_VERSIONS}
    wait_ms = 1200

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.page = AgreementPage(self)
        self.bar, self.table, self.picture = self.page.bar, self.page.table, self.page.picture
        self.side = FigureSide()
        self.detail, self.passages, self.errors = self.side.detail, self.side.passages, self.side.errors
        self.opening = FigurePassages(session, self.passages, self)
        self.number = NumberAtHand(session, self.page, self.side, self.opening, self)
        self.finding = ErrorFinder(session, self.errors, self)
        self.measurer = Measurer(session, self)
        self.folding = ColumnFolding(session, self.table, self)
        self.gallery = Gallery(session, self.page, self)
        self.study_export = StudyExport(session, self.page, self)
        self.found: StudyView | None = None
        self._empty = EmptyAgreement("")
        self._waits = False
        self.set_middle(self.page)
        self.right.hold(self.side)
        self.side.filled.connect(self.lay_open)
        self.side.headed.connect(self.right.say)
        self._connect()

    @property
    def is_busy(self) -> bool:
        """Whether something is still being computed, drawn or read."""
        parts = (self.measurer, self.gallery, self.opening, self.finding, self.study_export)
        return self.is_waiting or self.number.is_following or any(one.is_busy for one in parts)

    # What is shown.

    def catch_up(self, changes: Changes | None) -> None:
        """Compute anew, whatever has changed."""
        self.measure()

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard on the numbers or the picture, or where one chooses what to see."""
        self._waits = self.page.is_empty and self.measurer.is_busy
        self.page.take_keyboard(reason)

    def follow(self, changes: Changes) -> bool:
        """Say that the numbers are out of date."""
        self.page.show_state(empty.OUT_OF_DATE if not self.page.is_empty else "")
        return False

    def set_codebook(self, codebook: Codebook) -> None:
        """Draw labels as in this codebook."""
        self.study_export.labels = list(codebook.labels)
        self.gallery.set_labels(self.study_export.labels)
        self.table.numbers_model.set_labels(self.study_export.labels)

    def refresh_theme(self) -> None:
        """Paint in the colours of another theme."""
        self.gallery.refresh_theme()

    def reset(self) -> None:
        """Show nothing of this project any more."""
        super().reset()
        self.measurer.reset()
        self.bar.reset()
        self.folding.reset()
        self._start_over()

    @Slot()
    def measure(self) -> None:
        """Compute anew, unless it is for somebody who is not to see the numbers, or is still to be asked."""
        if not self.session.may_see_others:
            self.set_stale()
            return
        self.set_fresh()
        if self.page.is_empty:
            self._show_empty(empty.CALCULATING)
        self.page.show_progress(True)
        self.measurer.measure(self.bar.choices)

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this workspace do."""
        return {
            "agreement.report": self.study_export.write_report,
            "agreement.save_picture": self.study_export.save_picture,
            "agreement.copy": self.study_export.copy,
            "agreement.compare": self.number.compare,
            "agreement.again": self.measure,
            "agreement.next_view": self._next_view,
            "agreement.coders": self.bar.ask_coders,
            "agreement.documents": self.bar.ask_documents,
            "agreement.labels": self.bar.ask_labels,
            "agreement.intervals": self.bar.ask_intervals,
            "agreement.all": self.bar.compare_all,
            "agreement.adjudicate": self._adjudicate,
            "agreement.errors": self._find_errors,
            **self.folding.handlers(),
        }

    # Inside.

    def _connect(self) -> None:
        self.session.coder_changed.connect(self._on_coder)
        self.measurer.found.connect(self._on_found)
        self.measurer.progressed.connect(self.page.progress.show_progress)
        self.measurer.ended.connect(lambda: self.page.show_progress(False))
        self.measurer.stopped.connect(self._on_stopped)
        self.measurer.failed.connect(self._on_failed)
        self.gallery.hung.connect(self.opening.look_at_picture)
        self.bar.changed.connect(self._on_choices)
        self.bar.sets = lambda: sets.filled(self.session.project)
        self.bar.between_changed.connect(self._on_between)
        self.page.way_on.connect(self._on_way_on)
        self.page.stop_requested.connect(self.measurer.stop)
        self.page.save_requested.connect(self.study_export.save_picture)
        self.page.report_requested.connect(self.study_export.write_report)
        self.table.opened.connect(self.opening.open_figure)
        self.page.talk.opened.connect(self.opening.open_figure)
        self.picture.opened.connect(lambda at: self.opening.open_cell(self.page.tab, self.picture.picture, at))
        self.passages.chosen.connect(self.passage_requested)
        self.passages.left.connect(self.take_keyboard)
        self.passages.closed.connect(self.opening.close)
        self.page.errors_requested.connect(self._find_errors)
        self.errors.chosen.connect(self.passage_requested)
        self.errors.left.connect(self.take_keyboard)
        self.errors.closed.connect(self.finding.close)

    def _start_over(self) -> None:
        self.set_stale()
        self.measurer.drop()
        self.opening.reset()
        self.finding.close()
        self.found, self._waits = None, False
        self.number.show_study(None)
        self.study_export.study = None
        self.page.show_progress(False)
        self.page.show_state("")
        self.gallery.clear()
        self.folding.clear()
        self._show_empty(empty.CALCULATING)

    def _show_empty(self, said: EmptyAgreement) -> None:
        self._empty = said
        self.page.show_empty(said)
        self.side.want_figure(False)

    @Slot()
    def _show(self) -> None:
        """Show the numbers of the chosen coders, and the picture that is chosen."""
        if self.found is None or self.found.study is None:
            return
        names, study = self.found.names, self.found.study
        self.folding.show_study(self.found, self.bar.between, self.bar.choices.extent is CoefficientRange.ONE)
        line = of_what(study, self.bar.between, names, self.found.stock.documents, self.found.texts)
        self.page.show_summary(summed_up(study, self.bar.between, names), line)
        self.page.talk.show_figures(worst(study, self.bar.between), names)
        self.page.show_content()
        self.gallery.show_study(self.found, self.bar.between)

    def _next_view(self) -> None:
        self.page.show_next()
        self.take_keyboard()

    @Slot()
    def _find_errors(self) -> None:
        if self.session.allows(Right.SEE) and self.found is not None:
            self.opening.close()
            self.finding.find(self.found.asked, self.bar.choices.begun_too)

    def _adjudicate(self) -> None:
        listed = self.errors if self.errors.isAncestorOf(QApplication.focusWidget() or self) else self.passages
        if (place := listed.place_at_hand()) is not None:
            self.case_requested.emit(*place)
        else:
            self.session.refused.emit("No passage is chosen; Enter on a number lists those on which the coders differ.")

    # What others say.

    @Slot()
    def _on_coder(self) -> None:
        # Nobody is to see by accident how others have coded: whoever sits down is asked first.
        self._start_over()
        if self.is_shown and self.session.is_open:
            self.catch_up_now()

    @Slot(object)
    def _on_found(self, found: StudyView) -> None:
        self.found = found
        self.number.show_study(found)
        if not found.is_early:
            self.finding.look_again(found.asked, self.bar.choices.begun_too)
        self.bar.offer(found.stock)
        nothing = empty.why_empty(found, self.bar.choices)
        if nothing is not None or found.study is None:
            self._show_nothing(nothing or empty.CALCULATING)
            return
        self.study_export.study = found.study
        self.bar.offer_groups(groups(found.study), found.names)
        if not self.is_waiting:
            self.page.show_state(empty.EARLY if found.is_early else "")
        # Asked now: the choices, where whoever waits is, give way to the numbers.
        waits = self._waits and QApplication.focusWidget() in (None, self.bar.coders)
        self._show()
        self.opening.look_at_numbers(found, self.page.tab, self.table.numbers_model.numbers)
        if waits:
            self.take_keyboard()
        self._waits = False

    def _show_nothing(self, said: EmptyAgreement) -> None:
        self.study_export.study = None
        had_keyboard = self.table.hasFocus() or self.picture.hasFocus() or self._waits
        self.page.show_state("")
        self.gallery.clear()
        self.opening.close()
        self._show_empty(said)
        if had_keyboard:
            self.take_keyboard()

    @Slot()
    def _on_between(self) -> None:
        self.opening.close_cell()
        self._show()

    @Slot()
    def _on_choices(self) -> None:
        asked = self.found.study.design if self.found is not None and self.found.study is not None else None
        layers = self.found.asked if self.found is not None else ()
        stock = self.bar.stock
        same = tuple(self.bar.choices.compared(stock.begun, stock.samples, stock.gold)) == layers
        if asked == self.bar.choices.design() and same and not (self.is_stale or self.measurer.is_busy):
            self._show()
        else:
            self.measure()

    @Slot()
    def _on_stopped(self, said: EmptyAgreement = empty.STOPPED) -> None:
        self.set_stale()
        if self.page.is_empty:
            self._show_empty(said)
        self.page.show_state("" if self.page.is_empty else empty.OLD)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._on_stopped(empty.FAILED)
        self.session.tell(error)

    @Slot()
    def _on_way_on(self) -> None:
        ways = {
            WayOn.ALL: self.bar.compare_all,
            WayOn.SAMPLES: self.bar.compare_layers,
            WayOn.BEGUN: self.bar.compare_begun_too,
        }
        ways.get(self._empty.way_on, self.measure)()
