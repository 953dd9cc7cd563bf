"""A study of agreement under the names that people gave: in the dataset card, and as a report."""

import json
import re
from pathlib import Path

import lxml.html
import pytest

from annotator.agreement.study.study import Design, Study
from annotator.formats.jsonl.study_records import StudyRecord
from annotator.model.errors import BadFile
from annotator.model.verbs.project import RenameCoder
from annotator.operations.adjudication import policy_plans
from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.report.figures import NO_INTERVALS
from annotator.operations.agreement.report.kinds import ReportKind
from annotator.operations.coding import annotate
from annotator.operations.people import people
from annotator.operations.people.people import layers_named
from tests.operations.desks import Table, make_table

DESIGN = Design(gamma_samples=5)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = make_table(tmp_path)
    for name in ("Ana", "Ben"):
        made.code(name, "appeal", "urged China")
        made.code(name, "actor", "الصين", document=1)
    made.code("Ana", "actor", "China")
    return made


def study(table: Table, design: Design = DESIGN) -> Study:
    return measure.agree(table.project, layers_named(table.project, None), design)


def test_the_record_has_each_figure_with_its_names_and_reads_back(table: Table) -> None:
    made = study(table)
    record = reliability.as_record(table.project, made)
    assert record.coders == ["Ana", "Ben"] and len(record.figures) == len(made.figures)
    assert record.spans["actor"] == {"Ana": 2, "Ben": 1}
    assert StudyRecord.model_validate_json(record.model_dump_json()) == record
    first, one = record.figures[0], made.figures[0]
    assert (first.value, first.n, first.title) == (one.result.value, one.result.n, "Percent agreement")
    assert first.interval is not None and (first.interval.level, first.interval.low) == (0.95, None)
    assert "at least 5 documents" in first.interval.why


def test_the_card_names_pseudonyms_and_never_people(table: Table) -> None:
    second = people.add_layer(table.project, table.coders["Ana"].id, "Ana again")
    table.sit("Ana")
    annotate.add_span(table.project, table.documents[0], second.id, [(0, 6)], "actor")
    found = json.dumps(reliability.agreement_of(table.project), ensure_ascii=False)
    assert not re.search(r"\b(Ana|Ben)\b", found)
    assert all(name in found for name in ("coder-1", "coder-1 (2)", "coder-2"))
    assert "Ana again" in json.dumps(reliability.as_json(table.project, study(table)))


def test_the_card_of_one_coder_says_nothing(tmp_path: Path) -> None:
    assert reliability.agreement_of(make_table(tmp_path, "Ana").project) is None


def test_the_supplement_has_all_its_parts_and_the_numbers_of_the_study(table: Table, tmp_path: Path) -> None:
    layers = layers_named(table.project, None)
    policy_plans.settle(table.project, "unanimous", layers)
    made, out = study(table), tmp_path / "report.html"
    reliability.write_report(table.project, made, out, ReportKind.SUPPLEMENT)
    page = lxml.html.parse(str(out)).getroot()
    heads = [head.text_content() for head in page.xpath("//h2")]
    assert heads == [
        "Design",
        "Coders and counts",
        "Agreement of all coders",
        "Coders’ bias",
        "How many more documents",
        "Pictures",
        "Disputes and gold",
        "Coefficients and conventions",
        "Software and sources",
    ]
    said = page.text_content()
    whole = made.find("alpha-nominal")
    assert whole is not None and f"{whole.result.value:.3f}" in said
    for words in (
        NO_INTERVALS,
        "annotator 0.",
        "unanimous",
        "Krippendorff, K. (2011)",
        "Undefined",
    ):
        assert words in said, words
    assert len(page.xpath("//figure")) == 6


def test_a_study_without_anything_in_common_still_has_a_report(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    table.code("Ana", "appeal", "urged China")
    table.code("Ben", "actor", "الصين", document=1)
    out = tmp_path / "report.html"
    reliability.write_report(table.project, study(table, DESIGN), out)
    assert "No document was coded by two of them" in out.read_text("utf-8")


def test_a_report_calls_coders_by_letters_and_on_wish_by_name(table: Table, tmp_path: Path) -> None:
    made, out = study(table, DESIGN), tmp_path / "report.html"
    for by_name in (False, True):
        reliability.write_report(table.project, made, out, ReportKind.SUPPLEMENT, by_name)
        said = out.read_text("utf-8")
        assert ("Coder A" in said) is not by_name and ("Ben" in said) is by_name


def test_letters_that_two_coders_would_share_are_not_used(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    ben = table.coders["Ben"]
    with table.project.transact(RenameCoder(coder=ben.id, before="Ben", after="Ben")):
        table.project.coders.update(ben.id, {"pseudonym": "Coder A"})
    made = reliability.report_input_of(table.project, study(table, DESIGN))
    assert made.record.coders == ["coder-1", "Coder A"]


def test_a_report_that_cannot_be_written_leaves_nothing_behind(table: Table, tmp_path: Path) -> None:
    for name, words in (("report.pdf", "ends|endings"), ("absent/report.html", "cannot be written")):
        with pytest.raises(BadFile, match=words):
            reliability.write_report(table.project, study(table, DESIGN), tmp_path / name)
    assert not list(tmp_path.glob("*report*"))
