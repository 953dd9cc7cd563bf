"""Project: one SQLite file, open on one thread.

Open, it has a WAL beside it and commits with `synchronous=FULL`, so that what was shown as saved survives a power
cut; closed, it is a single file again. On a network or cloud-synced folder it keeps no WAL, which those tear apart.
"""

import contextlib
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from annotator.model.codebook import Codebook
from annotator.model.codebook_version import CodebookVersion
from annotator.model.errors import BadProject, Cancelled, NotAllowed, StrangeSchema, TooNew
from annotator.model.ids import CodebookVersionId, CoderId, LayerId, new_id
from annotator.model.verbs.project import NewProject
from annotator.model.verbs.verb import Verb
from annotator.model.wording import isolated
from annotator.store.backups.keeper import BackupKeeper
from annotator.store.chain.packing import pack
from annotator.store.check.damage_behind import damage_behind
from annotator.store.check.soundness import is_sound
from annotator.store.clock import now
from annotator.store.closing import close_as_it_is, close_last, finish_reading, fold, wait_for_nobody
from annotator.store.connections.compacting import Compacted, compact
from annotator.store.connections.connecting import forget_key, new_key
from annotator.store.connections.one_state import one_state
from annotator.store.copies import changed_copy, write_copy
from annotator.store.history import history_pages
from annotator.store.history.hiding import Hiding
from annotator.store.history.journal import Journal
from annotator.store.history.open_step import OpenStep
from annotator.store.history.reverting import Reverting
from annotator.store.history.steps import Changes, Step
from annotator.store.opening import (
    new_database,
    open_database,
    reading_alone,
    refuse_no_project,
    take_name,
    text_of,
)
from annotator.store.path_errors import explained_path, refuse_long_name
from annotator.store.placing import discard, remove_left_over, whole_new_file, working_name
from annotator.store.reading import Reading
from annotator.store.rows.actors import Actors
from annotator.store.rows.codebook import Codebooks
from annotator.store.rows.coders import Assignments, Coders, Layers, RecodeSamples
from annotator.store.rows.decisions import Decisions
from annotator.store.rows.deliveries import Deliveries
from annotator.store.rows.distinct import DistinctPairs
from annotator.store.rows.document_fields import DocumentFields
from annotator.store.rows.document_sets import DocumentSets
from annotator.store.rows.documents import Documents
from annotator.store.rows.handed import CopyOwner, Handed
from annotator.store.rows.hubs import Hubs, forget_hubs
from annotator.store.rows.kept_searches import KeptSearches
from annotator.store.rows.memos import Memos
from annotator.store.rows.practice import PracticeDocuments, PracticeResults, Releases
from annotator.store.rows.remarks import Remarks
from annotator.store.rows.removals import Removals
from annotator.store.rows.settings import SettingRows
from annotator.store.rows.source_files import SourceFiles
from annotator.store.rows.spans import Links, Spans
from annotator.store.rows.units import GivenUnits
from annotator.store.schema.migrations import is_up_to_date
from annotator.store.schema.naming import gold_id
from annotator.store.schema.written_by import WrittenBy, written_by
from annotator.store.search.search_index import SearchIndex
from annotator.store.search.span_query import SpanSearch
from annotator.store.sittings import open_files
from annotator.store.sittings.presence import Visitor
from annotator.store.sittings.repeating import Repeating
from annotator.store.sittings.sitting import DoneStep
from annotator.store.sqlite_errors import BROKEN_OFF, damage_passed, explained, is_broken_off
from annotator.store.taking.deciding import DecidedRows
from annotator.store.taking.settling import Settling
from annotator.store.taking.taking import Taking

if TYPE_CHECKING:
    from annotator.store.erasing.erasures import Erasures
    from annotator.store.taking.strands_here import StrandsHere

SUFFIX = ".annot"


