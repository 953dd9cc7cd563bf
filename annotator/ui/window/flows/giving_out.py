"""Work given out: asked for in a dialog, looked at while one types, then written in the background."""

from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.model.coder import TeamRole
from annotator.model.errors import Cancelled
from annotator.model.ids import CoderId
from annotator.model.wording import isolated, word_list
from annotator.operations.documents import filtering
from annotator.operations.documents.listing import document_rows
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.team import giving_out
from annotator.operations.team.giving_out import GiveOutRequest, WorkGiven, WorkPreview
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.give_out.dialog import GiveOutChoice, GiveOutDialog
from annotator.ui.dialogs.give_out.form import GiveOutChoices
from annotator.ui.kit.widgets import Outcome
from annotator.ui.settings.preferences import Preferences

_KEPT = "give_out"
"""Under this name the settings of this computer keep, for each project, what was asked for last."""
_FOLDER = "give_out_folder"
"""And under this where files went."""
_SEND = "Send each person their file, and nobody another’s: they open it, code, and hand in."
_OVER_HUB = "Who has joined the hub gets it there by themselves; for anybody else, “Hand out what is new…”."


class GivingOutFlow(QObject):
    """Asks whoever leads who is to code what."""

    def __init__(self, session: Session, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window = session, preferences, window
        self._reading = LatestTask(session, self)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {"project.give_out": self.open}

    def open(self) -> None:
        """Ask who is to code what; what there is to choose from is read first, in the background."""
        if self._session.allows(Right.ASSIGN):
            self._reading.start(lambda project, _: _choices(project), self._ask)

    def _ask(self, choices: GiveOutChoices) -> None:
        path, person = self._session.project.path, self._session.project.person
        dialog = GiveOutDialog(
            choices,
            self._before(choices),
            lambda request: _look(path, person, request),
            self._folder(),
            self._window,
            self._session.project.is_encrypted,
            writes=not self._session.hubs,
        )
        dialog.give_requested.connect(lambda choice: self._give(dialog, choice))
        open_dialog(dialog)

    def _before(self, choices: GiveOutChoices) -> GiveOutRequest:
        """Return what was asked for last in this project; else that all who only code get all, a fifth of it twice."""
        text = self._preferences.value.kept.get(str(self._session.path), {}).get(_KEPT, "")
        coders = tuple(id for id, _, role in choices.people if role == TeamRole.CODER)
        try:
            return GiveOutRequest.model_validate_json(text)
        except ValidationError:
            return GiveOutRequest(people=coders)

    def _give(self, dialog: GiveOutDialog, choice: GiveOutChoice) -> None:
        self._keep(_KEPT, choice.request.model_dump_json())
        if choice.folder is not None:
            self._keep(_FOLDER, str(choice.folder))
        dialog.show_progress(0, 0, "")
        task = self._session.in_background(
            lambda project, progress: giving_out.give_out_work(
                project, choice.request, choice.folder, choice.passphrase, progress
            ),
            returned=lambda given: self._report(dialog, given),
            errored=lambda error: self._say_error(dialog, error),
        )
        task.progressed.connect(dialog.show_progress)
        dialog.cancel_requested.connect(task.cancel)

    def _keep(self, name: str, text: str) -> None:
        if self._session.path is not None:
            self._preferences.put(self._preferences.value.with_kept(self._session.path, name, text))

    def _folder(self) -> Path:
        """Return the folder that the team shares, else where files went last, else one beside the project."""
        if self._session.folder.folder is not None:
            return self._session.folder.folder
        path = self._session.project.path
        kept = self._preferences.value.kept.get(str(self._session.path), {}).get(_FOLDER, "")
        return Path(kept) if kept else path.with_name(f"{path.stem} – copies")

    def _report(self, dialog: GiveOutDialog, given: WorkGiven) -> None:
        lines = [(Outcome.DONE, sentence) for sentence in given.sentences()]
        over_hub = [_OVER_HUB] if self._session.hubs and not given.files else []
        notices = [*given.preview.warnings, *_where(given), *over_hub]
        dialog.show_report([*lines, *((Outcome.NOTICE, sentence) for sentence in notices)])
        self._session.said.emit("Work is given out · saved")

    def _say_error(self, dialog: GiveOutDialog, error: Exception) -> None:
        dialog.show_form()
        if not isinstance(error, Cancelled):
            open_dialog(ErrorDialog.of(error, dialog))


def _where(given: WorkGiven) -> list[str]:
    """Return where the files are, and what to do with them; nothing where none was written."""
    folders = dict.fromkeys(isolated(str(one.path.parent)) for one in given.files if one.path is not None)
    return [f"The files are in {word_list(folders)}.", _SEND] if folders else []


def _choices(project: Project) -> GiveOutChoices:
    people = roles.people_of(project)
    rows = document_rows(project)
    return GiveOutChoices(
        tuple((one.id, one.name, word_list(one.roles)) for one in people),
        tuple(one.name for one in project.document_sets.all()),
        tuple(filtering.field_names(rows, project)),
    )


def _look(path: Path, person: CoderId | None, request: GiveOutRequest) -> WorkPreview:
    # On a thread of its own, and so on a connection of its own.
    with Project.open(path, person) as project:
        return giving_out.look_at(project, request)
