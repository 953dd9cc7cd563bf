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
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.file_names import safe_name
from annotator.operations.exchange.bundles import bundle_of
from annotator.store.project import Project
from tests.examples import examples
from tests.formats.bundles import ANAS, CODEBOOK, GOLD, LAYERS, bundles, full_bundles, sample_bundle
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
    assert sorted(coded.document.text for coded in back) == sorted({coded.document.text for coded in written})
    together = [sum((of(coded) for coded in side), Counter()) for side in (back, written) for of in (said, linked)]
    assert together[0] == together[2]
    assert together[1] == together[3]


def test_several_layers_become_folders_and_layers_again(tmp_path: Path) -> None:
    written = write(sample_bundle(), tmp_path / "out", WriteOptions(names=True))
    assert {"Ana_Souza/Readout.ann", "Ben_Ötker/Readout.ann", "Gold/Readout.ann"} <= set(written.files)
    back = read(tmp_path / "out", ReadOptions())
    assert {layer.name: layer.kind for layer in back.layers} == {
        "Ana Souza": LayerKind.CODER,
        "Ben Ötker": LayerKind.CODER,
        "Gold": LayerKind.GOLD,
    }
    assert not any("changed so that it can be the name of a file or folder" in notice for notice in written.notices)
    texts = {coded.document.text: coded for coded in back.documents}
    assert len(texts) == 4
    for coded in sample_bundle().documents:
        assert said(texts[coded.document.text]) == said(coded)


def test_the_gold_layer_alone_is_one_flat_folder(tmp_path: Path) -> None:
    written = write(only_gold(), tmp_path / "out", WriteOptions())
    assert written.files[:4] == ("annotation.conf", "visual.conf", "Readout.txt", "Readout.ann")
    assert "Readout-2.ann" in written.files


def test_names_of_labels_come_back_through_visual_conf(tmp_path: Path) -> None:
    write(only_gold(), tmp_path / "out", WriteOptions())
    names = {label.id: label.name for label in read(tmp_path / "out", ReadOptions()).codebook.labels}
    assert names == {"appeal": "Appeal", "warning": "Warning", "threat_of-force": "威胁", "actor": "Actor"}


def only_gold() -> Bundle:
    return replace(sample_bundle((GOLD,)), layers=tuple(one for one in LAYERS if one.id == GOLD))


def parties(bundle: Bundle) -> Counter[Any]:
    """Return who fills which slot of which act, by what is said there and not by ids."""
    found: Counter[Any] = Counter()
    for coded in bundle.documents:
        spans = {span.id: span for span in coded.spans}
        for link in coded.links:
            act, party = spans.get(link.act), spans.get(link.span) if link.span else None
            if act is not None:
                shown = (party.label, party.extents) if party else ()
                found[(act.label, act.extents, link.role, shown, link.extents, link.quote, link.actor, link.value)] += 1
    return found


@settings(max_examples=examples(60), deadline=None)
@given(bundle=full_bundles())
def test_parties_come_back_as_they_were_or_are_counted(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        written = write(bundle, Path(folder) / "out", WriteOptions())
        if not list(bundle.documents):
            return
        back = read(Path(folder) / "out", ReadOptions())
    lost = parties(bundle) - parties(back)
    assert not parties(back) - parties(bundle) or any("actor" in notice for notice in written.notices)
    counted = sum(
        int(notice.split(" ", 1)[0].replace(",", ""))
        for notice in written.notices
        if "link" in notice or "beside" in notice or "not in the register" in notice
    )
    assert lost.total() <= counted
    mentioned = Counter(span.actor for coded in back.documents for span in coded.spans if span.actor)
    known = {actor.id for actor in bundle.actors}
    assert mentioned == Counter(
        span.actor for coded in bundle.documents for span in coded.spans if span.actor in known and span.extents
    )


def test_a_coder_who_is_alone_keeps_layer_and_name(tmp_path: Path) -> None:
    for named, name in ((True, "Ana Souza"), (False, "C1")):
        alone = replace(sample_bundle((ANAS,)), layers=LAYERS[:1])
        written = write(alone, tmp_path / name, WriteOptions(names=named))
        assert f"{safe_name(name)}/Readout.ann" in written.files
        assert not any("name is left out" in notice for notice in written.notices)
        back = read(tmp_path / name, ReadOptions())
        assert [(layer.name, layer.kind) for layer in back.layers] == [(name, LayerKind.CODER)]
        assert [coder.name for coder in back.coders] == [name]


def test_all_parties_of_the_sample_s_gold_are_written(tmp_path: Path, sample_copy: Path) -> None:
    with Project.open(sample_copy) as project, project.snapshot():
        gold = [layer for layer in project.layers.all() if layer.kind is LayerKind.GOLD]
        bundle = bundle_of(project, gold, with_decisions=False)
        bundle = replace(bundle, documents=list(bundle.documents))
        notices = write(bundle, tmp_path / "out", WriteOptions()).notices
    back = read(tmp_path / "out", ReadOptions())
    assert parties(back) == parties(bundle)
    assert sum(parties(bundle).values()) >= 366
    assert not any("link" in notice or "beside" in notice for notice in notices)


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
    assert any(notice.startswith("2 decisions are left out") for notice in notices)


def test_titles_become_safe_and_different_file_names(tmp_path: Path) -> None:
    titles = ["A/B", "a b", "CON", "", "..", "联合声明", "a_b", "x" * 400, "../../up"]
    (first, *_) = sample_bundle((GOLD,)).documents
    documents = [replace(first, document=replace(first.document, title=title)) for title in titles]
    written = write(replace(only_gold(), documents=documents), tmp_path / "out", WriteOptions())
    names = [name for name in written.files if name.endswith(".txt")]
    assert len({name.casefold() for name in names}) == len(titles)
    assert "联合声明.txt" in names
    assert all("/" not in name and len(name.encode()) < 200 for name in names)
    assert safe_name("CON") == "_CON"
    assert len(list((tmp_path / "out").iterdir())) == 2 * len(titles) + 2, "with two settings"
