"""A figure that hangs on what nobody coded is undefined and says so; and nothing that does not hang on it changes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.acts.acts import Filling
from annotator.agreement.coefficient import Basis
from annotator.agreement.input.coded_text import CodedText, CountedDyad
from annotator.agreement.input.units import Uncoded, UnitKind
from annotator.agreement.registry import BY_NAME, COEFFICIENTS
from annotator.agreement.study.act_ratings import PARTIES
from annotator.agreement.study.study import ASPECTS, Aspect, Design, Figure, HangsOn, Study
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Label, Role
from annotator.model.ids import ActorId, AttributeId, LabelId, LayerId, LinkId, RoleId
from annotator.model.span import AttributeValue, Link, Span
from tests.agreement.studies import study
from tests.agreement.texts import A, B, X, Y, Z, coded, text_of, texts
from tests.examples import examples

FORCE = Attribute(id=AttributeId("force"), name="Force", kind=AttributeKind.ORDINAL, values=("asks", "urges"))
TONE = Attribute(id=AttributeId("tone"), name="Tone", kind=AttributeKind.CHOICE, values=("mild", "harsh"))
TOPICS = Attribute(id=AttributeId("topics"), name="Topics", kind=AttributeKind.CHOICES, values=("war", "trade"))
PUBLIC = Attribute(id=AttributeId("public"), name="Public", kind=AttributeKind.FLAG)
SAID: Mapping[str, Sequence[AttributeValue | None]] = {
    FORCE.id: [None, "asks", "urges", "no longer a value"],
    TONE.id: [None, "mild", "no longer a value"],
    TOPICS.id: [None, [], ["war"]],
    PUBLIC.id: [None, True, False],
}
SPEAKER = Role(id=RoleId("speaker"), name="Speaker", attributes=(TONE, PUBLIC))
ADDRESSEE = Role(id=RoleId("addressee"), name="Addressee")
BENEFICIARY = Role(id=RoleId("beneficiary"), name="Beneficiary")
ROLES = (SPEAKER, ADDRESSEE, BENEFICIARY)
BOOK = (
    Label(id=X, name="X", attributes=(FORCE, TONE, TOPICS, PUBLIC), roles=ROLES, names_actors=True),
    Label(id=Y, name="Y", parent=X, attributes=(FORCE,), roles=(SPEAKER,)),
    Label(id=Z, name="Z"),
)
QUICK = (
    *("percent", "alpha-nominal", "alpha-masi", "alpha-ordinal", "alpha-ratio", "brennan-prediger"),
    *("alpha-u", "u-alpha", "u-alpha-binary", "cu-alpha", "ku-alpha", "f1-strict", "f1-exact", "boundary"),
    *("boundary-similarity", "pk", "f1-dyads"),
)
"""Some of each family: what a figure hangs on is asked before any of them is."""
ABSENT = ("None of these coders", "What these coders coded is on none of the units")


@st.composite
def projects(draw: st.DrawFn) -> list[CodedText]:
    """Draw texts in which spans have attributes, actors and parties in their slots, some of them twice."""
    found = draw(st.lists(texts(), min_size=1, max_size=3))
    return [draw(_saying(text)) for text in (*found, *found[: draw(st.integers(0, 1))])]


@st.composite
def _saying(draw: st.DrawFn, text: CodedText) -> CodedText:
    def values(of: Sequence[Attribute]) -> dict[str, AttributeValue]:
        drawn = {one.id: draw(st.sampled_from(SAID[one.id])) for one in of}
        return {id: value for id, value in drawn.items() if value is not None}

    def parties(act: Span) -> Iterator[Filling]:
        for role in book[act.label].roles:
            if who := draw(st.sampled_from(["", "", "fra", "chn"])):
                link = Link(LinkId(f"{act.id}{role.id}"), act.id, role.id, attributes=values(role.attributes))
                yield Filling(link, ActorId(who), None, (), "")

    book = {label.id: label for label in BOOK}
    actors = st.sampled_from([None, ActorId("fra"), ActorId("chn")])

    def said(span: Span) -> Span:
        actor = draw(actors) if span.label == X else None
        return replace(span, attributes=values(book[span.label].attributes), actor=actor)

    # What a coder repeats is the same coding, so each has no other parties.
    once = {coder: {(one.label, one.extents): one for one in mine}.values() for coder, mine in text.spans.items()}
    spans = {coder: [said(span) for span in mine] for coder, mine in once.items()}
    fillings = {span.id: filled for mine in spans.values() for span in mine if (filled := [*parties(span)])}
    return with_dyads(replace(text, spans=spans, fillings=fillings))


def with_dyads(text: CodedText) -> CodedText:
    """Return a text with the dyads that its fillings make."""

    def side(span: Span, role: Role) -> str:
        return next((str(one.actor) for one in text.fillings.get(span.id, ()) if one.link.role == role.id), "")

    acts = {coder: [span for span in mine if span.label in (X, Y)] for coder, mine in text.spans.items()}
    dyads = {
        coder: [CountedDyad(act.label, side(act, SPEAKER), side(act, ADDRESSEE)) for act in mine]
        for coder, mine in acts.items()
    }
    return replace(text, dyads=dyads, dyad_acts={coder: [act.id for act in mine] for coder, mine in acts.items()})


Emptying = Callable[[CodedText], CodedText]


def without_slots(*roles: Role) -> Emptying:
    """Take who fills some slots out of a text."""
    gone = {role.id for role in roles}

    def empty(text: CodedText) -> CodedText:
        kept = {act: [one for one in said if one.link.role not in gone] for act, said in text.fillings.items()}
        return with_dyads(replace(text, fillings={act: said for act, said in kept.items() if said}))

    return empty


def without_said_of_parties(text: CodedText) -> CodedText:
    def bare(one: Filling) -> Filling:
        return replace(one, link=replace(one.link, attributes={}))

    return replace(text, fillings={act: [*map(bare, said)] for act, said in text.fillings.items()})


def without_values(*attributes: Attribute) -> Emptying:
    """Take what some attributes of spans say out of a text."""
    gone = {one.id for one in attributes}
    return lambda text: with_spans(
        text, lambda span: [replace(span, attributes={i: v for i, v in span.attributes.items() if i not in gone})]
    )


def without_actors(text: CodedText) -> CodedText:
    return with_spans(text, lambda span: [replace(span, actor=None)])


def without_label(label: LabelId) -> Emptying:
    return lambda text: with_spans(text, lambda span: [span] if span.label != label else [])


def without_layer(coder: LayerId) -> Emptying:
    return lambda text: with_spans(text, lambda span: [span] if span.layer != coder else [])


def without_anything(text: CodedText) -> CodedText:
    return with_spans(text, lambda span: [])


def without_passages(text: CodedText) -> CodedText:
    return with_spans(text, lambda span: [span] if not span.extents else [])


def with_spans(text: CodedText, change: Callable[[Span], list[Span]]) -> CodedText:
    """Return a text with its spans changed; the coders took part as before."""
    spans = {coder: [new for span in mine for new in change(span)] for coder, mine in text.spans.items()}
    left = {span.id for mine in spans.values() for span in mine}
    fillings = {act: said for act, said in text.fillings.items() if act in left}
    return with_dyads(replace(text, spans=spans, fillings=fillings))


EMPTYINGS: Mapping[str, Emptying] = {
    "slots": without_slots(*ROLES),
    "sides": without_slots(SPEAKER, ADDRESSEE),
    "one slot": without_slots(ADDRESSEE),
    "said of parties": without_said_of_parties,
    "attributes": without_values(FORCE, TONE, TOPICS, PUBLIC),
    "one attribute": without_values(TONE),
    "actors": without_actors,
    "a label": without_label(X),
    "passages": without_passages,
    "a layer": without_layer(A),
    "everything": without_anything,
}
"""What can be emptied, in any combination."""


# What was coded, told from the spans themselves: for each thing that a figure can hang on.


def _coded(found: Sequence[CodedText], coders: Sequence[LayerId]) -> Iterator[tuple[Span, Sequence[Filling]]]:
    for text in found:
        if sum(coder in text.spans for coder in coders) > 1:
            for coder in coders:
                yield from ((span, text.fillings.get(span.id, ())) for span in text.spans.get(coder, ()))


def _is_said(id: str, said: Mapping[str, AttributeValue]) -> bool:
    given = said.get(id)
    # What an ordinal or a flag cannot be is missing, or as good as left out; a list may be empty.
    return given in ("asks", "urges", True, False) if id in (FORCE.id, PUBLIC.id) else bool(given)


def _is_value(one: Figure, span: Span, fillings: Sequence[Filling]) -> bool:
    return span.actor is not None if one.part == "actor" else _is_said(one.part, span.attributes)


def _is_party(one: Figure, span: Span, fillings: Sequence[Filling]) -> bool:
    return any(filling.link.role == one.part for filling in fillings)


def _is_said_of_party(one: Figure, span: Span, fillings: Sequence[Filling]) -> bool:
    role, _, attribute = one.part.partition("/")
    return any(filling.link.role == role and _is_said(attribute, filling.link.attributes) for filling in fillings)


def _is_in_act(one: Figure, span: Span, fillings: Sequence[Filling]) -> bool:
    wanted = ROLES[:2] if one.part == PARTIES else ROLES
    return any(filling.link.role in {role.id for role in wanted} for filling in fillings)


def _is_side(one: Figure, span: Span, fillings: Sequence[Filling]) -> bool:
    return any(filling.link.role in (SPEAKER.id, ADDRESSEE.id) for filling in fillings)


def _is_coding(one: Figure, span: Span, fillings: Sequence[Filling]) -> bool:
    return bool(span.extents) or BY_NAME[one.coefficient].basis is not Basis.PASSAGES


IS_CODED: Mapping[HangsOn, Callable[[Figure, Span, Sequence[Filling]], bool]] = {
    HangsOn.CODINGS: _is_coding,
    HangsOn.VALUES: _is_value,
    HangsOn.PARTIES: _is_party,
    HangsOn.SAID_OF_PARTIES: _is_said_of_party,
    HangsOn.ACT_SLOTS: _is_in_act,
    HangsOn.SIDES: _is_side,
}


def is_coded(one: Figure, found: Sequence[CodedText], made: Study) -> bool:
    """Return whether a coder of a figure coded what it hangs on, in a document of two of them."""
    is_there = IS_CODED[ASPECTS[one.aspect].hangs_on]
    labels = {None: {X, Y, Z}, X: {X, Y} if one.with_children else {X}}.get(one.label, {one.label})
    coders = [made.coders[column] for column in one.coders]
    return any(span.label in labels and is_there(one, span, said) for span, said in _coded(found, coders))


def is_compared(one: Figure, found: Sequence[CodedText], made: Study) -> bool:
    coders = [made.coders[column] for column in one.coders]
    return any(sum(coder in text.spans for coder in coders) > 1 for text in found)


def every(made: Study) -> list[Figure]:
    return [*made.figures, *made.by_parent]


def assert_nothing_is_said(one: Figure) -> None:
    result = one.result
    assert result.value is None and result.undefined.startswith(ABSENT), one
    assert (result.n, result.documents, result.observed, result.expected, result.interval) == (0, 0, None, None, None)
    assert not result.prevalence and not result.details and result.left_out is None


def test_each_aspect_says_what_it_hangs_on_and_each_coefficient_what_it_is_computed_on() -> None:
    assert ASPECTS.keys() == set(Aspect)
    assert {said.hangs_on for said in ASPECTS.values()} == set(HangsOn) == set(IS_CODED)
    assert all(isinstance(one.basis, Basis) for one in COEFFICIENTS)


UNITS = [kind for kind in UnitKind if kind is not UnitKind.UNITS]
COMBINATIONS = st.lists(st.sampled_from(list(EMPTYINGS)), max_size=3, unique=True)


def emptied(found: Sequence[CodedText], names: Sequence[str]) -> list[CodedText]:
    for name in names:
        found = [*map(EMPTYINGS[name], found)]
    return [*found]


@settings(max_examples=examples(60, usual=6), deadline=None)
@given(projects(), COMBINATIONS, st.sampled_from(UNITS))
def test_a_figure_is_undefined_for_want_of_codings_just_where_nobody_coded_what_it_hangs_on(
    found: list[CodedText], names: list[str], unit: UnitKind
) -> None:
    found = emptied(found, names)
    made = study(found, design=Design(unit=unit, coefficients=QUICK, gamma_samples=0), labels=BOOK)
    for one in every(made):
        if not is_compared(one, found, made):
            assert one.result.value is None and not one.result.undefined.startswith(ABSENT)
        elif not is_coded(one, found, made):
            assert_nothing_is_said(one)
        elif one.result.undefined.startswith(ABSENT[0]):
            pytest.fail(f"somebody coded that: {one}")
        elif one.result.undefined.startswith(ABSENT[1]):
            assert ASPECTS[one.aspect].of_units
            assert_nothing_is_said(one)


@settings(max_examples=examples(24, usual=2), deadline=None)
@given(projects(), COMBINATIONS, st.sampled_from(Uncoded))
def test_so_it_is_where_units_are_given(found: list[CodedText], names: list[str], uncoded: Uncoded) -> None:
    found = emptied(found, names)
    design = Design(unit=UnitKind.UNITS, uncoded=uncoded, coefficients=QUICK, gamma_samples=0)
    made = study(found, design=design, labels=BOOK)
    for one in every(made):
        if is_compared(one, found, made) and not is_coded(one, found, made):
            assert_nothing_is_said(one)


UNTOUCHED: Mapping[str, frozenset[HangsOn]] = {
    "slots": frozenset({HangsOn.CODINGS, HangsOn.VALUES}),
    "sides": frozenset({HangsOn.CODINGS, HangsOn.VALUES}),
    "said of parties": frozenset(HangsOn) - {HangsOn.SAID_OF_PARTIES},
    "attributes": frozenset(HangsOn) - {HangsOn.VALUES},
    "actors": frozenset(HangsOn) - {HangsOn.VALUES},
}
"""The figures that cannot change by what is emptied."""


@settings(max_examples=examples(40, usual=4), deadline=None)
@given(projects(), st.sampled_from(list(UNTOUCHED)), st.sampled_from(UnitKind))
def test_what_is_emptied_changes_nothing_that_does_not_hang_on_it(
    found: list[CodedText], name: str, unit: UnitKind
) -> None:
    design = Design(unit=unit, coefficients=QUICK, gamma_samples=0)
    before, after = (study(one, design=design, labels=BOOK) for one in (found, emptied(found, [name])))
    for one, other in zip(every(before), every(after), strict=True):
        if ASPECTS[one.aspect].hangs_on in UNTOUCHED[name]:
            assert one == other


def test_gamma_too_is_undefined_where_nobody_marked_a_passage() -> None:
    found = [text_of(coded("A", 0, 0), coded("B", 0, 0))]
    made = study(found, (A, B), Design(gamma_samples=2, coefficients=("gamma", "gamma-cat", "gamma-k")))
    assert made.figures and all(
        one.result.undefined.startswith("None of these coders marked a passage")
        for one in made.figures
        if one.label is None
    )


def test_who_left_empty_what_another_filled_disagrees_and_is_not_left_out() -> None:
    spans = [(coded("A", at, at + 4), coded("B", at, at + 4)) for at in (0, 10, 20)]
    fillings = {
        one.id: [Filling(Link(LinkId(f"l{one.id}"), one.id, SPEAKER.id), ActorId("fra"), None, (), "")]
        for one, _ in spans
    }
    text = replace(text_of(*(span for pair in spans for span in pair)), fillings=fillings)
    made = study([text], (A, B), Design(gamma_samples=0), BOOK)
    found = {one.aspect: one.result for one in made.figures if one.coefficient == "percent" and one.label == X}
    slots = [one.result for one in made.figures if (one.coefficient, one.part) == ("percent", SPEAKER.id)]
    assert [(one.value, one.n) for one in slots if one.n] == [(0, 3)]
    assert found[Aspect.LABEL].value == 1


def test_a_document_in_which_nobody_coded_anything_says_so() -> None:
    made = study([text_of(), text_of(coded("A", 0, 4)), text_of(coders="A")], (A, B))
    nothing, something, alone = (one.undefined for one in made.by_document)
    assert nothing == "None of its coders coded anything in it."
    assert not something.startswith("None of") and alone.startswith("There is nothing here that two")


@pytest.mark.parametrize(
    ("spans", "aspect", "label", "part", "why"),
    [
        ([], Aspect.SLOT, X, "speaker", "None of these coders coded anything"),
        ([("A", "y")], Aspect.SLOT, X, "speaker", "None of these coders used this label"),
        ([("A", "x")], Aspect.SLOT, X, "speaker", "None of these coders filled this slot"),
        ([("A", "x")], Aspect.SLOT_VALUE, X, "speaker/tone", "None of these coders filled this slot"),
        ([("A", "x")], Aspect.ATTRIBUTE, X, "tone", "None of these coders gave this a value"),
        ([("A", "z")], Aspect.ACT, None, "parties", "None of these coders coded an act"),
        ([("A", "x")], Aspect.ACT, None, "parties", "None of these coders said who acts or towards whom"),
        ([("A", "x")], Aspect.ACT, None, "slots", "None of these coders filled a slot of such acts"),
        ([("A", "x")], Aspect.DYAD, None, "", "None of these coders said who acts or towards whom"),
        ([("A", "z")], Aspect.DYAD, None, "", "None of these coders coded an act"),
    ],
)
def test_the_reason_is_the_most_general_thing_that_is_missing(
    spans: list[tuple[str, str]], aspect: Aspect, label: LabelId | None, part: str, why: str
) -> None:
    found = [with_dyads(text_of(*(coded(coder, 0, 4, label) for coder, label in spans)))]
    made = study(found, (A, B), Design(gamma_samples=0), BOOK)
    figures = [one for one in made.figures if (one.aspect, one.label, one.part) == (aspect, label, part)]
    assert figures and all(one.result.undefined == f"{why} in the documents compared." for one in figures)
