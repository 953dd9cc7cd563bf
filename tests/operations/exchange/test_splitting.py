"""Exports in parts: each document in one, what belongs together in one, as a column or as files."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.registry import FORMATS
from annotator.model.codebook import Codebook
from annotator.model.document import DocumentDraft
from annotator.model.errors import Cancelled, NotAllowed, WouldReplace
from annotator.model.splits import DivisionChoice
from annotator.operations.documents import documents
from annotator.operations.exchange import exporting
from annotator.operations.exchange.splitting import Division, SplitOptions
from annotator.store.project import Project
from tests.examples import examples
from tests.formats.contract import snapshot


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "talks.annot", Codebook()) as made:
        twin = "The parties met and agreed on a text that all of them had seen before the meeting was held. " * 6
        drafts = [DocumentDraft(f"Talk {number}", f"Talk {number} of {number * 7} days. " * 9) for number in range(20)]
        drafts += [DocumentDraft("Twin", twin), DocumentDraft("Twin again", twin + "Then they left.")]
        drafts += [
            DocumentDraft(f"record-9-{language}", f"{language} {word} " * 30, {"language": language})
            for language, word in (("en", "peace"), ("fr", "paix"), ("es", "paz"))
        ]
        documents.add_drafts(made, drafts)
        yield made


def lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_column_says_the_part_and_what_belongs_together_is_in_one(project: Project, tmp_path: Path) -> None:
    written = exporting.export(project, tmp_path / "all.jsonl", layer="all", division=Division())
    parts = {line["title"]: line["split"] for line in lines(tmp_path / "all.jsonl")}
    assert set(parts.values()) == {"train", "dev", "test"}
    assert parts["Twin"] == parts["Twin again"]
    assert len({parts[f"record-9-{language}"] for language in ("en", "fr", "es")}) == 1
    assert any("seed 1" in notice for notice in written.notices)
    assert any("versions of one document" in notice for notice in written.notices)
    exporting.export(project, tmp_path / "again.jsonl", layer="all", division=Division())
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "all.jsonl").read_bytes()


@pytest.mark.parametrize("format", [one.name for one in FORMATS if one.writer is not None])
def test_files_of_each_part_hold_each_document_once(project: Project, tmp_path: Path, format: str) -> None:
    chosen = next(one for one in FORMATS if one.name == format)
    out = tmp_path / ("out" if chosen.folder else f"out{chosen.extensions[0]}")
    written = exporting.export(project, out, format, "all", division=Division(files=True))
    root = out if chosen.folder else tmp_path
    assert written.files and all((root / name).is_file() for name in written.files)
    assert {name for name in ("train", "dev", "test") if any(name in file for file in written.files)} == {
        "train", "dev", "test"
    }  # fmt: skip
    with pytest.raises(WouldReplace):
        exporting.export(project, out, format, "all", division=Division(files=True))


def test_files_and_column_agree(project: Project, tmp_path: Path) -> None:
    exporting.export(project, tmp_path / "all.jsonl", layer="all", division=Division())
    exporting.export(project, tmp_path / "each.jsonl", layer="all", division=Division(files=True))
    parts = {line["title"]: line["split"] for line in lines(tmp_path / "all.jsonl")}
    for name in ("train", "dev", "test"):
        titles = {line["title"] for line in lines(tmp_path / f"each.{name}.jsonl")}
        assert titles == {title for title, part in parts.items() if part == name}


def test_fields_keep_documents_together(project: Project, tmp_path: Path) -> None:
    choice = DivisionChoice(together=("language",))
    exporting.export(project, tmp_path / "all.jsonl", layer="all", division=Division(choice))
    assert len(lines(tmp_path / "all.jsonl")) == 25


def a_project(path: Path, drafts: Sequence[DocumentDraft]) -> Project:
    made = Project.create(path, Codebook())
    documents.add_drafts(made, drafts)
    return made


DRAFTS = st.lists(
    st.builds(
        DocumentDraft,
        st.sampled_from(["Talk", "Talk EN", "Note", "Paix"]),
        st.builds("{0} words of {0} and {0} people on {0} days. {1}".format, st.integers(0, 9), st.sampled_from("ab")),
        st.fixed_dictionaries({"symbol": st.sampled_from(["A/1", "A/2"])}, optional={"language": st.just("en")}),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda draft: draft.text,
)


@settings(max_examples=examples(15), deadline=None)
@given(drafts=DRAFTS, shuffled=st.randoms(), seed=st.integers(0, 3))
def test_the_same_content_and_seed_is_the_same_split_and_what_belongs_together_is_on_one_side(
    drafts: list[DocumentDraft], shuffled: random.Random, seed: int
) -> None:
    """In another file, with other ids, documents brought in in another order, shares and fields named in another."""
    choice = DivisionChoice(seed=seed, fields=("symbol", "language"))
    turned = DivisionChoice(dict([*choice.shares.items()][::-1]), seed, fields=("LANGUAGE", "symbol"))
    if not any("language" in draft.metadata for draft in drafts):
        choice, turned = replace(choice, fields=("symbol",)), replace(turned, fields=("Symbol",))
    found: list[list[tuple[str, str, str]]] = []
    for among, chosen in ((drafts, choice), (shuffled.sample(drafts, len(drafts)), turned)):
        with TemporaryDirectory() as folder, a_project(Path(folder) / "a.annot", among) as project:
            exporting.export(project, Path(folder) / "a.jsonl", layer="all", division=Division(chosen))
            rows = lines(Path(folder) / "a.jsonl")
            found.append(sorted((row["title"], row["text"] + str(row["metadata"]), row["split"]) for row in rows))
            for symbol in ("A/1", "A/2"):
                assert len({row["split"] for row in rows if symbol in str(row["metadata"])}) <= 1
    assert found[0] == found[1]


def test_another_division_takes_the_files_of_the_last_away_and_nobody_elses(project: Project, tmp_path: Path) -> None:
    out, halves = tmp_path / "out" / "gold.jsonl", DivisionChoice({"a": 50, "b": 50})
    exporting.export(project, out, layer="all", division=Division(files=True))
    (out.parent / "gold.mine.jsonl").write_text("mine")
    before = snapshot(out.parent)
    with pytest.raises(WouldReplace):
        exporting.export(project, out, layer="all", division=Division(halves, files=True))
    assert snapshot(out.parent) == before
    (out.parent / "gold.dev.jsonl").write_text("changed")
    written = exporting.export(project, out, layer="all", division=Division(halves, files=True), replace=True)
    assert snapshot(out.parent).keys() == {*written.files, "gold.mine.jsonl", "gold.dev.jsonl"}
    assert any("gold.dev.jsonl of the last export was changed since, so it stays" in one for one in written.notices)
    written = exporting.export(project, out, layer="all", replace=True)
    assert snapshot(out.parent).keys() == {*written.files, "gold.mine.jsonl", "gold.dev.jsonl"}


@pytest.mark.parametrize("format", ["jsonl", "dataset", "brat"])
def test_all_parts_are_there_or_none(project: Project, tmp_path: Path, format: str) -> None:
    out, seen = tmp_path / "out" / ("gold" if format != "jsonl" else "gold.jsonl"), list[int]()

    def stop(done: int, total: int, text: str) -> None:
        seen.append(done)
        if not text and done == 24 and total == 25:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        exporting.export(project, out, format, "all", stop, division=Division(files=True))
    assert snapshot(tmp_path / "out") == {}
    exporting.export(project, out, format, "all", division=Division(files=True))
    before = snapshot(tmp_path / "out")
    other = Division(DivisionChoice({"a": 50, "b": 50}), files=True)
    with pytest.raises(Cancelled):
        exporting.export(project, out, format, "all", stop, division=other, replace=True)
    assert snapshot(tmp_path / "out") == before


def test_how_many_documents_moved_is_said(project: Project, tmp_path: Path) -> None:
    def export() -> tuple[str, dict[str, str]]:
        out = tmp_path / "all.jsonl"
        written = exporting.export(project, out, layer="all", division=Division(), replace=True)
        said = " ".join(one for one in written.notices if "divided here before" in one)
        return said, {line["id"]: line["split"] for line in lines(out)}

    said, first = export()
    assert said == ""
    assert export() == ("Of the 25 documents that were divided here before, 0 are in another part now.", first)
    drafts = [DocumentDraft(f"New {number}", f"Something new, the {number}th time.") for number in range(20)]
    documents.add_drafts(project, drafts)
    said, second = export()
    moved = sum(second[id] != part for id, part in first.items())
    assert said.startswith(f"Of the 25 documents that were divided here before, {moved} ")


def test_what_is_asked_in_words_becomes_a_division_or_a_sentence() -> None:
    assert SplitOptions().division() is None
    asked = SplitOptions(split="70/30", split_fields="country, year", split_files=True).division()
    assert asked == Division(DivisionChoice({"train": 70, "test": 30}, 1, True, ("country", "year")), True)
    doubled = SplitOptions(split="70/30", split_fields="country, Country, year").division()
    assert doubled is not None and doubled.choice.fields == ("country", "year")
    with pytest.raises(NotAllowed):
        SplitOptions(split="much").division()
    with pytest.raises(NotAllowed, match="not into what"):
        SplitOptions(split_files=True).division()


def test_fields_that_are_not_there_are_refused(project: Project, tmp_path: Path) -> None:
    for choice in (DivisionChoice(fields=("contry",)), DivisionChoice(together=("contry",))):
        with pytest.raises(NotAllowed, match="No document has a field “contry”; there are language"):
            exporting.export(project, tmp_path / "all.jsonl", layer="all", division=Division(choice))
    assert not list(tmp_path.glob("*.jsonl"))


def test_standard_output_takes_no_parts(project: Project, tmp_path: Path) -> None:
    with (tmp_path / "sink").open("wb") as sink, pytest.raises(NotAllowed, match="one file"):
        exporting.export(project, tmp_path / "x.jsonl", layer="all", sink=sink, division=Division(files=True))


def test_the_agreement_beside_a_part_is_that_of_its_documents(sample_copy: Path, tmp_path: Path) -> None:
    with Project.open(sample_copy) as opened:
        exporting.export(opened, tmp_path / "gold.jsonl", division=Division(files=True))
    counts = {}
    for part in ("train", "dev", "test"):
        said = json.loads((tmp_path / f"gold.{part}.agreement.json").read_text("utf-8"))
        counts[part] = said["documents"]
        assert said["documents"] == len(lines(tmp_path / f"gold.{part}.jsonl"))
    assert sum(counts.values()) == 11
