"""The table of reports has each kind, and what makes it."""

from pathlib import Path

from annotator.operations.agreement.report.kinds import REPORTS, ReportKind
from tests.operations.agreement.report.studies import large, material, words_of


def test_each_kind_is_described_and_the_appendix_is_the_shorter_one(tmp_path: Path) -> None:
    made = material(large(tmp_path, 3, 0))
    assert [*REPORTS] == [*ReportKind] and all(entry.title and entry.said for entry in REPORTS.values())
    lengths = [len(words_of(entry.make(made))) for entry in REPORTS.values()]
    assert lengths == sorted(lengths)
