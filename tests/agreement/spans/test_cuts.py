"""Where what coders marked cuts a text."""

from collections.abc import Callable

import pytest

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.units import UnitKind
from annotator.agreement.spans.cuts import Cuts
from annotator.model.ids import LabelId
from annotator.model.span import Extent
from annotator.model.text import sentences, words
from tests.agreement.segmentations import cuts_in
from tests.agreement.texts import X, Y, coded, text_of

SPLIT: dict[UnitKind, Callable[[str], list[Extent]]] = {UnitKind.WORDS: words, UnitKind.SENTENCES: sentences}


def places(found: Cuts, column: int = 0, label: LabelId | None = None) -> list[int]:
    cuts = found.by_coder[column]
    return [int(cut) % found.line for cut in cuts[found.part(cuts, label)]]


def marked(text: str, unit: UnitKind, *parts: tuple[str, str]) -> CodedText:
    """Return a text of which coders marked these words of it."""
    spans = [coded(who, text.index(part), text.index(part) + len(part)) for who, part in parts]
    return text_of(*spans, length=len(text), units=SPLIT[unit](text) if unit in SPLIT else ())


def test_a_text_is_cut_at_both_ends_of_each_piece_but_not_at_its_own() -> None:
    found = cuts_in(text_of(coded("A", 0, 5), coded("A", 5, 9), coded("A", 12, 14, "x", (20, 30))))
    assert places(found) == [5, 9, 12, 14, 20]


def test_spans_that_overlap_cut_within_each_other_and_what_repeats_cuts_once() -> None:
    found = cuts_in(text_of(coded("A", 3, 9), coded("A", 6, 12, "y"), coded("A", 3, 9, "y")))
    assert places(found) == [3, 6, 9, 12]
    assert places(found, label=X) == [3, 9] and places(found, label=Y) == [3, 6, 9, 12]


def test_a_label_on_the_whole_document_cuts_nothing() -> None:
    assert places(cuts_in(text_of(coded("A", 0, 0)))) == []


def test_documents_lie_behind_each_other() -> None:
    found = cuts_in(text_of(coded("A", 3, 9), length=10), text_of(length=0), text_of(coded("A", 2, 10), length=10))
    assert places(found) == [3, 9, 12] and found.documents_of(found.by_coder[0]).tolist() == [0, 0, 2] * 2


@pytest.mark.parametrize("unit", [UnitKind.SPANS, UnitKind.DOCUMENTS, UnitKind.CHARACTERS])
def test_where_units_are_no_pieces_of_a_text_characters_are(unit: UnitKind) -> None:
    found = cuts_in(text_of(coded("A", 3, 9)), unit=unit)
    assert (found.unit, places(found)) == (UnitKind.CHARACTERS, [3, 9])


@pytest.mark.parametrize(
    ("text", "longer", "shorter", "at"),
    [
        ("He urged, and warned, all of them.", "and warned,", "and warned", [2, 4]),
        ("ودعا الوزير، أمس، جميع الأطراف", "الوزير، أمس،", "الوزير، أمس", [1, 3]),
        ("Il a été prié de répéter.", "été prié", "e\u0301te\u0301 prie\u0301", [2, 4]),
    ],
    ids=["comma", "Arabic", "accents apart"],
)
def test_between_words_neither_punctuation_nor_how_a_letter_is_written_moves_a_boundary(
    text: str, longer: str, shorter: str, at: list[int]
) -> None:
    other = text if shorter in text else text.replace(longer, shorter)
    for one, part in ((text, longer), (other, shorter)):
        assert places(cuts_in(marked(one, UnitKind.WORDS, ("A", part)), unit=UnitKind.WORDS)) == at


def test_words_of_a_text_without_spaces_are_those_that_the_program_finds() -> None:
    text = "中国敦促各方恢复谈判。"
    found = words(text)
    start, stop = found[1].start, found[2].stop
    one = text_of(coded("A", start, stop), length=len(text), units=found)
    assert places(cuts_in(one, unit=UnitKind.WORDS)) == [at for at in (1, 3) if at < len(found)]


def test_between_sentences_all_of_a_sentence_that_is_touched_is_in_it() -> None:
    text = "One came. Two went. Three stayed. Four left."
    found = cuts_in(marked(text, UnitKind.SENTENCES, ("A", "went. Three")), unit=UnitKind.SENTENCES)
    assert places(found) == [1, 3]
