"""Web Annotations as they are found: of the standard's examples, of Recogito, of anybody."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.registry import format_for, format_named
from annotator.formats.web_annotation.reading import read_annotations
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from annotator.model.errors import BadFile
from annotator.model.span import Extent
from tests.shared_data import shared

TEXT = "🕊 The Foo and the Bar.\nThe Foo again."


def annotations(folder: Path, *items: dict[str, Any], text: str = TEXT, name: str = "page.txt") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    said = [{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", **one} for one in items]
    path = folder / "found.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def at(start: int, stop: int, exact: str = "", **more: str) -> dict[str, Any]:
    selectors: list[Any] = [{"type": "TextPositionSelector", "start": start, "end": stop}]
    if exact:
        selectors.append({"type": "TextQuoteSelector", "exact": exact, **more})
    return {"source": "http://example.org/page", "selector": selectors}


def quoted(exact: str, **more: str) -> dict[str, Any]:
    return {"source": "page.txt", "selector": {"type": "TextQuoteSelector", "exact": exact, **more}}


def tag(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def read(path: Path, coder: str = "") -> Bundle:
    assert format_for(path) is format_named("web-annotation")
    return read_annotations(path, ReadOptions(coder=coder))


def test_tags_are_labels_comments_notes_and_creators_coders(tmp_path: Path) -> None:
    path = annotations(
        tmp_path,
        {"id": "urn:uuid:0190a6a0-0000-7000-8000-000000000001", "target": at(6, 9, "Foo"), "creator": {"name": "Ana"},
         "body": [tag("Gene"), {"type": "TextualBody", "value": "Is it?", "purpose": "commenting"}]},
        {"id": "http://example.org/2", "target": quoted("Bar"), "body": [tag("Gene"), tag("Place")],
         "creator": "http://example.org/ben"},
        {"id": "http://example.org/3", "motivation": "highlighting", "target": at(0, 1)},
        {"id": "http://example.org/4", "target": "page.txt", "bodyValue": "On the whole."},
        {"id": "http://example.org/5", "target": at(6, 9), "body": tag("Gene"),
         "creator": {"type": "Software", "name": "tagger"}},
    )  # fmt: skip
    bundle = read(path, "Me")
    (coded,) = bundle.documents
    layers = {layer.id: layer for layer in bundle.layers}
    names = {label.id: label.name for label in bundle.codebook.labels}
    said = {(layers[span.layer].name, names[span.label], span.quote, span.note) for span in coded.spans}
    assert said == {
        ("Ana", "Gene", "Foo", "Is it?"),
        ("http://example.org/ben", "Gene", "Bar", ""),
        ("http://example.org/ben", "Place", "Bar", ""),
        ("Me", "Annotation", "🕊", ""),
        ("Me", "Annotation", "", "On the whole."),
        ("tagger", "Gene", "Foo", ""),
    }
    assert {layer.kind for layer in layers.values() if layer.name == "tagger"} == {LayerKind.SUGGESTIONS}
    assert any(span.id == "0190a6a0-0000-7000-8000-000000000001" for span in coded.spans)
    assert not bundle.notices


def test_places_are_positions_quotes_or_fragments_and_disagreement_is_told(tmp_path: Path) -> None:
    path = annotations(
        tmp_path,
        {"id": "1", "target": at(2, 5, "Bar"), "body": tag("moved")},
        {"id": "2", "target": at(2, 5, "Nothing"), "body": tag("doubtful")},
        {"id": "3", "target": quoted("Foo", suffix=" again"), "body": tag("by what follows")},
        {"id": "4", "target": quoted("Foo"), "body": tag("in two places")},
        {"id": "5", "target": "page.txt#char=2,5", "body": tag("fragment")},
        {"id": "6", "target": {"source": "page.txt", "selector": {"type": "XPathSelector", "value": "/p[1]"}},
         "body": tag("elsewhere")},
        {"id": "7", "target": {"source": "page.txt", "selector": {"type": "XPathSelector", "value": "/p[1]",
         "refinedBy": {"type": "TextQuoteSelector", "exact": "again"}}}, "body": tag("refined")},
        {"id": "8", "target": at(900, 905), "body": tag("beyond")},
        {"id": "9", "target": [at(6, 9, "Foo"), at(18, 21, "Bar")], "body": tag("pieces")},
    )  # fmt: skip
    bundle = read(path)
    names = {label.id: label.name for label in bundle.codebook.labels}
    (coded,) = bundle.documents
    found = {names[span.label]: (span.quote, span.doubt) for span in coded.spans}
    assert found == {
        "moved": ("Bar", False),
        "doubtful": ("The", True),
        "by what follows": ("Foo", False),
        "fragment": ("The", False),
        "refined": ("again", False),
        "pieces": ("Foo … Bar", False),
    }
    assert next(span for span in coded.spans if names[span.label] == "by what follows").extents == (Extent(27, 30),)
    assert len(bundle.notices) == 5


def test_utf_16_is_found_out_by_the_quotes(tmp_path: Path) -> None:
    path = annotations(tmp_path, {"id": "1", "target": at(7, 10, "Foo"), "body": tag("a")})
    bundle = read(path)
    (coded,) = bundle.documents
    assert coded.spans[0].extents == (Extent(6, 9),) and "UTF-16" in bundle.notices[0]


def test_what_recogito_exports_is_read_with_its_relations(tmp_path: Path) -> None:
    selector = {"selector": [{"type": "TextQuoteSelector", "exact": "Foo"},
                             {"type": "TextPositionSelector", "start": 6, "end": 9}]}  # fmt: skip
    other = {"selector": [{"type": "TextPositionSelector", "start": 18, "end": 21}]}
    path = annotations(
        tmp_path,
        {"id": "#a", "body": [{**tag("Gene"), "creator": {"name": "x"}}], "target": selector},
        {"id": "#b", "body": [tag("Gene")], "target": other},
        {"id": "#c", "body": [tag("binds")], "motivation": "linking", "target": [{"id": "#a"}, {"id": "#b"}]},
        {"id": "#d", "body": [tag("binds")], "motivation": "linking", "target": [{"id": "#a"}, {"id": "#gone"}]},
        name="found.txt",
    )
    bundle = read(path)
    (coded,) = bundle.documents
    assert [(link.role, link.act, link.span) for link in coded.links] == [
        ("binds", coded.spans[0].id, coded.spans[1].id)
    ]
    assert len(bundle.notices) == 1


def test_a_text_within_the_file_needs_none_beside_it(tmp_path: Path) -> None:
    held = {"source": {"id": "http://example.org/t", "type": "Text", "value": TEXT}, "selector": at(6, 9)["selector"]}
    path = annotations(tmp_path, {"id": "1", "target": held, "body": tag("a")})
    (tmp_path / "page.txt").unlink()
    (coded,) = read(path).documents
    assert (coded.document.text, coded.spans[0].quote) == (TEXT, "Foo")


def test_no_file_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TEXT)
    inner = tmp_path / "inner"
    inner.mkdir()
    for source in ("../secret.txt", f"file://{tmp_path}/secret.txt", f"{tmp_path}/secret.txt", "a\0b", "http://[x"):
        target = {"source": source, "selector": {"type": "TextPositionSelector", "start": 0, "end": 1}}
        path = annotations(inner, {"id": "1", "target": target})
        (inner / "page.txt").unlink()
        with pytest.raises(BadFile, match="whose text is not beside it"):
            read(path)


def test_pages_graphs_and_collections_are_gone_through(tmp_path: Path) -> None:
    one = {"type": "Annotation", "id": "1", "target": "page.txt", "body": tag("a")}
    (tmp_path / "page.txt").write_text(TEXT)
    path = tmp_path / "x.jsonld"
    context = {"@context": "http://www.w3.org/ns/anno.jsonld"}
    for said in (
        {**context, "type": "AnnotationPage", "items": [one]},
        {**context, "type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one]}},
        {**context, "@graph": [one]},
        [{**context, **one}],
        {**context, **one},
    ):
        path.write_text(json.dumps(said))
        (coded,) = read(path).documents
        assert len(coded.spans) == 1
    path.write_text("".join(json.dumps({**context, **one, "id": id}) + "\r\n" for id in ("1", "2")))
    (coded,) = read(path).documents
    assert len(coded.spans) == 2
    elsewhere = {**context, "type": "AnnotationCollection", "first": "http://example.org/page1"}
    path.write_text(json.dumps(elsewhere))
    with pytest.raises(BadFile):
        read(path)


def test_the_standard_s_examples_speak_of_texts_that_are_not_there() -> None:
    files = sorted(shared("fixtures/w3c_anno").rglob("*.json*"))
    wrong = []
    for file in files:
        try:
            read_annotations(file, ReadOptions())
            wrong.append(f"{file.name} was read")
        except BadFile as refused:
            if not refused.problem.startswith("it is ") or not refused.remedy:
                wrong.append(str(refused))
    assert len(files) >= 40 and not wrong
