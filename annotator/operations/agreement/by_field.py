"""Agreement by what documents say in a field: in each group of them the numbers of a study of these documents alone.

A group differs from another by chance too: where their intervals overlap widely, nothing is said by it.
"""

from collections.abc import Sequence
from dataclasses import replace

from annotator.agreement.registry import HEADLINES, NAMES
from annotator.agreement.study.study import Aspect, Design, Study
from annotator.formats.jsonl.study_records import FieldAgreementRecord, GroupAgreementRecord
from annotator.model.document_field import FieldKind
from annotator.model.errors import NotFound
from annotator.model.folding import folded
from annotator.model.ids import LabelId
from annotator.model.wording import isolated
from annotator.operations.agreement.figure_records import figure_record
from annotator.operations.agreement.measure import agree
from annotator.operations.documents.fields import field_named
from annotator.operations.documents.grouping import DocumentGroup, grouped_by
from annotator.operations.documents.listing import document_rows
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

_FIRST = ("alpha-nominal",)
"""What stands for all codings at once where nobody chose a coefficient and the study has this one."""


def typed_fields(project: Project) -> list[str]:
    """Return the fields that documents can be grouped by without being asked: those with a type that is no text."""
    return [field.name for field in project.document_fields.all() if field.kind is not FieldKind.TEXT]


def coefficients_of(study: Study) -> tuple[str, ...]:
    """Return the coefficients that a study's groups are told by: those that were chosen, else one, of all codings."""
    everyone = tuple(range(len(study.coders)))
    there = {one.coefficient for one in study.figures if one.aspect is Aspect.ALL and one.coders == everyone}
    chosen = [name for name in NAMES if name in there and name in study.design.coefficients]
    first = [name for name in (*_FIRST, *NAMES) if name in there and name in HEADLINES]
    return tuple(chosen or first[:1])


def by_field(
    project: Project, study: Study, field: str, names: Sequence[str], progress: Progress = silent
) -> FieldAgreementRecord:
    """Return the numbers of all coders of a study on all labels, by group of the documents that it looked at.

    They equal those of a study of the group's documents alone, with the same choices. Groups in which no document was
    coded by two are left out and counted. `names`: of the coders, by column. Raises `NotFound` where neither a document
    has such a field nor the project a type for it.
    """
    typed, wanted = field_named(project, field), frozenset(study.design.documents)
    rows = [row for row in document_rows(project) if not wanted or row.info.id in wanted]
    known = {folded(key): key for row in rows for key in row.info.metadata}
    if typed is None and folded(field.strip()) not in known:
        raise NotFound(f"No document that is compared has a field “{isolated(field.strip())}”.")
    name = typed.name if typed is not None else known[folded(field.strip())]
    made = [_group(project, study, one, names, progress) for one in grouped_by(project, name, rows)]
    kept = [one for one in made if one.compared]
    return FieldAgreementRecord(field=name, groups=kept, left_out=len(made) - len(kept))


def _group(
    project: Project, study: Study, group: DocumentGroup, names: Sequence[str], progress: Progress
) -> GroupAgreementRecord:
    design = _design(study, group)
    layers = [project.layers.get(id) for id in study.coders]
    found = agree(project, layers, design, progress)
    everyone = tuple(range(len(study.coders)))
    figures = [found.find(name, coders=everyone) for name in design.coefficients] if found.compared else []
    return GroupAgreementRecord(
        group=group.name,
        fits=group.fits,
        documents=found.documents,
        compared=found.compared,
        figures=[figure_record(one, names) for one in figures if one is not None],
    )


def _design(study: Study, group: DocumentGroup) -> Design:
    """Return the choices for a group. One label is as good as none: only what is of all of them is looked at."""
    labels: tuple[LabelId, ...] = study.labels[:1]
    return replace(
        study.design,
        documents=group.documents,
        coefficients=coefficients_of(study),
        labels=labels,
        pairs=False,
        bias=False,
    )
