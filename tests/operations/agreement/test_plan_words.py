"""A plan in words and as a record."""

from pathlib import Path

from annotator.agreement.study.study import Design
from annotator.formats.jsonl.plan_records import PlansRecord
from annotator.operations.agreement import reliability
from annotator.operations.agreement.plan_words import plan_lines, plan_name, plans_record
from annotator.operations.agreement.planning import planned_of
from annotator.operations.people.people import layers_named
from tests.operations.agreement.coded import coded_table


def test_a_plan_says_of_each_number_what_it_is_and_what_it_needs(tmp_path: Path) -> None:
    project = coded_table(tmp_path).project
    study, found = planned_of(project, layers_named(project, None), Design())
    names = reliability.called(project, study)
    record = plans_record(project, study, found, names, 0.05)
    assert PlansRecord.model_validate_json(record.model_dump_json()) == record
    assert len(record.plans) == len(found) and record.coders == ["Ana", "Ben", "Cem"]
    lines = list(plan_lines(record, found, names))
    assert lines[0] == "For 95% intervals of ±0.05, each document coded by 3 coders: Ana, Ben, Cem."
    assert lines[1] == "No text was marked as done yet, so coders were compared in all that they had begun."
    assert lines[2] == "0 documents coded by one of them, 2 by none."
    assert plan_name(found[0], names) == "All labels" and lines[4].startswith("All labels: α 0.")
    assert lines[5].startswith("    ±0.05 needs about ") and lines[5].endswith(".")
    assert lines[6].startswith("    Coded by two of them each: about ")
    assert sum(not line for line in lines) == len(found) + 1
    assert lines[-1].startswith("Undefined: ") and ", because none of these coders filled this slot" in lines[-1]
    unplanned = {(one.aspect, one.label, one.part) for one in record.unplanned}
    assert ("slot", "appeal", "speaker") in unplanned
    assert not unplanned & {(one.aspect, one.label, one.part) for one in record.plans}
