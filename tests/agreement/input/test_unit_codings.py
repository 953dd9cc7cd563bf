"""Codings of units: a unit counts once, in however many pieces, and who has not judged it is asked of nothing there."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.span_table import NO_UNIT, SpanTable, span_table
from annotator.agreement.input.unit_codings import as_codings, judged_by, with_units
from annotator.agreement.input.units import UnitKind, covered, marks_on
from annotator.model.ids import LayerId
from annotator.model.span import Span
from tests.agreement.texts import CODERS, LABELS, A, B, X, coded, text_of, texts
from tests.examples import examples

FOUND = st.lists(texts(), min_size=1, max_size=3)


def table_of(found: list[CodedText], is_missing: bool = True) -> tuple[list[CodedText], SpanTable]:
    codings = [as_codings(text, LABELS) for text in found]
    return codings, with_units(span_table(codings, CODERS, LABELS), codings, LABELS, is_missing)


def held(text: CodedText, span: Span) -> list[int]:
    """Return the units of which a span holds more than half, character by character."""
    inside = {at for start, stop in span.extents for at in range(start, stop)}
    return [at for at, unit in enumerate(text.units) if 2 * len(inside & set(range(*unit))) > len(range(*unit))]


@settings(max_examples=examples(60))
@given(FOUND)
def test_a_coding_in_pieces_is_one_of_each_unit_of_which_it_holds_more_than_half(found: list[CodedText]) -> None:
    for text in found:
        for coder, spans in as_codings(text, LABELS).spans.items():
            expected = {(span.label, (text.units[at],)) for span in text.spans[coder] for at in held(text, span)} | {
                (span.label, span.extents) for span in text.spans[coder] if not held(text, span)
            }
            assert {(span.label, span.extents) for span in spans} == expected
    table = span_table(found, CODERS, LABELS)
    spans = [span for text in found for coder in CODERS for span in unrepeated(text, coder)]
    whose = [text for text in found for coder in CODERS for _ in unrepeated(text, coder)]
    many = [len(held(text, span)) for text, span in zip(whose, spans, strict=True)]
    assert covered(UnitKind.UNITS, found, table).tolist() == many
    marks = marks_on(UnitKind.SENTENCES, found, table)
    touched = [
        sum(any(a < stop and start < b for a, b in span.extents) for start, stop in text.units)
        for text, span in zip(whose, spans, strict=True)
    ]
    assert covered(UnitKind.SENTENCES, found, table).tolist() == touched
    assert (marks.first < marks.last).all()


def unrepeated(text: CodedText, coder: LayerId) -> list[Span]:
    return list({(span.label, span.extents): span for span in text.spans.get(coder, ())}.values())


@settings(max_examples=examples(60))
@given(FOUND)
def test_who_judged_a_unit_is_told_and_what_one_did_not_judge_is_taken_out(found: list[CodedText]) -> None:
    codings, table = table_of(found)
    assert table.units is not None
    units = [(number, unit) for number, text in enumerate(codings) for unit in text.units]
    for (number, unit), coded_by in zip(units, table.units.coded.tolist(), strict=True):
        for coder, said in zip(CODERS, coded_by, strict=True):
            assert said is any(span.extents == (unit,) for span in codings[number].spans.get(coder, ()))
    mine, kept = judged_by(table, (0, 1))
    gone = [
        (number, unit)
        for (number, unit), (one, other, _) in zip(units, table.units.coded.tolist(), strict=True)
        if (A in codings[number].spans and not one) or (B in codings[number].spans and not other)
    ]
    lost = [sum(stop - start for number, (start, stop) in gone if number == at) for at in range(len(found))]
    assert (table.lengths - mine.lengths).tolist() == lost
    assert set(mine.document.tolist()) <= set(range(len(found))) and len(kept) == len(mine.document)
    for at, old in enumerate(kept.tolist()):
        of = int(table.units.unit[old])
        assert of == NO_UNIT or units[of] not in gone
        assert mine.size[at] <= table.size[old]
    counted = table_of(found, is_missing=False)[1]
    assert judged_by(counted, (0, 1))[0] is counted


def test_a_name_that_is_all_of_a_unit_is_no_coding_of_it() -> None:
    text = text_of(coded("A", 0, 5, "x"), coded("B", 0, 5, "y"), coded("C", 0, 5, "x"), coders="ABC", units=[(0, 5)])
    table = with_units(span_table([text], CODERS, LABELS), [text], {X}, is_missing=True)
    assert table.units is not None and table.units.coded.tolist() == [[True, False, True]]
    assert table.took_part(table.units.unit.argsort()[-1:], (0, 1, 2)).tolist() == [[True, False, True]]
