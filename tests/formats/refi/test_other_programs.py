"""Others read ours: pyrefiqda finds the users, codes, texts and passages that were written, each where it stands."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from annotator.formats.codebook_files.registry import written
from annotator.formats.format import WriteOptions
from annotator.formats.refi.code_markup import label_guid
from annotator.formats.refi.refi import FORMAT
from annotator.formats.writing import write
from annotator.model.bundle import Bundle
from tests.examples import examples
from tests.formats.bundles import CODEBOOK, bundles, sample_bundle
from tests.oracles.oracle import Oracle, python_oracle


@pytest.fixture(scope="module")
def pyrefiqda() -> Iterator[Oracle]:
    yield from python_oracle("refi", "pyrefiqda")


def compare(oracle: Oracle, bundle: Bundle, folder: Path) -> None:
    path = folder / "study.qdpx"
    write(FORMAT, bundle, path, WriteOptions(replace=True, names=True))
    read = oracle.ask("read_project", path=str(path))
    assert set(read["users"].values()) >= {layer.name for layer in bundle.layers}
    assert [name for name, *_ in read["codes"].values()] == [label.name for label in bundle.codebook.labels]
    texts = {coded.document.text: coded for coded in bundle.documents}
    assert len(read["sources"]) == len(list(bundle.documents))
    names = {label_guid(label.id): label.id for label in bundle.codebook.labels}
    for source in read["sources"]:
        coded = texts[source["text"]]
        pieces = [(*extent, span.label) for span in coded.spans for extent in span.extents]
        found = [(start, stop, names[code]) for start, stop, _, coding in source["selections"] for code, _ in coding]
        assert sorted(found) == sorted(pieces)
        for start, stop, name, _ in source["selections"]:
            if name is not None:
                assert source["text"][start:stop].startswith(name.removesuffix("…") if len(name) == 200 else name)
        assert len(source["codings"]) == sum(not span.extents for span in coded.spans)


def test_the_sample_is_read_as_it_was_written(pyrefiqda: Oracle, tmp_path: Path) -> None:
    compare(pyrefiqda, sample_bundle(), tmp_path)


@settings(max_examples=examples(15), deadline=None)
@given(bundle=bundles())
def test_any_bundle_is_read_as_it_was_written(pyrefiqda: Oracle, bundle: Bundle) -> None:
    once = {coded.document.text: coded for coded in bundle.documents}
    with TemporaryDirectory() as folder:
        compare(pyrefiqda, replace(bundle, documents=list(once.values())), Path(folder))


def test_a_codebook_is_read_with_its_colours_and_parents(pyrefiqda: Oracle, tmp_path: Path) -> None:
    path = tmp_path / "book.qdc"
    path.write_bytes(written(CODEBOOK, path)[0])
    read = pyrefiqda.ask("read_codebook", path=str(path))
    for label in CODEBOOK.labels:
        above = label_guid(label.parent) if label.parent else None
        assert read[label_guid(label.id)] == [label.name, label.colour, label.definition or None, above]
