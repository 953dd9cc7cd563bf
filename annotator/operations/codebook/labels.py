"""Labels changed together with their codings: each a verb of whoever leads the project, in all layers, as one step.

A span that gets another label here counts as coded under the new version of the codebook: that it means this was just
said. What was decided of it keeps holding, since the candidates of decisions follow their spans. `label_plans` says
beforehand what each verb touches.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotator.model.codebook import Label
from annotator.model.decision import Decision
from annotator.model.ids import CodebookVersionId, LabelId, SpanId, new_id
from annotator.model.removal import RemovedKind, merged
from annotator.operations.codebook import codebook, label_plans
from annotator.operations.codebook.label_plans import LabelPlanPreview, Plan
from annotator.operations.codebook.renaming import follow_names
from annotator.operations.project import history
from annotator.store.clock import now
from annotator.store.project import Project
from annotator.store.schema.tables import Table


def rename(project: Project, label: LabelId, name: str) -> LabelPlanPreview:
    """Give a label another name; its id, and so its spans, stay."""
    return _carry_out(project, label_plans.to_rename(project, label, name))


def retire(project: Project, label: LabelId) -> LabelPlanPreview:
    """Say that nobody codes with a label any more; the spans that have it keep it."""
    return _carry_out(project, label_plans.to_retire(project, label))


def bring_back(project: Project, label: LabelId) -> LabelPlanPreview:
    """Say that a retired label is coded with again."""
    return _carry_out(project, label_plans.to_bring_back(project, label))


def move(project: Project, label: LabelId, parent: LabelId | None, before: LabelId | None = None) -> LabelPlanPreview:
    """Put a label and those below it under another label or at the top, before another label or last."""
    return _carry_out(project, label_plans.to_move(project, label, parent, before))


def merge(project: Project, keep: LabelId, others: Sequence[LabelId]) -> LabelPlanPreview:
    """Make labels one: their spans, in all layers, get the label `keep`, which gains their attributes and roles.

    Raises `NotFound` for a label that is not there, `NotAllowed` for labels that cannot be one.
    """
    return _carry_out(project, label_plans.to_merge(project, keep, others), dict.fromkeys(others, keep))


def split(project: Project, label: LabelId, into: Sequence[Label], goes: Mapping[SpanId, LabelId]) -> LabelPlanPreview:
    """Split a label: the spans that `goes` names get one of the new labels `into`, the others stay.

    Raises `NotAllowed` for spans that do not have the label, and for new labels that are there already.
    """
    return _carry_out(project, label_plans.to_split(project, label, into, goes))


_NOTHING: Mapping[LabelId, LabelId] = {}


def _carry_out(project: Project, plan: Plan, into: Mapping[LabelId, LabelId] = _NOTHING) -> LabelPlanPreview:
    """Do what was planned. `into`: which labels become which, so that codings of others that come later follow."""
    note, id = history.sentence(project, plan.verb), CodebookVersionId(new_id())
    with project.transact(plan.verb) as step:
        if plan.moving:
            # What lies in the recycle bin follows too: its label would be gone when it is put back.
            with project.removals.hiding.shown(Table.SPANS, Table.LINKS, Table.DECISIONS):
                _move_spans(project, plan, id)
        before = project.codebook
        version = codebook.save(project, plan.codebook, note, id)
        if into:
            follow_names(project, before, plan.codebook, into)
            marks = (merged(RemovedKind.LABEL, old, new, project.person, now()) for old, new in into.items())
            project.removals.mark(marks)
        step.verb = plan.verb.model_copy(update={"version": version})
    return plan.preview


def _move_spans(project: Project, plan: Plan, version: CodebookVersionId) -> None:
    # Decisions are found by the labels that the spans have before they move.
    decisions = project.decisions.of_labels(plan.moving)
    moves = {span.id: (span, plan.follows(span)) for span in project.spans.with_labels(plan.moving)}
    following = {id: found for id, (_, found) in moves.items() if found is not None}
    acts = [id for id, found in following.items() if found.roles]
    for link in project.links.of_spans(acts):
        if link.act in following and (after := following[link.act].link(link)) != link:
            project.links.put(after)
    for id, found in following.items():
        project.spans.put(replace(found.span(moves[id][0]), codebook_version=version))
    for decision in decisions:
        if (after_it := _followed(decision, plan)) != decision:
            project.decisions.put(after_it)


def _followed(decision: Decision, plan: Plan) -> Decision:
    following = {span.id: plan.follows(span) for span in decision.candidates}
    candidates = (found.span(span) if (found := following[span.id]) else span for span in decision.candidates)
    links = (found.link(link) if (found := following.get(link.act)) else link for link in decision.links)
    return replace(decision, candidates=tuple(candidates), links=tuple(links))
