"""Numbers of a page: each with the places that it was counted on."""

from collections import Counter

from hypothesis import given, settings

from annotator.formats.reviewer_page.numbers import numbers_of
from annotator.formats.reviewer_page.places import PlaceReading
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from tests.examples import examples
from tests.formats.bundles import CODEBOOK, GOLD, full_bundles, sample_bundle


def test_what_is_counted_is_what_is_shown() -> None:
    bundle = sample_bundle()
    reading = PlaceReading(bundle, named=False)
    found = [place for number, coded in enumerate(bundle.documents) for place in reading.places(coded, number)]
    titles = [coded.document.title for coded in bundle.documents]
    numbers = list(numbers_of(found, titles, CODEBOOK, None))
    for one in numbers:
        assert one.places and list(one.places) == sorted(set(one.places))
    said = {(one.section, one.title): one.value for one in numbers}
    spans = [span for coded in bundle.documents for span in coded.spans]
    assert said["Labels", "Appeal"] == str(sum(span.label == "appeal" and span.layer == GOLD for span in spans))
    assert said["How it was decided", "taken"] == "1" and said["Documents", "بيان"] == "2"
    assert said["Parties", "Speaker: France"] == "1"
    decided = [int(value) for (section, _), value in said.items() if section == "How it was decided"]
    assert sum(decided) == len(found)
    assert not any(one.section.startswith("Agreement") for one in numbers)


@given(full_bundles())
@settings(max_examples=examples(30))
def test_labels_are_counted_in_gold_where_there_is_some_and_else_in_all_that_coders_marked(bundle: Bundle) -> None:
    reading = PlaceReading(bundle, named=False)
    found = [place for number, coded in enumerate(bundle.documents) for place in reading.places(coded, number)]
    names = {label.id: label.name for label in bundle.codebook.labels}
    kinds = {layer.id: layer.kind for layer in bundle.layers}
    spans = [span for coded in bundle.documents for span in coded.spans]
    gold = [span for span in spans if kinds[span.layer] is LayerKind.GOLD]
    counted = Counter(names.get(span.label, span.label) for span in gold)
    titles = [coded.document.title for coded in bundle.documents]
    numbers = {one.title: one for one in numbers_of(found, titles, bundle.codebook, None) if one.section == "Labels"}
    if gold:
        assert {title: int(one.value) for title, one in numbers.items()} == counted
    else:
        said = {(names.get(one.span.label), one.span.id) for place in found for one in place.candidates}
        assert {title: int(one.value) for title, one in numbers.items()} == Counter(name for name, _ in said)
    for one in numbers.values():
        assert 0 < len(one.places) <= int(one.value)
