"""The codebook as a document: all that coders were told stands in it, in every kind of file."""

import pytest
from hypothesis import given, settings

from annotator.model.codebook import Codebook
from annotator.reports.blocks import Cell, Heading, Listing, Paragraph, TableBlock
from annotator.reports.codebook_report import codebook_report
from annotator.reports.writing import KINDS, render
from annotator.resources import resource
from tests.examples import examples
from tests.model.codebooks import codebooks

OURS = Codebook.from_json(resource("codebook.json").read_bytes(), "codebook.json")


def words_of(codebook: Codebook) -> str:
    """Return all that stands in the report."""
    found: list[str] = []
    for block in codebook_report(codebook).blocks:
        if isinstance(block, Heading):
            found.append(block.text)
        elif isinstance(block, Paragraph):
            found.append("".join(run.text for run in block.runs))
        elif isinstance(block, Listing):
            found += ["".join(run.text for run in item.runs) for item in block.items]
        elif isinstance(block, TableBlock):
            found += [block.caption, *(cell.text for line in block.rows for cell in line if isinstance(cell, Cell))]
    return "\n".join(found)


@settings(max_examples=examples(40), deadline=None)
@given(codebook=codebooks())
def test_everything_that_coders_were_told_stands_in_it(codebook: Codebook) -> None:
    said = words_of(codebook)
    for label in codebook.labels:
        told = [label.name, label.code, *label.definition.split("\n\n"), *label.include.split("\n\n")]
        told += [*label.exclude.split("\n\n"), *label.examples, *label.near_misses]
        told += [text for one in label.attributes for text in (one.name, one.definition)]
        told += [text for one in label.roles for text in (one.name, one.definition)]
        for attribute in (*label.attributes, *(one for role in label.roles for one in role.attributes)):
            told += [*attribute.values, *attribute.meanings.values()]
        for counterpart in label.counterparts:
            told += [counterpart.scheme, counterpart.code, counterpart.name, counterpart.note]
        assert [one for one in told if one not in said] == []


@pytest.mark.parametrize("ending", KINDS)
def test_our_own_codebook_is_written_as_each_kind_of_file_the_same_each_time(ending: str) -> None:
    report = codebook_report(OURS, "version 3")
    assert render(report, f"codebook{ending}") == render(report, f"codebook{ending}")
    assert len(render(report, f"codebook{ending}")) > 2_000


def test_labels_stand_below_their_parents() -> None:
    said = [block.text for block in codebook_report(OURS).blocks if isinstance(block, Heading)]
    assert sorted(said) == sorted(label.name for label in OURS.labels)


def test_an_empty_codebook_is_a_document_too() -> None:
    assert "0 labels" in words_of(Codebook())
