"""Import and export: the dialogs ask, a background task does it, the dialogs say what came of it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.model.errors import Cancelled, WouldReplace
from annotator.model.ids import CoderId, DocumentId
from annotator.operations.documents import sets
from annotator.operations.documents.source_files import Keeping
from annotator.operations.exchange import exporting, format_choices
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.import_report import ImportReport, RowKind
from annotator.operations.exchange.importing import import_sources, needs_project, preview
from annotator.operations.exchange.splitting import SplitOptions
from annotator.operations.people.roles import Right
from annotator.operations.people.seeing import Sight
from annotator.operations.project import encryption
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Task
from annotator.ui.codebook.dialogs import AskDialog
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.export_choice import ExportChoice, ExportFormat, ExportPreview, ExportRequest
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_choice import FileKind, FilePreview, ImportChoice, ImportItem
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.import_plan import ImportAhead, ImportAnswer, ImportPlanDialog
from annotator.ui.dialogs.stages import StagedDialog
from annotator.ui.kit.widgets import Outcome
from annotator.ui.window.flows import importing
from annotator.ui.window.flows.import_reports import save_import_report, save_loss_list
from annotator.ui.window.flows.joining import JoinFlow

_ASKED = (
    "An export of gold, or of others’ layers, shows what others coded before it is released. While you still code "
    "these texts, leave it. The history will say that you looked."
)
_OUTCOMES = {
    RowKind.FAILED: Outcome.FAILED,
    RowKind.READ: Outcome.DONE,
    RowKind.REPEATED: Outcome.SKIPPED,
    RowKind.NOTICED: Outcome.NOTICE,
}
_OPEN = "“Look at what would be published…” (menu Project) says what is open before it is published."
_SHOWN = 5
"""So many documents of a file the preview shows."""


class ExchangeFlows(QObject):
    """Files in, files out."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the command does that is of this flow alone: what to export, a workspace may say."""
        return {"project.import": self.import_files}

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Ask whoever may import what to import; `paths`: files that are listed from the start."""
        if self._session.allows(Right.IMPORT):
            self.ask_import(paths)

    def export(self) -> None:
        """Ask what to export; before what others coded is shown, ask whether it is to be."""
        if self._session.sight is Sight.ASKED and not self._session.may_see_others:
            ask = AskDialog("Export what others coded?", _ASKED, "My own alone", "Show it all", "Cancel", self._window)
            ask.first.connect(self.ask_export)
            ask.second.connect(self._show_and_export)
            open_dialog(ask)
        else:
            self.ask_export()

    def ask_import(self, paths: Sequence[Path] = ()) -> ImportDialog:
        """Ask what to import; `paths`: files that are listed from the start."""
        coder = self._session.coder
        others = [one.name for one in self._session.coders() if coder is None or one.id != coder.id]
        names = [*([coder.name] if coder else []), *others]
        project = self._session.project
        path, person = project.path, project.person
        dialog = ImportDialog(
            _kinds(),
            lambda item: _preview(path, person, item),
            names,
            format_choices.is_one,
            self._window,
            coder.name if coder is not None and project.owner is not None else "",
        )
        dialog.import_requested.connect(lambda choice: self._import(dialog, choice))
        open_dialog(dialog)
        dialog.add_paths(paths)
        return dialog

    def _show_and_export(self) -> None:
        self._session.see_others("Export")
        self.ask_export()

    def ask_export(self) -> ExportDialog:
        """Ask what to export of what whoever is at the desk sees, and where to."""
        path, person = self._session.project.path, self._session.project.person
        gold = self._session.project.layers.gold()
        layers = [("gold", "Gold")] if gold is not None else []
        layers.append(("all", "All layers"))
        layers += [
            (layer.name, f"{layer.name} alone")
            for layer in self._session.project.layers.all()
            if gold is None or layer.id != gold.id
        ]
        if not self._session.may_see_others:
            layers = [each for each in layers if not exporting.shows_others(self._session.project, each[0])]
        notice = encryption.EXPORTS if self._session.project.is_encrypted else ""
        dialog = ExportDialog(
            _formats(),
            layers,
            lambda request: _export_preview(path, person, request),
            path.with_suffix(""),
            self._window,
            notice,
            sets.names(self._session.project),
            SplitOptions,
        )
        dialog.export_requested.connect(lambda choice: self._export(dialog, choice))
        dialog.list_requested.connect(lambda lost, name: save_loss_list(lost, name, self._session, dialog))
        open_dialog(dialog)
        return dialog

    def _import(self, dialog: ImportDialog, choice: ImportChoice) -> None:
        # Only codings that name nobody become the chosen coder's.
        sources = [_source(item, choice.coder) for item in choice.items]
        dialog.show_progress(0, len(sources), "")
        task = self._session.in_background(
            lambda project, progress: importing.ahead_of(project, sources, progress),
            # Stopped in the last moment of it, nothing is to follow.
            returned=lambda ahead: dialog.show_form() if task.is_cancelled else self._ask_before(dialog, choice, ahead),
            errored=lambda error: self._say_error(dialog, error),
        )
        _follow(dialog, task)

    def _ask_before(self, dialog: ImportDialog, choice: ImportChoice, ahead: ImportAhead | None) -> None:
        """Show what changes here, and who and what is which, before codings come in; else go on."""
        if ahead is None:
            self._take_in(dialog, choice, ImportAnswer(is_update=False))
            return
        plan = ImportPlanDialog(ahead, dialog)
        plan.answered.connect(lambda answer: self._take_in(dialog, choice, answer))
        plan.rejected.connect(dialog.show_form)
        open_dialog(plan)

    def _take_in(self, dialog: ImportDialog, choice: ImportChoice, answer: ImportAnswer) -> None:
        sources = [_source(item, choice.coder) for item in choice.items]
        keeping = Keeping.PAGED if choice.keep else Keeping.NONE
        task = self._session.in_background(
            lambda project, progress: import_sources(
                project,
                sources,
                None,
                progress,
                keeping,
                is_update=answer.is_update,
                matched=importing.matched(answer),
            ),
            returned=lambda report: self._report(dialog, report, choice),
            errored=lambda error: self._say_error(dialog, error),
        )
        _follow(dialog, task)

    def _report(self, dialog: ImportDialog, report: ImportReport, choice: ImportChoice) -> None:
        """Say what came in, and offer what a table with texts that are here already would tell of them."""
        report.notices += [choice.left_out] if choice.left_out else []
        report.failed += choice.refused
        dialog.save_requested.connect(lambda: save_import_report(report, self._session, dialog))
        if report.known:
            path = report.known[0].path
            dialog.more_requested.connect(lambda: JoinFlow(self._session, self._window).open(path))
        more = "&Take over the other columns…" if report.known else ""
        lines = report.lines()
        details = {number: line.details for number, line in enumerate(lines) if line.details}
        dialog.show_report(import_lines(report), more, details, can_save=bool(lines))

    def _export(self, dialog: ExportDialog, choice: ExportChoice) -> None:
        dialog.show_progress(0, 0, "")
        task = self._session.in_background(
            lambda project, progress: exporting.export(
                project,
                choice.out,
                choice.format,
                choice.layer,
                progress,
                choice.own,
                choice.replace,
                only=_only(project, choice.of_set),
                division=choice.split.division() if isinstance(choice.split, SplitOptions) else None,
                names=choice.names,
            ),
            returned=lambda written: dialog.show_report(
                [
                    *((Outcome.DONE, f"Wrote {name}") for name in written.files),
                    *((Outcome.NOTICE, notice) for notice in written.notices),
                    *([(Outcome.NOTICE, _OPEN)] if choice.format == exporting.PUBLISHED_FORMAT else []),
                ]
            ),
            errored=lambda error: self._say_not_exported(dialog, error),
        )
        _follow(dialog, task)

    def _say_not_exported(self, dialog: ExportDialog, error: Exception) -> None:
        if isinstance(error, WouldReplace):
            dialog.show_form()
            dialog.ask_to_replace(Path(error.file))
        else:
            self._say_error(dialog, error)

    def _say_error(self, dialog: StagedDialog, error: Exception) -> None:
        dialog.show_form()
        if not isinstance(error, Cancelled):
            open_dialog(ErrorDialog.of(error, dialog))


def import_lines(report: ImportReport) -> list[tuple[Outcome, str]]:
    """Return what an import did, as sentences."""
    lines = [(_OUTCOMES[line.kind], line.words) for line in report.lines()]
    return lines or [(Outcome.SKIPPED, "Nothing was imported.")]


def _follow(dialog: StagedDialog, task: Task) -> None:
    task.progressed.connect(dialog.show_progress)
    dialog.cancel_requested.connect(task.cancel)


def _kinds() -> list[FileKind]:
    return [FileKind(*kind) for kind in format_choices.input_kinds()]


def _formats() -> list[ExportFormat]:
    return [
        ExportFormat(kind.name, kind.title, kind.about, kind.leaves_out, kind.extensions, kind.options)
        for kind in format_choices.output_kinds()
    ]


def _source(item: ImportItem, coder: str = "") -> ImportSource:
    return ImportSource(item.path, item.encoding or "", item.format or "", item.text_column or "", coder, item.goes)


def _preview(path: Path, person: CoderId | None, item: ImportItem) -> FilePreview:
    source = _source(item)
    if needs_project(source):
        # On a thread of its own, and so on a connection of its own.
        with Project.open(path, person) as project:
            found = preview(source, project)
    else:
        found = preview(source)
    columns = found.drafts[0].columns if found.drafts else ()
    return FilePreview(
        kind=found.kind,
        drafts=found.drafts[:_SHOWN],
        total=len(found.drafts),
        columns=columns,
        text_column=columns[0] if columns else "",
        notices=tuple(dict.fromkeys(found.notices)),
        coded=bool(found.format) and not found.names_coders,
        fields=found.fields,
        goes=found.goes,
        targets=format_choices.CODING_TARGETS if found.format and found.fields else (),
    )


def _only(project: Project, name: str) -> tuple[DocumentId, ...] | None:
    return sets.in_sets(project, [name]) if name else None


def _export_preview(path: Path, person: CoderId | None, request: ExportRequest) -> ExportPreview:
    # On a thread of its own, and so on a connection of its own.
    with Project.open(path, person) as project:
        only = _only(project, request.of_set)
        found = exporting.export_look(project, request.format, request.layer, request.own, only, request.names)
        return ExportPreview(found.head, found.losses, found.lost)
