"""A case in parts: the passage, what differs, and every slot that an actor may fill."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.wording import plain
from annotator.ui.adjudication.case_status import CaseContext
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.composable import SPAN, CasePart, parts_of, short
from annotator.ui.cases.wording import NOTHING
from tests.adjudication.builders import A, B, Coded, coded_layers, only_case, span
from tests.ui.cases.builders import LABELS, LAYERS, REGISTER, case, known


def said(part: CasePart) -> list[tuple[str, str]]:
    return [(option.letter, plain(option.words)) for option in part.options]


def test_the_passage_comes_first_then_attributes_then_slots_in_the_codebooks_order() -> None:
    found = {part.id: part for part in parts_of(case(), A, known())}
    label = LABELS["appeal"]
    assert list(found) == [
        SPAN,
        ("attribute", "force"),
        *(("slot", role.id) for role in label.roles if role.slot_type.actors or role.id == "content"),
    ]
    assert said(found["attribute", "force"]) == [("A", "urges"), ("B", "calls on")]
    assert said(found["slot", "addressee"]) == [("A", "China"), ("B", "China, Russia")]
    # Alike, and offered all the same: another actor may be typed in its place.
    assert said(found["slot", "speaker"]) == [("A", "France"), ("B", "France")] and found["slot", "speaker"].takes_actor
    assert said(found["slot", "content"]) == [("A", NOTHING), ("B", "دعا")] and not found["slot", "content"].takes_actor
    assert ("attribute", "conditional") not in found, "what all say alike is not chosen"


def test_where_another_label_is_the_base_only_its_own_parts_are_chosen() -> None:
    one = only_case(span("A1", 0, 9, "appeal", force="urges"), span("B1", 0, 9, "actor"))
    assert [part.id for part in parts_of(one, B, known())] == [SPAN]
    (force,) = (part for part in parts_of(only_case(*one.candidates), A, known()) if part.id[1] == "speaker")
    assert [option.layer for option in force.options] == [A], "who has another label says nothing of its slots"


@given(coded_layers("AB"), st.booleans())
def test_each_option_is_of_a_candidate_and_has_the_letter_of_its_coder(coded: Coded, blind: bool) -> None:
    context = CaseContext(LABELS, REGISTER, {}, CoderLetters(LAYERS, blind))
    for one in coded.cases():
        letters = {layer.id: "AB"[at] for at, layer in enumerate(context.coder_letters.ordered_layers(one.key))}
        for base in one.candidates:
            passage, *others = parts_of(one, base.layer, context)
            assert {option.layer for option in passage.options} == {each.layer for each in one.candidates}
            for part in (passage, *others):
                assert all(letters[option.layer] == option.letter for option in part.options)
                assert part is passage or part.takes_actor or len({option.words for option in part.options}) > 1


def test_an_option_is_found_by_its_letter_in_either_case() -> None:
    passage = parts_of(case(), A, known())[0]
    assert passage.option("b") == passage.option("B") == passage.options[1]
    assert passage.option("c") is None


def test_a_passage_is_its_label_and_its_words_on_one_line_or_its_label_alone() -> None:
    words = replace(span("A1", 0, 9), quote="urged\n  China")
    assert said(parts_of(only_case(words), A, known())[0]) == [("A", "Appeal “urged China”")]
    assert said(parts_of(only_case(span("A1", 0, 0)), A, known())[0]) == [("A", "Appeal")]


@given(st.text(max_size=80))
def test_what_is_short_stays_and_what_is_long_is_cut_to_the_room_of_a_button(text: str) -> None:
    bare = plain(text)
    if len(bare) <= 40:
        assert short(text) == text
    else:
        cut = plain(short(text))
        assert cut.endswith("…") and bare.startswith(cut[:-1]) and len(cut) <= 41


def test_what_is_cut_keeps_its_direction() -> None:
    assert short("دعا" * 20) == f"\u2068{('دعا' * 20)[:40]}…\u2069"