class Project:
    """An open project. Use it on the thread that opened it, as a context manager or with `close()`.

    `person` is the coder on whose behalf steps are written, None for nobody in particular. `notices` holds sentences
    about how it was opened (a copy made before a migration, a synced folder) that the user should read once.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        notices: tuple[str, ...] = (),
        reading: Reading | None = None,
    ) -> None:
        self.path = path
        self.notices = notices
        self._connection = connection
        self._file = open_files.opened(path, reading)
        self._is_open = True
        try:
            self._put_together(connection)
        except BaseException:
            connection.close()
            open_files.closed(self._file)
            raise

    def _put_together(self, connection: sqlite3.Connection) -> None:
        self.journal = Journal(connection, self._file)
        self.journal.writer.refuse_newer = lambda: is_up_to_date(connection, self.path)
        self.settings = SettingRows(connection)
        self.search_index = SearchIndex(connection)
        self.documents = Documents(connection, self.search_index)
        self.source_files = SourceFiles(connection)
        self.span_search = SpanSearch(connection)
        self.codebooks = Codebooks(connection)
        self.coders = Coders(connection)
        self.layers = Layers(connection)
        self.assignments = Assignments(connection)
        self.settling = Settling(connection)
        hiding = Hiding(connection, self.settling)
        self.actors = Actors(connection, hiding)
        self.spans = Spans(connection)
        self.links = Links(connection)
        self.decisions = Decisions(connection)
        self.releases = Releases(connection)
        self.practice_documents = PracticeDocuments(connection)
        self.practice_results = PracticeResults(connection)
        self.recode_samples = RecodeSamples(connection)
        self.deliveries = Deliveries(connection)
        self.remarks = Remarks(connection)
        self.memos = Memos(connection)
        self.distinct_pairs = DistinctPairs(connection)
        self.units = GivenUnits(connection)
        self.document_sets = DocumentSets(connection)
        self.document_fields = DocumentFields(connection)
        self.kept_searches = KeptSearches(connection)
        self.decided_rows = DecidedRows(connection)
        self.journal.writer.settlers += [self.settling.after, lambda step: self.search_index.settle()]
        self.removals = Removals(connection, hiding)
        self.journal.guards += [hiding.on_replay, self.codebooks.refuse_gaps]
        self.reverting = Reverting(connection, self.journal, self.codebooks)
        self.taking = Taking(connection, self.journal, hiding)
        self.handed = Handed(connection)
        self.hubs = Hubs(connection)

    @cached_property
    def strands(self) -> "StrandsHere":
        """What of the strands is here, for other copies."""
        # Loaded when one is asked for: the window is open before that.
        from annotator.store.taking.strands_here import StrandsHere  # noqa: PLC0415

        return StrandsHere(self._connection)

    @cached_property
    def erasures(self) -> "Erasures":
        """What an erasure would take, and what earlier ones took."""
        # As are strands.
        from annotator.store.erasing.erasures import Erasures  # noqa: PLC0415

        return Erasures(self._connection, self.path.name)

    @classmethod
    def create(
        cls,
        path: Path,
        codebook: Codebook,
        name: str = "",
        fill: Callable[[Self], object] = lambda project: None,
        passphrase: str = "",
    ) -> Self:
        """Make a project file with what `fill` puts into it, and open it.

        `passphrase`: of one that is to be encrypted. Raises `BadProject` where a file of that name exists (it is
        untouched); whatever is raised, no file stays.
        """

        def begin(project: Self) -> None:
            project._begin(codebook, name or path.stem)
            fill(project)

        return cls._make(path, begin, passphrase)

    @classmethod
    def create_copy(
        cls, path: Path, origin: str, fill: Callable[[Self], object], owner: CopyOwner | None, passphrase: str = ""
    ) -> Self:
        """Make a copy of a project, into which `fill` takes what belongs in it, and open it; as `create`.

        `origin`: of the project; `owner`: who alone writes in a coder's copy, None for a whole one.
        """

        def begin(project: Self) -> None:
            project._connection.execute("UPDATE journal SET origin = ?", [origin])
            if owner is not None:
                project.handed.become_copy(owner)
                project.person = owner.person
            fill(project)
            project.journal.begin_anew()

        return cls._make(path, begin, passphrase)

    @classmethod
    def _make(cls, path: Path, fill: Callable[[Self], object], passphrase: str) -> Self:
        with explained_path(path):
            if path.exists():
                raise BadProject(f"{path} exists already; choose another name, or open it.")
            if not path.parent.is_dir():
                raise BadProject(f"The folder {path.parent} does not exist; create it first, or choose another.")
            refuse_long_name(path)
        key = new_key(path, passphrase) if passphrase else None
        with (
            whole_new_file(path, take_name) as made,
            contextlib.closing(cls(new_database(made, path.name, key), made)) as project,
        ):
            project._file.is_sound = True
            fill(project)
        project = cls.open(path)
        project._file.is_sound = True
        return project

    def _begin(self, codebook: Codebook, name: str) -> None:
        with self.transact(NewProject()):
            self.settings.put(name=text_of(name))
            self.codebooks.add([CodebookVersion(CodebookVersionId(new_id()), 1, codebook, "", None, now())])
            # Nobody can undo the beginning of the project.
            self._connection.execute("UPDATE steps SET state = 'dropped'")

    @classmethod
    def open(cls, path: Path, person: CoderId | None = None, reading: Reading | None = None) -> Self:
        """Open a project file, migrating an older one after copying it aside; `reading`: only to be read, and how.

        Raises `BadProject` where it is missing, no project, damaged or newer than the program; it is untouched.
        """
        with open_files.kept_once_opened(reading):
            refuse_no_project(path)
            connection, notices, reading = open_database(path, reading)
        with open_files.kept_once_opened(reading):
            try:
                with explained_path(path):  # it may vanish in between
                    project = cls(connection, path, notices, reading)
            except BaseException:
                connection.close()
                raise
        try:
            project._arrive()
            if person is not None or project.owner is not None:
                project.person = person
        except BaseException:  # else the next file with its inode would be taken for it
            project.close()
            raise
        return project

    def open_again(self, person: CoderId | None = None) -> Self:
        """Open the file once more, on whatever thread; raises `FileGone` where another stands at its path by now."""
        self._file.refuse_another()
        project = type(self).open(self.path, person)
        if project._file is not self._file:
            project.close()
            self._file.refuse_another()
        return project

    @classmethod
    def open_to_read(cls, path: Path, why: str) -> Self:
        """Open a project file without a trace in it; `why`: it is not written, as a sentence. Raises as `open`."""
        if open_files.is_open(path):
            return cls.open(path)
        refuse_no_project(path)
        return cls.open(path, reading=reading_alone(path, why))

    def _arrive(self) -> None:
        latest = 0
        with damage_passed():
            latest = self.journal.latest()
            self.journal.news.begin(latest)
            self._file.see_latest(self._connection)
        self._file.own.begin(latest, self._file.presence.others())
        if self._file.reading is None:
            self._file.presence.arrive(latest)
            discard(working_name(self.path.resolve()))  # whoever was killed at it had the file alone
            remove_left_over(self.path.resolve().parent)

    @property
    def is_encrypted(self) -> bool:
        """Whether the file, and all that is kept beside it, can be read by its passphrase alone."""
        return self._file.secret is not None

    @property
    def name(self) -> str:
        """The project's name."""
        return self.settings.get().name

    @property
    def file_name(self) -> str:
        """What the project is called where nobody gives it a name: its file's name without the ending."""
        return text_of(self.path.stem)

    @property
    def origin(self) -> str:
        """The id of the project, the same in all copies of it."""
        return self.journal.sittings.origin

    @property
    def gold_id(self) -> LayerId:
        """The id of the gold layer: the same in all copies, whichever makes it."""
        return LayerId(gold_id(self.origin))

    @property
    def codebook(self) -> Codebook:
        """The codebook in force."""
        return self.codebooks.current().codebook

    @property
    def owner(self) -> CopyOwner | None:
        """Whose copy of the project this is, who alone works in it; None for a whole one."""
        with damage_passed():
            return self.handed.owner()
        return None

    def _name_of(self, coder: CoderId) -> str:
        return next((isolated(each.name) for each in self.coders.all() if each.id == coder), "somebody else")

    @property
    def person(self) -> CoderId | None:
        """Who writes: the coder whose steps these are; nobody where the adding of this coder was undone."""
        person = self.journal.person
        return CoderId(person) if person and self.coders.which_exist([person]) else None

    @person.setter
    def person(self, coder: CoderId | None) -> None:
        owner = self.owner
        if owner is not None:
            if coder not in (None, owner.person):
                raise NotAllowed(f"This is the copy of {self._name_of(owner.person)}, who alone works in it.")
            coder = owner.person
        if self.journal.person != (coder or ""):
            self.journal.person = coder or ""
            self._file.presence.say(next((each.name for each in self.coders.all() if each.id == coder), ""))

    def transact(self, verb: Verb) -> contextlib.AbstractContextManager[OpenStep]:
        """Open a step of the journal: the only way to write. See `Journal.transact`."""
        return self.journal.transact(verb)

    def note(self, verb: Verb) -> None:
        """Write down what changed no row. See `Journal.note`."""
        self.journal.note(verb)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read within one transaction, so that a long export sees one state of the project."""
        with explained(self.path.name), one_state(self._connection):
            yield

    def undo(self) -> Changes | None:
        """Take back the person's latest step. See `Journal.undo`."""
        return self.journal.undo()

    def redo(self) -> Changes | None:
        """Do the undone step again. See `Journal.redo`."""
        return self.journal.redo()

    def history(self, limit: int = 200) -> list[Step]:
        """Return the latest steps, newest first."""
        return self.journal.history(limit)

    def steps(
        self, limit: int, before: int | None = None, wanted: history_pages.HistoryFilter = history_pages.ALL_STEPS
    ) -> list[Step]:
        """Return a page of the history. See `history_pages.page`."""
        return history_pages.page(self._connection, limit, before, wanted)

    def who_did_steps(self) -> list[str]:
        """Return the ids of all who did a step, an empty one for nobody in particular."""
        return history_pages.people(self._connection)

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` with the `Changes` of every step, undo and redo, on this thread."""
        self.journal.listeners.append(listener)

    def check(self) -> list[str]:
        """Return what is wrong with the file, one sentence each; empty where all is well."""
        # Like all checks it is loaded when one is made: the window is open before that.
        from annotator.store.check import check  # noqa: PLC0415
        from annotator.store.check.schema_check import schema_problems  # noqa: PLC0415

        with explained(self.path.name), self.snapshot():
            beside = [*self._strange, *schema_problems(self._connection), *self.search_index.problems()]
            return list(dict.fromkeys([*check.problems(self._connection, self.codebooks), *beside]))

    def damage_behind(self, error: BaseException) -> str:
        """Return what of the file explains an exception that is no sentence by itself, empty where nothing does."""
        found = damage_behind(error, self._connection)
        return f"{self.path.name}: {found}" if found else ""

    def back_up(self, to: Path) -> None:
        """Write a complete, verified copy to a new file; raises `BadProject` where it exists already or cannot be."""
        write_copy(self._connection, to)

    def give_away(self, to: Path) -> None:
        """Write a copy for somebody else, as `back_up`: it is joined to no hub, since a login is one person's."""
        with changed_copy(self._connection, to) as copy:
            forget_hubs(copy)

    def compact(self) -> Compacted:
        """Give back the room in the file that nothing needs; raises `BadProject`, and all is as it was."""
        with explained(self.path.name):
            self._file.refuse_to_write()
            self.quick_check()
            self._file.refuse_if_gone(self._connection)
            try:
                return compact(self._connection)
            finally:
                self._file.know_checkpoint()

    def write_as_of(self, to: Path, step: int, tell: Callable[[int, int], object] = lambda done, of: None) -> None:
        """Write the project as it was after a step to a new file; raises `BadProject` as `back_up` does.

        `tell` is called with how many of the later steps are taken back, and may raise.
        """
        from annotator.store.history.earlier import rewind  # noqa: PLC0415 - with all that checks what it reads

        with changed_copy(self._connection, to) as copy:
            rewind(copy, step, tell)

    @property
    def written_by(self) -> WrittenBy:
        """Which versions of the program made the file and wrote it last."""
        with explained(self.path.name):
            return written_by(self._connection)

    @property
    def as_of(self) -> str:
        """When the project was as it is shown, in words; empty for the present one."""
        return self._file.reading.as_of if self._file.reading is not None else ""

    def show_others_to(self, person: CoderId) -> None:
        """Let a person see what others coded while the file is open, where it cannot be written that they asked."""
        self._file.shown_to.add(person)

    def shows_others_to(self, person: CoderId) -> bool:
        """Whether that was so, by whichever connection of this process."""
        return person in self._file.shown_to

    def backed_up_by(self, keeper: BackupKeeper | None) -> None:
        """Let a backup be made before each step that changes much, by this keeper or (None) not at all."""
        self.journal.writer.hold = None if keeper is None else lambda reason: keeper.hold(self.path, reason)

    def back_up_before(self, reason: str) -> None:
        """Make a backup now, if anybody keeps them, of what many steps are going to change; `reason`: one word."""
        if self.journal.writer.hold is not None:
            self.journal.writer.hold(reason)()

    def repeating(self, steps: Sequence[DoneStep]) -> Repeating:
        """Return what does the steps of a rescue file again, one by one."""
        return Repeating(self._connection, self.journal, steps)

    def sitting_steps(self) -> list[DoneStep]:
        """Return what was acknowledged since the file was opened in this process."""
        return list(self._file.sitting.steps())

    @property
    def read_only(self) -> str:
        """Why the project can be read alone, as a sentence; empty where it can be written."""
        return self._file.reading.why if self._file.reading is not None else ""

    @property
    def is_overwritten(self) -> bool:
        """Whether another program has written into the file while it was open, so that nothing read is certain."""
        return self._file.is_overwritten

    def others(self) -> tuple[Visitor, ...]:
        """Return who else has the file open, in the order of their coming; cheap, to be asked while idle."""
        return self._file.presence.others()

    def come_from_others(self) -> list[tuple[str, Changes]]:
        """Return what other programs have done since one asked last: whose step it is, and what it touched. Cheap."""
        with explained(self.path.name):
            return self.journal.come_from_others()

    def look(self) -> None:
        """Raise `FileGone` where the open file is not the one at its path any more; cheap, to be asked while idle."""
        self._file.refuse_if_gone(self._connection)

    def break_off(self) -> None:
        """Let what is being read end with `Cancelled`, and a step that is open go on to its end; for any thread."""
        self.journal.writer.breaking_off.break_off()

    def close(self) -> None:
        """Close the file and leave a single one behind; raises `FileGone`, closed, where that is noticed only now.

        It waits for nobody who reads: the log stays then, and whoever closes it last writes it into the file.
        """
        if not self._is_open:
            return
        self._is_open = False
        self.journal.writer.breaking_off.end()
        try:
            if self._file.gone is None:
                self.look()
        finally:
            try:
                self._let_go()
            finally:
                open_files.closed(self._file)

    def forget_key(self) -> None:
        """Ask for the passphrase of a closed project again, also where its file has gone away meanwhile."""
        if self._file.secret is not None:
            forget_key(self._file.secret)

    @property
    def is_checked(self) -> bool:
        """Whether it is known already if the file is sound."""
        return self._file.is_sound is not None

    def quick_check(self) -> None:
        """Find out whether the file is sound: before, no log is written into it. Raises `FileGone` where it is not."""
        with explained(self.path.name):
            self._file.take_check(is_sound(self._connection), self._connection)

    def first_look(self) -> list[str]:
        """Find out whether the file is sound, as `quick_check`; return which triggers, indexes and tables it lacks."""
        from annotator.store.check.schema_check import schema_problems  # noqa: PLC0415

        self.quick_check()
        with explained(self.path.name):
            return [*self._strange, *schema_problems(self._connection)]

    @property
    def _strange(self) -> tuple[str, ...]:
        return self._file.reading.strange if self._file.reading is not None else ()

    def _let_go(self) -> None:
        if self._file.reading is not None:
            finish_reading(sys.exception())
            self._connection.close()
            return
        # Where somebody else has it open this fails: the WAL stays, and nothing is lost.
        is_right = False
        try:
            # Not all that is written is a step: what was handed in is noted without one.
            if self._file.is_sound is None and self._connection.total_changes and self._file.gone is None:
                self.quick_check()
            if self._file.is_sound and self._file.may_be_folded:
                wait_for_nobody(self._connection)
                # What somebody put into its schema meanwhile is left as it is, and the log beside it.
                with contextlib.suppress(StrangeSchema):
                    with contextlib.suppress(sqlite3.DatabaseError):
                        if self.journal.sittings.has_begun and self._is_of_now():
                            pack(self._connection)
                    with contextlib.suppress(sqlite3.DatabaseError):
                        fold(self._connection)
                    is_right = self._file.may_be_folded
        finally:
            self._file.before_last_close()
            if is_right:
                close_last(self._connection)
            else:
                close_as_it_is(self._connection, self.path)

    def _is_of_now(self) -> bool:
        """Whether no newer version has changed the shape of the file while it was open."""
        with contextlib.suppress(TooNew):
            return is_up_to_date(self._connection, self.path)
        return False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # Damage shows where it is read, which may be in the midst of anything.
        is_broken = error is not None and is_broken_off(error)
        damage = self.damage_behind(error) if error is not None and not is_broken else ""
        self.close()
        if is_broken:
            raise Cancelled(BROKEN_OFF) from error
        if damage:
            raise BadProject(damage) from error
