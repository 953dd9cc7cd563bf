"""What a verb on labels is going to do, before it does it: the new codebook, the spans that move, and how many."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_diff import changes_between, meaning_changes
from annotator.model.errors import NotAllowed
from annotator.model.ids import LabelId, LayerId, SpanId
from annotator.model.names import usable_name
from annotator.model.relabelling import divided, known, merged, moved
from annotator.model.span import AttributeValue, Span
from annotator.model.value_forms import items_of
from annotator.model.verbs import codebook as verbs
from annotator.model.widening import Following
from annotator.model.wording import counted, one_or_many
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class LabelPlanPreview:
    """What a verb touches: spans by layer, slots that they have or fill, decisions on them; and all of it in sentences.

    `twice`: spans that will stand where another of the same layer and label does.
    """

    spans: Mapping[LayerId, int]
    slots: int
    decisions: int
    twice: int
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is going to be done. `verb`: how it stands in the history. `moving`: the labels among whose spans some move.

    `follows`: what becomes of a span, None for one that stays as it is.
    """

    verb: verbs.AtLabel
    codebook: Codebook
    preview: LabelPlanPreview
    moving: tuple[LabelId, ...] = ()
    follows: Callable[[Span], Following | None] = field(default=lambda span: None)


def to_rename(project: Project, label: LabelId, name: str) -> Plan:
    """Plan another name for a label; its id, and so its spans, stay."""
    found, name = known(project.codebook, label), usable_name(name, "label")
    return _changed(project, verbs.RenameLabel(label=label, before=found.name, after=name), found, name=name)


def to_retire(project: Project, label: LabelId) -> Plan:
    """Plan that nobody codes with a label any more; the spans that have it keep it."""
    found = known(project.codebook, label)
    return _changed(project, verbs.RetireLabel(label=label), found, retired=True)


def to_bring_back(project: Project, label: LabelId) -> Plan:
    """Plan that a retired label is coded with again."""
    found = known(project.codebook, label)
    return _changed(project, verbs.BringBackLabel(label=label), found, retired=False)


def to_move(project: Project, label: LabelId, parent: LabelId | None, before: LabelId | None) -> Plan:
    """Plan another place for a label and those below it: under `parent`, before another label or last."""
    known(project.codebook, label)
    codebook = moved(project.codebook, label, parent, before)
    return Plan(verbs.MoveLabel(label=label, parent=parent), codebook, _preview_of_labels(project, codebook, [label]))


def to_merge(project: Project, keep: LabelId, others: Sequence[LabelId]) -> Plan:
    """Plan that the spans of other labels, in all layers, get the label `keep`, and those labels go."""
    others = tuple(dict.fromkeys(others))
    codebook, following = merged(project.codebook, keep, others, _strays(project.spans.with_labels(others)))
    said = _to_look_at_again(project, known(project.codebook, keep), known(codebook, keep))
    preview = _preview_of_labels(project, codebook, others, project.spans.doubled([keep, *others]), said)
    verb = verbs.MergeLabels(label=keep, others=others, spans=sum(preview.spans.values()), decisions=preview.decisions)
    return Plan(verb, codebook, preview, others, lambda span: following.get(span.label))


def to_split(project: Project, label: LabelId, into: Sequence[Label], goes: Mapping[SpanId, LabelId]) -> Plan:
    """Plan that some spans of a label, in any layers, get one of the new labels `into`; the others stay."""
    found = known(project.codebook, label)
    spans = [span for span in project.spans.with_labels([label]) if span.id in goes]
    if len(spans) != len(goes):
        raise NotAllowed(f"Only spans that are coded as {found.name} can go to a part of it.")
    if unknown := set(goes.values()) - {new.id for new in into}:
        raise NotAllowed(f"“{min(unknown)}” is none of the labels that “{found.name}” is split into.")
    codebook, following = divided(project.codebook, label, into, _strays(spans))
    ids = {span.id for span in spans}
    links = sum(link.act in ids or link.span in ids for link in project.links.of_spans(list(ids)))
    decisions = sum(
        any(span.id in ids for span in decision.candidates) or not ids.isdisjoint(decision.gold)
        for decision in project.decisions.of_labels([label])
    )
    preview = _preview(project, codebook, Counter(span.layer for span in spans), links, decisions)
    parts = tuple(new.id for new in into)
    verb = verbs.SplitLabel(label=label, parts=parts, spans=len(spans), decisions=decisions)
    # What a decision keeps of a span follows the span, also where its coder has changed it since.
    return Plan(verb, codebook, preview, (label,), lambda span: _part_for(span, label, goes, following))


