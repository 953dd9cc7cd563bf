"""Our JSONL: nothing is lost, and what does not fit is said in one sentence."""

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import writing
from annotator.formats.format import ReadOptions, WriteOptions, Written
from annotator.formats.jsonl.jsonl import FORMAT, JsonlOptions
from annotator.formats.jsonl.reading import read
from annotator.formats.jsonl.records import CardRecord
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.errors import UserError
from annotator.model.ids import CoderId, LayerId
from tests.examples import examples
from tests.formats.bundles import GOLD, bundle_with, bundles, sample_bundle
from tests.formats.contract import ReadableContract
from tests.model.codebooks import attribute_of, values_of

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
        source_file=coded.source_file,
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
        codebook_id=bundle.codebook_id,
        version_numbers=bundle.version_numbers,
        **{
            name: getattr(bundle, name)
            for name in (
                *("settings", "codebook_versions", "releases"),
                *("practice_documents", "practice_results", "recode_samples", "remarks"),
                *("memos", "document_sets", "document_fields", "distinct_pairs", "kept_searches"),
            )
        },
    )


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def write(bundle: Bundle, out: Path, options: WriteOptions) -> Written:
    return writing.write(FORMAT, bundle, out, options)


class TestJsonl(ReadableContract):
    name = "jsonl"


@settings(max_examples=examples(60), deadline=None)
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
    for path in filter(Path.is_file, tmp_path.rglob("*")):
        assert "Souza" not in path.read_text(encoding="utf-8")
    back = read(tmp_path / "gold.jsonl", ReadOptions())
    assert {coder.name for coder in back.coders} == {"C1", "C2"}
    assert {coder.id for coder in back.coders} == {coder.id for coder in sample_bundle().coders}


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
    assert (card["coders"], card["licence"]) == (["C1", "C2"], "CC-BY-4.0") and "agreement" not in card
    assert json.loads((tmp_path / "all.agreement.json").read_text(encoding="utf-8")) == {"alpha": 0.8}
    assert "all.agreement.json" in [file["name"] for file in card["files"]]
    assert (tmp_path / "all.card.json").stat().st_size < 10_000
    for file in card["files"]:
        data = (tmp_path / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(data), sha256(data).hexdigest())


def test_a_card_that_holds_the_agreement_as_older_ones_do_is_taken(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", WriteOptions())
    older = json.loads((tmp_path / "all.card.json").read_text(encoding="utf-8")) | {"agreement": {"alpha": 0.8}}
    (tmp_path / "all.card.json").write_text(json.dumps(older), encoding="utf-8")
    assert CardRecord.model_validate_json(json.dumps(older)).agreement == {"alpha": 0.8}
    assert len(list(read(tmp_path / "all.jsonl", ReadOptions()).documents)) == 4


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


"""A passage that is no span of its own."""


def test_a_layer_that_the_bundle_does_not_list_keeps_its_id(tmp_path: Path) -> None:
    uuid = "01890a5d-ac96-774b-bcce-b302099a8057"
    (first, *_) = sample_bundle((GOLD,)).documents
    stranger = replace(first.decisions[0], absent=(uuid,), coder=CoderId(uuid))
    plain = replace(sample_bundle(), releases=(), practice_documents=(), practice_results=())
    plain = replace(plain, distinct_pairs=(), document_sets=(), kept_searches=())
    odd = replace(plain, documents=[replace(first, decisions=(stranger,))])
    write(odd, tmp_path / "odd.jsonl", EVERYTHING)
    back = read(tmp_path / "odd.jsonl", ReadOptions())
    (coded,) = back.documents
    assert (coded.decisions[0].absent, coded.decisions[0].coder) == ((uuid,), uuid)
    assert LayerId(uuid) in {layer.id for layer in back.layers}


def test_a_span_says_on_which_pages_it_stands_where_there_are_pages(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", EVERYTHING)
    documents = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {span["id"]: (span.get("page"), span.get("last_page")) for one in documents for span in one["spans"]}
    assert found["s-02"] == (1, None) and found["s-07"] == (3, None) and found["s-03"] == (1, 2)
    assert found["s-08"] == found["s-11"] == (None, None)
    (candidate, _) = documents[0]["decisions"][0]["candidates"]
    assert candidate["page"] == 1
