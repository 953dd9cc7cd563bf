"""Precision, recall and F1 of spans as other programs have them: SemEval-2013, nervaluate, seqeval, conlleval."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from annotator.agreement.results import CoefficientResult
from annotator.agreement.spans.span_matches import Matches
from annotator.agreement.spans.span_scores import (
    CORRECT,
    INCORRECT,
    MISSED,
    PART,
    PRECISION,
    RECALL,
    SPURIOUS,
    Mode,
    span_scores,
)
from annotator.agreement.tally import evaluate
from annotator.model.ids import LabelId
from tests.agreement.marked import Unit, matches, text
from tests.shared_data import shared

COUNTS = (CORRECT, INCORRECT, PART, MISSED, SPURIOUS)


def score(found: Matches, mode: Mode, label: str | None = None) -> CoefficientResult:
    return evaluate(span_scores(found, mode, None if label is None else LabelId(label)))


def counts(result: CoefficientResult) -> list[float | None]:
    return [result.details[name] for name in COUNTS]


def entities(tags: Sequence[str], is_lenient: bool = True) -> list[Unit]:
    """Return the entities of tags such as “B-PER”; lenient as conlleval is: an I- may begin one."""
    found: list[Unit] = []
    label, begin = "", 0
    for at, tag in enumerate([*tags, "O"]):
        prefix, _, kind = tag.partition("-")
        if label and (prefix != "I" or kind != label):
            found.append((label, begin, at))
            label = ""
        if not label and (prefix == "B" or (prefix == "I" and is_lenient)):
            label, begin = kind, at
    return found


def tagged(true: Sequence[Sequence[str]], predicted: Sequence[Sequence[str]], is_lenient: bool = True) -> Matches:
    return matches(
        *(
            text(len(one), entities(one, is_lenient), entities(other, is_lenient))
            for one, other in zip(true, predicted, strict=True)
        ),
        labels={kind for tags in (*true, *predicted) for kind, _, _ in entities(tags, is_lenient)} | {"-"},
    )


def vectors(name: str) -> Any:
    found = json.loads(shared(f"fixtures/metrics/{name}.json").read_text())
    assert found, "no test may pass as there is nothing to compare"
    return found


SEMEVAL = {"strict": Mode.STRICT, "exact": Mode.EXACT, "partial": Mode.PARTIAL, "type": Mode.TYPE}
WORDS = dict(zip(("correct", "incorrect", "partial", "missed", "spurious"), COUNTS, strict=True))


def test_the_scenarios_of_semeval_2013_come_out() -> None:
    """Segura-Bedmar, Martínez & Herrero-Zazo (2013), SemEval-2013 Task 9; their ends are inclusive."""
    found = vectors("span_eval_semeval2013_scenarios")
    outcome = {"COR": CORRECT, "INC": INCORRECT, "PAR": PART, "MIS": MISSED, "SPU": SPURIOUS}
    documents = []
    assert found["scenarios"] and set(found["totals"]) >= set(SEMEVAL)
    for scenario in found["scenarios"]:
        sides = [[(one[0], one[1], one[2] + 1)] if one else [] for one in (scenario["gold"], scenario["pred"])]
        documents.append(text(30, *sides))
        for name, mode in SEMEVAL.items():
            result = score(matches(documents[-1]), mode)
            expected = [float(outcome[scenario[name]] == count) for count in COUNTS]
            assert counts(result) == expected, (scenario["scenario"], name)
    # The table has two entities of the first kind.
    made = matches(*documents, documents[0])
    for name, mode in SEMEVAL.items():
        total, result = found["totals"][name], score(made, mode)
        assert {word: result.details[count] for word, count in WORDS.items()} == {word: total[word] for word in WORDS}
        for word, value in ((PRECISION, result.details[PRECISION]), (RECALL, result.details[RECALL])):
            assert value == pytest.approx(total[word])
        assert result.value == pytest.approx(total["f1"])


def test_the_example_of_nervaluate_comes_out() -> None:
    example = vectors("span_eval_semeval2013_scenarios")["readme_example"]
    found = tagged(example["true"], example["pred"])
    modes = {name: mode for name, mode in (SEMEVAL | {"ent_type": Mode.TYPE}).items() if name in example}
    assert set(modes.values()) == set(SEMEVAL.values()) and example["columns"]
    for name, mode in modes.items():
        result = score(found, mode)
        assert [result.details[WORDS[column]] for column in example["columns"]] == example[name]


def of_vector(vector: dict[str, Any]) -> list[tuple[list[Unit], list[Unit]]]:
    sides = []
    for documents in (vector["true"], vector["pred"]):
        if vector.get("loader") == "list":
            sides.append([entities(tags) for tags in documents])
        elif vector["level"] == "evaluator":
            sides.append([[(one["label"], one["start"], one["end"] + 1) for one in spans] for spans in documents])
        else:
            sides.append([[(label, start, stop + 1) for label, start, stop in documents]])
    chosen = [[[unit for unit in units if unit[0] in vector["tags"]] for units in side] for side in sides]
    return list(zip(*chosen, strict=True))


def meets_the_threshold(documents: list[tuple[list[Unit], list[Unit]]], percentage: float | None) -> bool:
    """Whether all overlaps are as large a share of the first span as is asked for there: here any overlap is one."""
    return all(
        100 * shared_length >= (percentage or 1) * (stop - start)
        for true, predicted in documents
        for _, start, stop in true
        for _, first, last in predicted
        if (shared_length := min(stop, last) - max(start, first)) > 0
    )


def test_nervaluate_comes_to_the_same_counts() -> None:
    """Its matching is greedy; in none of its own tests does that make a difference.

    Where it is partial, it leaves the half credit out of its own F1: the value is that of its documentation here.
    """
    strategies = {
        "StrictEvaluation": Mode.STRICT,
        "ExactEvaluation": Mode.EXACT,
        "PartialEvaluation": Mode.PARTIAL,
        "EntityTypeEvaluation": Mode.TYPE,
    }
    modes = {"strict": Mode.STRICT, "exact": Mode.EXACT, "partial": Mode.PARTIAL, "ent_type": Mode.TYPE}
    compared = 0
    for vector in vectors("span_eval_nervaluate")["vectors"]:
        documents = of_vector(vector)
        if not meets_the_threshold(documents, vector["min_overlap_percentage"]):
            continue
        made = matches(
            *(text(max([1, *(unit[2] for side in one for unit in side)]), *one) for one in documents),
            labels=vector["tags"],
        )
        if vector["level"] == "strategy":
            expected = {(None, strategies[vector["strategy"]]): vector["result"]}
        else:
            expected = {(None, mode): vector["overall"][name] for name, mode in modes.items()} | {
                (label, mode): by_mode[name]
                for label, by_mode in vector["entities"].items()
                for name, mode in modes.items()
            }
        for (label, mode), wanted in expected.items():
            result = score(made, mode, label)
            assert counts(result) == [wanted[word] for word in WORDS], vector["test"]
            credit = wanted["correct"] + wanted["partial"] / 2
            everything = sum(wanted[word] * (1 if word in ("missed", "spurious") else 2) for word in WORDS)
            assert result.value == (pytest.approx(2 * credit / everything) if everything else None)
            if not wanted["partial"] or vector["level"] == "strategy":
                assert (result.value or 0) == pytest.approx(wanted["f1"])
            compared += 1
    assert compared > 100


def test_seqeval_comes_to_the_same() -> None:
    read = {"f1_score": None, "precision_score": PRECISION, "recall_score": RECALL}
    compared = 0
    for vector in vectors("seqeval_vectors")["vectors"]:
        options = vector.get("kwargs") or {}
        if vector["call"] not in read or vector["error"] or options.get("suffix"):
            continue
        if options.get("average", "micro") not in ("micro", None) or options.get("scheme") not in (None, "IOB2"):
            continue
        true, predicted = vector["args"][:2]
        made = tagged(true, predicted, is_lenient=options.get("mode") != "strict")
        labels = [None] if options.get("average", "micro") == "micro" else [one for one in made.labels if one != "-"]
        found = []
        for label in labels:
            result, name = score(made, Mode.STRICT, label), read[vector["call"]]
            # Where it is undefined seqeval warns and says 0.
            found.append((result.value if name is None else result.details[name]) or 0)
        expected = vector["result"] if isinstance(vector["result"], list) else [vector["result"]]
        assert found == pytest.approx(expected), vector["test"]
        compared += 1
    assert compared >= 8


def test_conlleval_comes_to_the_same_numbers() -> None:
    """The script of the CoNLL shared tasks, on 961 words chunked by hand and by machine; its output is rounded."""
    expected = vectors("conlleval_expected")["files"]["conll/seqeval/tests-data/ground_truth.txt"]
    lines = [line.split() for line in shared("fixtures/conll/seqeval/ground_truth.txt").read_text().splitlines()]
    sentences: list[list[list[str]]] = [[]]
    for line in lines:
        if line:
            sentences[-1].append(line)
        else:
            sentences.append([])
    true, predicted = ([[line[at] for line in one] for one in sentences] for at in (2, 3))
    made = tagged(true, predicted)
    result = score(made, Mode.STRICT)
    assert counts(result)[0] == expected["correct"]
    assert [made.first.sum(), made.second.sum()] == [expected["phrases"], expected["found"]]
    assert _percent(result) == pytest.approx([expected[name] for name in ("precision", "recall", "f1")], abs=0.005)
    assert expected["by_type"]
    for label, (precision, recall, f1, found) in expected["by_type"].items():
        of_label = score(made, Mode.STRICT, label)
        assert _percent(of_label) == pytest.approx([precision, recall, f1], abs=0.005)
        assert made.second[:, made.labels.index(label)].sum() == found


def _percent(result: CoefficientResult) -> list[float]:
    return [100 * (value or 0) for value in (result.details[PRECISION], result.details[RECALL], result.value)]
