"""Export: what of a project goes out, in which format, and what whoever exports is told of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pydantic import JsonValue

from annotator.formats.dataset.dataset import FORMAT as DATASET
from annotator.formats.dataset.dataset import DatasetOptions
from annotator.formats.format import Format, Options, WriteOptions, Written
from annotator.formats.losses import Lost
from annotator.formats.registry import FORMATS, format_named
from annotator.formats.writing import LossPreview, look, write, write_one, writer_of
from annotator.model.bundle import Bundle
from annotator.model.description import missing
from annotator.model.errors import BadFile, NotAllowed, NotFound
from annotator.model.ids import DocumentId
from annotator.model.wording import counted, word_list
from annotator.operations.agreement.reliability import agreement_of
from annotator.operations.atomic_files import is_project, records_of
from annotator.operations.exchange.bundles import bundle_of
from annotator.operations.exchange.format_choices import output_kinds
from annotator.operations.exchange.soft_labels import with_soft_labels
from annotator.operations.exchange.splitting import Divided, Division, divided, moved_since, write_divided
from annotator.operations.people import people, pseudonym_key
from annotator.operations.people.seeing import Sight, sight
from annotator.operations.progress import Progress, silent
from annotator.operations.team.conflicts import open_count, open_said
from annotator.store.project import Project

DEFAULT_FORMAT = FORMATS[0].name
"""What an export is written in unless another format is named."""

PUBLISHED_FORMAT = DATASET.name
"""What a dataset is written in to be published."""

MOST_COMPARED = 100_000
"""With more spans agreement takes longer than all else of an export, and much memory: it is to be asked for."""
_NAMED = "Coders stand there by name, as it was asked for: such a folder is to be kept, and not to be published."
_SPARED = f"With more than {MOST_COMPARED:,} spans agreement is left out unless it is asked for (--agreement)."


def export(
    project: Project,
    out: Path,
    format: str = DEFAULT_FORMAT,
    layer: str = "gold",
    progress: Progress = silent,
    own: Options | None = None,
    replace: bool = False,
    sink: BinaryIO | None = None,
    only: Collection[DocumentId] | None = None,
    strict: bool = False,
    division: Division | None = None,
    names: bool = False,
) -> Written:
    """Write the project, or a layer of it, in a format; raises `NotFound` where there is nothing to write.

    `layer`: “gold”, “all” or the name of a layer or coder. `own`: the format's own options. Nothing half-written stays
    behind; raises `BadFile` where `out` cannot be written, or is a project, and `WouldReplace` where something is
    there, unless `replace`. `sink`: where the one file of the format goes instead, which is then called as `out` is.
    `only`: these documents alone, as of a set. `strict`: raises `NotAllowed` where something would be left out.
    `division`: how the documents are drawn into parts.
    `names`: whether coders stand there by name, as in an archive that loses nothing, and not by pseudonym.
    """
    if sink is None:
        _refuse_project(out)
    wanted = _WantedExport(project, format_named(format), layer, own, only, names, division, progress)
    with project.snapshot():
        drawn = wanted.drawn()
        moved = moved_since(project, drawn, wanted.format, out) if drawn is not None and sink is None else []
        options = wanted.write_options(drawn, replace)
        bundle = wanted.bundle(drawn, only)
        if strict:
            _refuse_losses(look(wanted.format, wanted.bundle(drawn, only), options, out.name).lost)
        if drawn is not None and wanted.is_apart:
            bundle_of_part = partial(wanted.bundle, drawn)
            written = write_divided(wanted.format, drawn, bundle_of_part, out, options, sink, wanted.agreement)
        elif sink is not None:
            written = write_one(wanted.format, bundle, out.name, options, sink)
        else:
            written = write(wanted.format, bundle, out, options)
        more = [*(drawn.said if drawn is not None else ()), *moved]
        more += [_SPARED] if wanted.is_spared and not _is_blind(project) else []
        more += [*wanted.provisional(bundle), *wanted.unsaid()]
        if wanted.options.is_published:
            more += filter(None, [_NAMED if names else pseudonym_key.keep_key(project, out)])
    return Written(written.files, (*written.notices, *more), written.lost)


def export_to_look_at(project: Project, folder: Path, layer: str, progress: Progress = silent) -> None:
    """Write what would be published into a folder that does not stay: no key, and no agreement, which takes long."""
    own = DatasetOptions(agreement=False, source_files=False)
    wanted = _WantedExport(project, DATASET, layer, own, None, False, None, progress)
    with project.snapshot():
        options = replace(wanted.write_options(None, True), records=None)
        write(wanted.format, wanted.bundle(None, None), folder, options)


def export_look(
    project: Project,
    format: str,
    layer: str,
    own: Options | None = None,
    only: Collection[DocumentId] | None = None,
    names: bool = False,
    division: Division | None = None,
) -> LossPreview:
    """Return how an export would begin, and what it would leave out; raises `NotFound` where there is nothing."""
    wanted = _WantedExport(project, format_named(format), layer, own, only, names, division)
    with project.snapshot():
        drawn = wanted.drawn()
        bundle = wanted.plain_bundle(drawn, only)
        found = look(wanted.format, bundle, WriteOptions(names=names, own=own))
        more = [*wanted.provisional(bundle), *(drawn.said if drawn is not None else ()), *wanted.unsaid()]
        return replace(found, losses=(*found.losses, *more))


@dataclass(frozen=True, slots=True)
class _WantedExport:
    """What is to go out, as `export` is told it; what it says of the project is read within `project.snapshot()`."""

    project: Project
    format: Format
    layer: str
    own: Options | None
    only: Collection[DocumentId] | None
    names: bool
    division: Division | None
    progress: Progress = silent

    @property
    def options(self) -> Options:
        """The format's own options, chosen or as they are by themselves."""
        return writer_of(self.format).options() if self.own is None else self.own

    @property
    def is_apart(self) -> bool:
        """Whether each part is written by itself."""
        return self.division is not None and self.division.files

    @property
    def is_spared(self) -> bool:
        """Whether agreement takes too long: whoever says that it is wanted, or not, is obeyed whatever it takes."""
        is_asked = self.own is not None and bool(self.own.model_fields_set & {"agreement", "agreement_in_full"})
        return self.options.wants_agreement and not is_asked and self.project.spans.count() > MOST_COMPARED

    def drawn(self) -> Divided | None:
        """Draw the documents into parts, where they are to be divided."""
        if self.division is None:
            return None
        return divided(
            self.project, chosen_bundle(self.project, self.layer, self.only), self.division.choice, self.progress
        )

    def plain_bundle(self, drawn: Divided | None, ids: Collection[DocumentId] | None) -> Bundle:
        """Return these documents, which say their parts unless these stand apart."""
        made = chosen_bundle(self.project, self.layer, ids)
        return made if drawn is None or self.is_apart else drawn.of(made)

    def bundle(self, drawn: Divided | None, ids: Collection[DocumentId] | None) -> Bundle:
        """Return these documents with all that the format has a place for."""
        made = self.plain_bundle(drawn, ids)
        if not self.options.wants_soft_labels:
            return made
        return with_soft_labels(self.project, made, self.progress, self.options.takes_begun_too)

    def agreement(self, ids: Collection[DocumentId] | None) -> JsonValue:
        """Return how far the coders agree in these documents, None where that is not said."""
        is_said = self.options.wants_agreement and not (_is_blind(self.project) or self.is_spared)
        return agreement_of(self.project, ids, self.options.takes_begun_too) if is_said else None

    def write_options(self, drawn: Divided | None, replace: bool) -> WriteOptions:
        """Return how it is written."""
        total = self.project.documents.count() if self.only is None else len(self.only)
        return WriteOptions(
            progress=lambda done: self.progress(done, total, ""),
            names=self.names,
            agreement=None if self.is_apart else self.agreement(self.only),
            own=self.own,
            replace=replace,
            is_protected=is_project,
            division=drawn.parts if drawn is not None else None,
            records=records_of(self.project),
        )

    def provisional(self, bundle: Bundle) -> list[str]:
        """Say what is left out by itself, and what is not settled."""
        return [*_left_in_bin(self.project, self.layer), *filter(None, [open_said(bundle.open_conflicts)])]

    def unsaid(self) -> list[str]:
        """Say what of its description is missing in what is to be published."""
        empty = missing(self.project.settings.get().description) if self.options.is_published else []
        if not empty:
            return []
        return [f"The description does not say yet: {word_list(empty)} (Describe the dataset; annotator describe)."]


