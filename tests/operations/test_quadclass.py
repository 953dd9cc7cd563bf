"""Sentences of UN reports that two to four of sixteen people labelled as a whole, week by week: real disagreement.

What `agree` finds is held against plain loops over the files, written from the definitions.
"""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from annotator.agreement.input.units import UnitKind
from annotator.agreement.study.study import Design
from annotator.model.codebook import Codebook, Label, Scope
from annotator.model.document import DocumentDraft
from annotator.model.ids import LabelId
from annotator.model.verbs.verb import Told
from annotator.operations.agreement import measure
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from tests.operations.desks import new_project
from tests.shared_data import shared

WEEKS = [f"week{number}_{'c' if number == 5 else 'a'}" for number in range(1, 9)]
CLASSES = ["Verbal Cooperation", "Material Cooperation", "Verbal Conflict", "Material Conflict"]
BOOK = Codebook(
    labels=tuple(Label(id=LabelId(f"q{at}"), name=name, scope=Scope.DOCUMENT) for at, name in enumerate(CLASSES))
)
Coded = dict[str, dict[str, frozenset[str]]]
"""By sentence and person: the labels that they gave it, none for a sentence that they passed over."""


def read(path: Path) -> Coded:
    """Return what the file says; of a person's two annotations of one sentence the first counts."""
    found: Coded = {}
    for task in json.loads(path.read_text(encoding="utf-8")):
        by_person = found.setdefault(task["data"]["en"], {})
        for annotation in task["annotations"]:
            classes = [name for result in annotation["result"] for (name,) in result["value"]["taxonomy"]]
            labels = frozenset(f"q{CLASSES.index(name)}" for name in classes)
            by_person.setdefault(f"person {annotation['completed_by']['id']}", labels)
    return found


def alpha(units: list[list[frozenset[str]]]) -> float:
    """Krippendorff's nominal alpha by its coincidences (2011)."""
    coincidences: Counter[tuple[frozenset[str], frozenset[str]]] = Counter()
    for values in units:
        for at, one in enumerate(values):
            for other in values[:at] + values[at + 1 :]:
                coincidences[one, other] += 1 / (len(values) - 1)  # type: ignore[assignment]
    totals: Counter[frozenset[str]] = Counter()
    for (one, _), weight in coincidences.items():
        totals[one] += weight
    n = sum(totals.values())
    observed = sum(weight for (one, other), weight in coincidences.items() if one != other)
    expected = sum(totals[one] * totals[other] for one in totals for other in totals if one != other) / (n - 1)
    return 1 - observed / expected


def kappa(pairs: list[tuple[frozenset[str], frozenset[str]]]) -> float:
    """Cohen's kappa from the two marginals."""
    n = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(first[value] * second[value] for value in first) / n**2
    return (sum(one == other for one, other in pairs) / n - by_chance) / (1 - by_chance)


@pytest.mark.parametrize("week", WEEKS)
def test_alpha_and_kappa_are_those_of_an_independent_reckoning(tmp_path: Path, week: str) -> None:
    coded = read(shared(f"corpora/quadclass/{week}.json"))
    project = new_project(tmp_path / f"{week}.annot", BOOK)
    added, _ = documents.add_drafts(project, [DocumentDraft(text[:60], text) for text in coded])
    assert [document.text for document in added] == list(coded)
    names = sorted({name for people_ in coded.values() for name in people_})
    layers = {name: people.add_coder(project, name)[1] for name in names}
    with project.transact(Told(sentence="Code all")):
        for document in added:
            for name, labels in coded[document.text].items():
                project.person = layers[name].coder
                for label in sorted(labels):
                    annotate.add_span(project, document.id, layers[name].id, (), label)
                annotate.mark_done(project, layers[name].id, document.id)
    design = Design(unit=UnitKind.DOCUMENTS, gamma_samples=0)
    study = measure.agree(project, list(layers.values()), design)

    def value(coefficient: str, *coders: int) -> float | None:
        found = study.find(coefficient, coders=coders)
        assert found is not None
        return found.result.value

    units = [list(by_person.values()) for by_person in coded.values() if len(by_person) > 1]
    assert value("alpha-nominal") == pytest.approx(alpha(units), abs=1e-12)
    for one, other in combinations(range(len(names)), 2):
        pairs = [
            (by_person[names[one]], by_person[names[other]])
            for by_person in coded.values()
            if names[one] in by_person and names[other] in by_person
        ]
        assert value("cohen-kappa", one, other) == pytest.approx(kappa(pairs), abs=1e-12)
