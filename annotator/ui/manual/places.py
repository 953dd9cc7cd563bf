"""Which place of the manual tells of what is at hand: the one table of workspaces and dialogs.

Dialogs are named by their class, so that the manual knows none of them; the page of a workspace is what is shown for
whatever opens over it and is not named here.
"""

from collections.abc import Mapping

from annotator.ui.commands.commands import CommandScope
from annotator.ui.manual.pages import FIRST, Place

WORKSPACES: Mapping[str, Place] = {
    CommandScope.ANYWHERE: Place(FIRST),
    CommandScope.CODE: Place("coding"),
    CommandScope.ADJUDICATE: Place("adjudicate"),
    CommandScope.AGREEMENT: Place("agreement-window"),
    CommandScope.EXPLORE: Place("explore"),
    CommandScope.CODEBOOK: Place("codebook"),
    CommandScope.ACTORS: Place("actors"),
    CommandScope.FEEDBACK: Place("feedback"),
}
"""By the id of the workspace; the start page is anywhere."""

_LABELS = Place("codebook", "labels-changed-with-their-codings")
_AGREEMENT = Place("agreement-window")
DIALOGS: Mapping[str, Place] = {
    "AboutDialog": Place(FIRST),
    "LicencesDialog": Place(FIRST),
    "ImportDialog": Place("import"),
    "ExportDialog": Place("export"),
    "NewProjectDialog": Place(FIRST, "the-start-page"),
    "WhoDialog": Place(FIRST, "who-is-coding"),
    "HistoryDialog": Place("project", "undo-and-redo"),
    "PreferencesDialog": Place("preferences"),
    "ShortcutsDialog": Place("keys"),
    "ErrorDialog": Place("troubleshooting"),
    "PolicyDialog": Place("adjudicate", "settle-by-a-policy"),
    "ReasonDialog": Place("adjudicate", "reasons"),
    "ReasonsDialog": Place("adjudicate", "reasons"),
    "ReleaseDialog": Place("feedback", "release"),
    "TrainingDialog": Place("feedback", "a-training-round"),
    "ResultsDialog": Place("feedback", "a-training-round"),
    "RecodeDialog": Place("feedback", "a-re-code-sample"),
    "CodebookDialog": Place("codebook"),
    "SaveDialog": Place("codebook", "versions"),
    **dict.fromkeys(("RenameDialog", "RetireDialog", "MergeDialog", "MoveDialog", "SplitLabelDialog"), _LABELS),
    "NewActorDialog": Place("actors"),
    "PlaceDialog": Place("actors", "merge-split-remove"),
    "SplitActorDialog": Place("actors", "merge-split-remove"),
    "StudyReportDialog": Place("agreement"),
    "IntervalDialog": Place("intervals"),
    "TickDialog": _AGREEMENT,
}
"""By the name of the class."""


def place_for(workspace: str, dialog: str = "") -> Place:
    """Return the place that tells of a dialog, else of the workspace below it, else the first page."""
    return DIALOGS.get(dialog) or WORKSPACES.get(workspace) or Place(FIRST)
