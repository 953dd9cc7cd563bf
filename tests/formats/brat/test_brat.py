"""brat: read as it is found in the field, and read back as it was written."""

import dataclasses
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings

from annotator.formats import writing
from annotator.formats.brat.brat import FORMAT, annotation_conf, visual_conf
from annotator.formats.brat.reading import read
from annotator.formats.format import ReadOptions, WriteOptions, Written
from annotator.formats.names import safe_name
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import LayerKind
from tests.examples import examples
from tests.formats.bundles import CODEBOOK, GOLD, bundles, sample_bundle
from tests.formats.contract import ReadableContract


def write(bundle: Bundle, out: Path, options: WriteOptions) -> Written:
    return writing.write(FORMAT, bundle, out, dataclasses.replace(options, replace=True))


class TestBrat(ReadableContract):
    name = "brat"


def pair(folder: Path, text: str, *records: str, name: str = "x", ending: str = ".ann", mark: str = "") -> Path:
    """Write a pair as it is, without translating line ends, and return the .ann."""
    (folder / f"{name}.txt").write_bytes(text.encode())
    (folder / f"{name}{ending}").write_bytes((mark + "".join(f"{record}\n" for record in records)).encode())
    return folder / f"{name}{ending}"


def only(bundle: Bundle) -> CodedDocument:
    (coded,) = bundle.documents
    return coded


def said(coded: CodedDocument) -> Counter[Any]:
    """Return what brat carries of each span that has a place in the text."""
    return Counter(
        (span.label, span.extents, span.quote, span.note, span.doubt) for span in coded.spans if span.extents
    )


def linked(coded: CodedDocument) -> Counter[Any]:
    spans = {span.id: span for span in coded.spans}
    return Counter(
        (
            link.role,
            (spans[link.act].label, spans[link.act].extents),
            (spans[link.span].label, spans[link.span].extents),
        )
        for link in coded.links
        if link.span is not None and spans[link.act].extents and spans[link.span].extents
    )


@settings(max_examples=examples(60), deadline=None)
@given(bundle=bundles(layers=(GOLD,)))
def test_reading_gives_back_texts_extents_labels_notes_and_links(bundle: Bundle) -> None:
    written = list(bundle.documents)
    with TemporaryDirectory() as folder:
        write(bundle, Path(folder) / "out", WriteOptions())
        if not written:
            return
        back = list(read(Path(folder) / "out", ReadOptions()).documents)
    assert Counter(coded.document.text for coded in back) == Counter(coded.document.text for coded in written)
    together = [sum((of(coded) for coded in side), Counter()) for side in (back, written) for of in (said, linked)]
    assert together[0] == together[2]
    assert together[1] == together[3]


def test_several_layers_become_folders_and_layers_again(tmp_path: Path) -> None:
    written = write(sample_bundle(), tmp_path / "out", WriteOptions(names=True))
    assert {"Ana_Souza/Readout.ann", "Ben_Ötker/Readout.ann", "Gold/Readout.ann"} <= set(written.files)
    back = read(tmp_path / "out", ReadOptions())
    assert {layer.name: layer.kind for layer in back.layers} == {
        "Ana_Souza": LayerKind.CODER,
        "Ben_Ötker": LayerKind.CODER,
        "Gold": LayerKind.GOLD,
    }
    texts = {coded.document.text: coded for coded in back.documents}
    assert len(texts) == 4
    for coded in sample_bundle().documents:
        assert said(texts[coded.document.text]) == said(coded)


def test_the_gold_layer_alone_is_one_flat_folder(tmp_path: Path) -> None:
    written = write(sample_bundle((GOLD,)), tmp_path / "out", WriteOptions())
    assert written.files[:4] == ("annotation.conf", "visual.conf", "Readout.txt", "Readout.ann")
    assert "Readout-2.ann" in written.files


def test_names_of_labels_come_back_through_visual_conf(tmp_path: Path) -> None:
    write(sample_bundle((GOLD,)), tmp_path / "out", WriteOptions())
    names = {label.id: label.name for label in read(tmp_path / "out", ReadOptions()).codebook.labels}
    assert names == {"appeal": "Appeal", "warning": "Warning", "threat_of-force": "威胁", "actor": "Actor"}


def test_the_configuration_lists_labels_roles_and_attributes() -> None:
    conf = annotation_conf(CODEBOOK).split("\n")
    assert conf[:5] == ["[entities]", "appeal", "warning", "\tthreat_of-force", "actor"]
    assert "speaker\tArg1:appeal|warning, Arg2:<ENTITY>" in conf
    assert "force\tArg:appeal, Value:invites|calls_on|urges" in conf
    assert "public\tArg:appeal" in conf
    assert "addressee | Addressee party" in visual_conf(CODEBOOK).split("\n")


def test_what_brat_cannot_carry_is_counted_with_its_first_place(tmp_path: Path) -> None:
    notices = write(sample_bundle(), tmp_path / "out", WriteOptions()).notices
    assert "1 label of a whole document is left out, since it has no place in the text: joint of “Readout”." in notices
    assert any(notice.startswith("2 parties that are actors, passages or values, not spans,") for notice in notices)
    assert any(notice.startswith("1 actor beside a party that is a span is left out") for notice in notices)
    assert any(notice.startswith("2 decisions are left out") for notice in notices)


def test_titles_become_safe_and_different_file_names(tmp_path: Path) -> None:
    titles = ["A/B", "a b", "CON", "", "..", "联合声明", "a_b", "x" * 400, "../../up"]
    (first, *_) = sample_bundle((GOLD,)).documents
    documents = [replace(first, document=replace(first.document, title=title)) for title in titles]
    written = write(replace(sample_bundle(), documents=documents), tmp_path / "out", WriteOptions())
    names = [name for name in written.files if name.endswith(".txt")]
    assert len({name.casefold() for name in names}) == len(titles)
    assert "联合声明.txt" in names
    assert all("/" not in name and len(name.encode()) < 200 for name in names)
    assert safe_name("CON") == "_CON"
    assert len(list((tmp_path / "out").iterdir())) == 2 * len(titles) + 3, "two settings, and a record of the export"
