"""What is open before the dataset can be published: looked at in the background, and said as a list."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.model.description import titles
from annotator.model.errors import Cancelled
from annotator.operations.exchange import exporting, publishing
from annotator.operations.people.seeing import Sight
from annotator.ui.background.session import Session
from annotator.ui.codebook.dialogs import AskDialog
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.stages import StagedDialog
from annotator.ui.kit.widgets import Outcome

_ASKED = (
    "What would be published shows what others coded before it is released. While you still code these texts, leave "
    "it. The history will say that you looked."
)
_INTRO = "As it stands now: gold, or all layers where there is none. Nothing is written."


class PublishingFlow(QObject):
    """Looks at the dataset as it would be published."""

    def __init__(self, session: Session, window: QWidget, describe: Callable[[], object]) -> None:
        """`describe`: opens the form on what the dataset says of itself."""
        super().__init__(window)
        self._session, self._window, self._describe = session, window, describe

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the command does."""
        return {"project.check_publication": self.check}

    def check(self) -> None:
        """Look at it; before what others coded is shown, ask whether it is to be."""
        if self._session.sight is Sight.ASKED and not self._session.may_see_others:
            ask = AskDialog("Look at what others coded?", _ASKED, "My own alone", "Show it all", "Cancel", self._window)
            ask.first.connect(self._look)
            ask.second.connect(self._show_and_look)
            open_dialog(ask)
        else:
            self._look()

    def _show_and_look(self) -> None:
        self._session.see_others("Publication")
        self._look()

    def _layer(self) -> str:
        """Return what is looked at: as much of it as whoever is at the desk sees."""
        project = self._session.project
        wanted = "gold" if project.layers.gold() is not None else "all"
        if self._session.may_see_others or not exporting.shows_others(project, wanted):
            return wanted
        own = [layer.name for layer in project.layers.all() if layer.coder == project.person]
        return own[0] if own else wanted

    def _look(self) -> None:
        layer, dialog = self._layer(), StagedDialog("What would be published", self._window, _INTRO)
        dialog.show_progress(0, 0, "")
        task = self._session.in_background(
            lambda project, progress: publishing.check_project(project, layer, progress),
            returned=lambda checks: dialog.show_report(
                check_lines(checks), "Describe the dataset…", check_details(checks)
            ),
            errored=lambda error: self._say_error(dialog, error),
        )
        task.progressed.connect(dialog.show_progress)
        dialog.cancel_requested.connect(task.cancel)
        dialog.more_requested.connect(self._describe)
        dialog.resize(640, 480)
        open_dialog(dialog)

    def _say_error(self, dialog: StagedDialog, error: Exception) -> None:
        dialog.show_report([])
        dialog.close()
        if not isinstance(error, Cancelled):
            open_dialog(ErrorDialog.of(error, self._window))


def check_lines(checks: list[publishing.PublishCheck]) -> list[tuple[Outcome, str]]:
    """Return what was looked at as lines of a report, how it stands first."""
    lines = [(Outcome.NOTICE if one.is_open else Outcome.DONE, _sentence(one)) for one in checks]
    ready = Outcome.DONE if publishing.is_ready(checks) else Outcome.NOTICE
    return [(ready, publishing.outcome_said(checks)), *lines]


def _sentence(check: publishing.PublishCheck) -> str:
    if not check.is_open:
        return f"{check.name}: {check.said}"
    first, *others = map(_words, check.problems)
    return f"{check.name}: {first}{f' (and {len(others)} more)' if others else ''}"


def _words(problem: publishing.Problem) -> str:
    """Return a problem with the field of the form that is to be filled in."""
    if len(problem.fields) != 1:
        return problem.words
    title = titles()[problem.fields[0]]
    return f"{problem.words} (field “{title[:1].upper()}{title[1:]}”)"


def check_details(checks: list[publishing.PublishCheck]) -> dict[int, list[str]]:
    """Return the problems of which a line of the report says the first alone, by its number."""
    return {number: [*map(_words, one.problems)] for number, one in enumerate(checks, 1) if len(one.problems) > 1}
