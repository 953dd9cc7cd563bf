"""What of a layer is an entity, a span, a category, and what is said besides."""

import zlib
from typing import Any

from annotator.formats.flat_layers import OwnRecords
from annotator.formats.spacy.docbin import DocBinMaker
from annotator.formats.spacy.documents import add_document
from annotator.model.bundle import CodedDocument
from annotator.model.coder import LayerKind
from tests.formats.bundles import GOLD, LAYERS, found, sample_bundle, span
from tests.formats.spacy.unpacking import unpacked


def docbin_of(coded: CodedDocument) -> dict[str, Any]:
    """Return what stands in the file of one document's gold."""
    with DocBinMaker() as maker:
        add_document(maker, coded, GOLD, OwnRecords(sample_bundle((GOLD,)), named=True))
        found: dict[str, Any] = unpacked(zlib.decompress(b"".join(maker.pieces())))
    return found


def test_of_spans_that_overlap_the_longest_is_an_entity_and_all_are_spans() -> None:
    (coded, *_) = sample_bundle((GOLD,)).documents
    of = coded.document
    inner = span("s-99", of, "actor", found(of, "China"))
    made = docbin_of(type(coded)(of, (*coded.spans, inner)))
    assert LAYERS[2].kind is LayerKind.GOLD
    (groups,) = (unpacked(one) for one in made["span_groups"])
    ((group, names),) = groups.items()
    assert names == ["sc"]
    assert len(unpacked(group)["spans"]) == 4
    begins = sum(made["tokens"][at] == 3 for at in range(8, len(made["tokens"]), 5 * 8))
    assert begins == 3, "France, urged China, force"


def test_what_spacy_has_no_place_for_stands_in_the_data_of_the_document() -> None:
    (coded, *_) = sample_bundle((GOLD,)).documents
    made = docbin_of(coded)
    said = unpacked(made["user_data"][0])
    assert said["metadata"] == {"date": "2023-04-06", "n": 1.5, "none": None, "tags": ["readout"]}
    assert said["spans"].keys() == {"s-05", "s-07", "s-08"}
    assert said["spans"]["s-05"]["attributes"] == {"force": "calls on", "public": False}
    assert [slot["role"] for slot in said["spans"]["s-05"]["slots"]] == ["speaker", "addressee"]
    assert said["spans"]["s-08"] == {"label": "joint"}, "a label of the whole, which two may have"
    assert (said["layer"]["layer"], said["layer"]["kind"]) == (GOLD, "gold")
    assert made["cats"] == [{"joint": 1.0}]
