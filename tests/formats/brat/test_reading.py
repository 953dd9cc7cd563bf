"""brat as it is found in the field: pairs, folders, other people's files."""

import json
from pathlib import Path

import pytest

from annotator.formats.brat.reading import read, sniff
from annotator.formats.format import ReadOptions
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.coder import LayerKind
from annotator.model.errors import BadFile
from annotator.model.span import Extent
from annotator.readers.foreign.look import FileLook
from tests.formats.brat.test_brat import only, pair
from tests.shared_data import shared


def is_brat(path: Path) -> bool:
    return sniff(path, FileLook.at(path))


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


def test_pairs_of_bionlp_share_their_ids(tmp_path: Path) -> None:
    pair(tmp_path, "Foo binds", "T1\tProtein 0 3\tFoo", ending=".a1")
    (tmp_path / "x.a2").write_text("T2\tBinding 4 9\tbinds\nE1\tBinding:T2 Theme:T1\n")
    assert is_brat(tmp_path)
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


def test_the_field_s_files_are_read_as_counted() -> None:
    root = shared("fixtures")
    oracles = json.loads((root / "ORACLES.json").read_text(encoding="utf-8"))["brat"]
    checked = 0
    for name, oracle in oracles["per_file"].items():
        path = root / name
        if not path.exists():
            continue
        assert is_brat(path)
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


def test_a_folder_is_known_by_one_good_pair_and_a_text_alone_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("abc")
    assert not is_brat(tmp_path) and not is_brat(tmp_path / "a.txt") and not is_brat(tmp_path / "gone")
    (tmp_path / "a.ann").write_text("no record")
    assert not is_brat(tmp_path)
    (tmp_path / "a.ann").write_text("T1\tA 0 1\ta\n")
    assert is_brat(tmp_path) and is_brat(tmp_path / "a.txt") and is_brat(tmp_path / "a.ann")


def test_one_bad_document_leaves_the_others_and_none_but_bad_ones_is_refused(tmp_path: Path) -> None:
    pair(tmp_path, "abc", "T1\tA 0 1\ta", name="good")
    pair(tmp_path, "abc", "X1\tA 0 1\ta", name="bad")
    bundle = read(tmp_path, ReadOptions())
    assert [coded.document.title for coded in bundle.documents] == ["good"]
    assert [notice.split(":")[1].strip() for notice in bundle.notices] == ["bad.ann"]
    (tmp_path / "good.txt").unlink()
    with pytest.raises(BadFile, match=r"^bad\.ann: line 1"):
        read(tmp_path, ReadOptions())


@pytest.mark.parametrize(
    ("folder", "coder", "kind"),
    [("Gold", "", LayerKind.GOLD), ("Gold", "Ana", LayerKind.CODER), ("Ben", "", LayerKind.CODER)],
)
def test_whose_work_it_is_the_folder_says_unless_the_user_does(
    tmp_path: Path, folder: str, coder: str, kind: LayerKind
) -> None:
    (tmp_path / folder).mkdir()
    pair(tmp_path / folder, "abc", "T1\tA 0 1\ta")
    bundle = read(tmp_path / folder, ReadOptions(coder=coder))
    assert [layer.kind for layer in bundle.layers] == [kind]
    assert [one.name for one in bundle.coders] == ([coder or folder] if kind is LayerKind.CODER else [])
