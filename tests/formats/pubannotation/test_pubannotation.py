"""PubAnnotation as a format: what every format promises, held for it."""

import json
from dataclasses import replace
from pathlib import Path

from annotator.formats.format import WriteOptions
from annotator.formats.pubannotation.pubannotation import FORMAT
from annotator.formats.writing import write
from tests.formats.bundles import GOLD, sample_bundle
from tests.formats.contract import ReadableContract


class TestPubAnnotation(ReadableContract):
    name = "pubannotation"


def test_a_layer_that_is_alone_is_written_after_the_published_schema(tmp_path: Path) -> None:
    bundle = sample_bundle((GOLD,))
    alone = replace(bundle, layers=tuple(layer for layer in bundle.layers if layer.id == GOLD))
    write(FORMAT, alone, tmp_path / "x.json", WriteOptions())
    for document in json.loads((tmp_path / "x.json").read_text(encoding="utf-8")):
        assert isinstance(document["text"], str)
        ids = {one["id"] for one in document["denotations"]}
        for one in document["denotations"]:
            for place in one["span"] if isinstance(one["span"], list) else [one["span"]]:
                assert 0 <= place["begin"] < place["end"] <= len(document["text"])
        assert {one["subj"] for one in document["relations"]} | {one["obj"] for one in document["relations"]} <= ids
        assert {one["subj"] for one in document["attributes"]} <= ids
        assert all(isinstance(one["obj"], str | int | float) for one in document["attributes"])
