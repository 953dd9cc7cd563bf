"""A table is joined to the documents: read, looked at and done in the background while the dialog asks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.model.errors import Cancelled, FewMatched, UserError
from annotator.model.joining.matching import JoinKey, Origin
from annotator.model.wording import counted
from annotator.operations.documents import join_words, joining
from annotator.operations.documents.join_preview import JoinPreview, preview_of
from annotator.operations.documents.joining import JoinOffer, JoinPlan, JoinRequest
from annotator.operations.people.roles import Right
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.dialogs.base import Dialog, open_dialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.joining.join_dialog import JoinDialog
from annotator.ui.kit.widgets import Outcome, words


class JoinFlow(QObject):
    """Asks which table, and joins it."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {"document.join_table": self.open}

    def open(self, path: Path | None = None) -> JoinDialog | None:
        """Ask whoever may change documents what is to be joined; `path`: the table to begin with."""
        if not self._session.allows(Right.DOCUMENTS):
            return None
        dialog = JoinDialog(self._window)
        _JoinTalk(self._session, dialog)
        open_dialog(dialog)
        if path is not None:
            dialog.open_table(path)
        return dialog


class _JoinTalk(QObject):
    """What one dialog asks, answered; a later question of a kind takes the place of the one before."""

    def __init__(self, session: Session, dialog: JoinDialog) -> None:
        super().__init__(dialog)
        self._session, self._dialog = session, dialog
        self._reading, self._keys, self._planning = (LatestTask(session, self) for _ in range(3))
        self._reading.progressed.connect(lambda done, total, doing: dialog.say(f"{doing}…"))
        dialog.table_wanted.connect(self._read)
        dialog.table_dropped.connect(self._drop)
        dialog.key_wanted.connect(self._find_key)
        dialog.columns_wanted.connect(self._find_columns)
        dialog.plan_wanted.connect(self._plan)
        dialog.join_requested.connect(self._join)

    def _read(self, path: Path, sheet: str) -> None:
        self._drop()

        def work(project: Project, progress: Progress) -> JoinOffer:
            return joining.offer(project, path, sheet, "", progress)

        self._reading.start(work, self._dialog.show_offer, self._say_unread)

    def _drop(self) -> None:
        for one in (self._reading, self._keys, self._planning):
            one.drop()

    def _say_unread(self, error: Exception) -> None:
        self._dialog.show_nothing("", _sentence(error))

    def _find_key(self, before: JoinKey, pattern: str) -> None:
        request = self._dialog.request
        if request is None:
            return
        table = request.table
        # What was said of other things than parts of the name stays.
        kept = [pair for pair in before.pairs if pair.origin is not Origin.PART]

        def work(project: Project, progress: Progress) -> JoinKey:
            found = joining.key_said(project, table, (), pattern)
            return JoinKey((*found.pairs, *kept), pattern)

        self._keys.start(work, self._dialog.show_key, lambda error: self._dialog.show_problem(_sentence(error)))

    def _find_columns(self, key: JoinKey) -> None:
        request = self._dialog.request
        if request is not None:
            table = request.table
            self._keys.start(
                lambda project, progress: joining.columns_for(project, table, key), self._dialog.show_columns
            )

    def _plan(self, request: JoinRequest) -> None:
        self._planning.start(
            lambda project, progress: preview_of(joining.plan(project, request, progress)),
            self._show_plan,
            lambda error: self._dialog.show_problem(_sentence(error)),
        )

    def _show_plan(self, preview: JoinPreview) -> None:
        plan = preview.plan
        few = f"{plan.few[:1].upper()}{plan.few[1:]}." if plan.few else ""
        self._dialog.show_plan(preview, few if plan.matches.pairs else join_words.nothing_words(plan))

    def _join(self, request: JoinRequest, few_are_meant: bool = False) -> None:
        dialog = self._dialog
        dialog.show_progress(0, 0, "")
        task = self._session.in_background(
            lambda project, progress: joining.join(project, request, progress, few_are_meant),
            returned=lambda done: dialog.show_report(join_lines(done)),
            errored=lambda error: self._say_error(error, request),
        )
        task.progressed.connect(dialog.show_progress)
        dialog.cancel_requested.connect(task.cancel)

    def _say_error(self, error: Exception, request: JoinRequest) -> None:
        self._dialog.show_form()
        if isinstance(error, FewMatched):
            self._ask(error, request)
        elif not isinstance(error, Cancelled):
            open_dialog(ErrorDialog.of(error, self._dialog))

    def _ask(self, error: FewMatched, request: JoinRequest) -> None:
        """Ask whether the few that are found are meant."""
        dialog = Dialog(f"Join {counted(error.documents, 'document')} all the same?", self._dialog)
        dialog.body.addWidget(words(str(error)))
        dialog.add_buttons("Join")
        dialog.accepted.connect(lambda: self._join(request, few_are_meant=True))
        open_dialog(dialog)


def join_lines(done: JoinPlan) -> list[tuple[Outcome, str]]:
    """Return what a join did, as sentences."""
    lines = [(Outcome.DONE, sentence) for sentence in (join_words.matched_words(done), *join_words.field_words(done))]
    lines += [(Outcome.NOTICE, sentence) for sentence in (*join_words.unfit_words(done), *join_words.left_words(done))]
    return lines


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, UserError) else f"The program made an error: {error}"
