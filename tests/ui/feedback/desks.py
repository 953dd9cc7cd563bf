"""The workspace Feedback in the real window."""

from pathlib import Path

from annotator.operations.feedback import releases
from annotator.store.project import Project
from annotator.ui.feedback.workspace import FeedbackWorkspace
from tests.ui.windows import Stage

TEXT = "China urged France to talk. France warned Russia. Both will help Kyiv. They met in Rome."
OTHER = "Paris called on Beijing to act."
ARABIC = "دعا الرئيس الفرنسي الصين إلى الحوار."


def release(path: Path, *documents: int) -> None:
    with Project.open(path) as project:
        infos = project.documents.all()
        releases.release(project, [infos[number].id for number in documents])


def settled(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)


def entered(stage: Stage, path: Path, who: str = "Ana") -> FeedbackWorkspace:
    stage.open(path, who)
    stage.press("Ctrl+Shift+4")
    settled(stage)
    return workspace(stage)


def workspace(stage: Stage) -> FeedbackWorkspace:
    return stage.window.workspaces.of(FeedbackWorkspace)


def marked(stage: Stage) -> list[tuple[int, int]]:
    """Return (lane, start) of all marks in the text."""
    reader, length = stage.reader, len(stage.text)
    found = {mark.id: mark for at in range(length) for mark in reader.sheet.marks_at(at)}
    return sorted((mark.lane, mark.start) for mark in found.values())
