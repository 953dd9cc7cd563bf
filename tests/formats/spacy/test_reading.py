"""What of another's DocBin is a span, an attribute, a label of the whole, a field; and what is told of it."""

from pathlib import Path
from typing import Any

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.spacy import library
from annotator.formats.spacy.msgpack import packed
from annotator.formats.spacy.reading import read
from annotator.formats.spacy.strings import string_id
from annotator.model.bundle import Bundle
from annotator.model.errors import BadFile
from tests.formats.spacy.test_docbin_reading import docbin
from tests.shared_data import shared


def read_as(folder: Path, **changed: Any) -> Bundle:
    path = folder / "news.spacy"
    path.write_bytes(docbin(**changed))
    return read(path, ReadOptions())


def spans_of(bundle: Bundle) -> list[tuple[str, str, dict[str, Any]]]:
    return [(span.label, span.quote, dict(span.attributes)) for coded in bundle.documents for span in coded.spans]


def group(name: str, *spans: tuple[str, int, int]) -> bytes:
    """Return a group as spaCy packs it: label, first token, one past the last."""
    bodies = [
        b"".join(number.to_bytes(8, "big") for number in (0, 0, string_id(label)))
        + b"".join(number.to_bytes(4, "big") for number in (first, stop, 0, 0))
        for label, first, stop in spans
    ]
    return packed([packed({"name": name, "attrs": {}, "spans": bodies})])


def test_an_entity_is_a_span_and_one_that_a_group_has_too_is_the_same(tmp_path: Path) -> None:
    assert spans_of(read_as(tmp_path)) == [("city", "Paris", {})]
    groups = group("sc", ("CITY", 0, 1), ("CITY", 0, 2))
    both = read_as(tmp_path, span_groups=[groups])
    assert spans_of(both) == [("city", "Paris", {}), ("city", "Paris.", {})]
    assert any(notice.startswith("1 entity stands in a group of spans as well") for notice in both.notices)


def test_a_group_of_another_name_is_an_attribute_and_the_label_of_spans_without_one(tmp_path: Path) -> None:
    found = read_as(tmp_path, span_groups=[group("chain_1", ("", 0, 1))])
    assert spans_of(found) == [("city", "Paris", {}), ("chain_1", "Paris", {"group": "chain_1"})]


def test_a_span_of_no_tokens_is_counted(tmp_path: Path) -> None:
    found = read_as(tmp_path, span_groups=[group("sc", ("CITY", 1, 9))])
    assert spans_of(found) == [("city", "Paris", {})]
    assert any("their labels or their places are none" in one or "its label or its place" in one for one in found.lost)


def test_categories_are_labels_of_the_document_from_a_half_on(tmp_path: Path) -> None:
    found = read_as(tmp_path, cats=[{"sport": 1.0, "war": 0.75, "peace": 0.25, "art": 0.0}])
    whole = [(label, values) for label, quote, values in spans_of(found) if not quote]
    assert whole == [("sport", {}), ("war", {"score": 0.75})]
    assert [one for one in found.lost if "below 0.5" in one] == [
        "1 category with a score below 0.5 is left out: “peace” of “news 1”."
    ]


def test_extension_attributes_are_those_of_the_span_or_fields_of_the_document(tmp_path: Path) -> None:
    # Keys are lists here, as spaCy's tuples are packed.
    body = b"\x84" + b"".join(
        packed(key) + packed(value)
        for key, value in (
            (["._.", "force", 0, 5], 3),
            (["._.", "date", None, None], "2023"),
            (["._.", "odd", 0, None], 1),
            ("source", "AFP"),
        )
    )
    found = read_as(tmp_path, user_data=[body])
    (coded,) = found.documents
    assert coded.document.metadata == {"date": "2023", "source": "AFP"}
    assert spans_of(found) == [("city", "Paris", {"force": 3})]
    assert any("1 extension attribute of a word" in one for one in found.lost)


def test_a_file_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="a DocBin of spaCy without texts"):
        read_as(tmp_path, tokens=b"", lengths=b"", spaces=b"")


def test_what_spacy_does_not_read_ours_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> Any:
        raise ImportError(name)

    with monkeypatch.context() as patch:
        patch.setattr(library, "find_spec", lambda name: object())
        patch.setattr(library, "import_module", broken)
        assert spans_of(read_as(tmp_path)) == [("city", "Paris", {})]


def test_the_same_text_twice_is_one_document_and_what_is_said_twice_one_span() -> None:
    found = read(shared("fixtures/spacy/generated/mixed.spacy"), ReadOptions())
    assert [len(coded.spans) for coded in found.documents] == [6, 0, 1]
    assert [one for one in found.lost if "without a text" in one] == [
        "2 records without a text are left out; the first is document 2."
    ]
