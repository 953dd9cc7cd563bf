"""The figures of a study: which coefficients are computed on what, one after the other.

A figure is not a number yet but a `Tally`, from which its value, its interval and its value by document are read.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import chain

import numpy as np

from annotator.agreement.coefficients.alpha import alpha
from annotator.agreement.input.grouped_rows import Columns
from annotator.agreement.input.grouped_spans import GroupedSpans
from annotator.agreement.input.label_by_label import labels_there
from annotator.agreement.input.span_table import NO_UNIT, SpanTable, span_table
from annotator.agreement.input.unit_codings import as_codings, with_units
from annotator.agreement.input.units import Uncoded, UnitKind, any_label, covered, ratings_on
from annotator.agreement.study import parts
from annotator.agreement.study.act_figures import on_acts
from annotator.agreement.study.boundary_figures import on_boundaries
from annotator.agreement.study.coded import only_if_coded
from annotator.agreement.study.compared import IN_TEXT, ComparedPart, found_by_any
from annotator.agreement.study.label_figures import EachLabel, label_itself, labels_in_set
from annotator.agreement.study.part_ratings import PartRatings, RatingsOf
from annotator.agreement.study.span_figures import on_spans
from annotator.agreement.study.study import ASPECTS, Aspect
from annotator.agreement.study.study_input import Computed, DecisionSizes, Prepared, StudyInput
from annotator.agreement.tally import Tally
from annotator.model.attribute_kinds import Scale
from annotator.model.codebook import Role, Scope
from annotator.model.ids import LabelId

_ONE_LABEL = "A unit counts as marked or not with this label."
_ALL_LABELS = "A unit's category is the set of labels on it."
_ANY_LABEL = "A unit counts as marked or not, whatever its label."
_NOT_ON_WHOLE = "Labels on whole documents are left out."
_WHOLE_DOCUMENTS = {
    UnitKind.SPANS: "A whole document is one unit, if anyone put a label on it: the set of its labels.",
    UnitKind.DOCUMENTS: "",
}
"""What is said of labels on whole documents."""
_ON_WHOLE = "“{}” is put on whole documents and on no passage; compare documents."
_NO_CHANCE = (
    "Where what nobody marked is left out, all is marked by someone, so that chance cannot be told from agreement."
)


def prepare(study_input: StudyInput) -> Prepared:
    """Return a study input with what its figures are computed from."""
    if study_input.design.unit is UnitKind.UNITS:
        texts = [as_codings(text, study_input.codes) for text in study_input.texts]
        study_input = replace(study_input, texts=texts)
    table = _table(study_input)
    grouped = GroupedSpans(study_input.texts, study_input.coders, study_input.ids, table)
    found = PartRatings(grouped, [text.fillings for text in study_input.texts], study_input.possible)
    units = found.marked if study_input.design.unit is UnitKind.SPANS else _on_units(study_input, table)
    return Prepared(study_input, table, grouped.places(), found, cache(units), decisions_of(study_input, table))


def _table(study_input: StudyInput) -> SpanTable:
    table = span_table(study_input.texts, study_input.coders, study_input.ids)
    if study_input.design.unit is not UnitKind.UNITS:
        return table
    is_missing = study_input.design.uncoded is Uncoded.MISSING
    return with_units(table, study_input.texts, study_input.codes, is_missing)


def _on_units(study_input: StudyInput, table: SpanTable) -> RatingsOf:
    design = study_input.design
    if table.units is not None:
        table = table.only(np.flatnonzero(table.units.unit != NO_UNIT))
    is_listed = study_input.has_one_code and design.unit is UnitKind.UNITS
    possible = [label for label in study_input.possible if label in study_input.codes] if is_listed else ()
    every = ratings_on(design.unit, study_input.texts, table, design.uncoded, possible)
    return lambda coders: every if coders == study_input.everyone else every.of_coders(coders)


def decisions_of(study_input: StudyInput, table: SpanTable) -> DecisionSizes:
    """Return how many units a decision covers."""
    return DecisionSizes(table, covered(study_input.design.unit, study_input.texts, table))


def compute(prepared: Prepared) -> Iterator[Computed]:
    """Yield the figures of a study, but for gamma."""
    design = prepared.study_input.design
    every = chain(
        _whole(prepared), _taken_apart(prepared), on_acts(prepared), on_spans(prepared), on_boundaries(prepared)
    )
    for one in only_if_coded(every, prepared):
        if design.wants(one.tally.coefficient) and design.shows(one.label):
            yield one if not ASPECTS[one.aspect].of_units or one.counts_decisions else _in_decisions(one, prepared)


def _in_decisions(one: Computed, prepared: Prepared) -> Computed:
    """Return a figure of units with how many of them one decision covers."""
    return replace(one, tally=replace(one.tally, decision=prepared.decisions.of(one.coders, one.label)))


def whole_tally(prepared: Prepared) -> Tally:
    """Return the nominal alpha of all coders on all labels, which is looked up document by document."""
    study_input = prepared.study_input
    return alpha(ComparedPart(Aspect.ALL, prepared.units, _ALL_LABELS).chosen(study_input.design, study_input.everyone))


def _whole(prepared: Prepared) -> Iterator[Computed]:
    study_input, ratings = prepared.study_input, prepared.units
    whole_only = _WHOLE_DOCUMENTS.get(study_input.design.unit, _NOT_ON_WHOLE)
    yield from ComparedPart(Aspect.ALL, ratings, f"{_ALL_LABELS} {whole_only}".strip(), scale=Scale.SETS).figures(
        study_input
    )
    in_text = study_input.design.unit in (*IN_TEXT, UnitKind.UNITS)
    why_not = {
        one.id: _ON_WHOLE.format(one.name) for one in study_input.labels if in_text and one.scope is Scope.DOCUMENT
    }
    yield from EachLabel(Aspect.ALL, ratings, _ONE_LABEL, labels_in_set, why_not).figures(prepared)
    only_percent = _NO_CHANCE if study_input.design.leaves_out_unmarked else ""
    found = ComparedPart(Aspect.FOUND, ratings, f"{_ANY_LABEL} {whole_only}".strip(), read=any_label)
    yield from replace(found, no_chance=only_percent).figures(study_input)


def _labels(prepared: Prepared) -> Iterator[Computed]:
    """Yield the figures of the label: of passages, and of whole documents, which are never one number.

    What stands on whole documents is a part of its own where coders gave such labels to passages too; where they gave
    them to documents only, it is all there is.
    """
    study_input = prepared.study_input
    passages, documents = cache(prepared.parts.labels), cache(prepared.parts.document_labels)
    in_text = cache(lambda coders: labels_there(passages(coders), label_itself))
    on_whole = cache(lambda coders: labels_there(documents(coders), labels_in_set))

    def is_alone(coders: Columns, label: LabelId | None) -> bool:
        return _stands(on_whole(coders), label) and not _stands(in_text(coders), label)

    def is_both(coders: Columns, label: LabelId | None) -> bool:
        return _stands(on_whole(coders), label) and _stands(in_text(coders), label)

    def is_text(coders: Columns, label: LabelId | None) -> bool:
        return not is_alone(coders, label)

    of_passages, of_documents = partial(found_by_any, passages), partial(found_by_any, documents)
    text = ComparedPart(Aspect.LABEL, passages, parts.ON_LABEL, among=of_passages)
    whole = ComparedPart(Aspect.LABEL, documents, parts.ON_DOCUMENT_LABELS, scale=Scale.SETS, among=of_documents)
    there = replace(whole, part=parts.ON_DOCUMENTS)
    for compared, stands in ((text, is_text), (whole, is_alone), (there, is_both)):
        yield from compared.figures(study_input, [coders for coders in study_input.groups if stands(coders, None)])
    each = EachLabel(Aspect.LABEL, passages, parts.ON_LABEL, label_itself, among=of_passages)
    of_document = EachLabel(Aspect.LABEL, documents, parts.ON_DOCUMENT_LABEL, labels_in_set, among=of_documents)
    yield from each.figures(prepared, is_text)
    yield from of_document.figures(prepared, is_alone)
    yield from replace(of_document, part=parts.ON_DOCUMENTS).figures(prepared, is_both)


def _stands(there: Collection[LabelId], label: LabelId | None) -> bool:
    return bool(there) if label is None else label in there


def _taken_apart(prepared: Prepared) -> Iterator[Computed]:
    study_input, found = prepared.study_input, prepared.parts
    yield from _labels(prepared)
    for one in study_input.labels:
        among = cache(partial(found.places_with, one.id))
        for attribute in one.attributes:
            values = found.read(one.id, parts.read_attribute(attribute, one.attributes), parts.categories_of(attribute))
            compared = ComparedPart(Aspect.ATTRIBUTE, values, parts.convention_of(attribute), one.id, attribute.id)
            scale, is_open = attribute.value_type.scale, parts.is_open(attribute)
            yield from replace(compared, scale=scale, is_open=is_open, among=among).figures(study_input)
        if one.names_actors:
            # An attribute may be called as the actor is.
            part = parts.ACTOR if one.attribute(parts.ACTOR) is None else parts.MENTIONED_ACTOR
            actors = found.read(one.id, parts.read_actor)
            compared = ComparedPart(Aspect.ATTRIBUTE, actors, parts.ON_ACTOR, one.id, part, is_open=True, among=among)
            yield from compared.figures(study_input)
        for role in one.roles:
            named = found.slot(one.id, role.id)
            compared = ComparedPart(Aspect.SLOT, named, parts.ON_SLOT, one.id, role.id, Scale.SETS, is_open=True)
            yield from replace(compared, among=among).figures(study_input)
            yield from _slot_values(prepared, one.id, role)


def _slot_values(prepared: Prepared, label: LabelId, role: Role) -> Iterator[Computed]:
    """Yield the figures of what is said of who fills a slot."""
    for attribute in role.attributes:
        read = parts.read_value(attribute, role.attributes)
        values = prepared.parts.slot_values(label, role.id, read, parts.categories_of(attribute))
        part, said = parts.slot_value_part(role.id, attribute.id), parts.convention_of_slot(attribute)
        compared = ComparedPart(Aspect.SLOT_VALUE, values, said, label, part)
        scale, is_open = attribute.value_type.scale, parts.is_open(attribute)
        yield from replace(compared, scale=scale, is_open=is_open).figures(prepared.study_input)
