"""What is known of a dataset once its documents are written, which all that describes it is made of."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from annotator.formats.dataset.columns import FlatTable
from annotator.formats.dataset.flat import FlatTables
from annotator.formats.jsonl.card import WrittenFiles
from annotator.formats.jsonl.study_records import ComparedTextsRecord, uncoded_said
from annotator.formats.tables.coding_table import decisions_by_span
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import CodingUnit
from annotator.model.coder import LayerKind
from annotator.model.decision import Rule
from annotator.model.description import Description
from annotator.model.ids import CoderId, LabelId, LayerId

_KINDS = (LayerKind.GOLD, LayerKind.CODER, LayerKind.SUGGESTIONS)
COMPLETE = "complete/annotations.jsonl"
"""Where all of it stands as JSONL of this program, which is read again."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One number of agreement on everything at once. `documents`: how many were compared; `low`, `high`: of 95 %."""

    title: str
    value: float
    documents: int
    low: float | None
    high: float | None


class GatheredDataset:
    """Counts, what the project says of itself, agreement, and the files so far."""

    def __init__(
        self, bundle: Bundle, named: bool, agreement: JsonValue, soft: bool = False, in_full: bool = False
    ) -> None:
        self.bundle, self.agreement, self.in_full = bundle, agreement, in_full
        self.said = bundle.settings.description if bundle.settings is not None else Description()
        self.tables = FlatTables(bundle, named, soft)
        self.files = WrittenFiles()
        self.documents = self.characters = self.links = 0
        self.spans: Counter[tuple[LayerId, LabelId, bool]] = Counter()
        """How many spans there are by layer, label, and whether it is one of the whole document."""
        self.rows: Counter[tuple[str, str]] = Counter()
        """How many rows there are, by the part of the dataset and the name of the table."""
        self.rules: Counter[Rule] = Counter()
        """How many spans of gold came about by each rule."""
        self.coders_of_document: Counter[int] = Counter()
        self.people: set[CoderId] = set()
        """The coders who coded any of the documents."""
        self._languages: Counter[str] = Counter()
        self._dates: list[str] = []
        self._kinds = {layer.id: layer.kind for layer in bundle.layers}

    def add(self, coded: CodedDocument) -> None:
        """Count a document."""
        self.documents += 1
        self.characters += len(coded.document.text)
        self.links += len(coded.links)
        self.spans.update([(span.layer, span.label, not span.extents) for span in coded.spans])
        if coded.decisions:
            gold = {span.id for span in coded.spans if self._kind(span.layer) is LayerKind.GOLD}
            self.rules.update(one.rule for span, one in decisions_by_span(coded).items() if span in gold)
        coders = self.tables.who_coded.of(coded)
        self.coders_of_document[len(coders)] += 1
        self.people |= coders
        metadata = coded.document.metadata
        if isinstance(language := metadata.get("language"), str) and language:
            self._languages[language] += 1
        if isinstance(date := metadata.get("date"), str) and date[:4].isdigit():
            self._dates = [min([*self._dates, date]), max([*self._dates, date])]

    @property
    def kinds(self) -> tuple[LayerKind, ...]:
        """The kinds of layers that have spans, gold before the others."""
        there = {self._kind(layer) for layer, _, _ in self.spans}
        return tuple(kind for kind in _KINDS if kind in there)

    def labels(self, kind: LayerKind, *whole: bool) -> Counter[LabelId]:
        """Return how many spans of such layers have each label; `whole`: those of whole documents or not, else all."""
        found: Counter[LabelId] = Counter()
        for (layer, label, is_whole), count in self.spans.items():
            if self._kind(layer) is kind and is_whole in (whole or (True, False)):
                found[label] += count
        return found

    def _kind(self, layer: LayerId) -> LayerKind:
        return self._kinds.get(layer, LayerKind.CODER)

    @property
    def title(self) -> str:
        """What the dataset is called."""
        return self.said.title or self.bundle.name or "Dataset"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the texts: as said, else as the documents say, the most frequent first."""
        if self.said.languages:
            return self.said.languages
        return tuple(sorted(self._languages, key=lambda one: (-self._languages[one], one)))

    @property
    def dates(self) -> tuple[str, str] | None:
        """The first and the last date of the documents, where they have dates."""
        return (self._dates[0], self._dates[-1]) if self._dates else None

    def used_labels(self, *kinds: LayerKind) -> list[tuple[str, list[int]]]:
        """Return names and numbers of spans, a kind of layers each, of the labels used there, as in the codebook."""
        names = {label.id: label.name for label in self.bundle.codebook.labels}
        counts = [self.labels(kind) for kind in kinds]
        ids = dict.fromkeys([*names, *(label for _, label, _ in self.spans)])
        found = [(names.get(id, id), [count[id] for count in counts]) for id in ids]
        return [(name, numbers) for name, numbers in found if any(numbers)]

    def data_files(self, table: FlatTable) -> Iterator[tuple[str, str]]:
        """Yield (split, file) for the rows of a table: what is not divided is one split, as `datasets` calls it."""
        is_divided = any(split for split, _ in self.rows)
        for split, name in self.rows:
            if name == table.name:
                yield split or ("rest" if is_divided else "train"), table.file(split)

    def has_rows(self, table: FlatTable) -> bool:
        """Whether a table has any."""
        return any(name == table.name for _, name in self.rows)

    def table_of(self, file: str) -> FlatTable | None:
        """Return the table whose rows, or a part of them, stand in a file."""
        return next((table for table in self.tables.all for _, name in self.data_files(table) if name == file), None)

    @property
    def compared(self) -> str:
        """By what coders were compared: “character by character”, “sentence by sentence” where these are given."""
        unit = str(self._study.get("design", {}).get("unit", "characters"))
        given = unit == "units" and self.bundle.codebook.unit is not CodingUnit.FREE
        one = str(self.bundle.codebook.unit) if given else unit.removesuffix("s")
        return f"{one} by {one}"

    @property
    def left_out(self) -> str:
        """In which texts coders were compared, and how many units were left out for want of a code, as sentences."""
        study = self._study
        texts = ComparedTextsRecord(**study["texts"]).texts().sentence if "texts" in study else ""
        is_missing = study.get("design", {}).get("uncoded") == "missing"
        uncoded = uncoded_said(study.get("units", {}), study.get("uncoded", {})) if is_missing else ""
        return " ".join(filter(None, (texts, uncoded)))

    @property
    def _study(self) -> Mapping[str, Any]:
        return self.agreement if isinstance(self.agreement, dict) else {}

    def headlines(self) -> list[Headline]:
        """Return what the study of agreement says of all coders on everything at once."""
        study = self._study
        found = []
        for one in study.get("figures", ()):
            is_headline = one["aspect"] == "all" and one["label"] is None and one["value"] is not None
            if is_headline and not one["part"] and sorted(one["coders"]) == sorted(study["coders"]):
                interval = one["interval"] or {}
                found.append(
                    Headline(one["title"], one["value"], one["documents"], interval.get("low"), interval.get("high"))
                )
        return found
