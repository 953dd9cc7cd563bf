"""The open project and who is at the desk; every change of the window goes through `run`.

A verb is called on the UI thread: it is one short transaction. What takes long runs in a `Task` on a connection of its
own (`in_background`) and its changes arrive here by signal, so that views hear of all changes in one way.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.model.coder import Coder, Layer
from annotator.model.errors import FileGone, UserError
from annotator.model.ids import CoderId, DocumentId
from annotator.operations.people import people, roles, seeing
from annotator.operations.people.roles import Right
from annotator.operations.people.seeing import Sight
from annotator.operations.project import history, others
from annotator.store.backups.keeper import BackupKeeper
from annotator.store.history.steps import Changes, Step, taken_together
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.store.sittings.presence import Visitor
from annotator.ui.background.folder_state import FolderState
from annotator.ui.background.hub_state import HubState
from annotator.ui.background.tasks import Progress, Task, TaskRunner

P = ParamSpec("P")
R = TypeVar("R")

WATCHED_EVERY_MS = 2000
"""So often it is looked whether the open file still stands, also while nobody does anything."""


class Session(QObject):
    """The project of a window. `coder` and `layer`: who codes, and where their spans go; None until it is known."""

    opened = Signal()
    closing = Signal()
    coder_changed = Signal()
    sight_changed = Signal()
    """What is shown of others' work may be more or less from now on; comes before `coder_changed`."""
    folder_told = Signal()
    """It was looked into the shared folder: see `folder`."""
    hubs_told = Signal()
    """It is known how it stands with the hubs: see `hubs`."""
    changed = Signal(Changes)
    said = Signal(str)
    """What was done or undone, for the line at the foot."""
    refused = Signal(str)
    """Why something was not done, one sentence."""
    checked = Signal()
    """The project was checked: see `last_check`."""
    lost = Signal(str)
    """The open file is not the one at its path any more: what happened, said once; what is done then is refused."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self.keeper: BackupKeeper | None = None
        """Who makes a backup before each large step; nobody, where none are made by themselves."""
        self.coder: Coder | None = None
        self.layer: Layer | None = None
        self.has_asked = False
        """Whether whoever is at the desk asked to see what others coded."""
        self.last_check: tuple[int, datetime] | None = None
        """How many faults the last check of the open project found, and when."""
        self._gone: Coder | None = None
        self.tasks = TaskRunner(self)
        self._next = "", ""
        self._next_as_of: tuple[int, str] | None = None
        self._opened_at = 0
        self._refused: Mapping[Right, str] = {}
        self._refused_as_of: tuple[int, str] | None = None
        self._is_lost = False
        self._owner: CoderId | None = None
        self.folder = FolderState()
        """How it stands with the shared folder."""
        self.hubs: tuple[HubState, ...] = ()
        """How it stands with each hub, in the order in which they were joined."""
        self.hub_at_hand = 0
        """The id of the one that is looked at, 0: the first."""
        self.bring_file: Callable[[Project, DocumentId, Progress], bool] = lambda *_: False
        """Brings the source file of a document that is elsewhere, on another thread; whether it is here then."""
        self._watch = QTimer(self, interval=WATCHED_EVERY_MS)
        self._watch.timeout.connect(self._look)
        self._present: tuple[Visitor, ...] = ()
        self._walk: Task | None = None

    @property
    def owner(self) -> CoderId | None:
        """Whose copy of a project is open, who alone works in it; None for a whole project."""
        return self._owner

    @property
    def is_open(self) -> bool:
        """Whether there is a project."""
        return self._project is not None

    @property
    def project(self) -> Project:
        """The open project; ask `is_open` first."""
        assert self._project is not None, "no project is open"
        return self._project

    def open(self, project: Project) -> None:
        """Take a project over, in place of the one that was open."""
        self.close()
        self._project, self._is_lost, self._opened_at = project, False, project.journal.latest()
        owner = project.owner
        self._owner = owner.person if owner is not None else None
        self.last_check = None
        roles.obey(project)
        project.subscribe(self._on_changes)
        self._present = project.others()
        self._watch.start()
        self.opened.emit()

    def close(self) -> None:
        """Close the project, after the tasks on it have ended."""
        if self._project is None:
            return
        self._watch.stop()
        self.tasks.close()
        self.closing.emit()
        with suppress(FileGone):  # see `is_lost`, which is asked before
            self._project.close()
        self._project.forget_key()
        self._project, self.coder, self.layer, self._gone, self._next_as_of = None, None, None, None, None
        self._refused_as_of, self._owner = None, None

    @Slot()
    def is_lost(self) -> bool:
        """Look whether the file is still the one that was opened; `lost` says once that it is not."""
        if self._project is not None and not self._is_lost:
            try:
                self._project.look()
            except FileGone as error:
                self._lose(error)
        return self._is_lost

    @Slot()
    def _look(self) -> None:
        """Look, while nobody may be doing anything, what has become of the file, and what others do in it."""
        if self._project is None or self.is_lost():
            return
        try:
            come = self._project.come_from_others()
        except UserError as error:
            self.tell(error)
            return
        present = self._project.others()
        known = {(visitor.host, visitor.since) for visitor in self._present}
        came = [visitor for visitor in present if (visitor.host, visitor.since) not in known]
        self._present = present
        if come:
            self._on_changes(reduce(Changes.joined, (changes for _, changes in come)))
        steps = others.steps_said(self._project, [person for person, _ in come])
        if said := " ".join(filter(None, [others.open_too(came), steps])):
            self.said.emit(said)

    def is_lost_now(self) -> bool:
        """Whether this look is the one that finds the file gone."""
        return not self._is_lost and self.is_lost()

    def set_coder(self, coder: Coder, layer: Layer | None = None) -> None:
        """Sit a coder down at the desk: the steps are theirs from now on, and one of their layers is coded in.

        `layer`: which one, the first where none is named.
        """
        self.project.person = coder.id
        layers = self.project.layers.of_coder(coder.id)
        first = layers[0] if layers else self.run(people.add_layer, coder.id, coder.name)
        if first is None:
            self.project.person = self.coder.id if self.coder is not None else None
            return
        self.has_asked = seeing.has_asked(self.project, coder.id)
        self.coder = coder
        self.layer = layer if layer in layers else first
        self.sight_changed.emit()
        self.coder_changed.emit()

    def tell_folder(self, state: FolderState) -> None:
        """Tell everybody how it stands with the shared folder."""
        self.folder = state
        self.folder_told.emit()

    def tell_hubs(self, states: Sequence[HubState]) -> None:
        """Tell everybody how it stands with the hubs."""
        self.hubs = tuple(states)
        self.hubs_told.emit()

    def note_check(self, problems: int) -> None:
        """Remember what a check of the open project found."""
        self.last_check = problems, datetime.now().astimezone()
        self.checked.emit()

    @property
    def refused_acts(self) -> Mapping[Right, str]:
        """What whoever is at the desk may not do, and for whom it is in a few words; read once after each step."""
        if self._project is None:
            return {}
        as_of = self._project.journal.latest(), self._project.journal.person
        if as_of != self._refused_as_of:
            found = roles.refused(self._project, self._project.person)
            if self.sight is not Sight.REFUSED:
                found.pop(Right.SEE, None)
            if roles.right_to_import(self._project) not in found:
                found.pop(Right.IMPORT, None)
            self._refused_as_of, self._refused = as_of, found
        return self._refused

    def why_not(self, act: Right) -> str:
        """Return in a sentence why whoever is at the desk may not do something; empty where they may."""
        if act not in self.refused_acts:
            return ""
        # Where nobody can write it does not matter who is at the desk.
        why = self.project.read_only if act is not Right.SEE else ""
        return why or roles.why_not(self.project, act, self.project.person)

    def allows(self, act: Right) -> bool:
        """Whether whoever is at the desk may do something; else it is said why not, before anything is asked."""
        if why := self.why_not(act):
            self.refused.emit(why)
        return not why

    @property
    def sight(self) -> Sight:
        """Whether whoever is at the desk sees what others coded, may ask to, or does not before it is released."""
        return Sight.SHOWN if self._project is None else seeing.sight(self._project, self._project.person)

    @property
    def may_see_others(self) -> bool:
        """Whether what others coded is shown: to a lead once they asked, to a coder not before it is released."""
        found = self.sight
        return found is Sight.SHOWN or (found is Sight.ASKED and self.has_asked)

    def see_others(self, place: str) -> None:
        """Show from now on what others coded to whoever may ask for it; the history says who asked, and where."""
        if not self.may_see_others:
            said = self.run(seeing.ask, place)
            self.has_asked = said is not None
            if self.may_see_others:
                self.sight_changed.emit()
            if said:
                self.said.emit(said)

    @property
    def who(self) -> str:
        """The name of whoever is at the desk, or of the layer where it is a further one of theirs; empty for nobody."""
        if self.coder is None or self.layer is None:
            return ""
        is_first = self.project.layers.of_coder(self.coder.id)[:1] == [self.layer]
        return self.coder.name if is_first else self.layer.name

    @property
    def roles_said(self) -> str:
        """The roles of whoever is at the desk, in words; empty for nobody."""
        if self.coder is None:
            return ""
        held = next((one.roles for one in roles.people_of(self.project) if one.id == self.coder.id), ())
        return ", ".join(held)

    def run(self, verb: Callable[Concatenate[Project, P], R], *arguments: P.args, **named: P.kwargs) -> R | None:
        """Call a verb on the project; where a rule forbids it the sentence goes to `refused`, and None comes back."""
        try:
            result = verb(self.project, *arguments, **named)
        except UserError as error:
            self.tell(self._behind(error))
            return None
        except Exception as error:
            if sentence := self.project.damage_behind(error):
                self.refused.emit(sentence)
                return None
            raise
        return result

    def did(self, verb: Callable[Concatenate[Project, P], object], *arguments: P.args, **named: P.kwargs) -> bool:
        """Call a verb as `run` does; whether it was done, for verbs that have nothing to return."""

        def told(project: Project) -> bool:
            verb(project, *arguments, **named)
            return True

        return bool(self.run(told))

    def tell(self, error: Exception) -> None:
        """Say what a task ended with; one of our own errors goes on to the border, which shows and logs it."""
        if not isinstance(error, UserError):
            raise error
        self.refused.emit(str(error))
        if isinstance(error, FileGone) and not self.is_lost():  # which rescues what was done
            self._lose(error)

    def _behind(self, error: UserError) -> UserError:
        """Return what explains that a verb was refused: of a file that is gone, nothing that was found there or not."""
        try:
            self.project.look()
        except FileGone as gone:
            return gone
        return error

    def _lose(self, error: FileGone) -> None:
        if not self._is_lost:
            self._is_lost = True
            self.lost.emit(str(error))

    def undo(self, then: Callable[[Changes | None], object] = lambda _: None) -> Changes | None:
        """Take back the coder's latest step, say which and go on with `then`.

        A large one is taken back in the background, so None comes back at first.
        """
        return self._step(history.undo, self.project.journal.next_undo(), ("Undoing", "Undone"), then)

    def redo(self, then: Callable[[Changes | None], object] = lambda _: None) -> Changes | None:
        """Do it again, say what and go on with `then`; as `undo`."""
        return self._step(history.redo, self.project.journal.next_redo(), ("Doing again", "Done again"), then)

    def undoes_older(self) -> str:
        """Return what an undo would take back, if that is nobody's step from before the project was opened; else empty.

        Such steps set the project up: whoever has just opened it does not have them in mind.
        """
        if self._project is None or self._project.journal.person:
            return ""
        step = self._project.journal.next_undo()
        return history.sentence(self._project, step.verb) if step and step.number <= self._opened_at else ""

    def next_steps(self) -> tuple[str, str]:
        """Return what undo and redo would take back or do again, in a few words; empty for nothing.

        Cheap where nothing was written since it was last asked: names change by steps alone.
        """
        if self._project is None:
            return "", ""
        journal = self._project.journal
        as_of = journal.latest(), journal.person
        if as_of != self._next_as_of:
            steps = journal.next_undo(), journal.next_redo()
            undo, redo = (history.sentence(self._project, step.verb) if step else "" for step in steps)
            self._next_as_of, self._next = as_of, (undo, redo)
        return self._next

    def in_background(self, work: Callable[[Project, Progress], R], **listeners: Callable[..., object]) -> Task:
        """Run work on a connection of its own, off the UI thread; its changes arrive as those of a verb do."""
        opened = self.project
        person = opened.person
        heard: list[Changes] = []
        gone = self.is_lost()

        def call(progress: Progress) -> R:
            if gone:  # what stands at the path now is another project
                opened.look()
            with opened.open_again(person) as project:
                task.breaks_by(project.break_off)
                project.backed_up_by(self.keeper)
                roles.obey(project)
                project.subscribe(heard.append)
                return work(project, progress)

        def tell(*_: object) -> None:
            # One that did not stop when its project was closed has nothing to say of the next one.
            if self._project is opened:
                for changes in taken_together(heard):
                    self._on_changes(changes)
            heard.clear()

        # First, so that the views are up to date when whoever asked hears of it.
        task = Task(call)
        task.returned.connect(tell)
        task.errored.connect(tell)
        return self.tasks.add(task, **listeners)

    def coders(self) -> list[Coder]:
        """Return the people of the project."""
        return self.project.coders.all()

    @property
    def path(self) -> Path | None:
        """Where the project is."""
        return self._project.path if self._project else None

    def _on_changes(self, changes: Changes) -> None:
        """Pass on what was changed, once it is known whether whoever is at the desk is there still."""
        if changes.touches(Table.CODERS, Table.LAYERS):
            self._follow_people()
        if changes.touches(Table.CODERS, Table.RELEASES):
            self.sight_changed.emit()
        self.changed.emit(changes)

    def _follow_people(self) -> None:
        """Call who is at the desk as they are called now; who is gone gets up, and sits down when back."""
        coders = {coder.id: coder for coder in self.coders()}
        if self.coder is not None and self.layer is not None:
            coder, layers = coders.get(self.coder.id), self.project.layers.of_coder(self.coder.id)
            layer = next((each for each in layers if each.id == self.layer.id), None)
            if coder is not None and layer is not None:
                self.coder, self.layer = coder, layer
            elif coder is not None and layers:
                # One layer alone is gone, such as a re-code sample that was undone: there are others.
                self.set_coder(coder)
            else:
                self._gone = self.coder
                self.coder, self.layer, self.project.person = None, None, None
                self.sight_changed.emit()
                self.coder_changed.emit()
        elif self._gone is not None and self._gone.id in coders:
            self.set_coder(coders[self._gone.id])

    def _step(
        self,
        work: Callable[[Project], Changes | None],
        step: Step | None,
        words: tuple[str, str],
        then: Callable[[Changes | None], object],
    ) -> Changes | None:
        def told(changes: Changes | None) -> None:
            self._walk = None
            if changes is not None:
                self.said.emit(f"{words[1]}: {history.sentence(self.project, changes.verb)}")
            then(changes)

        def failed(error: Exception) -> None:
            self._walk = None
            self.tell(error)

        if self._walk is not None and self._walk.running:
            return None  # the key was pressed again while a large step is under way, which has yet to be seen
        if step is None or not self.project.journal.is_large(step):
            changes = self.run(work)
            told(changes)
            return changes
        self.said.emit(f"{words[0]}: {history.sentence(self.project, step.verb)} …")
        self._walk = self.in_background(lambda project, _: work(project), returned=told, errored=failed)
        return None
