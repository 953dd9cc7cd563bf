"""A DocBin as bytes: as many rows of tokens as it says, numbers that stand among its strings."""

import zlib
from pathlib import Path

import pytest

from annotator.formats.spacy.docbin import DocBinMaker, TokenSpan
from annotator.formats.spacy.strings import string_id
from annotator.formats.spacy.tokens import tokenised
from annotator.model.span import Extent
from tests.formats.bundles import sample_bundle
from tests.formats.spacy.test_spacy import written
from tests.formats.spacy.unpacking import docbin


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
    maker = DocBinMaker()
    maker.add(text, [TokenSpan(0, 1, "ORG", "s-1", "fra")], {}, {"joint": 1.0}, {"id": "d"})
    path = tmp_path / "x.spacy"
    path.write_bytes(maker.content())
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
    assert found["strings"] == sorted(["France", "urged", ".", "No", "ORG", "fra"])
