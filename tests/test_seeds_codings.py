"""The sample codings: true to the texts as they are read, by three coders, and showing every state there is."""

from collections import Counter
from pathlib import Path

import pytest

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.decisions import Settled, Status
from annotator.formats.format import ReadOptions
from annotator.formats.jsonl.jsonl import FORMAT
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook
from annotator.model.coder import LayerKind
from annotator.model.decision import Rule
from annotator.model.span import Span, quote_of
from annotator.operations.adjudication import adjudicate
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import people
from annotator.readers.registry import read_file
from tests.operations.desks import new_project

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
TEXTS = sorted(path for path in SEEDS.iterdir() if path.suffix in (".txt", ".md"))
CODINGS = SEEDS / "codings" / "sample.jsonl"
CODERS = {"Ana", "Ben", "Chloé"}


def bundle() -> Bundle:
    assert FORMAT.reader is not None
    return FORMAT.reader.read(CODINGS, ReadOptions())


def names_of_layers() -> dict[str, str]:
    return {layer.id: layer.name for layer in bundle().layers}


def spans_of(coded: CodedDocument) -> list[Span]:
    """Return the coders' spans of a document, without gold."""
    names = names_of_layers()
    return [span for span in coded.spans if names[span.layer] in CODERS]


@pytest.fixture
def settled(tmp_path: Path) -> list[Settled]:
    """Return all cases of the sample, with where they stand before any policy."""
    project = new_project(tmp_path / "p.annot", Codebook.from_json((ROOT / "resources/codebook.json").read_bytes()))
    assert importing.import_sources(project, [ImportSource(path) for path in TEXTS]).failed == []
    report = importing.import_sources(project, [ImportSource(CODINGS)])
    assert (report.failed, report.documents) == ([], [])
    assert project.check() == []
    layers = people.layers_named(project, None)
    assert {layer.name for layer in layers} == CODERS
    return [one for info in project.documents.all() for one in adjudicate.cases_of(project, info.id, layers)]


def test_each_text_is_coded_as_its_reader_reads_it() -> None:
    texts = {path.name: read_file(path)[0].text for path in TEXTS}
    assert {coded.document.source: coded.document.text for coded in bundle().documents} == texts


def test_every_quote_stands_where_its_offsets_say() -> None:
    for coded in bundle().documents:
        candidates = (span for decision in coded.decisions for span in decision.candidates)
        for span in (*coded.spans, *candidates):
            assert quote_of(coded.document.text, span.extents) == span.quote


def test_no_span_begins_or_ends_with_a_blank_or_within_a_word() -> None:
    for coded in bundle().documents:
        text = coded.document.text
        for span in spans_of(coded):
            for start, stop in span.extents:
                assert text[start:stop].strip() == text[start:stop]
                # Scripts without blanks have no such words.
                if text[start].isascii() and text[start].isalnum():
                    assert not (start and text[start - 1].isascii() and text[start - 1].isalnum())
                if text[stop - 1].isascii() and text[stop - 1].isalnum():
                    assert not text[stop : stop + 1].isalnum() or not text[stop].isascii()


def test_three_coders_coded_all_texts_with_the_labels_of_the_default_codebook() -> None:
    names = names_of_layers()
    labels = {label.id for label in bundle().codebook.labels}
    assert (SEEDS / "codings" / "sample.codebook.json").read_bytes() == (ROOT / "resources/codebook.json").read_bytes()
    for coded in bundle().documents:
        assert {names[span.layer] for span in spans_of(coded)} == CODERS
        assert {span.label for span in spans_of(coded)} <= labels
    used = Counter((names[span.layer], span.label) for coded in bundle().documents for span in spans_of(coded))
    assert all(used[name, label] >= 5 for name in CODERS for label in labels)


def test_each_coder_has_done_all_documents_but_one_that_is_begun() -> None:
    names = names_of_layers()
    done = Counter(names[one.layer] for coded in bundle().documents for one in coded.assignments if one.done)
    assert set(done) == CODERS
    assert all(count == len(TEXTS) - 1 for count in done.values())


def test_spans_are_noted_in_doubt_and_discontinuous() -> None:
    spans = [span for coded in bundle().documents for span in spans_of(coded)]
    assert sum(bool(span.note) for span in spans) >= 5
    assert sum(span.doubt for span in spans) >= 5
    assert sum(len(span.extents) > 1 for span in spans) >= 3


def test_every_kind_of_difference_and_every_state_appears(settled: list[Settled]) -> None:
    kinds = Counter(one.case.kind for one in settled)
    assert all(kinds[kind] >= 5 for kind in (CaseKind.AGREED, CaseKind.BOUNDARY, CaseKind.LABEL, CaseKind.MISSING))
    assert kinds[CaseKind.AGREED] > len(settled) / 2, "people who mostly agree"
    states = Counter(one.status for one in settled)
    assert states[Status.DEFERRED] >= 2 and states[Status.DECIDED] and states[Status.OPEN]
    assert states[Status.CHANGED] == 0


def test_about_half_of_what_differs_is_decided_with_a_reason(settled: list[Settled]) -> None:
    differing = [one for one in settled if one.case.kind is not CaseKind.AGREED]
    decided = [one for one in differing if one.decision is not None]
    assert 0.4 <= len(decided) / len(differing) <= 0.6
    assert all(one.decision is not None and one.decision.reason and not one.decision.rule.by_policy for one in decided)
    assert all(one.decision is None for one in settled if one.case.kind is CaseKind.AGREED)


def test_a_person_decided_in_every_way_and_gold_came_of_it() -> None:
    loaded = bundle()
    coders = {coder.id: coder.name for coder in loaded.coders}
    documents = list(loaded.documents)
    decisions = [decision for coded in documents for decision in coded.decisions]
    assert {coders[decision.coder] for decision in decisions if decision.coder} == {"Dana"}
    assert {decision.rule for decision in decisions} == {
        *(Rule.TAKEN, Rule.UNION, Rule.INTERSECTION, Rule.RELABELLED, Rule.NONE, Rule.DEFERRED)
    }
    (gold,) = [layer.id for layer in loaded.layers if layer.kind is LayerKind.GOLD]
    made = sorted(span for decision in decisions for span in decision.gold)
    assert made == sorted(span.id for coded in documents for span in coded.spans if span.layer == gold)
