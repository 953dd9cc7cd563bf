"""Each number that a published folder says of itself is what anybody counts in its flat tables."""

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from annotator.formats.dataset.columns import SEVERAL
from annotator.formats.dataset.dataset import DatasetOptions
from annotator.model.coder import LayerKind
from annotator.model.decision import Rule
from annotator.operations.adjudication import adjudicate
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import people
from annotator.store.project import Project
from tests.examples import examples, many
from tests.operations.random_projects import fillings
from tests.shared_data import shared

Row = dict[str, Any]
CAPACITY = {"gold": "as gold", "coder": "by single coders", "suggestions": "as suggestions"}


class Folder:
    """A folder as somebody finds it, who has nothing but its files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.spans, self.documents, self.units = (list(self.rows(name)) for name in ("spans", "documents", "units"))
        self.kinds = [kind for kind in CAPACITY if any(row["layer_kind"] == kind for row in self.spans)]

    def rows(self, table: str) -> Iterator[Row]:
        for path in sorted((self.root / "data").glob(f"{table}*.jsonl")):
            yield from (json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1])

    def text(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def of_kind(self, kind: str) -> list[Row]:
        return [row for row in self.spans if row["layer_kind"] == kind]

    def holds(self) -> str:
        """Say what is coded, counted from the rows."""
        said = []
        for kind in self.kinds:
            whole = sum(row["extents"] == "" for row in self.of_kind(kind))
            passages = len(self.of_kind(kind)) - whole
            parts = [f"{passages:,} coded passage{'s' * (passages != 1)}"] if passages else []
            if whole:
                parts.append(
                    f"{whole:,} " + ("label of a whole document" if whole == 1 else "labels of whole documents")
                )
            said.append(" and ".join(parts) + (f" {CAPACITY[kind]}" if len(self.kinds) > 1 else ""))
        return (
            listed(said or ["0 coded passages"])
            + f" in {len(self.documents):,} document{'s' * (len(self.documents) != 1)}"
        )

    def coders(self) -> list[list[str]]:
        return [list(filter(None, row["coders"].split(SEVERAL))) for row in self.documents]

    def check(self) -> None:
        """Hold each number against a recount."""
        characters = sum(len(row["text"]) for row in self.documents)
        paragraph, card = self.text("data-section.md"), self.text("README.md")
        assert f" holds {self.holds()}" in paragraph and f", {characters:,} characters in all." in paragraph
        assert f"\n{self.holds()} ({characters:,} characters)" in card
        self._check_labels(paragraph, card)
        self._check_coders(paragraph, card)
        self._check_machines()

    def _check_labels(self, paragraph: str, card: str) -> None:
        shown = {row["label_name"] for row in self.spans}
        first = self.of_kind("gold") or self.spans
        used = Counter(row["label_name"] for row in first)
        codebook = len(json.loads(self.text("codebook.json"))["labels"])
        said = re.search(r"Of the ([\d,]+) labels? of the codebook, (\d+) w", paragraph)
        assert (said is not None) == bool(used)
        if said is not None:
            assert [int(one.replace(",", "")) for one in said.groups()] == [codebook, len(used)]
            assert len(used) > 12 or all(f"{name} ({count:,})" in paragraph for name, count in used.items())
        table = card.partition("## Labels\n\n")[2].split("\n\n")[0].split("\n")[2:]
        cells = {tuple(line.strip("| ").split(" | ")) for line in table}
        counts = {kind: Counter(row["label_name"] for row in self.of_kind(kind)) for kind in self.kinds}
        assert cells == {(name, *(f"{counts[kind][name]:,}" for kind in self.kinds)) for name in shown}

    def _check_coders(self, paragraph: str, card: str) -> None:
        coders = self.coders()
        everybody, several = {one for some in coders for one in some}, sum(len(some) > 1 for some in coders)
        assert {row["coder"] for row in self.spans} - {""} <= everybody
        said = re.search(r"(\d+) coders worked .*?(?:, ([\d,]+) documents? by at least two)?\.", paragraph)
        assert (said is not None) == (len(everybody) > 1)
        if said is not None:
            assert (int(said[1]), int((said[2] or "0").replace(",", ""))) == (len(everybody), several)
        gold = self.of_kind("gold")
        rules = Counter(row["decision_rule"] for row in gold)
        alike, decided = rules[Rule.UNANIMOUS], len(gold) - rules[""]
        for words, count in (
            (r"([\d,]+) confirmed what all coders", alike),
            (r"([\d,]+) came of other decisions", decided - alike),
            (r"([\d,]+) of none that is kept", len(gold) - decided if decided else 0),
        ):
            found = re.search(words, paragraph)
            assert int(found[1].replace(",", "")) == count if found else count == 0
            assert (found is None) or found[0] in card

    def _check_machines(self) -> None:
        croissant = json.loads(self.text("croissant.json"))
        by_number = Counter(len(some) for some in self.coders())
        per_item = [f"{number} for {count:,} of the documents" for number, count in sorted(by_number.items()) if number]
        assert croissant.get("rai:annotationsPerItem", "") == (f"Coders: {'; '.join(per_item)}" if per_item else "")
        assert croissant["description"] == f"{self.holds()}."
        crate = json.loads(self.text("ro-crate-metadata.json"))["@graph"]
        assert next(one for one in crate if one["@id"] == "./")["description"] == f"{self.holds()}."
        head = yaml.safe_load(self.text("README.md").split("---\n")[1])
        sized = head["size_categories"][0]
        assert sized == ("n<1K" if len(self.spans) < 1_000 else "1K<n<10K")
        wholes = [row["extents"] == "" for row in self.spans]
        tasks = {"text-classification"} & ({"text-classification"} if any(wholes) else set())
        assert set(head["task_categories"]) == tasks | (set() if wholes and all(wholes) else {"token-classification"})
        if (self.root / "datacite.json").exists():
            sizes = json.loads(self.text("datacite.json"))["sizes"]
            assert [int(one.split()[0].replace(",", "")) for one in sizes] == [len(self.documents), len(self.spans)]


def listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def checked(project: Project, out: Path, layer: str) -> Folder:
    exporting.export(project, out, "dataset", layer, own=DatasetOptions(agreement=False))
    folder = Folder(out)
    folder.check()
    return folder


@settings(max_examples=examples(20, usual=4), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(fillings())
def test_every_number_of_a_random_project_is_a_recount(fill: Callable[[Path], Project]) -> None:
    with tempfile.TemporaryDirectory() as name, fill(Path(name) / "random.annot") as project:
        layers = ["all", *(["gold"] if project.layers.gold() else [])]
        owned = {layer.id: layer.coder for layer in project.layers.all() if layer.kind is LayerKind.CODER}
        for layer in layers:
            folder = checked(project, Path(name) / layer, layer)
            assert len(folder.documents) == project.documents.count()
            for row, some in zip(folder.documents, folder.coders(), strict=True):
                taking_part = {owned[one] for one in project.assignments.layers_in(row["document_id"])}
                assert len(some) >= len(taking_part)
                assert layer == "all" or {one["layer_kind"] for one in folder.spans} <= {"gold"}


@pytest.mark.hypothesis
def test_whoever_coded_a_document_counts_for_gold_of_it_also_without_a_decision(tmp_path: Path) -> None:
    """Of these sentences half have no label, by nobody: they were coded all the same, by two people or more."""
    weeks, least = (range(1, 9), 2_000) if many() else ((4, 5), 300)
    files = [shared(f"corpora/quadclass/week{number}_{'c' if number == 5 else 'a'}.json") for number in weeks]
    with Project.create(tmp_path / "quad.annot", default_codebook()) as project:
        importing.import_sources(project, [ImportSource(path) for path in files])
        layers = people.layers_named(project, None)
        adjudicate.settle(project, "majority", layers)
        gold, every = (checked(project, tmp_path / layer, layer) for layer in ("gold", "all"))
        assert gold.coders() == every.coders()
        raw: dict[str, set[int]] = {}
        for path in files:
            for task in json.loads(path.read_text("utf-8")):
                done = [one for one in task["annotations"] if not one.get("was_cancelled")]
                raw.setdefault(task["data"]["en"], set()).update(one["completed_by"]["id"] for one in done)
        assert sum(len(some) > 1 for some in gold.coders()) == sum(len(some) > 1 for some in raw.values()) > least
        assert "coded passage" not in gold.text("data-section.md")
        assert not gold.units
