"""The supplement: its sections, and who is named in it."""

from pathlib import Path

import pytest

from annotator.adjudication.cases import CaseKind
from annotator.agreement.study.study import ASPECTS, Aspect
from annotator.operations.agreement.report.supplement import SECTIONS, supplement_of
from annotator.reports.blocks import Heading
from tests.operations.adjudicating import decide, differing
from tests.operations.agreement.report.studies import NAMES, headings, large, report_input, words_of


def test_each_section_begins_with_a_heading_or_says_nothing(tmp_path: Path) -> None:
    for coders, domains in ((2, 0), (3, 2)):
        made = report_input(large(tmp_path, 6, domains, coders))
        blocks = [[*section(made)] for section in SECTIONS]
        assert all(isinstance(several[0], Heading) and several[0].level == 1 for several in blocks if several)
        assert supplement_of(made).blocks == tuple(block for several in blocks for block in several)


@pytest.mark.parametrize("by_name", [False, True])
def test_coders_are_called_by_name_only_on_wish_in_reasons_too(tmp_path: Path, by_name: bool) -> None:
    table = differing(tmp_path)
    decide(table, CaseKind.LABEL, "take", "Ana")
    said = words_of(supplement_of(report_input(table.project, by_name=by_name)))
    assert ("Ben" in said) is ("\nbecause\n" in said) is by_name and ("Coder A" in said) is not by_name
    assert not any(name in said for name in NAMES)


def test_each_part_with_a_number_has_its_heading(tmp_path: Path) -> None:
    made = report_input(large(tmp_path, 3, 0))
    there = {one.aspect for one in made.everyone}
    titles = [ASPECTS[aspect].title for aspect in Aspect if aspect in there]
    assert [text for text in headings(supplement_of(made)) if text in titles] == titles
