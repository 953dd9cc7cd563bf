"""Our JSONL: nothing is lost, and what does not fit is said in one sentence."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import writing
from annotator.formats.format import ReadOptions, WriteOptions, Written
from annotator.formats.jsonl import FORMAT, JsonlOptions
from annotator.formats.jsonl_reading import read, sniff
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.errors import BadFile, UserError
from annotator.model.ids import CoderId, LayerId
from tests.formats.bundles import GOLD, bundle_with, bundles, sample_bundle
from tests.formats.contract import ReadableContract
from tests.model.codebooks import attribute_of, values_of
from tests.shared_data import shared

EVERYTHING = WriteOptions(names=True, agreement={"alpha": 0.8}, own=JsonlOptions(licence="CC-BY-4.0"))


def sorted_parts(coded: CodedDocument) -> CodedDocument:
    """Return a document with its parts in one order, so that two can be compared."""
    return CodedDocument(
        coded.document,
        tuple(sorted(coded.spans, key=lambda span: span.id)),
        tuple(sorted(coded.links, key=lambda link: link.id)),
        tuple(sorted(coded.decisions, key=lambda decision: decision.id)),
        tuple(sorted(coded.assignments, key=lambda assignment: assignment.layer)),
        coded.pages,
    )


def comparable(bundle: Bundle) -> Bundle:
    """Return a bundle with all its lists in one order."""
    return Bundle(
        codebook=bundle.codebook,
        documents=[sorted_parts(coded) for coded in bundle.documents],
        coders=tuple(sorted(bundle.coders, key=lambda coder: coder.id)),
        layers=tuple(sorted(bundle.layers, key=lambda layer: layer.id)),
        actors=tuple(sorted(bundle.actors, key=lambda actor: actor.id)),
        name=bundle.name,
        codebook_version=bundle.codebook_version,
        **{
            name: getattr(bundle, name)
            for name in (
                *("settings", "codebook_versions", "releases"),
                *("practice_documents", "practice_results", "recode_samples"),
            )
        },
    )


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def write(bundle: Bundle, out: Path, options: WriteOptions) -> Written:
    return writing.write(FORMAT, bundle, out, options)


class TestJsonl(ReadableContract):
    name = "jsonl"


@settings(max_examples=60, deadline=None)
@given(bundle=bundles())
def test_reading_gives_back_what_was_written(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        write(bundle, Path(folder) / "all.jsonl", EVERYTHING)
        back = read(Path(folder) / "all.jsonl", ReadOptions())
        assert comparable(back) == comparable(bundle)
        assert back.notices == ()
        write(back, Path(folder) / "again.jsonl", EVERYTHING)
        assert (Path(folder) / "all.jsonl").read_bytes() == (Path(folder) / "again.jsonl").read_bytes()


@pytest.mark.parametrize("kind", list(AttributeKind))
@given(data=st.data())
def test_values_of_each_kind_come_back_as_they_were(kind: AttributeKind, data: st.DataObject) -> None:
    attribute = attribute_of(kind)
    bundle = bundle_with(attribute, *data.draw(st.lists(values_of(attribute), min_size=1, max_size=3)))
    with TemporaryDirectory() as folder:
        write(bundle, Path(folder) / "all.jsonl", EVERYTHING)
        assert comparable(read(Path(folder) / "all.jsonl", ReadOptions())) == comparable(bundle)


def test_the_sample_comes_back_whole(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", EVERYTHING)
    assert comparable(read(tmp_path / "all.jsonl", ReadOptions())) == comparable(sample_bundle())


def test_coders_and_layers_with_the_same_names_stay_apart(tmp_path: Path) -> None:
    sample = sample_bundle()
    twins = replace(
        sample,
        coders=tuple(coder.model_copy(update={"pseudonym": "C"}) for coder in sample.coders),
        layers=tuple(layer.model_copy(update={"name": "First pass"}) for layer in sample.layers),
    )
    write(twins, tmp_path / "all.jsonl", EVERYTHING)
    assert comparable(read(tmp_path / "all.jsonl", ReadOptions())) == comparable(twins)


def test_an_export_of_gold_names_nobody(tmp_path: Path) -> None:
    write(sample_bundle((GOLD,)), tmp_path / "gold.jsonl", WriteOptions())
    for path in tmp_path.iterdir():
        assert "Souza" not in path.read_text(encoding="utf-8")
    back = read(tmp_path / "gold.jsonl", ReadOptions())
    assert {coder.name for coder in back.coders} == {"C1", "C2"}
    assert {coder.id for coder in back.coders} == {coder.id for coder in sample_bundle().coders}


def test_the_lines_alone_are_enough_to_read(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", EVERYTHING)
    for beside in ("codebook", "project", "card"):
        (tmp_path / f"all.{beside}.json").unlink()
    back = read(tmp_path / "all.jsonl", ReadOptions())
    assert len(back.notices) == 3
    assert {label.id for label in back.codebook.labels} == {"appeal", "warning", "actor", "joint", "threat_of-force"}
    assert {layer.name: layer.kind for layer in back.layers} == {
        "Ana Souza": LayerKind.CODER,
        "Ben Ötker": LayerKind.CODER,
        "Gold": LayerKind.GOLD,
    }
    assert {actor.name for actor in back.actors} == {"France", "European Union"}
    quotes = {span.id: (span.label, span.extents, span.quote) for coded in back.documents for span in coded.spans}
    written = sample_bundle().documents
    assert quotes == {span.id: (span.label, span.extents, span.quote) for coded in written for span in coded.spans}


def test_gold_spans_carry_their_decision(tmp_path: Path) -> None:
    write(sample_bundle((GOLD,)), tmp_path / "gold.jsonl", WriteOptions())
    first = lines_of(tmp_path / "gold.jsonl")[0]
    appeal = next(span for span in first["spans"] if span["id"] == "s-05")
    assert (appeal["decision"], appeal["rule"], appeal["layer"], appeal["coder"]) == ("d-1", "taken", "Gold", None)
    assert [candidate["coder"] for candidate in first["decisions"][0]["candidates"]] == ["C1", "C2"]


def test_actors_are_named_in_links(tmp_path: Path) -> None:
    write(sample_bundle((GOLD,)), tmp_path / "gold.jsonl", WriteOptions())
    links = lines_of(tmp_path / "gold.jsonl")[0]["links"]
    assert {link.get("actor") for link in links} == {"France", "European Union", None}


def test_the_card_counts_and_has_the_checksums(tmp_path: Path) -> None:
    from hashlib import sha256

    write(sample_bundle(), tmp_path / "all.jsonl", EVERYTHING)
    card = json.loads((tmp_path / "all.card.json").read_text(encoding="utf-8"))
    assert card["counts"]["documents"] == 4
    assert card["counts"]["spans"] == 13
    assert card["counts"]["spans_by_label"]["appeal"] == 5
    assert {layer["layer"]: layer["spans"] for layer in card["counts"]["layers"]} == {
        "Ana Souza": 3,
        "Ben Ötker": 3,
        "Gold": 7,
    }
    assert (card["coders"], card["agreement"], card["licence"]) == (["C1", "C2"], {"alpha": 0.8}, "CC-BY-4.0")
    for file in card["files"]:
        data = (tmp_path / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(data), sha256(data).hexdigest())


def test_five_lines_of_plain_python_load_it(tmp_path: Path) -> None:
    write(sample_bundle((GOLD,)), tmp_path / "gold.jsonl", WriteOptions())
    rows = []
    with open(tmp_path / "gold.jsonl", encoding="utf-8") as file:  # noqa: PTH123 - as a data user writes it
        for document in map(json.loads, file):
            rows += [{"document": document["title"], **span} for span in document["spans"]]
    assert [row["quote"] for row in rows if row["label"] == "appeal"] == ["urged China", "دعا"]


def test_the_text_at_the_offsets_is_the_quote(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", EVERYTHING)
    for document in lines_of(tmp_path / "all.jsonl"):
        for span in document["spans"]:
            pieces = span.get("extents", [span])
            assert all(document["text"][piece["start"] : piece["stop"]] == piece["quote"] for piece in pieces)


def test_a_project_file_of_before_the_settings_is_read(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", EVERYTHING)
    path = tmp_path / "all.project.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    later = ("settings", "codebook_versions", "releases", "practice_documents", "practice_results", "recode_samples")
    path.write_text(json.dumps({key: value for key, value in record.items() if key not in later}), encoding="utf-8")
    back = read(tmp_path / "all.jsonl", ReadOptions())
    assert (back.name, back.settings, back.releases, back.codebook_versions) == ("Sample", None, (), ())


def test_whoever_released_or_saved_is_called_by_a_pseudonym_and_layers_as_in_the_lines(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", WriteOptions())
    record = json.loads((tmp_path / "all.project.json").read_text(encoding="utf-8"))
    assert record["settings"] == {"reasons": ["Too wide", "其他"], "pass_mark": 0.75}
    assert [one["coder"] for one in record["releases"]] == ["C1", None]
    assert [one["coder"] for one in record["codebook_versions"]] == [None, "C1"]
    assert [one["codebook"] is None for one in record["codebook_versions"]] == [False, True]
    assert record["practice_results"][0]["layer"] == "C1"
    assert (record["recode_samples"][0]["layer"], record["recode_samples"][0]["drawn_from"]) == ("C2", "C1")


@pytest.mark.parametrize(
    ("part", "changes", "sentence"),
    [
        ("releases", {"document": "doc-9"}, "releases: there is no document with the id “doc-9” in the lines"),
        ("releases", {"coder": "C9"}, "releases: “C9” is none of the coders"),
        ("releases", {"document": "doc-2"}, "releases: “doc-2” stands there twice"),
        ("practice_documents", {"when": ""}, "practice_document 1: when: extra inputs"),
        ("practice_results", {"layer": "C9"}, "practice_results: “C9” is none of the layers"),
        ("practice_results", {"own": -1}, "practice_result 1: own: input should be greater"),
        ("recode_samples", {"drawn_from": "C9"}, "recode_samples: “C9” is none of the layers"),
        ("recode_samples", {"seed": 2**63}, "recode_sample 1: seed: input should be less"),
        ("codebook_versions", {"number": 4}, "codebook_versions: each number stands there once"),
        ("codebook_versions", {"codebook": None}, "codebook_versions: version 1 has no codebook"),
    ],
)
def test_what_does_not_fit_in_the_project_file_is_named(
    tmp_path: Path, part: str, changes: dict[str, Any], sentence: str
) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", WriteOptions())
    path = tmp_path / "all.project.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record[part][0].update(changes)
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(BadFile) as error:
        read(tmp_path / "all.jsonl", ReadOptions())
    assert str(error.value).startswith(f"all.project.json: {sentence}")


@pytest.mark.parametrize("settings", [{"pass_mark": 1.5}, {"pass_mark": True}, {"reasons": ["a", "A"]}, {"gone": 1}])
def test_settings_that_a_project_cannot_have_are_refused(tmp_path: Path, settings: dict[str, Any]) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", WriteOptions())
    path = tmp_path / "all.project.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(record | {"settings": settings}), encoding="utf-8")
    with pytest.raises(BadFile, match=r"all.project.json: setting"):
        read(tmp_path / "all.jsonl", ReadOptions())


def test_links_to_spans_outside_the_export_are_left_out_and_told(tmp_path: Path) -> None:
    (first, *rest) = sample_bundle().documents
    cut = replace(sample_bundle(), documents=[replace(first, spans=first.spans[:5]), *rest])
    written = write(cut, tmp_path / "cut.jsonl", EVERYTHING)
    assert written.notices == writing.look(FORMAT, cut, EVERYTHING).losses
    assert written.notices[0].startswith("2 links are left out")
    assert read(tmp_path / "cut.jsonl", ReadOptions())


def test_not_a_number_in_metadata_becomes_null(tmp_path: Path) -> None:
    (first, *_) = sample_bundle().documents
    odd = replace(first, document=replace(first.document, metadata={"n": float("nan"), "l": [float("inf")]}))
    write(replace(sample_bundle(), documents=[odd]), tmp_path / "odd.jsonl", EVERYTHING)
    assert lines_of(tmp_path / "odd.jsonl")[0]["metadata"] == {"n": None, "l": [None]}


def test_half_a_surrogate_pair_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (first, *_) = sample_bundle().documents
    odd = replace(first, document=replace(first.document, title="\ud83d"))
    with pytest.raises(UserError, match="surrogate"):
        write(replace(sample_bundle(), documents=[odd]), tmp_path / "odd.jsonl", EVERYTHING)
    assert not list(tmp_path.iterdir())


def changed(tmp_path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Write the sample, change its first line, and return the file."""
    path = tmp_path / "gold.jsonl"
    write(sample_bundle(), path, EVERYTHING)
    lines = lines_of(path)
    change(lines[0])
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


