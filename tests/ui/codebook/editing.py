"""The codebook edited in a test: a form alone, or the workspace in the real window."""

from typing import Any

from annotator.model.codebook import Codebook
from annotator.ui.codebook.attribute_form import AttributeForm
from annotator.ui.codebook.dialogs import SaveDialog
from annotator.ui.codebook.draft import Draft
from annotator.ui.codebook.editor import Editor
from annotator.ui.codebook.label_form import LabelForm
from annotator.ui.codebook.verb_dialogs import VerbDialog
from annotator.ui.codebook.workspace import CodebookWorkspace
from tests.ui.windows import Stage


def draft_of(editor: Editor) -> Draft:
    """Return the draft that an editor of the fixture shows."""
    draft: Draft = editor.draft  # type: ignore[attr-defined]
    return draft


def attribute_form(form: LabelForm) -> AttributeForm:
    """Return the form of the attribute at hand."""
    found = form.attributes.form
    assert isinstance(found, AttributeForm)
    return found


def book(stage: Stage) -> CodebookWorkspace:
    """Return the workspace."""
    return stage.window.workspaces.of(CodebookWorkspace)


def settled(stage: Stage) -> None:
    """Wait until nothing is looked for any more."""
    workspace = book(stage)

    def is_quiet() -> bool:
        return not (workspace.is_waiting or workspace.looker.is_busy or stage.window.session.tasks.busy)

    stage.qtbot.waitUntil(is_quiet)


def in_force(stage: Stage) -> Codebook:
    """Return the codebook of the project."""
    return stage.window.session.project.codebook


def version(stage: Stage) -> int:
    """Return the number of the version in force."""
    return stage.window.session.project.codebooks.current().number


def save(stage: Stage, note: str = "") -> None:
    """Save the draft by keys, with this note."""
    stage.press("Ctrl+S")
    stage.dialog(SaveDialog)
    if note:
        stage.write(note)
    stage.press("Return")
    stage.without_dialog()
    settled(stage)


def agree(stage: Stage, kind: type[VerbDialog]) -> None:
    """Wait for what a verb touches, and agree to it."""
    dialog = stage.dialog(kind)
    stage.qtbot.waitUntil(lambda: dialog.is_ready)
    dialog.accept()
    stage.without_dialog()
    settled(stage)


def sharpen(stage: Stage) -> None:
    """Change what an appeal means, and save it."""
    book(stage).labels.choose("appeal")
    book(stage).editor.form.texts["definition"].appendPlainText("Only in so many words.")
    save(stage, "sharper")


def change(draft: Draft, **fields: Any) -> None:
    """Change fields of the label Appeal in a draft."""
    label = draft.get("appeal")
    assert label is not None
    draft.put(label.model_copy(update=fields))
