"""One pass of a writer: a preview and a file are the same, and layers have files of their own."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from annotator.formats.format import Format, Options, WriteOptions
from annotator.formats.registry import format_named
from annotator.formats.writing import look, write, writer_of
from annotator.model.bundle import Bundle
from annotator.model.errors import NotAllowed
from tests.examples import examples
from tests.formats.bundles import ANAS, BENS, GOLD, full_bundles, sample_bundle
from tests.formats.test_losses import WRITABLE


def own_options(format: Format) -> Iterator[Options]:
    """Yield a format's options with each of its flags on and off."""
    assert format.writer is not None
    model = format.writer.options
    flags = [name for name, about in model.model_fields.items() if about.annotation is bool]
    for values in product((False, True), repeat=len(flags)):
        yield model.model_validate(dict(zip(flags, values, strict=True)))


@pytest.mark.parametrize("format", WRITABLE, ids=lambda format: format.name)
@settings(max_examples=examples(25, usual=3), deadline=None)
@given(bundle=full_bundles())
def test_a_preview_loses_what_the_file_loses_word_for_word_whatever_is_chosen(format: Format, bundle: Bundle) -> None:
    for own, names in product(own_options(format), (False, True)):
        options = WriteOptions(own=own, names=names)
        with TemporaryDirectory() as folder:
            written = write(format, bundle, Path(folder) / "out", options)
            assert look(format, bundle, options).losses == written.notices


@pytest.mark.parametrize("format", WRITABLE, ids=lambda format: format.name)
def test_the_documents_may_be_any_iterable_and_are_gone_through_once(format: Format, tmp_path: Path) -> None:
    def once() -> Bundle:
        whole = sample_bundle()
        return Bundle(
            codebook=whole.codebook, documents=iter(list(whole.documents)), coders=whole.coders, layers=whole.layers
        )

    written = write(format, once(), tmp_path / "out", WriteOptions())
    assert written.notices == look(format, once(), WriteOptions()).losses
    files = [path for path in sorted(tmp_path.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    assert len(look(format, once(), WriteOptions()).head) > 40 or not all(map(_is_text, files))


def test_that_the_name_of_a_coder_alone_is_lost_is_said_and_what_several_are_called(tmp_path: Path) -> None:
    def names_told(*layers: Any, names: bool = False) -> list[str]:
        bundle = sample_bundle(layers)
        found = tuple(layer for layer in bundle.layers if layer.id in layers)
        alone = Bundle(bundle.codebook, bundle.documents, bundle.coders, found, bundle.actors)
        told = look(format_named("conll"), alone, WriteOptions(names=names)).losses
        return [sentence for sentence in told if "name" in sentence.split("“")[0] and "title" not in sentence]

    assert names_told(ANAS) == ["1 coder’s name is left out, since a layer alone is not named: “C1”."]
    assert names_told(GOLD) == names_told(ANAS, BENS) == []
    (changed,) = names_told(ANAS, BENS, GOLD, names=True)
    assert changed.startswith("2 layers’ names were changed") and "“Ana Souza”" in changed


def test_a_format_that_is_only_read_is_not_written() -> None:
    only_read = Format("old", "Old", (".old",))
    with pytest.raises(NotAllowed, match="“old” can only be imported"):
        writer_of(only_read)


@pytest.mark.parametrize("format", WRITABLE, ids=lambda format: format.name)
def test_a_preview_is_how_the_first_file_begins(format: Format, tmp_path: Path) -> None:
    if format.folder:
        return
    out = tmp_path / f"preview{format.extensions[0]}"
    write(format, sample_bundle((GOLD,)), out, WriteOptions())
    head = look(format, sample_bundle((GOLD,)), WriteOptions(), out.name).head
    if _is_text(out):
        assert head and out.read_text("utf-8").startswith(head)


def _is_text(path: Path) -> bool:
    """Whether a file is text: of archives and the like there is nothing to show beforehand."""
    try:
        return bool(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        return False


@pytest.mark.parametrize("name", ["brat", "conll"])
def test_layers_have_files_of_their_own_and_one_alone_is_called_as_if_it_were_none(name: str, tmp_path: Path) -> None:
    format = format_named(name)
    gold = sample_bundle((GOLD,))
    gold = replace(gold, layers=tuple(layer for layer in gold.layers if layer.id == GOLD))
    alone = write(format, gold, tmp_path / "alone", WriteOptions()).files
    several = write(format, sample_bundle((ANAS, BENS, GOLD)), tmp_path / "several", WriteOptions()).files
    assert not any("Gold" in file or "C1" in file for file in alone)
    for layer in ("C1", "C2", "Gold"):
        assert any(layer in file for file in several)
