"""A collection as the W3C's model has it: one page, each item with its selectors, and people under pseudonyms."""

from annotator.formats.web_annotation.writing import AnnotationWriter, empty_collection
from tests.formats.bundles import sample_bundle


def test_a_document_is_a_collection_of_one_page() -> None:
    bundle = sample_bundle()
    (coded, *_) = bundle.documents
    said = AnnotationWriter(bundle, named=False).collection(coded, "x.txt", "x.jsonld")
    items = said["first"]["items"]
    assert said["total"] == len(items) == len(coded.spans) + len(coded.links)
    assert (said["type"], said["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert {one["type"] for one in items} == {"Annotation"}
    assert {one["creator"]["name"] for one in items if "creator" in one} == {"C1", "C2", "Gold"}
    for one in items:
        targets = one["target"] if isinstance(one["target"], list) else [one["target"]]
        for target in (each for each in targets if "selector" in each):
            position, quote = target["selector"]
            assert coded.document.text[position["start"] : position["end"]] == quote["exact"]
            around = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
            assert around in coded.document.text
    assert any(one["target"] == "x.txt" for one in items), "the label of the whole document"


def test_without_documents_the_collection_is_empty() -> None:
    assert empty_collection()["total"] == 0
