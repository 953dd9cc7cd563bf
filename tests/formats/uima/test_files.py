"""Whose each file is: coders who share no document keep their names, in a folder and in an archive of it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.registry import format_named
from annotator.formats.writing import write
from annotator.model.bundle import Bundle
from tests.formats.bundles import ANAS, BENS, sample_bundle


def shared_out() -> Bundle:
    """Return the sample with each document coded by one of two people alone, in turn."""
    bundle = sample_bundle((ANAS,))
    coded = [one for one in bundle.documents if one.document.text]
    documents = [
        replace(one, spans=tuple(replace(span, layer=layer) for span in one.spans[:3]), links=(), decisions=())
        for one, layer in zip(coded, (ANAS, BENS, ANAS), strict=True)
    ]
    return replace(bundle, documents=documents)


def who_coded_what(bundle: Bundle) -> set[tuple[str, str]]:
    """Return texts with the names of those who coded them."""
    names = {layer.id: layer.name for layer in bundle.layers}
    return {(coded.document.text, names[span.layer]) for coded in bundle.documents for span in coded.spans}


@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize("name", ["webanno", "xmi", "cas-json"])
def test_coders_who_share_no_document_keep_their_names(name: str, is_packed: bool, tmp_path: Path) -> None:
    bundle, place = shared_out(), tmp_path / "shared out"
    assert len({who for _, who in who_coded_what(bundle)}) == 2
    write(format_named(name), bundle, place, WriteOptions(names=True))
    if is_packed:
        place = Path(shutil.make_archive(str(place), "zip", place))
    reader = format_named(name).reader
    assert reader is not None
    assert who_coded_what(reader.read(place, ReadOptions())) == who_coded_what(bundle)
