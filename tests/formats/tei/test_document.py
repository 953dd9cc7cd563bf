"""Spans point to anchors, and all that points finds what it points to."""

from typing import Any

from hypothesis import given, settings
from lxml import etree

from annotator.formats.tei.document import TeiWriter
from annotator.model.bundle import Bundle, CodedDocument
from tests.examples import examples
from tests.formats.bundles import full_bundles, sample_bundle
from tests.formats.tei.test_xml_text import placed_anchors

TEI, XML = "{http://www.tei-c.org/ns/1.0}", "{http://www.w3.org/XML/1998/namespace}"
POINTERS = ("from", "to", "next", "ana", "corresp", "target", "resp")


def parsed(bundle: Bundle, coded: CodedDocument) -> etree._Element:
    return etree.fromstring(TeiWriter(bundle, named=False).document(coded).encode())


def sound(coded: CodedDocument) -> CodedDocument:
    """Return a document without links that lead out of it, as writers are given them."""
    known = {span.id for span in coded.spans}
    links = tuple(one for one in coded.links if one.act in known and (one.span is None or one.span in known))
    return CodedDocument(coded.document, coded.spans, links)


@settings(max_examples=examples(30), deadline=None)
@given(bundle=full_bundles())
def test_every_span_stands_between_its_anchors_and_every_pointer_finds_something(bundle: Bundle) -> None:
    for coded in map(sound, bundle.documents):
        root = parsed(bundle, coded)
        ids = [one.get(f"{XML}id") for one in root.iter() if one.get(f"{XML}id")]
        assert len(ids) == len(set(ids))
        for one in root.iter():
            said = [part for name in POINTERS for part in str(one.get(name) or "").split()]
            assert all(part[1:] in ids for part in said if part.startswith("#")), said
        (body,) = root.iter(f"{TEI}body")
        assert "".join(map(str, body.itertext())) == coded.document.text
        anchors = placed_anchors(body)
        spans = [one for one in root.iter(f"{TEI}span") if one.get("type") != "passage"]
        found: dict[str, list[Any]] = {}
        by_id = {one.get(f"{XML}id"): one for one in spans}
        for one in (each for each in spans if each.get("n")):
            at: etree._Element | None = one
            places = []
            while at is not None and at.get("from"):
                places.append((anchors[str(at.get("from"))[1:]], anchors[str(at.get("to"))[1:]]))
                at = by_id.get(str(at.get("next") or "")[1:])
            found[str(one.get("n"))] = places
        assert found == {span.id: [tuple(extent) for extent in span.extents] for span in coded.spans}
        known = {actor.id for actor in bundle.actors}
        kept = [one for one in coded.links if one.span or one.extents or one.value or one.actor in known]
        assert len(list(root.iter(f"{TEI}link"))) == len(kept)


def test_the_sample_says_who_codes_what_how_surely_and_with_which_values() -> None:
    bundle = sample_bundle()
    (coded, *_) = bundle.documents
    root = parsed(bundle, coded)
    assert [one.text for one in root.iter(f"{TEI}name")] == ["C1", "C2", "Gold"]
    assert [one.get("type") for one in root.iter(f"{TEI}spanGrp")] == ["coder", "coder", "gold"]
    (unsure,) = [one for one in root.iter(f"{TEI}span") if one.get("cert") == "low"]
    assert unsure.get("n") == "s-03" and unsure.get("next") == f"#{unsure.get(f'{XML}id')}.2"
    values = {one.get("name"): one[0].get("value") or one[0].text for one in root.iter(f"{TEI}f")}
    assert values == {"force": "calls on", "public": "false", "year": "2023"}
    assert {one.get("type") for one in root.iter(f"{TEI}link")} == {"speaker", "addressee"}
    assert [one.text for one in root.iter(f"{TEI}orgName")] == ["European Union", "France"]


def test_the_codebook_is_a_taxonomy_with_labels_below_their_parents() -> None:
    root = etree.fromstring(TeiWriter(sample_bundle(), named=False).codebook().encode())
    below = {one.get(f"{XML}id"): one.getparent().get(f"{XML}id") for one in root.iter(f"{TEI}category")}  # type: ignore[union-attr]
    assert below["label-threat_of-force"] == "label-warning" and below["label-appeal"] == "codebook"
