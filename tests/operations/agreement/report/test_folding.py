"""Rows of the appendix: each figure stands in one, the lowest is shown, and of any codebook they fit on a page."""

from pathlib import Path

import pytest

from annotator.agreement.study.study import Aspect
from annotator.operations.agreement.report.figures import headlines
from annotator.operations.agreement.report.folding import (
    MOST_LABELS,
    MOST_PARTS,
    domains_of,
    has_domains,
    label_groups,
    rows_of,
)
from tests.operations.adjudicating import differing
from tests.operations.agreement.report.studies import WHOLE, book, large, report_input


@pytest.mark.parametrize(("labels", "domains"), [(1, 0), (12, 0), (13, 0), (40, 3), (64, 8), (90, 30)])
def test_each_figure_is_in_one_row_at_most_and_the_rows_fit_on_a_page(
    tmp_path: Path, labels: int, domains: int
) -> None:
    made = report_input(large(tmp_path, labels, domains, coders=2), WHOLE)
    rows = rows_of(made)
    assert len([row for row in rows if row.group == "Everything at once"]) <= MOST_LABELS + 2
    assert len([row for row in rows if row.group in ("Attributes", "Slots")]) <= 2 * MOST_PARTS
    members = [id(one) for row in rows for one in row.members]
    assert len(members) == len({*members})
    expected = {
        id(one)
        for one in headlines(made.everyone).values()
        if one.label is None or one.aspect in (Aspect.ALL, Aspect.ATTRIBUTE, Aspect.SLOT)
    }
    below = {id(one) for one in made.record.by_parent}
    assert {*members} - below == expected and len({*members} & below) == has_domains(book(labels, domains).labels)


def test_the_lowest_is_shown_the_others_stand_beside_it_and_it_is_said_whose_it_is(tmp_path: Path) -> None:
    for row in rows_of(report_input(large(tmp_path), WHOLE)):
        values = [one.value for one in row.members if one.value is not None]
        if row.figure is None:
            assert not values and len(row.undefined) == len(row.members)
            continue
        assert row.figure.value == min(values) and sorted((row.figure.value, *row.others)) == sorted(values)
        assert (f"lowest of {len(values)}" in row.title) == (len(values) > 1)


def test_a_small_codebook_is_not_folded(tmp_path: Path) -> None:
    made = report_input(differing(tmp_path).project)
    assert label_groups(made) == {label.id: label.name for label in made.project.codebook.labels}


def test_labels_of_whole_documents_have_a_row_beside_those_of_passages(tmp_path: Path) -> None:
    table = differing(tmp_path)
    for name in ("Ana", "Ben"):
        table.code(name, "genre")
    names = [row.name for row in rows_of(report_input(table.project)) if row.name.startswith("Label")]
    assert len(names) == 2 and names[1] == f"{names[0]}, whole documents"


def test_labels_belong_to_what_stands_at_the_top() -> None:
    labels = book(64, 8).labels
    tops = domains_of(labels)
    assert has_domains(labels) and not has_domains(book(64, 0).labels) and not has_domains(book(9, 3).labels)
    assert {top.parent for top in tops.values()} == {None}
    assert all(tops[label.id].id == (label.parent or label.id) for label in labels)


def test_labels_without_domains_are_the_most_used_and_the_others_together(tmp_path: Path) -> None:
    made = report_input(large(tmp_path, 30, 0), WHOLE)
    groups = label_groups(made)
    assert len({*groups.values()}) == MOST_LABELS and [*groups.values()][-1] == "Other labels"
    used = {id: sum(counts.values()) for id, counts in made.record.spans.items()}
    apart = [used[id] for id, name in groups.items() if name != "Other labels"]
    assert min(apart) >= max(used[id] for id, name in groups.items() if name == "Other labels")
