"""brat: read as it is found in the field, and read back as it was written."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import writing
from annotator.formats.brat import FORMAT, annotation_conf, visual_conf
from annotator.formats.brat_reading import read, sniff
from annotator.formats.format import ReadOptions, WriteOptions, Written
from annotator.formats.names import safe_name
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.document import canonical
from annotator.model.errors import BadFile
from annotator.model.span import Extent
from tests.formats.bundles import CODEBOOK, GOLD, bundles, sample_bundle
from tests.formats.contract import ReadableContract
from tests.shared_data import shared


def write(bundle: Bundle, out: Path, options: WriteOptions) -> Written:
    return writing.write(FORMAT, bundle, out, options)


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


@settings(max_examples=60, deadline=None)
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


def test_records_are_read_whole(tmp_path: Path) -> None:
    path = pair(
        tmp_path,
        "The Foo bar baz",
        "T1\tLab el 4 7",
        "T1\tGene 4 7;12 15\tFoo baz",
        "T2\tBinding 8 11\tbar",
        "E1\tBinding:T2 Theme:T1 Theme2:T1",
        "A1\tNegation E1",
        "A2\tConfidence E1 Certain",
        "M1\tSpeculation T1",
        "#1\tAnnotatorNotes E1\tfirst",
        "#2\tAnnotatorNotes T2\tsecond",
        "R1\tPart-of Arg1:T1 Arg2:T2\t",
        "*\tEquiv T1 T2",
        "N1\tReference T1 Wikipedia:5\tFoo",
    )
    with pytest.raises(BadFile, match=r"x\.ann: line 1: “T1 Lab el 4 7” is not written as a T record"):
        read(path, ReadOptions())
    path.write_text(path.read_text().replace("T1\tLab el 4 7\n", ""))
    bundle = read(path, ReadOptions(coder="Ana"))
    gene, binding = only(bundle).spans
    assert gene.extents == (Extent(4, 7), Extent(12, 15))
    assert dict(gene.attributes) == {"speculation": True}
    assert dict(binding.attributes) == {"negation": True, "confidence": "Certain"}
    assert binding.note == "first\nsecond"
    assert sorted((link.role, link.act == binding.id) for link in only(bundle).links) == [
        ("part-of", False),
        ("theme", True),
        ("theme", True),
    ]
    assert [label.name for label in bundle.codebook.labels] == ["Gene", "Binding"]
    kinds = {attribute.id: attribute.kind for attribute in bundle.codebook.labels[1].attributes}
    assert kinds == {"negation": AttributeKind.FLAG, "confidence": AttributeKind.CHOICE}
    assert len(bundle.notices) == 2
    assert [(coder.name, layer.coder == coder.id) for coder in bundle.coders for layer in bundle.layers] == [
        ("Ana", True)
    ]


PIECES = st.lists(st.sampled_from(["a", "bc ", "\r\n", "\n", "\r", "𠮷", "é", "\u2028"]), min_size=1, max_size=20)


@settings(max_examples=150, deadline=None)
@given(pieces=PIECES, mark=st.booleans(), way=st.sampled_from(["file", "server", "utf-16"]), data=st.data())
def test_offsets_are_understood_however_they_count(
    pieces: list[str], mark: bool, way: str, data: st.DataObject
) -> None:
    raw = "".join(pieces)
    text = canonical(raw)
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    # The piece of the file up to a canonical position.
    ends = [
        length for length in range(len(raw) + 1) if not (raw[:length].endswith("\r") and raw[length:].startswith("\n"))
    ]
    before = [raw[: ends[position]] for position in (start, stop)]
    ways: dict[str, Callable[[str], int]] = {
        "file": len,
        "server": lambda piece: len(canonical(piece)),
        "utf-16": lambda piece: len(piece.encode("utf-16-le")) // 2,
    }
    count = ways[way]
    first, last = count(before[0]), count(before[1])
    shown = text[start:stop].replace("\n", " ")
    with TemporaryDirectory() as folder:
        # The whole text as a second record leaves no doubt about the way of counting.
        whole = f"T2\tAll 0 {count(raw)}\t{text.replace(chr(10), ' ')}"
        path = pair(Path(folder), ("\ufeff" if mark else "") + raw, f"T1\tPart {first} {last}\t{shown}", whole)
        coded = only(read(path, ReadOptions()))
    assert coded.document.text == text
    assert coded.spans[1].quote == text
    # brat shows a line end as a blank, so that of two blank characters side by side either may be meant.
    assert coded.spans[0].quote.replace("\n", " ").replace("\u2028", " ") == shown.replace("\u2028", " ")


@pytest.mark.parametrize(("start", "told"), [(6, False), (5, True)])
def test_a_crlf_that_counts_one_is_told(tmp_path: Path, start: int, told: bool) -> None:
    path = pair(tmp_path, "One.\r\nTwo.", f"T1\tN {start} {start + 3}\tTwo")
    bundle = read(path, ReadOptions())
    assert only(bundle).spans[0].extents == (Extent(5, 8),)
    assert [("CRLF as one" in notice) for notice in bundle.notices] == [True] * told


def test_a_quote_that_is_not_the_text_refuses_the_document_and_no_other(tmp_path: Path) -> None:
    pair(tmp_path, "The Foo.", "T1\tGene 4 7\tBar", name="bad")
    pair(tmp_path, "The Foo.", "T1\tGene 4 7\tFoo", name="good")
    bundle = read(tmp_path, ReadOptions())
    assert only(bundle).document.title == "good"
    assert bundle.notices[0].startswith(
        "Left out: bad.ann: line 1: the quote is “Bar”, but the text has “Foo” at [4, 7); "
    )


@pytest.mark.parametrize(
    "record",
    [
        "T1\tGene 4 99\tFoo",
        "T1\tGene 7 4\tFoo",
        "T1 Gene 4 7 Foo",
        "X1\tGene",
        "E1\tGene",
        "R1\tPart",
        "A1\tx",
        "T1\tG -1 2\tx",
    ],
)
def test_a_broken_record_is_named_with_its_line(tmp_path: Path, record: str) -> None:
    with pytest.raises(BadFile, match=r"^x\.ann: line 2: "):
        read(pair(tmp_path, "The Foo.", "T9\tGene 4 7\tFoo", record), ReadOptions())


def test_a_mark_crlf_records_and_returns_in_quotes_do_not_matter(tmp_path: Path) -> None:
    path = pair(tmp_path, "A\rB c", "T1\tGene 0 3\tA\rB\r", "#1\tAnnotatorNotes T1\tn\r", mark="\ufeff")
    (span,) = only(read(path, ReadOptions())).spans
    assert (span.quote, span.note) == ("A\nB", "n")


def test_pairs_of_bionlp_share_their_ids(tmp_path: Path) -> None:
    pair(tmp_path, "Foo binds", "T1\tProtein 0 3\tFoo", ending=".a1")
    (tmp_path / "x.a2").write_text("T2\tBinding 4 9\tbinds\nE1\tBinding:T2 Theme:T1\n")
    assert sniff(tmp_path)
    coded = only(read(tmp_path, ReadOptions()))
    assert (len(coded.spans), len(coded.links)) == (2, 1)


def test_a_text_in_another_encoding_needs_its_name(tmp_path: Path) -> None:
    pair(tmp_path, "", "T1\tWord 0 6\tПривет")
    (tmp_path / "x.txt").write_bytes("Привет".encode("koi8_r"))
    with pytest.raises(BadFile, match=r"^x\.txt: it is not UTF-8 at byte 0; "):
        read(tmp_path, ReadOptions())
    assert only(read(tmp_path, ReadOptions(encoding="koi8_r"))).document.text == "Привет"
    for name in ("none", "base64", "punycode", "undefined"):
        with pytest.raises(BadFile):
            read(tmp_path, ReadOptions(encoding=name))


def test_what_hangs_on_nothing_is_counted(tmp_path: Path) -> None:
    path = pair(
        tmp_path, "Foo bar", "T1\tA 0 3\tFoo", "T2\tB 3 3\t", "R1\tr Arg1:T1 Arg2:T9", "A1\tx T8", "A2\ty R1",
        "E1\tA:T1 Role:E1", "E2\tA:T1", "#1\tAnnotationError T1\tno note",
    )  # fmt: skip
    notices = " ".join(read(path, ReadOptions()).notices)
    for part in ("1 annotation without", "2 records about", "1 attribute or note", "1 event has", "1 remark"):
        assert part in notices


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
    assert len(list((tmp_path / "out").iterdir())) == 2 * len(titles) + 2


def test_the_field_s_files_are_read_as_counted() -> None:
    root = shared("fixtures")
    oracles = json.loads((root / "ORACLES.json").read_text(encoding="utf-8"))["brat"]
    checked = 0
    for name, oracle in oracles["per_file"].items():
        path = root / name
        if not path.exists():
            continue
        assert sniff(path)
        bundle = read(path, ReadOptions())
        spans = only(bundle).spans
        assert len(spans) == oracle["lines"].get("T", 0), name
        assert sum(len(span.extents) > 1 for span in spans) == oracle["multi_fragment"], name
        if "E" not in oracle["lines"]:
            assert len(only(bundle).links) == oracle["lines"].get("R", 0), name
        checked += 1
    assert checked > 20


def test_configurations_of_the_field_do_no_harm(tmp_path: Path) -> None:
    folder = shared("fixtures/brat/nlplab-configurations")
    path = pair(tmp_path, "Foo", "T1\tProtein 0 3\tFoo")
    for conf in folder.rglob("visual.conf"):
        (tmp_path / "visual.conf").write_bytes(conf.read_bytes())
        assert read(path, ReadOptions()).codebook.labels[0].id == "protein"


def test_a_return_inside_a_quote_does_not_end_the_record(tmp_path: Path) -> None:
    record = (shared("fixtures/issue_vectors") / "brat_1169_crlf_in_ann.ann").read_bytes()
    (tmp_path / "x.ann").write_bytes(record)
    (tmp_path / "x.txt").write_bytes(b"Date")
    with pytest.raises(BadFile, match=r"line 1: .* is no range of the text, which has 4 characters"):
        read(tmp_path, ReadOptions())


def test_published_offset_vectors_slice_right(tmp_path: Path) -> None:
    vectors = json.loads((shared("fixtures/issue_vectors") / "offset_issues.json").read_text(encoding="utf-8"))
    for vector in vectors["vectors"]:
        for unit in ("code_points", "utf16"):
            spans = [span for span in vector.get("spans", []) if unit in span]
            records = [
                f"T{n}\tA {span[unit][0]} {span[unit][1]}\t{canonical(span['quote']).replace(chr(10), ' ')}"
                for n, span in enumerate(spans, 1)
            ]
            coded = only(read(pair(tmp_path, vector["text"], *records), ReadOptions()))
            assert [one.quote for one in coded.spans] == [canonical(span["quote"]) for span in spans]
