"""A DocBin as bytes: as many rows of tokens as it says, numbers that stand among its strings."""

import zlib
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import spool
from annotator.formats.flat_layers import OwnRecords
from annotator.formats.names import home_layer, layers_of
from annotator.formats.spacy import docbin as docbins
from annotator.formats.spacy.docbin import LEVEL, DocBinMaker, TokenSpans
from annotator.formats.spacy.documents import add_document
from annotator.formats.spacy.msgpack import packed
from annotator.formats.spacy.strings import string_id
from annotator.formats.spacy.tokens import tokenised
from annotator.model.bundle import Bundle
from annotator.model.errors import NotAllowed
from annotator.model.span import Extent
from tests.examples import examples
from tests.formats.bundles import full_bundles, sample_bundle
from tests.formats.spacy.test_spacy import written
from tests.formats.spacy.unpacking import docbin, unpacked


def test_a_file_is_version_01_with_as_many_documents_as_its_layer(tmp_path: Path) -> None:
    counts = []
    for file in written(sample_bundle(), tmp_path):
        found = docbin(file)
        assert found["version"] == "0.1" and found["attrs"] == [65, 77, 78, 80, 452]
        count = len(found["lengths"]) // 4
        assert (
            len(found["cats"]) == len(found["flags"]) == len(found["span_groups"]) == len(found["user_data"]) == count
        )
        assert len(found["tokens"]) == len(found["spaces"]) * 8 * len(found["attrs"])
        counts.append(count)
    assert counts == [2, 2, 4]
    with pytest.raises(zlib.error):
        docbin(Path(__file__))


def test_a_token_has_its_word_its_entity_and_where_sentences_begin(tmp_path: Path) -> None:
    text = tokenised("France urged. No.", [Extent(0, 6)])
    path = tmp_path / "x.spacy"
    with DocBinMaker() as maker:
        maker.add(
            text, TokenSpans(np.array([0]), np.array([1]), ["ORG"], ["s-1"], ["fra"]), {}, {"joint": 1.0}, {"id": "d"}
        )
        path.write_bytes(b"".join(maker.pieces()))
    found = docbin(path)
    numbers = [int.from_bytes(found["tokens"][at : at + 8], "little") for at in range(0, len(found["tokens"]), 8)]
    rows = [numbers[at : at + 5] for at in range(0, len(numbers), 5)]
    never = (1 << 64) - 1
    assert rows == [
        [string_id("France"), 3, string_id("ORG"), 1, string_id("fra")],
        [string_id("urged"), 2, 0, never, 0],
        [string_id("."), 2, 0, never, 0],
        [string_id("No"), 2, 0, 1, 0],
        [string_id("."), 2, 0, never, 0],
    ]
    assert found["spaces"] == b"\1\0\1\0\0"
    assert sorted(found["strings"]) == sorted(["France", "urged", ".", "No", "ORG", "fra"])


def made_of(bundle: Bundle) -> bytes:
    """Return the one file of all layers of a bundle."""
    home, own = home_layer(bundle), OwnRecords(bundle, named=True)
    with DocBinMaker() as maker:
        for coded in bundle.documents:
            for layer in layers_of(coded, home):
                add_document(maker, coded, layer, own)
        return b"".join(maker.pieces())


@settings(max_examples=examples(15), deadline=None)
@given(bundle=full_bundles(), size=st.integers(1, 7))
def test_in_slices_of_any_size_the_file_is_what_it_would_be_in_one(bundle: Bundle, size: int) -> None:
    whole = made_of(bundle)
    with (
        patch.object(docbins, "_ROWS", size),
        patch.object(spool, "IN_MEMORY", size), patch.object(spool.Spool.chunks, "__defaults__", (size,)),
    ):  # fmt: skip
        assert made_of(bundle) == whole
    said = unpacked(zlib.decompress(whole))
    assert zlib.compress(packed(said), LEVEL) == whole


def test_more_words_than_a_file_can_hold_are_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docbins, "MOST_TOKENS", 3)
    with pytest.raises(NotAllowed, match="at most 3 words"):
        made_of(sample_bundle())
