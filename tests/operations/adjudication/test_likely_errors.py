"""What looks wrong is listed, injected errors above what is right; nothing is ever changed by it."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.verbs.verb import Told
from annotator.operations.adjudication import adjudicate, likely_errors
from annotator.operations.adjudication.likely_errors import LikelyError, Of
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from tests.operations.adjudication.test_posterior import NAMES, crowd
from tests.operations.desks import Table, make_table
from tests.operations.test_undo_everything import tables

SENTENCES = (
    "We call on all States to refrain from any threat of force",
    "The Council warns that any further attack will have serious consequences",
    "France will send two hundred experts before the end of the month",
    "All parties shall ensure safe access for humanitarian workers",
)


def area(noisy: Sequence[float], clean: Sequence[float]) -> float:
    """Return how often something noisy stands above something clean (AUC), ties half."""
    pairs = [(a > b) + 0.5 * (a == b) for a in noisy for b in clean]
    return sum(pairs) / len(pairs)


def scores(found: Sequence[LikelyError], of: Of = Of.CODING) -> dict[str, float]:
    return {one.span.id: one.suspicion.score for one in found if one.of is of}


def relabelled(table: Table, name: str, share: float, seed: int, document: int = 2) -> set[str]:
    """Let a coder give a share of their spans another label; return which."""
    rng = random.Random(seed)
    own = [span for span in table.spans(document) if span.layer == table.layers[name].id]
    wrong = rng.sample(own, round(share * len(own)))
    table.sit(name)
    with table.project.transact(Told(sentence="Err")):
        for span in wrong:
            annotate.relabel(table.project, [span.id], "appeal" if span.label == "warning" else "warning")
    return {span.id for span in wrong}


def test_labels_that_were_made_wrong_stand_above_the_others_by_the_model(tmp_path: Path) -> None:
    areas = []
    for seed in range(1, 6):
        (tmp_path / str(seed)).mkdir()
        table = crowd(tmp_path / str(seed), seed, poor="")
        wrong = relabelled(table, "Ana", 0.15, seed)
        found = scores(likely_errors.find(table.project, [table.layers[name] for name in NAMES], 0))
        own = [span.id for span in table.spans(2) if span.layer == table.layers["Ana"].id]
        areas.append(area([found[id] for id in wrong], [found[id] for id in own if id not in wrong]))
    # Among the others are errors too, that a good coder makes by herself: one in twenty.
    assert min(areas) > 0.8 and sum(areas) / len(areas) > 0.93


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_labels_that_were_made_wrong_stand_above_the_others_by_like_passages_alone(tmp_path: Path, seed: int) -> None:
    table = make_table(tmp_path)
    rng = random.Random(seed)
    said = [rng.choice(SENTENCES) for _ in range(60)]
    text = ".\n".join(f"{sentence} {'now' if rng.random() < 0.3 else 'today'}" for sentence in said) + "."
    (added,), _ = documents.add_drafts(table.project, [DocumentDraft("Repeated", text)])
    table.documents.append(added.id)
    table.sit("Ana")
    start = 0
    with table.project.transact(Told(sentence="Code")):
        for line, sentence in zip(text.split("\n"), said, strict=True):
            label = ("appeal", "warning")[SENTENCES.index(sentence) % 2]
            extents = [(start, start + len(line) - 1)]
            annotate.add_span(table.project, added.id, table.layers["Ana"].id, extents, label)
            start += len(line) + 1
    wrong = relabelled(table, "Ana", 0.1, seed)
    found = scores(likely_errors.find(table.project, [table.layers["Ana"]], 0))
    assert area([found[id] for id in wrong], [one for id, one in found.items() if id not in wrong]) > 0.95


def test_gold_that_is_unlikely_and_what_was_rejected_though_likely_are_listed(tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    layers = [table.layers[name] for name in NAMES]
    found = adjudicate.cases_of(table.project, table.documents[2], layers)
    alone = next(one.case for one in found if [span.layer for span in one.case.candidates] == [layers[2].id])
    all_of_them = next(one.case for one in found if len(one.case.candidates) == 3)
    adjudicate.decide_by(table.project, alone, "take", layers[2].id)
    adjudicate.decide_by(table.project, all_of_them, "none")
    listed = likely_errors.find(table.project, layers)
    (gold,) = [one for one in listed if one.of is Of.GOLD]
    assert gold.span.extents == alone.candidates[0].extents and gold.layer == "Gold"
    (rejected,) = [one for one in listed if one.of is Of.REJECTED]
    assert rejected.span.id in {span.id for span in all_of_them.candidates}
    assert rejected.suspicion.score > 0.9


def test_nothing_is_written_and_the_list_falls(tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    before, steps = tables(table.project), table.project.journal.count()
    listed = likely_errors.find(table.project, [table.layers[name] for name in NAMES], 0.2)
    assert (tables(table.project), table.project.journal.count()) == (before, steps)
    found = [one.suspicion.score for one in listed]
    assert found and found == sorted(found, reverse=True) and min(found) >= 0.2


def test_the_order_of_the_coders_changes_nothing(tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    here, there = (
        scores(likely_errors.find(table.project, [table.layers[name] for name in names], 0))
        for names in (NAMES, NAMES[::-1])
    )
    assert here == pytest.approx(there)


def test_an_attribute_that_the_others_have_otherwise_looks_wrong(tmp_path: Path) -> None:
    table = crowd(tmp_path, 1, poor="")
    found = adjudicate.cases_of(table.project, table.documents[2], [table.layers[name] for name in NAMES])
    everywhere = [one.case for one in found if len(one.case.candidates) == 3]
    with table.project.transact(Told(sentence="Fill in")):
        for number, case in enumerate(everywhere):
            for name, span in zip(NAMES, case.candidates, strict=True):
                table.sit(name)
                odd = number == 0 and name == "Ben"
                annotate.set_attribute(table.project, span.id, "force", "urges" if odd else "hints")
    first = next(one for one in likely_errors.find(table.project, [table.layers[name] for name in NAMES]))
    assert (first.layer, first.suspicion.part) == ("Ben", "force")
    assert first.span.id == everywhere[0].candidates[1].id


def test_an_empty_project_has_no_errors(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    assert likely_errors.find(table.project, []) == []
