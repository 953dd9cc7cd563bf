"""What can be done now: what holds of the open project, of the page and of all workspaces, for the commands."""

from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope, CommandState, Fact, holding
from annotator.ui.window.project_page import ProjectPage


def command_state(session: Session, page: ProjectPage) -> CommandState:
    """Return where one is and what holds there, and what commands are called that are not always called the same."""
    titles, has_document = _steps(session), page.document is not None
    as_of, is_encrypted = session.project.as_of, session.project.is_encrypted
    own = {
        Fact.PROJECT: True,
        Fact.DOCUMENT: has_document,
        Fact.TEXT: has_document and page.workspace.pane is not None,
        Fact.UNDO: "edit.undo" in titles,
        Fact.REDO: "edit.redo" in titles,
        Fact.EARLIER: bool(as_of),
        Fact.PLAIN: not as_of and not is_encrypted,
        Fact.ENCRYPTED: not as_of and is_encrypted,
    }
    # Nothing can be done yet in a workspace about which a coder is asked first.
    place = CommandScope.PROJECT if page.is_veiled else page.workspace.place
    facts, titles = holding(own) | page.workspaces.facts(), titles | page.workspaces.titles()
    return CommandState(place, facts, titles, session.refused_acts)


def _steps(session: Session) -> dict[str, str]:
    """Return what undo and redo would do, as their titles; without one where there is nothing to do."""
    undo, redo = session.next_steps()
    titles = {"edit.undo": undo and f"Undo: {undo}", "edit.redo": redo and f"Redo: {redo}"}
    return {id: title for id, title in titles.items() if title}
