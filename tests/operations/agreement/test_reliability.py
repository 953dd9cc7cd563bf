"""A study of agreement under the names that people gave: in the dataset card, and as a report."""

import json
import re
from pathlib import Path

import lxml.html
import pytest

from annotator.agreement.input.units import UnitKind
from annotator.agreement.study.study import Design, Study
from annotator.formats.jsonl.jsonl import JsonlOptions
from annotator.formats.jsonl.study_records import StudyRecord
from annotator.model.errors import BadFile
from annotator.model.verbs.project import RenameCoder
from annotator.operations.adjudication import policy_plans
from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.report.figures import NO_INTERVALS
from annotator.operations.agreement.report.kinds import ReportKind
from annotator.operations.coding import annotate, unit_coding
from annotator.operations.exchange import exporting
from annotator.operations.people import people
from annotator.operations.people.people import layers_named
from tests.operations.desks import Table, make_table
from tests.operations.given_units import given
from tests.projects import make_desk

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


def test_the_card_quotes_the_unit_that_is_usual_in_the_project(tmp_path: Path) -> None:
    """The window and `annotator agree` begin with the same one."""
    desk = make_desk(tmp_path)
    ben, layer = people.add_coder(desk.project, "Ben")
    project, of = given(desk), desk.documents[0].id
    for who, own, labels in ((desk.ana, desk.layer, "aww"), (ben, layer, "aw")):
        project.person = who.id
        for unit, label in zip(project.units.of_document(of), labels, strict=False):
            unit_coding.code_units(project, of, own.id, [unit], {"a": "appeal", "w": "warning"}[label])
    project.person = None
    layers = layers_named(project, None)
    shown = measure.agree(project, layers, Design(unit=measure.usual_unit(project), gamma_samples=0))
    card = StudyRecord.model_validate(reliability.agreement_of(project))
    assert card.design.unit == shown.design.unit == UnitKind.UNITS
    assert card.units == {"coder-1": 3, "coder-2": 3} and card.uncoded == {"coder-1": 0, "coder-2": 1}
    for name in ("percent", "alpha-nominal"):
        one = shown.find(name)
        (said,) = [own for own in card.figures if (own.aspect, own.label, own.coefficient) == ("all", None, name)]
        assert one is not None and (said.value, said.n) == (one.result.value, one.result.n) and said.n == 2
    out = tmp_path / "published"
    exporting.export(project, out, "dataset", "all")
    for page in ("README.md", "data-section.md"):
        text = (out / page).read_text("utf-8")
        assert "sentence by sentence" in text and "Percent agreement" in text
        assert "Units without a code are left out: 1 of 3 of coder-2." in text


def test_labels_of_whole_documents_alone_are_compared_on_documents(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    table.code("Ana", "genre")
    for name in ("Ana", "Ben"):
        annotate.mark_done(table.project, table.sit(name).id, table.documents[0])
    assert measure.usual_unit(table.project) is UnitKind.DOCUMENTS
    card = StudyRecord.model_validate(reliability.agreement_of(table.project))
    (said,) = [one for one in card.figures if (one.aspect, one.label, one.coefficient) == ("all", None, "percent")]
    assert (said.value, said.n) == (0, 1), "not over text that no label could stand on"
    table.code("Ana", "appeal", "urged China")
    assert measure.usual_unit(table.project) is UnitKind.CHARACTERS


def test_an_export_says_which_texts_are_left_out_and_takes_those_begun_too_when_asked(tmp_path: Path) -> None:
    table = make_table(tmp_path, "Ana", "Ben", "Cem")
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "France urged China")
        annotate.mark_done(table.project, table.sit(name).id, table.documents[0])
    table.code("Cem", "actor", "China")
    table.project.person = None  # who may see what others coded
    found = []
    for begun_too in (False, True):
        out = tmp_path / f"{begun_too}.jsonl"
        exporting.export(table.project, out, layer="all", own=JsonlOptions(begun_too=begun_too))
        found.append(StudyRecord.model_validate_json(out.with_suffix(".agreement.json").read_text("utf-8")))
    assert [len(one.coders) for one in found] == [2, 3] and [one.texts.begun_too for one in found] == [False, True]
    assert found[0].texts.left_out == {"coder-3": 1}, "by the pseudonym"


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
