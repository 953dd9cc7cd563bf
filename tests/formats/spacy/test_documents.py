"""What of a layer is an entity, a span, a category, and what is said besides."""

from annotator.formats.spacy.docbin import DocBinMaker
from annotator.formats.spacy.documents import add_document
from annotator.model.coder import LayerKind
from tests.formats.bundles import GOLD, LAYERS, found, sample_bundle, span
from tests.formats.spacy.unpacking import unpacked


def test_of_spans_that_overlap_the_longest_is_an_entity_and_all_are_spans() -> None:
    (coded, *_) = sample_bundle((GOLD,)).documents
    of = coded.document
    inner = span("s-99", of, "actor", found(of, "China"))
    maker = DocBinMaker()
    add_document(maker, type(coded)(of, (*coded.spans, inner)), GOLD)
    assert LAYERS[2].kind is LayerKind.GOLD
    (groups,) = (unpacked(one) for one in maker._groups)
    ((group, names),) = groups.items()
    assert names == ["sc"]
    assert len(unpacked(group)["spans"]) == 4
    begins = sum(maker._tokens[at + 1] == 3 for at in range(0, len(maker._tokens), 5))
    assert begins == 3, "France, urged China, force"


def test_what_spacy_has_no_place_for_stands_in_the_data_of_the_document() -> None:
    (coded, *_) = sample_bundle((GOLD,)).documents
    maker = DocBinMaker()
    add_document(maker, coded, GOLD)
    said = unpacked(maker._data[0])
    assert said["metadata"] == {"date": "2023-04-06", "n": 1.5, "none": None, "tags": ["readout"]}
    assert said["spans"] == {"s-05": {"attributes": {"force": "calls on", "public": False}}}
    assert maker._cats == [{"joint": 1.0}]
