"""WebAnno TSV 3: stacked values, slots, chains, parts of tokens, rows without a character, as they are documented."""

from pathlib import Path

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.uima.webanno import FORMAT
from annotator.model.bundle import CodedDocument
from annotator.model.errors import BadFile
from annotator.model.span import Span

SLOT = "ROLE_webanno.custom.{host}:{slot}_webanno.custom.{host}{slot}Link"


def read(folder: Path, *lines: str) -> CodedDocument:
    path = folder / "x.tsv"
    path.write_text("\n".join(("#FORMAT=WebAnno TSV 3.3", *lines)) + "\n", encoding="utf-8")
    assert FORMAT.reader is not None
    (coded,) = FORMAT.reader.read(path, ReadOptions()).documents
    return coded


def said(coded: CodedDocument) -> list[tuple[str, str, dict[str, object]]]:
    return [(span.label, span.quote, dict(span.attributes)) for span in coded.spans]


def links(coded: CodedDocument) -> list[tuple[str, str, str]]:
    spans: dict[object, Span] = {span.id: span for span in coded.spans}
    return [(spans[link.act].quote, link.role, spans[link.span].quote) for link in coded.links]


def test_stacked_and_long_annotations_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    coded = read(
        tmp_path, "#T_SP=webanno.custom.Ne|kind|value", "", "", "#Text=Ms. Haag",
        "1-1\t0-3\tMs.\tx[1]|*[2]\tPER[1]|PART[2]\t", "1-2\t4-8\tHaag\tx[1]\tPER[1]\t",
    )  # fmt: skip
    assert said(coded) == [("ne", "Ms. Haag", {"kind": "x", "value": "PER"}), ("ne", "Ms.", {"value": "PART"})]


def test_slots_find_whom_they_mean(tmp_path: Path) -> None:
    coded = read(
        tmp_path, f"#T_SP=webanno.custom.Frame|FE|{SLOT.format(host='Frame', slot='Roles')}|webanno.custom.Lu",
        "#T_SP=webanno.custom.Lu|luvalue", "", "", "#Text=Bob auctioned the clock to John.",
        "1-1\t0-3\tBob\t_\t_\t_\tbob\t", "1-2\t4-13\tauctioned\ttransaction\tseller;goods;buyer\t1-1;1-3[4];1-6\t_\t",
        "1-3\t14-17\tthe\t_\t_\t_\tclock[4]\t", "1-4\t18-23\tclock\t_\t_\t_\tclock[4]\t",
        "1-5\t24-26\tto\t_\t_\t_\t_\t", "1-6\t27-31\tJohn\t_\t_\t_\tjohn\t",
    )  # fmt: skip
    assert links(coded) == [
        ("auctioned", "seller", "Bob"), ("auctioned", "goods", "the clock"), ("auctioned", "buyer", "John")
    ]  # fmt: skip


def test_a_slot_that_nobody_fills_and_a_layer_without_features_are_annotations(tmp_path: Path) -> None:
    coded = read(
        tmp_path, "#T_SP=webanno.custom.Bare|",
        f"#T_SP=webanno.custom.Host|{SLOT.format(host='Host', slot='links')}|uima.tcas.Annotation",
        "", "", "#Text=One two", "1-1\t0-3\tOne\t*\t*\t_\t", "1-2\t4-7\ttwo\t*[1]|*[2]\t_\t_\t",
    )  # fmt: skip
    assert [label for label, _, _ in said(coded)] == ["bare", "host", "bare", "bare"]
    assert coded.links == ()


def test_chains_go_by_their_numbers(tmp_path: Path) -> None:
    coded = read(
        tmp_path, "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceRelation|referenceType",
        "", "", "#Text=He shot himself with his revolver",
        "1-1\t0-2\tHe\tcoref->1-1\tpr[1]\t", "1-2\t3-7\tshot\t_\t_\t", "1-3\t8-15\thimself\tcoref->1-2\tpr[1]\t",
        "1-4\t16-20\twith\t_\t_\t", "1-5\t21-24\this\t*->1-3|x->2-1\t*[1]|*[2]\t",
        "1-6\t25-33\trevolver\tx->2-1\t*[2]\t",
    )  # fmt: skip
    assert links(coded) == [("He", "next", "himself"), ("himself", "next", "his")]
    assert [quote for _, quote, _ in said(coded)] == ["He", "himself", "his", "his revolver"]
    assert said(coded)[0][2] == {"referenceRelation".lower(): "coref", "referencetype": "pr"}


def test_a_relation_finds_its_ends_by_both_ids(tmp_path: Path) -> None:
    coded = read(
        tmp_path, "#T_SP=webanno.custom.Ne|value", "#T_RL=webanno.custom.Rel|kind|BT_webanno.custom.Ne", "", "",
        "#Text=One two three", "1-1\t0-3\tOne\tA\t_\t_\t", "1-2\t4-7\ttwo\tB[1]|C[2]\tp|q\t1-1[0_1]|1-1[0_2]\t",
        "1-3\t8-13\tthree\t_\t_\t_\t",
    )  # fmt: skip
    spans = {span.id: span.attributes["value"] for span in coded.spans}
    assert [(spans[link.act], spans[link.span or link.act], dict(link.attributes)) for link in coded.links] == [
        ("A", "B", {"kind": "p"}), ("A", "C", {"kind": "q"})
    ]  # fmt: skip


def test_parts_of_tokens_and_places_without_a_character(tmp_path: Path) -> None:
    coded = read(
        tmp_path, "#T_SP=webanno.custom.Ne|value", "", "", "#Text=plays",
        "1-1\t0-5\tplays\t_\t", "1-1.1\t0-4\tplay\tstem\t", "1-1.2\t4-5\ts\tend\t", "1-1.3\t5-5\t\tzero\t",
    )  # fmt: skip
    assert [quote for _, quote, _ in said(coded)] == ["play", "s", "s"]
    assert coded.spans[2].doubt and "5" in coded.spans[2].note


def test_reserved_characters_come_in_as_themselves(tmp_path: Path) -> None:
    coded = read(
        tmp_path, "#T_SP=webanno.custom.Ne|value", "", "", "#Text=a\\\\b\\tc", "1-1\t0-3\ta\\\\b\t\\_\t",
        "1-2\t4-5\tc\t\\[x\\]\\|\\;\\->\\*\\n\t",
    )  # fmt: skip
    assert coded.document.text == "a\\b\tc"
    assert [values["value"] for _, _, values in said(coded)] == ["_", "[x]|;->*\n"]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["#T_SP=webanno.custom.Ne|a|b", "", "#Text=One", "1-1\t0-3\tOne\tx\t"], "fewer columns"),
        (["", "1-1\t0-3\tOne"], "before the text"),
        (["#Text=One", "1-1\tOne\t0"], "no row of a token"),
        (["#T_RL=webanno.custom.R|BT_webanno.custom.Ne", "", "#Text=One", "1-1\t0-3\tOne\t7-7\t"], "where none is"),
        (["#T_SP=|x", "#Text=One", "1-1\t0-3\tOne\t_\t"], "without a name"),
        ([], "no sentence"),
    ],
)
def test_what_is_damaged_is_said_in_a_sentence(tmp_path: Path, lines: list[str], problem: str) -> None:
    with pytest.raises(BadFile, match=problem):
        read(tmp_path, *lines)
