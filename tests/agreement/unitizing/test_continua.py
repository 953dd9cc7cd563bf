"""Continua: the units and segments of coders, against sets of characters gone through one by one."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.span_table import span_table
from annotator.agreement.unitizing.continua import Continua, continua_of, segments_of
from tests.agreement.marked import continua, text
from tests.agreement.texts import CODERS, LABELS, LENGTH, X, texts

MANY = st.lists(texts(), max_size=3)
Runs = list[tuple[int, int]]


def of(found: list[CodedText]) -> Continua:
    return continua_of(span_table(found, CODERS, LABELS))


def marked(found: list[CodedText], document: int, coder: int, label: int) -> set[int]:
    """Return the characters with a label, on the line of all documents; none where nobody else took part."""
    text = found[document]
    if len(text.spans) < 2:
        return set()
    mine = [one for one in text.spans.get(CODERS[coder], ()) if one.label == LABELS[label]]
    return {document * LENGTH + at for one in mine for start, stop in one.extents for at in range(start, stop)}


@given(MANY)
def test_units_cover_the_characters_that_a_coder_marked_and_do_not_overlap(found: list[CodedText]) -> None:
    made = of(found)
    for document in range(len(found)):
        for coder in range(3):
            for label in range(3):
                mine = (made.document == document) & (made.coder == coder) & (made.label == label)
                units = zip(made.start[mine].tolist(), made.stop[mine].tolist(), strict=True)
                covered = [at for start, stop in units for at in range(start, stop)]
                assert len(covered) == len(set(covered))
                assert set(covered) == marked(found, document, coder, label)


@given(MANY)
def test_a_document_counts_for_those_who_took_part_if_they_are_two(found: list[CodedText]) -> None:
    made = of(found)
    here = [len(text.spans) if len(text.spans) > 1 else 0 for text in found]
    assert made.took_part.tolist() == here
    assert made.compared.tolist() == [LENGTH if coders else 0 for coders in here]
    assert made.share.tolist() == [1 / (coders - 1) if coders else 0 for coders in here]


@given(MANY, st.permutations([0, 1, 2]), st.integers(0, 3))
def test_of_some_coders_it_is_as_if_there_were_no_others(found: list[CodedText], order: list[int], some: int) -> None:
    columns = order[:some]
    chosen = of(found).of_coders(columns)
    alone = continua_of(span_table(found, [CODERS[at] for at in columns], LABELS))
    assert chosen.present.tolist() == alone.present.tolist()
    assert units_of(chosen) == units_of(alone)


@given(MANY)
def test_the_units_of_each_label_and_of_each_coder_together_are_all_units(found: list[CodedText]) -> None:
    made = of(found)
    by_label = [made.of_label(label) for label in LABELS]
    assert all(one.labels == (label,) for one, label in zip(by_label, LABELS, strict=True))
    assert sum(len(one.start) for one in by_label) == len(made.start)
    assert sorted(unit for one in made.by_coder() for unit in units_of(one)) == units_of(made)


def units_of(found: Continua) -> list[tuple[int, ...]]:
    parts = (found.document, found.coder, found.label, found.start, found.stop)
    return sorted(zip(*(part.tolist() for part in parts), strict=True))


@given(MANY)
def test_a_segment_has_all_labels_that_its_coder_put_on_each_of_its_characters(found: list[CodedText]) -> None:
    made = of(found)
    segments = segments_of(made)
    assert (segments.length > 0).all()
    rows = zip(segments.document, segments.coder, segments.value, segments.start, segments.stop, strict=True)
    covered: dict[tuple[int, int, int], frozenset[int]] = {}
    for document, coder, value, start, stop in rows:
        for at in range(int(start), int(stop)):
            key = int(document), int(coder), at
            assert key not in covered, "segments exclude each other"
            covered[key] = segments.values[int(value)]
    for document in range(len(found)):
        for coder in range(3):
            chars = [marked(found, document, coder, label) for label in range(3)]
            for at in set().union(*chars):
                labels = frozenset(label for label in range(3) if at in chars[label])
                assert covered.pop((document, coder, at)) == labels
    assert not covered


def test_own_units_that_overlap_are_one_and_those_that_touch_are_cut_at_the_border() -> None:
    made = continua(text(20, [("x", 0, 6), ("x", 4, 9), ("y", 9, 12)], []))
    assert units_of(made.of_label(X)) == [(0, 0, 0, 0, 9)]
    segments = segments_of(made)
    assert (segments.start.tolist(), segments.stop.tolist(), segments.value.tolist()) == ([0, 9], [9, 12], [0, 1])
