"""One of each window of the shell, by a name: the list that tests walk, and that a copy of the bundle shows as well.

It needs nothing of pytest, since a bundle has none (`tests/bundling/shown_inside.py`).
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.acts.finding import ActorIndex
from annotator.licences import parts
from annotator.likeness.alike import TextLikeness
from annotator.model.actor import Actor, ActorKind
from annotator.model.assigning.saying import PersonalWork
from annotator.model.coder import Coder, Layer, LayerKind, TeamRole
from annotator.model.data_author import DataAuthor
from annotator.model.description import Description
from annotator.model.document import DocumentInfo
from annotator.model.ids import ActorId, CoderId, DocumentId, LayerId, MemoId
from annotator.model.memo import Memo
from annotator.operations.codebook.bringing_together import VersionDifference
from annotator.operations.documents.duplicates import AlikePair, ComparedDocuments
from annotator.operations.new_project import new_project
from annotator.operations.project.encryption import Rewriting
from annotator.operations.project.history import Line
from annotator.operations.team.giving_out import GiveOutRequest, WorkPreview
from annotator.ui.actors.dialogs import NewActorDialog, PlaceDialog, SplitActorDialog
from annotator.ui.agreement.interval_dialog import IntervalDialog
from annotator.ui.agreement.report_dialog import StudyReportDialog
from annotator.ui.agreement.tick_dialog import TickDialog
from annotator.ui.background.session import Session
from annotator.ui.codebook import verb_dialogs
from annotator.ui.codebook.dialogs import AskDialog, SaveDialog
from annotator.ui.codebook.load_dialog import LoadDialog
from annotator.ui.codebook.together_dialog import TogetherDialog
from annotator.ui.dialogs.about import AboutDialog
from annotator.ui.dialogs.acts_dialog import ActsDialog
from annotator.ui.dialogs.backups import BackupsDialog
from annotator.ui.dialogs.codebook_dialog import CodebookDialog
from annotator.ui.dialogs.coders import CodersDialog
from annotator.ui.dialogs.damaged import DamagedDialog
from annotator.ui.dialogs.description_dialog import DescriptionDialog
from annotator.ui.dialogs.encryption_dialog import EncryptionDialog
from annotator.ui.dialogs.erase import EraseDialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.export_choice import ExportFormat, ExportPreview
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.give_out.dialog import GiveOutDialog
from annotator.ui.dialogs.give_out.form import GiveOutChoices
from annotator.ui.dialogs.handed_in import HandedInDialog
from annotator.ui.dialogs.hub.agree import LeaveHubDialog, RevokeDialog
from annotator.ui.dialogs.hub.invite import InviteDialog
from annotator.ui.dialogs.hub.join import JoinHubDialog
from annotator.ui.dialogs.hub.password import HubPasswordDialog
from annotator.ui.dialogs.hub.share import ShareHubDialog
from annotator.ui.dialogs.import_choice import FileKind, FilePreview
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.import_plan import ImportAhead, ImportPlanDialog, MatchRow
from annotator.ui.dialogs.joining.join_dialog import JoinDialog
from annotator.ui.dialogs.journal import JournalDialog, JournalRow
from annotator.ui.dialogs.licences import LicencesDialog
from annotator.ui.dialogs.lost_file import LostFileDialog
from annotator.ui.dialogs.new_project import NewProjectDialog
from annotator.ui.dialogs.passphrase_dialog import PassphraseDialog
from annotator.ui.dialogs.people_dialog import PeopleDialog
from annotator.ui.dialogs.preferences import PreferencesDialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.dialogs.reasons_dialog import ReasonsDialog
from annotator.ui.dialogs.recode_dialog import CoderWork, RecodeDialog
from annotator.ui.dialogs.recycle_bin import RecycleBinDialog
from annotator.ui.dialogs.release_dialog import ReleaseDialog
from annotator.ui.dialogs.removal import Removable, RemovalDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.reread_dialog import RereadDialog
from annotator.ui.dialogs.shortcuts import ShortcutsDialog
from annotator.ui.dialogs.ticks import TickEntry
from annotator.ui.dialogs.training_dialog import ResultsDialog, TrainingDialog
from annotator.ui.dialogs.units_dialog import UnitsDialog
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.documents.column_dialog import ColumnDialog
from annotator.ui.documents.columns import columns_of
from annotator.ui.documents.details_dialog import DetailsDialog
from annotator.ui.documents.duplicates_dialog import DuplicatesDialog
from annotator.ui.documents.field_dialog import FieldDialog
from annotator.ui.documents.set_dialog import SetDialog
from annotator.ui.documents.who_codes_dialog import CoderOfSome, WhoCodesDialog
from annotator.ui.history.revert_dialog import RevertDialog
from annotator.ui.kit.picker import Picker, PickItem
from annotator.ui.kit.widgets import Outcome
from annotator.ui.settings.settings import RecentProject, Settings
from annotator.ui.window.start_page import StartPage
from tests.ui.dialogs.codebook_of_acts import CODEBOOK
from tests.ui.documents.one_row import row

HERE = Path(__file__).parent
HUB = "hub.institute-for-diplomatic-history.example.org:5433/diplomatic_texts"


ANAS = Layer(id=LayerId("a"), name="Ana", kind=LayerKind.CODER, coder=CoderId("1"))
FRANCE = Actor(id=ActorId("fra"), name="France", kind=ActorKind.STATE, aliases=("Paris", "法国"))

ENTRIES = (TickEntry("a", "First", "ready"), TickEntry("b", "Second", "no gold yet"))


def importing() -> QWidget:
    dialog = ImportDialog((FileKind("text", "Plain text", (".txt",)),), lambda item: FilePreview("Plain text", (), 1))
    dialog.add_paths([HERE / "a.txt", HERE / "b.txt"])
    return dialog


def starting() -> QWidget:
    page = StartPage()
    page.set_recent([RecentProject(path=HERE), RecentProject(path=HERE / "gone")])
    return page


FOLDERS: list[Path] = []
DESKS: list[Session] = []


def duplicate() -> QWidget:
    dialog = DuplicatesDialog()
    pair = AlikePair(DocumentId("a"), DocumentId("b"), TextLikeness(0.9, 1.0, 0.9))
    infos = [DocumentInfo(DocumentId(id), id, id, 5, {}, "", 0) for id in "ab"]
    dialog.show_busy(False)
    dialog.show_pairs([(pair, "a", "b")])
    dialog.show_compared(ComparedDocuments((infos[0], infos[1]), ("x", "y"), (), "1 word differs", (0, 2)))
    return dialog


def journal() -> QWidget:
    dialog = JournalDialog(sees_others=False)
    made = Memo(MemoId("m"), DocumentId("d"), CoderId("1"), "标题", "مذكرة", "2026-11-24T17:38:00Z", "")
    dialog.show_rows([JournalRow(made, "Ana", "Speech", is_own=True)], "m")
    return dialog


def desk() -> Session:
    """Return a session with a project, in which verbs are planned."""
    made = Session()
    made.open(new_project(FOLDERS[0] / f"{len(DESKS)}.annot", CODEBOOK))
    DESKS.append(made)
    return made


def give_out() -> QWidget:
    work = (("Ana", PersonalWork(CoderId("1"), 9, 900, 2, 1, 0)), ("مريم", PersonalWork(CoderId("2"), 9, 900, 2, 1, 0)))
    preview = WorkPreview("18 documents.", work, ("Too few.",), gives=True)
    choices = GiveOutChoices(((CoderId("1"), "Ana", "coder"), (CoderId("2"), "مريم", "coder")), ("Round",), ("kind",))
    request = GiveOutRequest(people=(CoderId("1"),), pilot=3, filter="kind:x")
    return GiveOutDialog(choices, request, lambda _: preview, HERE / "to send")


A_LINE = Line("Code", "Appeal", "Speech", "Ana", "2026-11-24T17:38:00Z", number=7)
MADE: dict[str, Callable[[], QWidget]] = {
    "new actor": lambda: NewActorDialog(ActorIndex([FRANCE])),
    "place of an actor": lambda: PlaceDialog("Merge into…", "Two.", ActorIndex([FRANCE]), ActorId("x"), "Merge"),
    "split an actor": lambda: SplitActorDialog(FRANCE, ()),
    "lost file": lambda: LostFileDialog("p.annot was deleted."),
    "damaged": lambda: DamagedDialog("p.annot is damaged."),
    "damaged with faults": lambda: DamagedDialog("The check finds a fault.", ["A text is gone."]),
    "erase": lambda: EraseDialog("Erase for good", ["This would erase 1 document."], ["Nobody knows."]),
    "about": lambda: AboutDialog(HERE / "no.log"),
    "licences": lambda: LicencesDialog(parts()),
    "new project": lambda: NewProjectDialog(HERE, "Ana"),
    "details of a document": lambda: DetailsDialog(row("1", "Speech", date="2026-01-02", own="x"), {}),
    "read anew": lambda: RereadDialog("Speech", has_kept=True),
    "a set of documents": lambda: SetDialog("kind:readout", 3),
    "a field of documents": lambda: FieldDialog(["date"]),
    "columns of documents": lambda: ColumnDialog(columns_of(["tag"], [], shows_gold=True), []),
    "people": lambda: PeopleDialog([Coder(id=CoderId("1"), name="Ana", pseudonym="1", roles=(TeamRole.LEAD,))], False),
    "who": lambda: WhoDialog([Coder(id=CoderId("1"), name="Ana", pseudonym="1")]),
    "compared": lambda: TickDialog("Labels", "Some.", [("a", "Appeal"), ("b", "Warning")], ["a"]),
    "intervals": lambda: IntervalDialog(0.95, 1),
    "report of agreement": lambda: StudyReportDialog(),
    "coders": lambda: CodersDialog(["Ana", "Ben", "Cleo"], ["Ana", "Ben"]),
    "reasons": lambda: ReasonsDialog(("Wrong label", "Overlooked")),
    "release gold": lambda: ReleaseDialog(ENTRIES, ["a"], ["a"], lambda chosen: "Not ready." if chosen else ""),
    "training round": lambda: TrainingDialog(ENTRIES, ["a"], 0.8),
    "training results": lambda: ResultsDialog(["Coder", "All", "Round"], [["Ana", "90 %", "passed"]], "80 %"),
    "re-code sample": lambda: RecodeDialog((CoderWork("1", "Ana", 10, seen=2),)),
    "import": importing,
    "before an import": lambda: ImportPlanDialog(
        ImportAhead(
            ("Ana: 1 coding is changed.",),
            ("changed: Appeal “urged”: note",),
            True,
            (MatchRow("party", "Party", "Nothing here is called so", None),),
            (("actor", "Actor"),),
            (MatchRow("9", "مريم", "Proposed for the same name", "2"),),
            (("2", "مريم"),),
        )
    ),
    "export": lambda: ExportDialog(
        (ExportFormat("jsonl", "JSON Lines", "all.", "", (".jsonl",)),),
        (("gold", "Gold"),),
        lambda request: ExportPreview("{}", ("One is lost.",)),
        HERE / "out",
    ),
    "description": lambda: DescriptionDialog(Description(authors=(DataAuthor(name="Souza, Ana"),))),
    "give out": give_out,
    "who codes": lambda: WhoCodesDialog(
        "3 documents", 3, [CoderOfSome(CoderId("1"), "Ana", 2), CoderOfSome(CoderId("2"), "مريم", 0)]
    ),
    "share over a hub": lambda: ShareHubDialog(1_000, 20_000, f"postgresql://lea@{HUB}"),
    "invite": lambda: InviteDialog(HUB, ENTRIES, ["a"], HERE),
    "join with an invitation": lambda: JoinHubDialog("Lea invites مريم.", f"The hub is {HUB}.", HERE / "new.annot"),
    "join in the open copy": lambda: JoinHubDialog("Lea invites 王芳.", f"The hub is {HUB}.", None, "readouts.annot"),
    "password of the hub": lambda: HubPasswordDialog(HUB, "lea", "The hub does not take this password."),
    "leave the hub": lambda: LeaveHubDialog(HUB, ["12 acts wait here."]),
    "revoke": lambda: RevokeDialog(HUB, ENTRIES),
    "handed in": lambda: HandedInDialog("Wrote Ana.packet: 3 acts.", HERE / "Ana.packet"),
    "join": JoinDialog,
    "passphrase": lambda: PassphraseDialog("talks.annot"),
    "encryption": lambda: EncryptionDialog(Rewriting.CHANGE, HERE / "new.annot", "The old file stays."),
    "decryption": lambda: EncryptionDialog(Rewriting.DECRYPT, HERE / "new.annot", "The old file stays."),
    "journal": journal,
    "duplicates": duplicate,
    "report": lambda: ReportDialog("Import", [(Outcome.DONE, "Done.")]),
    "codebook": lambda: CodebookDialog(CODEBOOK),
    "shortcuts": lambda: ShortcutsDialog([("File", "Open…", "Ctrl+O")]),
    "preferences": lambda: PreferencesDialog(Settings()),
    "error": lambda: ErrorDialog("It is newer.", "Traceback"),
    "reason": lambda: ReasonDialog("Note", "Note on “urged”"),
    "backups": lambda: BackupsDialog("talks"),
    "bin": lambda: RecycleBinDialog(),
    "units": lambda: UnitsDialog("Split unit 3", "Split", ["1 coding follows to each part."], ["Ana: Appeal, “x”"]),
    "removal": lambda: RemovalDialog([Removable("Ben", CoderId("1"))]),
    "acts": lambda: ActsDialog("Ana 2026-11-24.packet", [A_LINE], True),
    "revert": lambda: RevertDialog(A_LINE, [A_LINE], 5),
    "picker": lambda: Picker([PickItem("a", "Open…", enabled=False), PickItem("b", "New…")], "Commands", "", ""),
    "start": starting,
    "load codebook": lambda: LoadDialog(
        "codes.qdc", {False: ["The label A was removed."], True: ["The label B was added."]}, ["1 group is left out."]
    ),
    "save codebook": lambda: SaveDialog(["Appeal has a new role Speaker."], ["Appeal: 1 coding has “urges”."]),
    "bring versions together": lambda: TogetherDialog(
        ("3b", "3"), [VersionDifference(("appeal", "name"), "Appeal: name", "Appeal", "مناشدة", None)]
    ),
    "ask": lambda: AskDialog("Unsaved", "1 change is not saved.", "Save…", "Discard", "Stay"),
    "rename label": lambda: verb_dialogs.RenameDialog(CODEBOOK.labels[0], desk()),
    "retire label": lambda: verb_dialogs.RetireDialog(CODEBOOK.labels[0], desk()),
    "merge label": lambda: verb_dialogs.MergeDialog(CODEBOOK.labels[0], CODEBOOK, desk()),
    "move label": lambda: verb_dialogs.MoveDialog(CODEBOOK.labels[0], CODEBOOK, desk()),
    "split label": lambda: verb_dialogs.SplitLabelDialog(CODEBOOK.labels[0], CODEBOOK, desk()),
}
