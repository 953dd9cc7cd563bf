"""What holds for every window of the shell: spoken names, Tab reaches all, Escape closes, a small screen will do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.acts.finding import ActorIndex
from annotator.licences import parts
from annotator.likeness.alike import TextLikeness
from annotator.model.actor import Actor, ActorKind
from annotator.model.assigning.saying import PersonalWork
from annotator.model.coder import Coder, Layer, LayerKind, TeamRole
from annotator.model.description import DataAuthor, Description
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
from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force
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
from annotator.ui.kit import theme, themes
from annotator.ui.kit.picker import Picker, PickItem
from annotator.ui.kit.widgets import Outcome
from annotator.ui.settings.settings import RecentProject, Settings
from annotator.ui.window.start_page import StartPage
from tests.examples import in_turn
from tests.ui.dialogs.test_codebook_dialog import CODEBOOK
from tests.ui.documents.rows import row
from tests.ui.named_keys import CHANGED, found_in, texts_of

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


@pytest.fixture(autouse=True)
def desks(tmp_path: Path) -> Iterator[None]:
    """Say where projects may be made, and close them."""
    FOLDERS.append(tmp_path)
    yield
    for each in DESKS:
        each.close()
    FOLDERS.clear()
    DESKS.clear()


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
GIVEN_KEYS = {"shortcuts", "preferences", "codebook"}
"""Those that are given the keys that they show."""
every_window = pytest.mark.parametrize("name", MADE)


def opened(qtbot: QtBot, name: str) -> QWidget:
    window = MADE[name]()
    qtbot.addWidget(window)
    window.show()
    return window


def reachable(window: QWidget) -> list[QWidget]:
    """Return the controls that Tab is to reach; a proxy's own field counts for it."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
    ]


@every_window
def test_every_control_has_a_name_and_a_role_for_screen_readers(qtbot: QtBot, name: str) -> None:
    window = opened(qtbot, name)
    for widget in reachable(window):
        told = QAccessible.queryAccessibleInterface(widget)
        assert told is not None
        assert told.text(QAccessible.Text.Name), f"{widget} has no name"
        assert told.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), f"{widget} has no role"


@every_window
def test_tab_reaches_every_control_and_comes_round(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    theme.apply(qapp, themes.LIGHT)  # Tab passes over some buttons with a style sheet alone
    window = opened(qtbot, name)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    seen: list[QWidget] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert [widget for widget in reachable(window) if widget not in seen] == []


@every_window
def test_the_key_of_a_caption_goes_to_its_field(qtbot: QtBot, name: str) -> None:
    window = opened(qtbot, name)
    for caption in window.findChildren(QLabel):
        field = caption.buddy()
        if field is not None and "&" in caption.text():
            assert field.focusPolicy() != Qt.FocusPolicy.NoFocus, f"the key of “{caption.text()}” goes nowhere"


@every_window
def test_escape_closes_a_dialog(qtbot: QtBot, name: str) -> None:
    window = opened(qtbot, name)
    if isinstance(window, QDialog):
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert window.isHidden()


@every_window
def test_it_fits_a_small_screen(qtbot: QtBot, name: str) -> None:
    window = opened(qtbot, name)
    assert window.width() <= 1000
    assert window.height() <= 680
    assert window.minimumSizeHint().width() <= 900


@pytest.mark.hypothesis  # for `make torture`, which plays again what is marked so: every one in every theme
@pytest.mark.parametrize(("name", "look"), in_turn(tuple(MADE), themes.THEMES))
def test_it_is_drawn_in_the_colours_of_every_theme(
    qtbot: QtBot, qapp: QApplication, name: str, look: themes.Theme
) -> None:
    theme.apply(qapp, look)
    window = opened(qtbot, name)
    image = window.grab().toImage()
    assert image.pixelColor(4, 4).name().upper() in (look.frame.upper(), look.paper.upper())


@every_window
def test_a_new_theme_reaches_an_open_window(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    theme.apply(qapp, themes.LIGHT)
    window = opened(qtbot, name)
    theme.apply(qapp, themes.DARK)
    image = window.grab().toImage()
    assert image.pixelColor(4, 4).name().upper() in (themes.DARK.frame, themes.DARK.paper)
    for label in window.findChildren(QLabel):
        ground = themes.DARK.frame
        assert theme.contrast(label.palette().color(label.foregroundRole()).name(), ground) >= 2.5 or not label.text()


@every_window
def test_the_focus_is_seen(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    theme.apply(qapp, themes.LIGHT)
    window = opened(qtbot, name)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    for widget in reachable(window):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        ringed = widget.grab().toImage()
        widget.clearFocus()
        assert ringed != widget.grab().toImage(), f"{widget} looks the same with the focus"


def test_a_default_button_and_its_ring_can_be_told_apart(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    dialog = opened(qtbot, "reason")
    button = next(button for button in dialog.findChildren(QPushButton) if button.isDefault())
    dialog.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    image = button.grab().toImage()
    assert image.pixelColor(1, image.height() // 2).name().upper() == themes.LIGHT.ink


@every_window
def test_it_names_no_key_that_was_changed(qtbot: QtBot, name: str) -> None:
    put_in_force(keys_in_force(CHANGED))
    assert name in GIVEN_KEYS or found_in(texts_of(opened(qtbot, name))) == []