PASSAGE = {"start": 0, "stop": 1}
"""A passage that is no span of its own."""


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda line: line["spans"][0].update(quote="else"), "line 1, span 1: the quote is “else”, but the text has"),
        (lambda line: line["spans"][0].update(start=1), "but the text has"),
        (lambda line: line["spans"][0].update(start=900, stop=901), "[900, 901) is no range of the text"),
        (lambda line: line["spans"][0].update(stop=None), "line 1, span 1: stop: input should be a valid integer"),
        (lambda line: line["spans"][0].update(stop=2.5), "span 1: stop:"),
        (lambda line: line["spans"][0].update(id=line["spans"][1]["id"]), "is used twice in this file"),
        (lambda line: line["spans"][0].update(label="other"), "the label “other” is not in gold.codebook.json"),
        (lambda line: line["spans"][0].update(colour="red"), "span 1: colour: extra inputs"),
        (lambda line: line["spans"][0].update(extents=[]), "but the extents say"),
        (lambda line: line.update(text=line["text"] + "!"), "does not have the checksum"),
        (lambda line: line.update(text=line["text"] + "\r\n"), "carriage return"),
        (lambda line: line["links"][0].update(act="s-99"), "link 1: act: the document has no span"),
        (lambda line: line["links"][1].update(span="s-99"), "link 2: span: the document has no span"),
        (lambda line: line["links"][0].update(span=line["links"][0]["act"]), "link 1: the act is its own party"),
        (lambda line: line["links"][0].update(actor_id="x", value="implicit"), "link 1: it has a value and a party"),
        (lambda line: line["links"][0].update(span=line["links"][1]["act"], **PASSAGE), "link 1: it has a span and a"),
        (lambda line: line["decisions"][0]["candidates"][0].update(quote=""), "decision 1, candidate 1: the quote"),
        (lambda line: line.pop("title"), "line 1, title: field required"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], sentence: str
) -> None:
    with pytest.raises(BadFile) as error:
        read(changed(tmp_path, change), ReadOptions())
    assert sentence in str(error.value)
    assert str(error.value).startswith("gold.jsonl: ")
    assert error.value.file == "gold.jsonl"


