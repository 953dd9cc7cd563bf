"""Projects: make, open, the sample, who is coding, copies, the check."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.formats.renames import recover
from annotator.log import temporary_folder, user_name
from annotator.model.coder import Coder, State, TeamRole
from annotator.model.errors import BadProject, UserError
from annotator.model.file_names import INVITATION
from annotator.model.ids import CoderId
from annotator.model.wording import counted, isolated, word_list
from annotator.operations.agreement import recoding
from annotator.operations.codebook.codebook import codebook_of_file
from annotator.operations.codebook.presets import preset
from annotator.operations.people import people, roles
from annotator.operations.people.roles import Right
from annotator.operations.project import compacting, others, rescued
from annotator.operations.team.tasks import layer_to_sit_at
from annotator.paths import ends_in
from annotator.store.folders import home_folder, is_there, why_not_writable
from annotator.store.project import SUFFIX, Project
from annotator.store.sittings.open_files import DAMAGED_SAID
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.lost_file import LostFileDialog
from annotator.ui.dialogs.new_project import NewProjectChoice, NewProjectDialog
from annotator.ui.dialogs.people_dialog import PeopleChoice, PeopleDialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.who import Who, WhoDialog
from annotator.ui.kit.widgets import Outcome
from annotator.ui.settings.preferences import Preferences
from annotator.ui.window.flows.unlocking import unlocked


class ProjectFlows(QObject):
    """Opens projects into the session. `window`: what dialogs belong to; `may_leave`: asks what is unsaved first."""

    damaged = Signal(object, str, object)
    """A project does not open, or fails its check: its path, a sentence, what the check finds."""
    not_opened = Signal(str)
    """Why a project does not open, one sentence, which is shown as well."""
    invitation_opened = Signal(object)
    """The file that is to be opened is an invitation to a hub: its path."""
    rescue_requested = Signal(object)
    """What is left of the file at a path is to be read."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        window: QWidget,
        may_leave: Callable[[Callable[[], object]], bool],
    ) -> None:
        super().__init__(window)
        self._may_leave = may_leave
        self._session, self._preferences, self._window = session, preferences, window
        self._checking = LatestTask(session, self)
        session.closing.connect(self._keep_counts)
        session.lost.connect(self.tell_loss)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {
            "project.new": self.new,
            "project.open": self.choose,
            "project.start": self.close,
            "project.who": self.ask_who,
            "project.people": self.people,
            "project.back_up": self.back_up,
            "project.compact": self.compact,
            "project.check": self.check,
        }

    @Slot()
    def new(self) -> None:
        """Ask for a new project, make it and open it."""
        dialog = NewProjectDialog(documents_folder(), self._last_name(), self._window)
        dialog.chosen.connect(self._make)
        open_dialog(dialog)

    @Slot(object)
    def open(self, path: Path | None) -> None:
        """Open a project, or (None) ask for its file first; then ask who is coding."""
        if path is None:
            self.choose()
            return
        if ends_in(path, INVITATION):
            self.invitation_opened.emit(path)
            return
        if self._session.path is not None and _same(self._session.path, path):
            self.ask_who()
            return
        if not self._may_leave(lambda: self.open(path)):
            return
        if not unlocked(path, self._window, lambda: self.open(path)):
            return
        try:
            project = Project.open(path)
        except UserError as error:
            # It brings all that reads what is left of a damaged file.
            from annotator.operations.project import mending  # noqa: PLC0415

            self.not_opened.emit(str(error))
            if isinstance(error, BadProject) and mending.is_offered(path, error):
                self.damaged.emit(path, str(error), ())
            else:
                open_dialog(ErrorDialog.of(error, self._window))
            return
        self.take_over(project)
        self.ask_who()

    def close(self) -> None:
        """Close the project, once nothing is unsaved."""
        if self._may_leave(self.close):
            self._session.close()

    def choose(self) -> None:
        """Ask for a project file and open it."""
        kinds = f"Projects and invitations (*{SUFFIX} *{INVITATION})"
        name, _ = QFileDialog.getOpenFileName(self._window, "Open a project", "", kinds)
        if name:
            self.open(Path(name))

    @Slot()
    def sample(self) -> None:
        """Open the sample, made anew the first time."""
        # It brings all readers, whose libraries take as long to load as the window without them.
        from annotator.operations.sample import FILE, SampleReport, make_sample  # noqa: PLC0415

        usual = documents_folder() / "annotator sample"
        folder = usual if is_there(usual / FILE) else writable_one(usual)
        if is_there(folder / FILE):
            self.open(folder / FILE)
            return
        if self._session.tasks.busy:
            return
        self._session.said.emit("Making the sample: a moment.")

        def done(report: SampleReport) -> None:
            self.open(report.path)
            if folder != usual:
                self._session.said.emit(f"The sample is in {folder}, as long as temporary files are kept.")

        self._session.tasks.run(
            lambda progress: make_sample(folder, progress),
            returned=done,
            errored=lambda error: open_dialog(ErrorDialog.of(error, self._window)),
        )

    @Slot()
    def ask_who(self) -> None:
        """Ask who is coding; nobody codes before that is known. In a coder's copy that is known."""
        if self._session.owner is not None and self._goes_on_in_copy(self._session.owner):
            return
        last = self._preferences.value.last_coder.get(str(self._session.path))
        project, coders = self._session.project, self._session.coders()
        if self._session.owner is not None:
            coders = [one for one in coders if one.id == self._session.owner]
        further = [layer for coder in coders for layer in project.layers.of_coder(coder.id)[1:]]
        waiting = recoding.open_pass(project, last) if last is not None else None
        why = project.read_only
        if not why and self._session.why_not(Right.PEOPLE):
            why = f"Somebody new is added by {self._who_leads()}."
        dialog = WhoDialog(coders, last, self._window, further, waiting.id if waiting else None, why)
        dialog.chosen.connect(self.sit_down)
        dialog.rename_requested.connect(self._ask_name)
        open_dialog(dialog)

    def _goes_on_in_copy(self, owner: CoderId) -> bool:
        """Sit down whose copy it is; whether there is nothing to ask: they may have several layers to choose from."""
        session = self._session
        if all(one.id != owner for one in session.coders()):
            session.refused.emit("Whose copy this is was taken out of the project; ask whoever gave it to you.")
            return True
        if session.coder is None:
            layer = layer_to_sit_at(session.project, owner)
            self.sit_down(Who(owner, "", layer.id if layer is not None else None))
            return session.coder is not None
        if len(session.project.layers.of_coder(owner)) > 1:
            return False
        session.refused.emit(f"This is the copy of {isolated(session.coder.name)}, who alone works in it.")
        return True

    def _who_leads(self) -> str:
        names = [isolated(one.name) for one in roles.leads(self._session.coders())]
        return f"whoever leads, with “People and roles…”: {word_list(names, 'or')}"

    def people(self) -> None:
        """Show who works in the project and in which roles, to be changed by a lead."""
        project, why = self._session.project, self._session.why_not(Right.PEOPLE)
        shared = project.settings.get().adjudicator_saves_codebook
        dialog = PeopleDialog(roles.people_of(project), shared, why, self._window)
        dialog.chosen.connect(self._change_people)
        open_dialog(dialog)

    @Slot(object)
    def _change_people(self, choice: PeopleChoice) -> None:
        session = self._session
        before = {one.id: frozenset(one.roles) for one in roles.with_lead(session.coders())}
        # Who is to lead comes first, lest whoever hands it on has no right any more to do so, or nobody leads.
        changed = {id: held for id, held in choice.roles.items() if held != before.get(id)}
        own = session.project.person
        for id in sorted(changed, key=lambda id: (id == own, TeamRole.LEAD not in changed[id])):
            if id != own and not session.did(people.set_roles, id, changed[id]):
                return
        if choice.added and not session.did(people.add_coder, choice.added):
            return
        if choice.shared != session.project.settings.get().adjudicator_saves_codebook:
            session.did(people.share_codebook, choice.shared)
        if own in changed and own is not None:
            session.did(people.set_roles, own, changed[own])
        session.said.emit("People and roles · saved")

    def back_up(self) -> None:
        """Write a complete copy of the project to another file."""
        project = self._session.project
        proposed = project.path.with_name(f"{project.path.stem}-copy{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self._window, "Save a copy", str(proposed), f"Projects (*{SUFFIX})")
        if name:
            self._session.in_background(
                lambda open_project, progress: open_project.back_up(Path(name)),
                returned=lambda _: self._session.said.emit(f"Copied to {Path(name).name}"),
                errored=self._session.tell,
            )

    def compact(self) -> None:
        """Give back the room in the file that nothing needs."""
        self._session.in_background(
            lambda open_project, progress: compacting.compact(open_project),
            returned=self._session.said.emit,
            errored=self._session.tell,
        )

    @Slot(str)
    def tell_loss(self, sentence: str) -> None:
        """Say that the open file is gone, and offer to go on in another."""
        path = self._session.project.path
        dialog = LostFileDialog(sentence, self._window, DAMAGED_SAID in sentence and path.exists())
        dialog.save_requested.connect(lambda: self._save_as(sentence))
        dialog.rescue_requested.connect(lambda: self.rescue_requested.emit(path))
        open_dialog(dialog)

    def _save_as(self, sentence: str) -> None:
        session, project = self._session, self._session.project
        proposed = _existing(project.path.parent) / f"{project.path.stem} rescued{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Save under a new name", str(proposed), f"Projects (*{SUFFIX})"
        )
        if not name:
            self.tell_loss(sentence)
            return
        try:
            said = rescued.save_as(project, Path(name))
            saved = Project.open(Path(name))
        except UserError as error:
            self.tell_loss(str(error))
            return
        coder, layer, has_asked = session.coder, session.layer, session.has_asked
        self.take_over(saved)
        session.said.emit(f"Saved as {Path(name).name}: go on.")
        if coder is not None:
            session.set_coder(coder, layer)
            session.has_asked = has_asked
        if said:
            lines = [(Outcome.NOTICE, sentence) for sentence in said]
            open_dialog(ReportDialog("Saved under a new name", lines, self._window))

    def check(self) -> None:
        """Look for damage, in the background."""
        self._session.said.emit("Checking the project…")
        self._checking.start(lambda project, _: project.check(), self._say_problems)

    @Slot(object)
    def _ask_name(self, coder: Coder) -> None:
        """Ask for another name of a coder, and then again who is coding."""
        hint = "Layers that are called after the coder get the name too."
        dialog = ReasonDialog("Rename the coder", "Name", coder.name, hint, parent=self._window)
        dialog.given.connect(lambda name: self._rename(coder.id, name))
        dialog.rejected.connect(self.ask_who)
        open_dialog(dialog)

    def _rename(self, coder: CoderId, name: str) -> None:
        self._session.did(people.rename_coder, coder, name)
        self.ask_who()

    def _say_lacking(self, problems: list[str]) -> None:
        if problems and self._session.is_open:
            self._say_problems(problems)

    def _say_problems(self, problems: list[str]) -> None:
        self._session.note_check(len(problems))
        if problems:
            found = f"The check of {self._session.project.path.name} finds {counted(len(problems), 'fault')}."
            self.damaged.emit(self._session.project.path, found, problems)
            return
        sound = (Outcome.DONE, "The project is sound: texts, spans, quotes and labels are what they should be.")
        open_dialog(ReportDialog("Check of the project", [sound], self._window))

    @Slot(object)
    def _make(self, choice: NewProjectChoice) -> None:
        # It brings the readers of registers, which the start has no need of.
        from annotator.operations.new_project import new_project  # noqa: PLC0415

        if not self._may_leave(lambda: self._make(choice)):
            return
        try:
            book, notices = (
                codebook_of_file(choice.codebook) if choice.codebook else (preset(choice.preset).codebook, ())
            )
            project = new_project(choice.path, book, with_actors=choice.with_actors, passphrase=choice.passphrase)
        except UserError as error:
            open_dialog(ErrorDialog.of(error, self._window))
            return
        self.take_over(project)
        self.sit_down(Who(None, choice.coder))
        if notices:
            lines = [(Outcome.NOTICE, sentence) for sentence in notices]
            open_dialog(ReportDialog("What of the codebook has no place here", lines, self._window))

    def take_over(self, project: Project) -> None:
        """Open a project in the window, in place of the one that is, and say what there is to say of it."""
        path = project.path
        owner = project.owner.person if project.owner is not None else ""
        self._preferences.put(
            self._preferences.value.with_recent(
                path.resolve(), None, project.name, project.is_encrypted, project.origin, owner
            )
        )
        self._session.open(project)
        if not project.is_checked:
            self._session.in_background(
                lambda opened, _: opened.first_look(), returned=self._say_lacking, errored=self._session.tell
            )
        # Exports that a kill broke off are looked for beside the project alone; elsewhere the next export settles them.
        settled = [] if project.read_only else recover(path.absolute().parent)
        if notices := [*project.notices, *settled, *filter(None, [others.open_too(project.others())])]:
            lines = [(Outcome.NOTICE, notice) for notice in notices]
            open_dialog(ReportDialog("About this project", lines, self._window))

    @Slot()
    def _keep_counts(self) -> None:
        """Remember for the start page how much is done in the project that is closed."""
        project, layer = self._session.project, self._session.layer
        states = project.assignments.states(layer.id).values() if layer is not None else ()
        done = sum(state is State.DONE for state in states)
        counts = project.documents.count(), done
        self._preferences.put(self._preferences.value.with_counts(project.path.resolve(), *counts))

    @Slot(object)
    def sit_down(self, who: Who) -> None:
        """Put somebody at the desk of the project that is open, as a new coder where they are none yet."""
        session = self._session
        if who.coder is None:
            made = session.run(people.add_coder, who.name)
            if made is None:
                return
            coder = made[0]
        else:
            coder = session.project.coders.get(who.coder)
        session.set_coder(coder, session.project.layers.get(who.layer) if who.layer is not None else None)
        self._preferences.put(self._preferences.value.with_last_coder(session.project.path, coder.id))

    def _last_name(self) -> str:
        coder = self._session.coder
        return coder.name if coder else ""


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def documents_folder() -> Path:
    """Return where somebody’s documents are, by the system; else their home folder."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(place) if place else home_folder()
    return folder if is_there(folder) else home_folder()


def writable_one(folder: Path) -> Path:
    """Return a folder if something can be written there, else one for a while, of this user's."""
    return temporary_folder() / f"{folder.name} of {user_name()}" if why_not_writable(folder) else folder


def _existing(folder: Path) -> Path:
    return folder if folder.is_dir() else documents_folder()