def by_value(
    project: Project, label: LabelId, attribute: str, goes: Mapping[AttributeValue, LabelId]
) -> dict[SpanId, LabelId]:
    """Return which spans of a label go where by the value of an attribute; of several chosen ones the first counts."""
    found: dict[SpanId, LabelId] = {}
    for span in project.spans.with_labels([label]):
        given = span.attributes.get(attribute)
        values = items_of(given) if given is not None else ()
        if (goal := next((goes[value] for value in values if value in goes), None)) is not None:
            found[span.id] = goal
    return found


def _part_for(
    span: Span, label: LabelId, goes: Mapping[SpanId, LabelId], following: Mapping[LabelId, Following]
) -> Following | None:
    return following[goes[span.id]] if span.label == label and span.id in goes else None


def _to_look_at_again(project: Project, old: Label, new: Label) -> list[str]:
    """Say how many codings a label has already, if what it gains changes its meaning."""
    count = sum(count for (_, label), count in project.spans.counts().items() if label == old.id)
    if not count or not meaning_changes(old, new):
        return []
    those = one_or_many(count, "The coding that has", f"The {count:,} codings that have")
    return [f"{those} the label {new.name} already {one_or_many(count, 'is', 'are')} to be looked at again."]


def _changed(project: Project, verb: verbs.AtLabel, label: Label, **fields: object) -> Plan:
    new = label.model_copy(update=fields)
    codebook = project.codebook.with_labels(new if one is label else one for one in project.codebook.labels)
    return Plan(verb, codebook, _preview_of_labels(project, codebook, [label.id]))


def _strays(spans: Iterable[Span]) -> Mapping[LabelId, set[str]]:
    found: defaultdict[LabelId, set[str]] = defaultdict(set)
    for span in spans:
        found[span.label].update(span.attributes)
    return found


def _preview_of_labels(
    project: Project, codebook: Codebook, labels: Sequence[LabelId], twice: int = 0, said: Sequence[str] = ()
) -> LabelPlanPreview:
    spans: Counter[LayerId] = Counter()
    for (layer, label), count in project.spans.counts().items():
        if label in labels:
            spans[layer] += count
    links, decisions = project.links.count_of_labels(labels), len(project.decisions.of_labels(labels))
    return _preview(project, codebook, spans, links, decisions, twice, said)


def _preview(
    project: Project,
    codebook: Codebook,
    spans: Mapping[LayerId, int],
    slots: int,
    decisions: int,
    twice: int = 0,
    more: Sequence[str] = (),
) -> LabelPlanPreview:
    names = {layer.id: layer.name for layer in project.layers.all()}
    by_layer = ", ".join(f"{names[layer]} {count}" for layer, count in spans.items())
    codings = f"{counted(sum(spans.values()), 'coding')} ({by_layer})" if spans else "no coding"
    said = [
        *changes_between(project.codebook, codebook),
        f"It concerns {codings}, {counted(slots, 'slot')} and {counted(decisions, 'decision')}.",
        *more,
    ]
    if twice:
        stand = counted(twice, "coding then stands", "codings then stand")
        said.append(f"{stand} where the same coder has another one of this label; both are kept.")
    return LabelPlanPreview(spans, slots, decisions, twice, tuple(said))
