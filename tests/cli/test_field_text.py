"""Agreement by a field on the command line: a row for each group that was compared."""

from annotator.cli.field_text import field_lines
from annotator.formats.jsonl.study_records import FieldAgreementRecord, GroupAgreementRecord


def test_groups_that_are_left_out_are_counted_and_each_other_has_a_row() -> None:
    group = GroupAgreementRecord(group="", fits=True, documents=3, compared=2, figures=[])
    none = FieldAgreementRecord(field="year", groups=[], left_out=2)
    one = FieldAgreementRecord(field="kind", groups=[group], left_out=0)
    lines = [*field_lines([none, one])]
    assert lines[2] == "2 groups without a document that two of the coders coded are left out."
    assert lines[4].startswith("By kind") and lines[-1].split() == ["no", "value", "2"]
