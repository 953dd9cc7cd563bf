"""What spaCy reads in our DocBins is what was coded, and its text the document's."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from annotator.formats import writing
from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.losses import Part
from annotator.formats.registry import format_for, format_named
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from tests.examples import examples
from tests.formats.bundles import ANAS, BENS, GOLD, full_bundles, sample_bundle
from tests.formats.contract import ReadableContract
from tests.oracles.oracle import Oracle, python_oracle


class TestSpacy(ReadableContract):
    """A layer is a file, so that what is read is one: gold."""

    name = "spacy"

    def read(self, path: Path, options: ReadOptions | None = None) -> Bundle:
        gold = path.with_name(f"{path.stem}.Gold{path.suffix}")
        return super().read(gold if gold.exists() else path, options)

    def whole_in_a_file(self) -> Bundle:
        return only_gold(sample_bundle())

    def round_trip(self, bundle: Bundle, folder: Path) -> list[str]:
        has_texts = any(coded.document.text for coded in bundle.documents)
        return super().round_trip(only_gold(bundle), folder) if has_texts else []  # else it is refused

    def test_its_own_output_is_recognised_and_no_other(self, tmp_path: Path) -> None:
        self.write(sample_bundle((GOLD,)), tmp_path)
        assert format_for(self.place(tmp_path)) is self.format


def only_gold(bundle: Bundle) -> Bundle:
    """Return what stands in gold of a bundle, with the links between its spans."""
    documents = []
    for coded in bundle.documents:
        spans = tuple(span for span in coded.spans if span.layer == GOLD)
        ids = {span.id for span in spans}
        links = tuple(link for link in coded.links if link.act in ids and (link.span is None or link.span in ids))
        assignments = tuple(one for one in coded.assignments if one.layer == GOLD)
        documents.append(replace(coded, spans=spans, links=links, assignments=assignments))
    return replace(bundle, documents=documents, layers=tuple(one for one in bundle.layers if one.id == GOLD))


def written(bundle: Bundle, folder: Path) -> list[Path]:
    out = folder / "out.spacy"
    files = writing.write(format_named("spacy"), bundle, out, WriteOptions(replace=True)).files
    return [folder / file for file in files]


@pytest.fixture(scope="module")
def spacy() -> Iterator[Oracle]:
    yield from python_oracle("docbins", "spacy")


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bundle=full_bundles())
def test_spacy_reads_texts_spans_entities_and_categories(spacy: Oracle, bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        read = [one for file in written(bundle, Path(folder)) for one in spacy.ask("read", path=str(file))]
    layers: dict[str, list[Any]] = {}
    for coded in bundle.documents:
        layers.setdefault(coded.document.id, []).append(coded)
    texts = {coded.document.id: coded.document.text for coded in bundle.documents}
    assert all(one["text"] == texts[one["data"]["id"]] for one in read)
    spans = Counter(
        (coded.document.id, span.label, *extent, span.id, span.actor or "")
        for coded in bundle.documents
        for span in coded.spans
        for extent in span.extents
    )
    assert spans == Counter((one["data"]["id"], *span) for one in read for span in one["spans"])
    cats = Counter(
        (coded.document.id, span.layer, span.label)
        for coded in bundle.documents
        for span in coded.spans
        if not span.extents
    )
    assert len(cats) == sum(len(one["cats"]) for one in read)
    for one in read:
        places = [place for _, *place in one["entities"]]
        assert all(first[1] <= second[0] for first, second in zip(sorted(places), sorted(places)[1:], strict=False))
        within = {(label, start, stop) for label, start, stop, *_ in one["spans"]}
        assert all(any(label == other and start >= begin and stop <= end for other, begin, end in within)
                   for label, start, stop in one["entities"])  # fmt: skip
    said = {id: detail for one in read for id, detail in one["data"].get("spans", {}).items()}
    noted = {span.id: span.note for coded in bundle.documents for span in coded.spans if span.note}
    assert {id: detail["note"] for id, detail in said.items() if "note" in detail} == noted


@pytest.mark.parametrize("named", [False, True])
def test_each_file_says_whose_layer_it_is_and_nothing_is_said_to_be_lost_of_that(tmp_path: Path, named: bool) -> None:
    for layers in ((ANAS, BENS, GOLD), (ANAS,)):
        folder = tmp_path / str(len(layers))
        sample = sample_bundle(layers)
        sample = replace(sample, layers=tuple(layer for layer in sample.layers if layer.id in layers))
        done = writing.write(format_named("spacy"), sample, folder / "out.spacy", WriteOptions(names=named))
        assert {one.loss.part for one in done.lost}.isdisjoint({Part.CODERS, Part.LAYERS, Part.LINKS, Part.GAPS})
        reader = format_named("spacy").reader
        assert reader is not None
        read = [layer for file in done.files for layer in reader.read(folder / file, ReadOptions()).layers]
        kinds = {layer.kind: layer.name for layer in read}
        assert kinds[LayerKind.CODER] == ("Ana Souza" if named else "C1") or len(layers) == 3
        assert len({layer.id for layer in read}) == len(layers)
