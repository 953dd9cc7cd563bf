"""A plan of further coding under the names that people gave: as a record, and as lines of text."""

from collections.abc import Iterator, Sequence

from annotator import __version__
from annotator.agreement.planning import in_words
from annotator.agreement.registry import SYMBOLS
from annotator.agreement.study.study import Aspect, Study
from annotator.formats.jsonl.plan_records import NextDocumentRecord, PlanRecord, PlansRecord, UnplannedRecord
from annotator.formats.jsonl.records import SCHEMA_VERSION, ProgramRecord
from annotator.formats.jsonl.study_records import ComparedTextsRecord
from annotator.model.ids import LabelId
from annotator.model.wording import counted
from annotator.operations.agreement.planning import NextDocument, Planned, coded_by, unplanned
from annotator.operations.agreement.report.reasons import undefined_said
from annotator.operations.agreement.study_names import StudyNames
from annotator.store.project import Project

_NAMED = 8
"""So many are named of what is undefined for the same reason."""


def plans_record(
    project: Project, study: Study, found: Sequence[Planned], names: StudyNames, goal: float
) -> PlansRecord:
    """Return a plan as a record."""
    titles: dict[str, str] = {info.id: info.title for info in project.documents.all()}
    return PlansRecord(
        program=ProgramRecord(name="annotator", version=__version__, schema_version=SCHEMA_VERSION),
        project=project.name,
        unit=study.design.unit,
        goal=goal,
        level=study.design.level,
        coders=list(names.coders),
        texts=ComparedTextsRecord.of(study.texts, {layer.id: layer.name for layer in project.layers.all()}),
        coded_by_one=coded_by(study, 1),
        untouched=coded_by(study, 0),
        plans=[_record(one, names, titles) for one in found],
        unplanned=[
            UnplannedRecord(aspect=one.aspect, label=one.label, part=one.part, undefined=one.result.undefined)
            for one in unplanned(study)
        ],
    )


def _record(one: Planned, names: StudyNames, titles: dict[str, str]) -> PlanRecord:
    figure, made = one.figure, one.plan
    return PlanRecord(
        aspect=figure.aspect,
        label=figure.label,
        part=figure.part,
        coefficient=figure.coefficient,
        value=figure.result.value or 0.0,
        documents=made.documents,
        effective=made.effective,
        half_width=made.half_width,
        needed=made.needed,
        sure=made.sure,
        look_again=made.look_again,
        at_least=made.at_least,
        by_two=one.by_two,
        next_documents=[_next(found, names, titles) for found in one.next_documents],
    )


def _next(one: NextDocument, names: StudyNames, titles: dict[str, str]) -> NextDocumentRecord:
    return NextDocumentRecord(
        id=one.document,
        title=titles[one.document],
        coder=names.coders[one.coder],
        spans=one.spans,
        adds=round(one.adds, 1),
    )


def plan_lines(record: PlansRecord, found: Sequence[Planned], names: StudyNames) -> Iterator[str]:
    """Yield a plan as lines; `found`: what the record is of."""
    yield (
        f"For {record.level:.0%} intervals of ±{record.goal:g}, each document coded by "
        f"{counted(len(names.coders), 'coder')}: {', '.join(names.coders)}."
    )
    yield record.texts.texts().sentence
    named = " Named next are those that add most to what coders can differ on." if record.coded_by_one else ""
    yield f"{counted(record.coded_by_one, 'document')} coded by one of them, {record.untouched:,} by none.{named}"
    for one, said in zip(found, record.plans, strict=True):
        yield ""
        now = "" if said.half_width is None else f" ±{said.half_width:.2f}"
        made = f"{counted(said.documents, 'document')}, effectively {said.effective:.1f}"
        yield f"{plan_name(one, names)}: {SYMBOLS[said.coefficient]} {said.value:.2f}{now} ({made})"
        words = in_words(one.plan)
        yield f"    {words[:1].upper()}{words[1:]}."
        if said.by_two is not None and said.needed is not None and said.needed > said.documents:
            yield f"    Coded by two of them each: about {said.by_two:,}."
        for following in said.next_documents:
            spans = counted(following.spans, "span")
            yield f"    Next: {following.title} ({spans} by {following.coder}, adds about {following.adds:g})"
    missing = ((one.undefined, _name(Aspect(one.aspect), one.label, one.part, names), "") for one in record.unplanned)
    if undefined := undefined_said(missing, _NAMED):
        yield ""
        yield undefined


def plan_name(one: Planned, names: StudyNames) -> str:
    """Return what a number is of: “Warning, Force”."""
    return _name(one.figure.aspect, one.figure.label, one.figure.part, names)


def _name(aspect: Aspect, label: str | None, part: str, names: StudyNames) -> str:
    of = LabelId(label) if label is not None else None
    return ", ".join(filter(None, (names.label(of), names.part(aspect, part, of) if part else "")))
