"""Which place of the manual tells of what is at hand: the one table of workspaces and dialogs.

Dialogs are named by their class, so that the manual knows none of them; the page of a workspace is what is shown for
whatever opens over it and is not named here.
"""

from collections.abc import Mapping

from annotator.ui.commands.commands import CommandScope
from annotator.ui.manual.pages import FIRST, ManualPlace

WORKSPACES: Mapping[str, ManualPlace] = {
    CommandScope.ANYWHERE: ManualPlace(FIRST),
    CommandScope.DOCUMENTS: ManualPlace("documents"),
    CommandScope.CODE: ManualPlace("coding"),
    CommandScope.PASSAGES: ManualPlace("passages"),
    CommandScope.ADJUDICATE: ManualPlace("adjudicate"),
    CommandScope.AGREEMENT: ManualPlace("agreement-window"),
    CommandScope.EXPLORE: ManualPlace("explore"),
    CommandScope.CODEBOOK: ManualPlace("codebook"),
    CommandScope.ACTORS: ManualPlace("actors"),
    CommandScope.FEEDBACK: ManualPlace("feedback"),
    CommandScope.TEAM: ManualPlace("team"),
    CommandScope.HISTORY: ManualPlace("history"),
}
"""By the id of the workspace; the start page is anywhere."""

_LABELS = ManualPlace("codebook", "labels-changed-with-their-codings")
_AGREEMENT = ManualPlace("agreement-window")
DIALOGS: Mapping[str, ManualPlace] = {
    "AboutDialog": ManualPlace(FIRST),
    "LicencesDialog": ManualPlace(FIRST),
    "ImportDialog": ManualPlace("import"),
    "TogetherDialog": ManualPlace("team", "two-who-lead-two-machines"),
    "ImportPlanDialog": ManualPlace("import", "a-layer-delivered-again"),
    "JoinDialog": ManualPlace("metadata"),
    "RereadDialog": ManualPlace("rereading"),
    "ExportDialog": ManualPlace("export"),
    "DescriptionDialog": ManualPlace("publishing", "the-description"),
    "NewProjectDialog": ManualPlace(FIRST, "the-start-page"),
    "PeopleDialog": ManualPlace("people"),
    "HandedInDialog": ManualPlace("coders", "your-copy"),
    "WhoCodesDialog": ManualPlace("team", "giving-out-work"),
    "GiveOutDialog": ManualPlace("team", "giving-out-work"),
    "WhoDialog": ManualPlace(FIRST, "who-is-coding"),
    "DetailsDialog": ManualPlace("documents", "the-form"),
    "SetDialog": ManualPlace("documents", "sets"),
    "FieldDialog": ManualPlace("documents", "the-form"),
    "ColumnDialog": ManualPlace("documents", "the-table"),
    "CodersDialog": ManualPlace("adjudicate"),
    "ActsDialog": ManualPlace("team", "taking-in"),
    "ShareHubDialog": ManualPlace("hub", "share-a-project-over-a-hub"),
    "InviteDialog": ManualPlace("hub", "invite-people"),
    "JoinHubDialog": ManualPlace("hub", "join"),
    **dict.fromkeys(("HubPasswordDialog", "RevokeDialog"), ManualPlace("hub", "a-password-is-lost-somebody-leaves")),
    "LeaveHubDialog": ManualPlace("hub", "a-password-is-lost-somebody-leaves"),
    "RevertDialog": ManualPlace("history", "reverting-a-step"),
    "PreferencesDialog": ManualPlace("preferences"),
    "ShortcutsDialog": ManualPlace("keys"),
    "ErrorDialog": ManualPlace("troubleshooting"),
    "ReasonDialog": ManualPlace("adjudicate", "reasons"),
    "ReasonsDialog": ManualPlace("adjudicate", "reasons"),
    "ReleaseDialog": ManualPlace("feedback", "release"),
    "TrainingDialog": ManualPlace("feedback", "a-training-round"),
    "ResultsDialog": ManualPlace("feedback", "a-training-round"),
    "RecycleBinDialog": ManualPlace("bin"),
    "DuplicatesDialog": ManualPlace("duplicates"),
    "JournalDialog": ManualPlace("memos", "the-journal"),
    "UnitsDialog": ManualPlace("units", "split-and-join"),
    "RemovalDialog": ManualPlace("bin", "what-goes-there"),
    "BackupsDialog": ManualPlace("project", "backups"),
    "EraseDialog": ManualPlace("project", "erasing-for-good"),
    "LostFileDialog": ManualPlace("project", "when-the-file-goes-away-while-you-work"),
    "DamagedDialog": ManualPlace("project", "repair"),
    "PassphraseDialog": ManualPlace("project", "encrypted-projects"),
    "EncryptionDialog": ManualPlace("project", "encrypted-projects"),
    "RecodeDialog": ManualPlace("feedback", "a-re-code-sample"),
    "CodebookDialog": ManualPlace("codebook"),
    "SaveDialog": ManualPlace("codebook", "versions"),
    "LoadDialog": ManualPlace("codebook", "files"),
    **dict.fromkeys(("RenameDialog", "RetireDialog", "MergeDialog", "MoveDialog", "SplitLabelDialog"), _LABELS),
    "NewActorDialog": ManualPlace("actors"),
    "PlaceDialog": ManualPlace("actors", "merge-split-remove"),
    "SplitActorDialog": ManualPlace("actors", "merge-split-remove"),
    "StudyReportDialog": ManualPlace("agreement"),
    "IntervalDialog": ManualPlace("intervals"),
    "TickDialog": _AGREEMENT,
}
"""By the name of the class."""
OF_THE_PLACE = frozenset({"AskDialog", "ReportDialog", "Picker"})
"""Dialogs that ask or tell of anything: the page of the workspace below is the right one."""


def place_for(workspace: str, dialog: str = "") -> ManualPlace:
    """Return the place that tells of a dialog, else of the workspace below it, else the first page."""
    return DIALOGS.get(dialog) or WORKSPACES.get(workspace) or ManualPlace(FIRST)
