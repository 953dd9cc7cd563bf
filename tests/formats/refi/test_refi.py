"""REFI-QDA: read back as it was written, and known by what is in it."""

import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from lxml import etree

from annotator.formats.format import WriteOptions
from annotator.formats.refi.refi import FORMAT
from annotator.formats.writing import write
from annotator.model.bundle import Bundle
from annotator.model.coder import Coder, Layer, LayerKind
from annotator.model.ids import CoderId, LayerId, SpanId
from tests.examples import examples
from tests.formats.bundles import ANAS, BENS, FORCE, GOLD, bundle_with, full_bundles, sample_bundle
from tests.formats.contract import ReadableContract
from tests.formats.refi.projects import read
from tests.shared_data import shared

FIXTURES = "fixtures/refi_qda"


class TestRefi(ReadableContract):
    name = "refi-qda"


def test_what_is_written_is_valid_by_the_published_schema(tmp_path: Path) -> None:
    schema = etree.XMLSchema(etree.parse(shared(f"{FIXTURES}/ponte-atlasti/Project-mrt2019.xsd")))
    for layers in ((ANAS, BENS, GOLD), (GOLD,)):
        path = tmp_path / "study.qdpx"
        write(FORMAT, sample_bundle(layers), path, WriteOptions(replace=True))
        with zipfile.ZipFile(path) as archive:
            schema.assertValid(etree.fromstring(archive.read("project.qde")))


@settings(max_examples=examples(10), deadline=None)
@given(bundle=full_bundles())
def test_any_bundle_is_written_validly(bundle: Bundle) -> None:
    schema = etree.XMLSchema(etree.parse(shared(f"{FIXTURES}/ponte-atlasti/Project-mrt2019.xsd")))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "study.qdpx"
        write(FORMAT, bundle, path, WriteOptions(replace=True))
        with zipfile.ZipFile(path) as archive:
            schema.assertValid(etree.fromstring(archive.read("project.qde")))


def test_ids_of_coders_layers_and_spans_come_back(tmp_path: Path) -> None:
    ids = iter(f"0191f2c0-0000-7000-8000-{number:012d}" for number in range(10))
    coder, layer, span = CoderId(next(ids)), LayerId(next(ids)), SpanId(next(ids))
    before = bundle_with(FORCE, "urges")
    (coded,) = before.documents
    own = replace(coded, spans=tuple(replace(one, id=span, layer=layer) for one in coded.spans))
    made = replace(
        before,
        documents=[own],
        coders=(Coder(id=coder, name="Ana", pseudonym="C1"),),
        layers=(Layer(id=layer, name="Ana, again", kind=LayerKind.CODER, coder=coder),),
    )
    write(FORMAT, made, tmp_path / "study.qdpx", WriteOptions(names=True))
    back = read(tmp_path / "study.qdpx")
    assert [one.id for one in back.coders] == [coder]
    assert [(one.id, one.name) for one in back.layers] == [(layer, "Ana, again")]
    assert [one.id for coded in back.documents for one in coded.spans] == [span]
    assert back.codebook == before.codebook


def test_layers_of_one_coder_stay_apart(tmp_path: Path) -> None:
    before = bundle_with(FORCE, "urges", "invites")
    (coded,) = before.documents
    names = {ANAS: "Ana Souza", LayerId("ana-again"): "Ana Souza (again)"}
    owner = CoderId("ana")
    own = replace(coded, spans=tuple(replace(one, layer=layer) for one, layer in zip(coded.spans, names, strict=True)))
    made = replace(
        before,
        documents=[own],
        coders=(Coder(id=owner, name="Ana Souza", pseudonym="C1"),),
        layers=tuple(Layer(id=id, name=name, kind=LayerKind.CODER, coder=owner) for id, name in names.items()),
    )
    write(FORMAT, made, tmp_path / "study.qdpx", WriteOptions(names=True))
    back = read(tmp_path / "study.qdpx")
    assert sorted(one.name for one in back.layers) == sorted(names.values())
    assert len({one.coder for one in back.layers}) == 1
    assert len({one.layer for coded in back.documents for one in coded.spans}) == 2
