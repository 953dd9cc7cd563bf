"""A document read anew in the window: each choice is looked at in the background, and done once somebody says so."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.model.errors import UserError
from annotator.model.ids import DocumentId
from annotator.model.wording import counted
from annotator.operations.documents import earlier_versions, rereading, rereading_words
from annotator.operations.documents.earlier_versions import EarlierVersion
from annotator.operations.documents.rereading import Rereading
from annotator.operations.exchange import format_choices, new_readings
from annotator.operations.exchange.new_readings import ReadingChoice, ReadingPlans
from annotator.operations.people.roles import Right
from annotator.operations.progress import Progress
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.import_choice import FileKind
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.reread_dialog import RereadDialog, RereadLook, RereadRequest, RereadRow
from annotator.ui.kit.widgets import Outcome

_MOST_NOTES = 4
_EARLIER = "What found no place later is kept here with its words. It counts nowhere: code by hand what is to stay."


class RereadingFlow(QObject):
    """`document`: asks which document is at hand; `show`: shows another."""

    def __init__(
        self,
        session: Session,
        document: Callable[[], str | None],
        show: Callable[[str | None], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._document, self._show, self._window = session, document, show, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {"document.reread": self.open, "document.earlier": self.show_earlier}

    def open(self) -> RereadDialog | None:
        """Ask whoever may change documents from what the one at hand, or all, are to be read."""
        id = self._document()
        if id is None or not self._session.allows(Right.DOCUMENTS):
            return None
        info = self._session.project.documents.info(id)
        kinds = [FileKind(*kind) for kind in format_choices.reader_kinds()]
        dialog = RereadDialog(info.title, info.source_file is not None, kinds, self._window)
        _RereadTalk(self._session, dialog, info.id, self._show)
        open_dialog(dialog)
        dialog.begin()
        return dialog

    def show_earlier(self) -> None:
        """List the earlier versions of the document at hand, with what found no place in it."""
        id = self._document()
        if id is None:
            return
        project = self._session.project
        eyes = None if self._session.may_see_others else project.person
        found = earlier_versions.earlier_versions(project, DocumentId(id), eyes)
        title = f"Earlier versions of “{project.documents.info(id).title}”"
        open_dialog(ReportDialog(title, list(_earlier_lines(project, found)), self._window, _EARLIER))


def _earlier_lines(project: Project, found: Sequence[EarlierVersion]) -> Iterator[tuple[Outcome, str]]:
    layers = {layer.id: layer.name for layer in project.layers.all()}
    for one in found:
        day = datetime.fromisoformat(one.time).astimezone().strftime("%Y-%m-%d")
        yield Outcome.DONE, f"Read anew on {day}; {_left_said(one)}."
        for span in one.left:
            yield Outcome.NOTICE, f"{rereading_words.left_said(project, span)} ({layers.get(span.layer, span.layer)})"
    if not found:
        yield Outcome.DONE, "The document was never read anew."


def _left_said(one: EarlierVersion) -> str:
    return (
        counted(len(one.left), "coding finds", "codings find") + " no place" if one.left else "nothing was left in it"
    )


class _RereadTalk(QObject):
    """What one dialog asks, answered; a later question takes the place of the one before."""

    def __init__(
        self, session: Session, dialog: RereadDialog, document: DocumentId, show: Callable[[str | None], object]
    ) -> None:
        super().__init__(dialog)
        self._session, self._dialog, self._document, self._show = session, dialog, document, show
        self._plans: Sequence[Rereading] = ()
        self._looking = LatestTask(session, self)
        self._looking.progressed.connect(lambda done, total, doing: dialog.say_busy(f"Reading {doing}…"))
        dialog.look_wanted.connect(self._look)
        dialog.reread_requested.connect(self._reread)

    def _look(self, request: RereadRequest) -> None:
        self._plans, document = (), self._document
        choice = ReadingChoice(request.path, request.format)
        self._dialog.say_busy("Reading…")

        def work(project: Project, progress: Progress) -> tuple[ReadingPlans, RereadLook]:
            if request.is_all:
                documents = [info.id for info in project.documents.all()]
                found = new_readings.plan_many(project, documents, choice, progress)
            else:
                found = ReadingPlans([new_readings.plan_one(project, document, choice)])
            return found, look_of(project, found)

        self._looking.start(work, self._show_look, self._say_unread)

    def _show_look(self, found: tuple[ReadingPlans, RereadLook]) -> None:
        self._plans = found[0].plans
        self._dialog.show_look(found[1])

    def _say_unread(self, error: Exception) -> None:
        said = str(error) if isinstance(error, UserError) else f"The program made an error: {error}"
        self._dialog.show_look(RereadLook("", [said], is_possible=False))

    def _reread(self) -> None:
        plans = self._plans
        self._dialog.say_busy("Taking the new text over…")
        self._session.in_background(
            lambda project, progress: rereading.read_anew(project, plans, progress),
            returned=self._done,
            errored=self._say_error,
        )

    def _done(self, done: Sequence[Rereading]) -> None:
        later = {one.before.id: one.after.id for one in done}
        self._show(later.get(self._document, self._document))
        if rereading_words.seen_layers(self._session.project) is None:
            self._session.said.emit(rereading_words.total(done))
        else:
            self._session.said.emit("Read anew; what was coded moved to the new text.")
        self._dialog.done(RereadDialog.DialogCode.Accepted)

    def _say_error(self, error: Exception) -> None:
        self._dialog.begin()
        open_dialog(ErrorDialog.of(error, self._dialog))


def look_of(project: Project, found: ReadingPlans) -> RereadLook:
    """Return what whoever is at work is shown of plans: of what others coded nothing before they may see it."""
    layers = rereading_words.seen_layers(project)
    plans = found.plans if layers is None else rereading.only_of(found.plans, layers.__contains__)
    notes = [*rereading_words.notices(plans), *found.refused[:_MOST_NOTES]]
    if len(found.refused) > _MOST_NOTES:
        notes.append(f"… and {len(found.refused) - _MOST_NOTES:,} more that are not read anew.")
    if layers is not None:
        notes.append(rereading_words.UNSEEN)
    if len(plans) == 1:
        said = rereading_words.summary(plans[0]) + "."
    else:
        said = rereading_words.total(plans) if plans else "No document has another text there."
    return RereadLook(said, notes, list(_rows(project, plans)), is_possible=bool(plans))


def _rows(project: Project, plans: Sequence[Rereading]) -> Iterator[RereadRow]:
    """Yield what finds no place, then what has other words."""
    labels = {label.id: label.name for label in project.codebook.labels}
    layers = {layer.id: layer.name for layer in project.layers.all()}
    short = rereading_words.shortened
    for is_left in (True, False):
        for one in plans:
            title = one.before.title if len(plans) > 1 else ""
            for span in one.left if is_left else ():
                yield RereadRow(short(span.quote), None, labels.get(span.label, span.label), layers[span.layer], title)
            for moved in () if is_left else one.moved:
                if not moved.is_same:
                    span, now = moved.before, short(moved.after.quote)
                    label = labels.get(span.label, span.label)
                    yield RereadRow(short(span.quote), now, label, layers[span.layer], title)
