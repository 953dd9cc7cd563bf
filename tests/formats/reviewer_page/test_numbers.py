"""Numbers of a page: each with the places that it was counted on."""

from annotator.formats.reviewer_page.numbers import numbers_of
from annotator.formats.reviewer_page.places import PlaceReading
from tests.formats.bundles import CODEBOOK, sample_bundle


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
    assert said["Labels", "Appeal"] == str(sum(span.label == "appeal" for span in spans))
    assert said["How it was decided", "taken"] == "1" and said["Documents", "بيان"] == "2"
    assert said["Parties", "speaker: France"] == "1"
    assert not any(one.section.startswith("Agreement") for one in numbers)