def chosen_bundle(project: Project, layer: str, only: Collection[DocumentId] | None = None) -> Bundle:
    """Return what an export of “gold”, “all” or the layer of this name holds; raises `NotFound`."""
    return replace(_bundle(project, layer, only), open_conflicts=open_count(project))


def _bundle(project: Project, layer: str, only: Collection[DocumentId] | None) -> Bundle:
    name = layer.casefold()
    if name == "all":
        return bundle_of(project, project.layers.all(), with_decisions=True, whole=True, only=only)
    gold = project.layers.gold()
    if name == "gold" and gold is None:
        raise NotFound(
            "There is no gold yet; adjudicate first (“annotator adjudicate FILE --policy unanimous”), "
            "or take all layers (--layer all)."
        )
    if gold is not None and name in ("gold", gold.name.casefold()):
        bundle = bundle_of(project, [gold], with_decisions=True, only=only)
        # The decisions name the coders' layers, whose spans stay out.
        return replace(bundle, layers=tuple(project.layers.all()))
    found = next((one for one in project.layers.all() if one.name.casefold() == name), None)
    chosen = [found] if found else people.layers_named(project, [layer])
    return bundle_of(project, chosen, with_decisions=False, only=only)


def shows_others(project: Project, layer: str) -> bool:
    """Whether an export of “gold”, “all” or the layer of this name holds what others than whoever exports coded."""
    name = layer.casefold()
    if name in people.RESERVED:
        return True
    found = next((one for one in project.layers.all() if one.name.casefold() == name), None)
    chosen = [found] if found else people.layers_named(project, [layer])
    return any(one.coder is None or one.coder != project.person for one in chosen)


def folder_of(out: Path, format: str) -> Path:
    """Return the folder that the names of written files are relative to."""
    return out if format_named(format).folder else out.parent


def format_names() -> list[str]:
    """Return the names of the formats that can be written."""
    return [kind.name for kind in output_kinds()]


def _left_in_bin(project: Project, layer: str) -> list[str]:
    """Say that an export of everything does not give on what somebody removed."""
    count = len(project.removals.all()) if layer.casefold() == "all" else 0
    return [f"{counted(count, 'thing lies', 'things lie')} in the recycle bin, which is left out."] if count else []


def _refuse_losses(lost: Sequence[Lost]) -> None:
    if lost:
        said = " ".join(one.sentence for one in lost)
        raise NotAllowed(f"Nothing was written, since something would be left out. {said}")


def _refuse_project(out: Path) -> None:
    if is_project(out):
        raise BadFile(str(out), "it is a project, which an export would destroy", "choose another name for the export")


def _is_blind(project: Project) -> bool:
    """Whether whoever exports is a person who does not see how far others agree."""
    return project.person is not None and sight(project, project.person) is not Sight.SHOWN
