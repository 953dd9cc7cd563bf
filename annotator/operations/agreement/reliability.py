"""A study of agreement under the names that people gave: as JSON, in the dataset card, as a report in a file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import JsonValue, TypeAdapter

from annotator import __version__
from annotator.agreement.input.units import UnitKind, Unmarked
from annotator.agreement.study.study import Design, Study
from annotator.formats.jsonl.records import SCHEMA_VERSION, ProgramRecord
from annotator.formats.jsonl.study_records import (
    ComparedTextsRecord,
    DesignRecord,
    DifferenceRecord,
    DocumentFigureRecord,
    StudyRecord,
)
from annotator.model.coder import LayerKind
from annotator.model.errors import BadFile
from annotator.model.ids import DocumentId, LayerId
from annotator.model.wording import undefined_because
from annotator.operations.agreement.bias_words import bias_records
from annotator.operations.agreement.comparing import NumberComparison
from annotator.operations.agreement.figure_records import figure_record
from annotator.operations.agreement.measure import agree, usual_unit
from annotator.operations.agreement.report.kinds import REPORTS, ReportKind
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.operations.agreement.study_names import StudyNames, lettered
from annotator.operations.atomic_files import write_bytes_whole
from annotator.operations.people.people import layers_named
from annotator.operations.people.pseudonym_key import pseudonyms_of
from annotator.reports.writing import check_name, render
from annotator.store.project import Project

CARD = Design(
    coefficients=("percent", "alpha-nominal", "cohen-kappa", "f1-exact", "f1-overlap"), gamma_samples=0, bias=False
)
"""What the dataset card says of agreement: few numbers, and none that an export would have to wait for."""
_UNDEFINED = "There is no difference: one of the two numbers is {}"
_JSON: TypeAdapter[JsonValue] = TypeAdapter(JsonValue)


def names_of(project: Project, pseudonyms: bool = False) -> dict[LayerId, str]:
    """Return how layers are called: by name, or by the pseudonyms of their coders, numbered where one has two."""
    names = {layer.id: layer.name for layer in project.layers.all()}
    if not pseudonyms:
        return names
    people = pseudonyms_of(project)
    seen: dict[str, int] = {}
    for layer in project.layers.all():
        if layer.coder is not None:
            pseudonym = people[layer.coder]
            seen[pseudonym] = seen.get(pseudonym, 0) + 1
            names[layer.id] = pseudonym if seen[pseudonym] == 1 else f"{pseudonym} ({seen[pseudonym]})"
    return names


def called(project: Project, study: Study | None = None) -> StudyNames:
    """Return how the parts of a study are called; without one labels and actors only."""
    return _called(project, study, names_of(project))


def report_input_of(
    project: Project,
    study: Study,
    by_name: bool = False,
    compared: Sequence[NumberComparison] = (),
    fields: Sequence[str] = (),
) -> ReportInput:
    """Return what a report is made of: its coders as “Coder A”, “Coder B” …, or by their names.

    `fields`: by which documents are grouped besides those that have a type.
    """
    by_id = names_of(project, pseudonyms=not by_name)
    if not by_name:
        letters = {layer: lettered(name) for layer, name in by_id.items()}
        by_id = letters if len({*letters.values()}) == len(letters) else by_id
    record = _record(project, study, by_id, compared)
    return ReportInput(project, record, study, _called(project, study, by_id), by_name, tuple(fields))


def _called(project: Project, study: Study | None, by_id: Mapping[LayerId, str]) -> StudyNames:
    return StudyNames(
        {label.id: label for label in project.codebook.labels},
        tuple(by_id[layer] for layer in study.coders) if study is not None else (),
        {actor.id: actor.name for actor in project.actors.all()},
    )


def as_record(
    project: Project, study: Study, pseudonyms: bool = False, compared: Sequence[NumberComparison] = ()
) -> StudyRecord:
    """Return a study with the names of coders, or their pseudonyms, in place of ids; with what else was compared."""
    return _record(project, study, names_of(project, pseudonyms), compared)


def _record(
    project: Project, study: Study, by_id: Mapping[LayerId, str], compared: Sequence[NumberComparison] = ()
) -> StudyRecord:
    names = [by_id[layer] for layer in study.coders]
    layers = [project.layers.get(layer) for layer in study.coders]
    titles = {info.id: info.title for info in project.documents.all()}
    return StudyRecord(
        program=ProgramRecord(name="annotator", version=__version__, schema_version=SCHEMA_VERSION),
        project=project.name,
        codebook_version=project.codebooks.current().number,
        design=_design(study),
        coders=names,
        people=len({one.coder for one in layers if one.kind is not LayerKind.GOLD}),
        gold=next((by_id[one.id] for one in layers if one.kind is LayerKind.GOLD), ""),
        texts=ComparedTextsRecord.of(study.texts, by_id),
        documents=study.documents,
        compared=study.compared,
        characters=study.characters,
        spans={label: dict(zip(names, counts, strict=True)) for label, counts in study.spans.items()},
        units=dict(zip(names, study.units, strict=bool(study.units))),
        uncoded=dict(zip(names, study.uncoded, strict=bool(study.uncoded))),
        figures=[figure_record(one, names) for one in study.figures],
        by_parent=[figure_record(one, names) for one in study.by_parent],
        by_document=[
            DocumentFigureRecord(
                id=one.document,
                title=titles[one.document],
                value=one.value,
                undefined=one.undefined,
                coders=[names[column] for column in one.coders],
                places=one.places,
                differing=one.differing,
            )
            for one in study.by_document
        ],
        bias=bias_records(study.bias, names),
        differences=[_difference(one, study.design.level, by_id) for one in compared],
    )


def as_json(project: Project, study: Study, pseudonyms: bool = False) -> dict[str, JsonValue]:
    """Return a study as JSON values."""
    return as_record(project, study, pseudonyms).model_dump(mode="json")


def agreement_of(project: Project, only: Iterable[DocumentId] | None = None, begun_too: bool = False) -> JsonValue:
    """Return the agreement of all coders as JSON, with pseudonyms, for a dataset card; None for fewer than two.

    By the unit that the project's numbers are made on anywhere. `only`: in these documents alone;
    `begun_too`: also in those that are begun and not done.
    """
    layers = layers_named(project, None)
    if len(layers) < 2:
        return None
    documents = tuple(only or ())
    unit = usual_unit(project, documents)
    study = agree(project, layers, replace(CARD, unit=unit, documents=documents, begun_too=begun_too))
    return _JSON.validate_python(as_json(project, study, pseudonyms=True))


def check_report_files(paths: Sequence[Path]) -> None:
    """Raise `BadFile` for reports that cannot be written, or not both, before anything is computed."""
    for path in paths:
        check_name(path.name or str(path))
        if not path.parent.is_dir():
            raise BadFile(path.name, f"there is no folder {path.parent}", "make it, or choose another")
        if path.is_dir():
            raise BadFile(path.name, "it is a folder", "choose another name")
    if len({path.resolve() for path in paths}) < len(paths):
        raise BadFile(paths[0].name, "two reports cannot be one file", "give each a name of its own")


def write_report(
    project: Project,
    study: Study,
    path: Path,
    kind: ReportKind = ReportKind.APPENDIX,
    by_name: bool = False,
    compared: Sequence[NumberComparison] = (),
    fields: Sequence[str] = (),
) -> None:
    """Write a report of a study; the ending says in which form (.html, .docx, .tex or .md).

    `by_name`, `fields`: as in `report_input_of`. Raises `BadFile` where the ending is another one or the file
    cannot be written; it is written whole or not at all.
    """
    made = report_input_of(project, study, by_name, compared, fields)
    write_bytes_whole(path, render(REPORTS[kind].make(made), path.name))


def _design(study: Study) -> DesignRecord:
    design = study.design
    return DesignRecord(
        unit=design.unit,
        unmarked=Unmarked.LEFT_OUT if design.leaves_out_unmarked else design.unmarked,
        uncoded=design.uncoded if design.unit is UnitKind.UNITS else "",
        labels=list(design.labels),
        documents=list(design.documents),
        coefficients=list(design.coefficients),
        level=design.level,
        seed=design.seed,
        gamma_samples=design.gamma_samples,
    )


def difference_records(project: Project, compared: Sequence[NumberComparison], level: float) -> list[DifferenceRecord]:
    """Return comparisons as records, with the names of coders."""
    return [_difference(one, level, names_of(project)) for one in compared]


def _difference(found: NumberComparison, level: float, by_id: Mapping[LayerId, str]) -> DifferenceRecord:
    first, second = (
        figure_record(one.figure, [by_id[layer.id] for layer in one.side.layers]) for one in (found.first, found.second)
    )
    made = found.difference
    base = DifferenceRecord(
        first=first,
        second=second,
        first_said=found.first.side.said,
        second_said=found.second.side.said,
        first_texts=ComparedTextsRecord.of(found.first.texts, by_id),
        second_texts=ComparedTextsRecord.of(found.second.texts, by_id),
        value=None if made is None else made.value,
        level=level,
    )
    if made is None:
        return base.model_copy(
            update={"why": _UNDEFINED.format(undefined_because(first.undefined or second.undefined))}
        )
    kept = {"low": made.low, "high": made.high, "method": made.method.value, "shared": made.shared, "why": made.why}
    return base.model_copy(update=kept)
