"""What coders coded at all: a figure that hangs on what none of its coders coded is undefined, and says so.

That all leave a slot empty is agreement on it where one of them fills it elsewhere, and no evidence where nobody ever
does. It is asked of the documents that the figure compares: those in which two of its coders took part.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Literal, NamedTuple

import numpy as np

from annotator.acts.acts import Filling
from annotator.agreement.coefficient import Basis
from annotator.agreement.input.grouped_rows import Columns
from annotator.agreement.input.label_by_label import labels_there
from annotator.agreement.input.ratings import Ints, distinct_rows
from annotator.agreement.input.span_table import Flags
from annotator.agreement.input.stretches import distinct
from annotator.agreement.registry import BY_NAME
from annotator.agreement.study.act_ratings import PARTIES, SLOTS, sides_of
from annotator.agreement.study.label_figures import labels_in_set
from annotator.agreement.study.parts import ACTOR, MENTIONED_ACTOR, says_value, slot_value_part
from annotator.agreement.study.study import ASPECTS, Aspect, HangsOn
from annotator.agreement.study.study_input import Computed, Prepared
from annotator.agreement.tally import without_value
from annotator.model.codebook import Attribute, Label, Role
from annotator.model.ids import LabelId
from annotator.model.span import Span

_UNITS = "What these coders coded is on none of the units compared."
_HERE = "in the documents compared"
_PASSAGE = f"None of these coders marked a passage {_HERE}, and labels on whole documents do not count."
_OF_LABEL = f"None of these coders used this label {_HERE}."
_PASSAGE_OF_LABEL = f"None of these coders gave this label to a passage {_HERE}."
_ACT = f"None of these coders coded an act {_HERE}."
_NOBODY = f"None of these coders said who acts or towards whom {_HERE}."
_REASONS: Mapping[HangsOn, str] = {
    HangsOn.CODINGS: f"None of these coders coded anything {_HERE}.",
    HangsOn.VALUES: f"None of these coders gave this a value {_HERE}.",
    HangsOn.PARTIES: f"None of these coders filled this slot {_HERE}.",
    HangsOn.SAID_OF_PARTIES: f"None of these coders said this of who fills the slot {_HERE}.",
    HangsOn.ACT_SLOTS: f"None of these coders filled a slot of such acts {_HERE}.",
    HangsOn.SIDES: _NOBODY,
}
"""Why a figure is undefined, by what it hangs on."""


class _Coding(NamedTuple):
    """Something that was coded, as figures hang on it; `PASSAGES`: a coding in the text. `label`: None for any."""

    what: HangsOn | Literal[Basis.PASSAGES, "act"]
    label: LabelId | None = None
    part: str = ""


_AN_ACT = _Coding("act")
_Saying = tuple[tuple[_Coding, ...], Callable[[Span, Sequence[Filling]], bool]]
"""What is coded where a span, with who fills its slots, says it."""


def only_if_coded(computed: Iterable[Computed], prepared: Prepared) -> Iterator[Computed]:
    """Yield figures, those without a value that hang on what none of their coders coded."""
    coded = _Coded(prepared)
    for one in computed:
        tally, why = one.tally, coded.why_not(one)
        if why:
            tally = without_value(tally.coefficient, tally.convention, len(tally.n), why)
        yield replace(one, tally=tally) if why else one


def why_unsaid(label: Label, aspect: Aspect, part: str, said: Iterable[tuple[Span, Sequence[Filling]]]) -> str:
    """Return why nothing is known of an attribute or a slot where none of some codings says it, "" where one does.

    `said`: spans with the label, each with who fills its slots.
    """
    hangs_on = ASPECTS[aspect].hangs_on
    asked = _Coding(hangs_on, label.id, part)
    says = [is_said for codings, is_said in _sayings(label) if asked in codings]
    is_missing = bool(says) and not any(is_said(*one) for one in said for is_said in says)
    return _REASONS[hangs_on] if is_missing else ""


class _Coded:
    """What was coded, by coder and by who took part where it stands."""

    def __init__(self, prepared: Prepared) -> None:
        self._prepared, self._table = prepared, prepared.table
        self._acts = {label.id for label in prepared.study_input.labels if label.is_act}
        self._sayings = {label.id: list(_sayings(label)) for label in prepared.study_input.labels}
        self._of = cache(self._coded_by)
        self._on_units = cache(self._labels_on_units)

    def why_not(self, one: Computed) -> str:
        """Return why a figure has no value where none of its coders coded what it hangs on, "" where one did.

        Nothing is said where no document was coded by two of them: that is for the coefficient to say.
        """
        if not self._are_compared(one.coders).any():
            return ""
        hangs_on, basis = ASPECTS[one.aspect].hangs_on, BY_NAME[one.tally.coefficient].basis
        if hangs_on is HangsOn.SIDES and self._prepared.dyads_of(one.coders).names_any(one.coders, one.label):
            return ""
        is_of_passages = hangs_on is HangsOn.CODINGS and basis is Basis.PASSAGES
        asked = _Coding(Basis.PASSAGES if is_of_passages else hangs_on, one.label, one.part)
        there = self._of(one.coders)
        why = next((why for coding, why in _ladder(asked) if coding not in there), "")
        is_of_units = ASPECTS[one.aspect].of_units and basis is Basis.RATINGS
        if why or not is_of_units or not one.tally.n.any():
            return why
        on_units = self._on_units(one.coders)
        return "" if one.label in on_units or (one.label is None and on_units) else _UNITS

    def _labels_on_units(self, coders: Columns) -> set[LabelId]:
        """Return the labels on the units of documents of two of these coders."""
        ratings = self._prepared.units(coders)
        here = self._are_compared(coders)[ratings.document]
        found = replace(ratings, document=ratings.document[here], row=ratings.row[here], weight=ratings.weight[here])
        return labels_there(found, labels_in_set)

    def _are_compared(self, coders: Columns) -> Flags:
        """(documents,): whether two of these coders took part."""
        return np.asarray(self._table.present[:, list(coders)].sum(axis=1) > 1)

    def _coded_by(self, coders: Columns) -> frozenset[_Coding]:
        """Return what any of these coders coded where two of them took part."""
        patterns, _ = self._patterns
        shared = patterns[:, list(coders)].sum(axis=1) > 1
        found = (self._found.get(coder, {}) for coder in coders)
        return frozenset().union(*(what for one in found for pattern, what in one.items() if shared[pattern]))

    @cached_property
    def _patterns(self) -> tuple[Flags, Ints]:
        """(p, coders): who took part somewhere, each once; (spans,): which of these holds where each span stands."""
        table = self._table
        is_of_documents = table.units is None
        every = np.arange(len(table.document))
        took_part = table.present if is_of_documents else table.took_part(every, range(table.present.shape[1]))
        rows, place = distinct_rows(took_part.astype(np.int64), 2)
        return rows.astype(bool), place[table.document] if is_of_documents else place

    @cached_property
    def _found(self) -> dict[int, dict[int, set[_Coding]]]:
        """What was coded, by coder and pattern."""
        found: dict[int, dict[int, set[_Coding]]] = defaultdict(lambda: defaultdict(set))
        for coder, where, label, is_passage in self._labels_found():
            here = found[coder][where]
            for one in (label, None):
                here.add(_Coding(HangsOn.CODINGS, one))
                here.update([_Coding(Basis.PASSAGES, one)] if is_passage else ())
            here.update([_AN_ACT] if label in self._acts else ())
        if any(self._sayings.values()):
            _, pattern = self._patterns
            for at, span, fillings in self._prepared.parts.saying():
                here = found[int(self._table.coder[at])][int(pattern[at])]
                for codings, is_said in self._sayings[span.label]:
                    if not here.issuperset(codings) and is_said(span, fillings):
                        here.update(codings)
        return found

    def _labels_found(self) -> Iterator[tuple[int, int, LabelId, bool]]:
        """Yield who gave which label where, and whether to a passage, each once."""
        table, (patterns, pattern) = self._table, self._patterns
        k = max(1, len(table.labels))
        keys = ((table.coder * len(patterns) + pattern) * k + table.label) * 2 + (table.size > 0)
        for key in distinct(keys).tolist():
            rest, is_passage = divmod(key, 2)
            rest, label = divmod(rest, k)
            coder, where = divmod(rest, len(patterns))
            yield coder, where, table.labels[label], bool(is_passage)


def _ladder(asked: _Coding) -> Iterator[tuple[_Coding, str]]:
    """Yield what must have been coded for what is asked, the most general first, each with why nothing can be had."""
    what, label, part = asked
    yield _Coding(HangsOn.CODINGS), _REASONS[HangsOn.CODINGS]
    if label is not None:
        yield _Coding(HangsOn.CODINGS, label), _OF_LABEL
    if what is HangsOn.CODINGS:
        return
    if what is Basis.PASSAGES:
        yield asked, _PASSAGE if label is None else _PASSAGE_OF_LABEL
        return
    if what in (HangsOn.ACT_SLOTS, HangsOn.SIDES):
        yield _AN_ACT, _ACT
    if what is HangsOn.SAID_OF_PARTIES:
        yield _Coding(HangsOn.PARTIES, label, part.partition("/")[0]), _REASONS[HangsOn.PARTIES]
    assert isinstance(what, HangsOn)
    yield asked, _NOBODY if part == PARTIES and what is HangsOn.ACT_SLOTS else _REASONS[what]


def _sayings(label: Label) -> Iterator[_Saying]:
    """Yield what can be said with a label, besides that it is here."""
    for attribute in label.attributes:
        yield _of_attribute(label, attribute)
    if label.names_actors:
        # As the figure is called.
        part = ACTOR if label.attribute(ACTOR) is None else MENTIONED_ACTOR
        yield (_Coding(HangsOn.VALUES, label.id, part),), lambda span, fillings: span.actor is not None
    for role in label.roles:
        yield _of_role(label, role)
        for attribute in role.attributes:
            yield _of_party(label, role, attribute)


def _of_attribute(label: Label, attribute: Attribute) -> _Saying:
    says = says_value(attribute, label.attributes)
    return (_Coding(HangsOn.VALUES, label.id, attribute.id),), lambda span, fillings: says(span.attributes)


def _of_role(label: Label, role: Role) -> _Saying:
    sides = [part for part in (PARTIES, SLOTS) if role.id in {side.role for side in sides_of(label, part)}]
    acts = (_Coding(HangsOn.ACT_SLOTS, one, part) for one in (label.id, None) for part in sides)
    return (
        (_Coding(HangsOn.PARTIES, label.id, role.id), *acts),
        lambda span, fillings: any(one.link.role == role.id for one in fillings),
    )


def _of_party(label: Label, role: Role, attribute: Attribute) -> _Saying:
    says = says_value(attribute, role.attributes)
    return (
        (_Coding(HangsOn.SAID_OF_PARTIES, label.id, slot_value_part(role.id, attribute.id)),),
        lambda span, fillings: any(one.link.role == role.id and says(one.link.attributes) for one in fillings),
    )