def test_a_mark_blank_lines_and_crlf_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    write(sample_bundle(), path, EVERYTHING)
    before = comparable(read(path, ReadOptions()))
    path.write_bytes(b"\xef\xbb\xbf\r\n\n" + path.read_bytes().replace(b"\n", b"\r\n\r\n"))
    assert sniff(path)
    assert comparable(read(path, ReadOptions())) == before


def test_a_layer_that_the_bundle_does_not_list_keeps_its_id(tmp_path: Path) -> None:
    uuid = "01890a5d-ac96-774b-bcce-b302099a8057"
    (first, *_) = sample_bundle((GOLD,)).documents
    stranger = replace(first.decisions[0], absent=(uuid,), coder=CoderId(uuid))
    plain = replace(sample_bundle(), releases=(), practice_documents=(), practice_results=())
    odd = replace(plain, documents=[replace(first, decisions=(stranger,))])
    write(odd, tmp_path / "odd.jsonl", EVERYTHING)
    back = read(tmp_path / "odd.jsonl", ReadOptions())
    (coded,) = back.documents
    assert (coded.decisions[0].absent, coded.decisions[0].coder) == ((uuid,), uuid)
    assert LayerId(uuid) in {layer.id for layer in back.layers}


@pytest.mark.parametrize("folder", ["fixtures/evil/json", "fixtures/prodigy", "fixtures/doccano"])
def test_files_of_others_are_not_ours_and_refused_with_a_sentence(folder: str) -> None:
    files = [path for path in shared(folder).rglob("*.json*") if path.is_file()]
    assert files
    for path in files[:60]:
        assert not sniff(path)
        with pytest.raises(BadFile) as error:
            read(path, ReadOptions())
        assert path.name in str(error.value)
