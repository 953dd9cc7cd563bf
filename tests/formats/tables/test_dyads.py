"""Dyads: a line for each act, source and target, the same as CSV and as Parquet."""

import csv
import dataclasses
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from annotator.formats import writing
from annotator.formats.format import WriteOptions, Written
from annotator.formats.tables.dyads import COLUMNS, FORMAT, NUMBERS, DyadOptions
from annotator.model.actor import ActorKind, Membership
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.bundle import Bundle
from annotator.model.codebook import Attribute, Counterpart
from annotator.model.ids import ActorId, AttributeId, LinkId, RoleId, SpanId
from annotator.model.span import Link
from annotator.operations.exchange import exporting
from annotator.operations.sample import SampleReport
from annotator.store.project import Project
from tests.examples import examples
from tests.formats.bundles import ACTORS, GOLD, bundles, numbers_of, sample_bundle
from tests.formats.contract import FormatContract
from tests.formats.other_readers import Reader, misread
from tests.formats.type_guessing import PROGRAMS, by_pandas, says_the_same

FRANCE, EU = ActorId("actor-fra"), ActorId("actor-eu")


def write(bundle: Bundle, out: Path, options: WriteOptions) -> Written:
    return writing.write(FORMAT, bundle, out, dataclasses.replace(options, replace=True))


class TestDyads(FormatContract):
    name = "dyads"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def written(bundle: Bundle, folder: Path, expand_groups: bool = False) -> list[dict[str, str]]:
    write(bundle, folder / "x.csv", WriteOptions(own=DyadOptions(expand_groups=expand_groups)))
    return rows_of(folder / "x.csv")


def test_each_act_and_addressee_is_a_line(tmp_path: Path) -> None:
    rows = {row["act_id"]: row for row in written(sample_bundle(), tmp_path)}
    assert rows.keys() == {"s-01", "s-03", "s-04", "s-05", "s-07", "s-11", "s-12", "s-23"}, "a mention is no act"
    appeal = rows["s-05"]
    assert (appeal["document"], appeal["date"], appeal["quote"]) == ("Readout", "2023-04-06", "urged China")
    assert (appeal["source_name"], appeal["source_iso3"], appeal["source_cow"], appeal["source_text"]) == (
        *("France", "FRA", "220", "France"),
    )
    assert (appeal["target_name"], appeal["target_kind"], appeal["target_iso3"], appeal["target_text"]) == (
        *("European Union", "international organisation", "", ""),
    )
    assert (appeal["act"], appeal["force"], appeal["force_rank"], appeal["force_levels"]) == (
        *("appeal", "calls on", "2", "3"),
    )
    assert (appeal["attr_public"], appeal["attr_year"], appeal["layer"], appeal["coder"]) == ("0", "", "Gold", "")
    assert (appeal["decision_rule"], appeal["decision_reason"]) == ("taken", "The verb and its object.")
    assert (rows["s-07"]["source_name"], rows["s-07"]["source_value"], rows["s-07"]["target_name"]) == (
        *("", "implicit", ""),
    )
    assert (rows["s-01"]["source_name"], rows["s-01"]["target_name"], rows["s-01"]["target_text"]) == (
        *("", "China", "China"),
    )
    assert rows["s-03"]["doubt"] == "1" and rows["s-12"]["force_levels"] == ""


def test_what_a_line_has_no_column_for_is_said_with_its_first_place() -> None:
    assert writing.look(FORMAT, sample_bundle(), WriteOptions()).losses == (
        "The texts of 4 documents and their metadata, but for the date, are left out; the first is “Readout”.",
        "4 assignments of documents are left out, with how far their coders are; the first is in “Readout”.",
        "Where the pages of 1 document begin is left out: “Readout”.",
        "The units that 1 document was cut into are left out: “Readout”.",
        "The candidates of 1 decision are left out: in “Readout”.",
        "1 decision that no span came of is left out: in “Readout”.",
        "5 spans are left out, since they are no acts; the first is “China” in “Readout” at [13, 18).",
        "6 acts have a required slot that is empty; the first is Speaker of “urged … to talk” in “Readout” at [7, 28).",
        "The gaps in 1 act in pieces are left out: “urged … to talk” in “Readout” at [7, 28).",
        "2 notes are left out; the first is “urged China” in “Readout” at [7, 18).",
        "2 actors of the register are left out, but for their names, kinds and codes where they stand in a line; "
        "the first is France.",
        "2 settings of the project are left out; the first is the list of reasons.",
        "1 earlier version of the codebook is left out: version 1.",
        "2 releases of gold are left out; the first is that of 2026-02-01.",
        "2 documents and results of the training round are left out; the first is that of 2026-02-03.",
        "That 1 layer is a re-code sample is left out: that of seed 11.",
        "2 remarks at steps of the history are left out; the first is that of 2026-02-05.",
        "2 memos are left out; the first is that of 2026-02-07.",
        "2 sets of documents are left out; the first is “Readouts 外交”.",
        "2 kept searches are left out; the first is “Ana’s appeals 外交”.",
        "The types of 2 fields of the documents are left out; the first is that of “date”.",
        "That 1 pair of documents is no duplicate is left out: “doc-1” and “doc-2”.",
    )


def expanding() -> Bundle:
    """Return the sample, whose European Union has France as its member, and where that speaks to itself."""
    france = ACTORS[0].model_copy(
        update={"memberships": (Membership(group=EU, since="1993-11-01"), Membership(group=ActorId("actor-g")))}
    )
    germany = france.model_copy(update={"id": ActorId("actor-deu"), "name": "Germany", "codes": {"iso3": "DEU"}})
    late = germany.model_copy(
        update={
            "id": ActorId("actor-new"),
            "name": "Late",
            "memberships": (Membership(group=EU, since="2023-05"),),
        }
    )
    group = ACTORS[1].model_copy(update={"id": ActorId("actor-g"), "name": "The two"})
    coded = next(iter(sample_bundle().documents))
    itself = Link(LinkId("l-5"), SpanId("s-05"), RoleId("addressee"), actor=FRANCE)
    document = replace(coded, links=(*coded.links, itself))
    return replace(sample_bundle(), actors=(france, ACTORS[1], germany, late, group), documents=[document])


def test_a_group_is_put_as_its_members_of_that_day_who_never_speak_to_themselves_by_that(tmp_path: Path) -> None:
    def targets(expand_groups: bool) -> list[tuple[str, str]]:
        rows = written(expanding(), tmp_path, expand_groups=expand_groups)
        return [(row["target_name"], row["target_group"]) for row in rows if row["act_id"] == "s-05"]

    assert targets(False) == [("European Union", ""), ("France", "")]
    assert targets(True) == [("France", ""), ("Germany", "European Union")]


def test_a_group_that_stays_whole_is_said_once(tmp_path: Path) -> None:
    bundle = sample_bundle()
    coded = next(iter(bundle.documents))
    told = write(bundle, tmp_path / "x.csv", WriteOptions(own=DyadOptions(expand_groups=True))).notices
    there = (
        "1 group has no members in the register at the date of the text and stays whole: European Union in “Readout”."
    )
    late = ACTORS[0].model_copy(update={"memberships": (Membership(group=EU, since="2024"),)})
    assert there not in told, "France is a member"
    without = replace(bundle, actors=(late, ACTORS[1]))
    assert there in write(without, tmp_path / "x.csv", WriteOptions(own=DyadOptions(expand_groups=True))).notices
    assert not any("stay" in one for one in write(without, tmp_path / "x.csv", WriteOptions()).notices)
    undated = replace(coded, document=replace(coded.document, metadata={}))
    notices = write(
        replace(bundle, documents=[undated]), tmp_path / "x.csv", WriteOptions(own=DyadOptions(expand_groups=True))
    ).notices
    assert "The groups in 1 document without a date stay whole: “Readout”." in notices


def test_an_actor_without_codes_stands_with_its_state(tmp_path: Path) -> None:
    office = ACTORS[1].model_copy(
        update={"id": EU, "name": "President of France", "kind": ActorKind.OFFICE, "parent": FRANCE}
    )
    rows = written(replace(sample_bundle(), actors=(ACTORS[0], office)), tmp_path)
    (appeal,) = (row for row in rows if row["act_id"] == "s-05")
    assert (appeal["target_name"], appeal["target_iso3"], appeal["target_cow"]) == ("President of France", "", "")
    for side in ("source", "target"):
        assert [appeal[f"{side}_state{part}"] for part in ("", "_iso3", "_cow")] == ["France", "FRA", "220"]


@pytest.mark.parametrize(("kind", "force"), [(AttributeKind.ORDINAL, "+1"), (AttributeKind.CHOICE, "")])
def test_the_force_is_a_number_where_its_levels_are(tmp_path: Path, kind: AttributeKind, force: str) -> None:
    book = sample_bundle().codebook
    ladder = Attribute(id=AttributeId("force"), name="Force", kind=kind, values=("-1", "0", "+1"))
    other = ladder.model_copy(update={"id": AttributeId("compliance"), "kind": AttributeKind.ORDINAL})
    appeal = book.labels[0].model_copy(update={"attributes": (other, ladder)})
    coded = next(iter(sample_bundle().documents))
    attributes = {"compliance": "-1", "force": "+1"}
    spans = tuple(replace(span, attributes=attributes) if span.id == "s-05" else span for span in coded.spans)
    codebook = book.with_labels([appeal, *book.labels[1:]])
    rows = written(replace(sample_bundle(), codebook=codebook, documents=[replace(coded, spans=spans)]), tmp_path)
    (row,) = (row for row in rows if row["act_id"] == "s-05")
    assert (row["force"], row["force_rank"]) == (force and f"'{force}", "3" if force else "")
    assert (row["attr_compliance"], row["attr_force"]) == ("-1", "'+1"), "a sign that would be lost is kept"


def as_csv_says(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file as texts: the apostrophe before what could be a formula taken off."""
    return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in rows_of(path)]


def as_parquet_says(path: Path) -> list[dict[str, str]]:
    """Return the rows of a Parquet file as texts, nothing as an empty one; numbers and texts have their own types."""
    table = pytest.importorskip("arro3.io").read_parquet(str(path)).read_all()
    names = table.schema.names
    for name in names:
        assert (
            str(table.schema.field(name).type).strip()
            == f"arro3.core.DataType<{'Int64' if name in NUMBERS else 'Utf8'}>"
        )
    columns = [[value.as_py() for value in table.column(name)] for name in names]
    cells = [["" if value is None else str(value) for value in column] for column in columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def test_the_columns_are_those_that_the_manual_names(tmp_path: Path) -> None:
    assert tuple(written(sample_bundle(), tmp_path)[0])[: len(COLUMNS)] == COLUMNS


@settings(max_examples=examples(30), deadline=None)
@given(bundle=bundles())
def test_parquet_says_what_csv_says(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        csv_file, parquet = Path(folder) / "x.csv", Path(folder) / "x.parquet"
        options = WriteOptions(names=True, own=DyadOptions(expand_groups=True))
        assert write(bundle, csv_file, options).notices == write(bundle, parquet, options).notices
        assert as_parquet_says(parquet) == as_csv_says(csv_file)


def test_the_sample_says_the_same_in_both(tmp_path: Path) -> None:
    for expand_groups in (False, True):
        options = WriteOptions(own=DyadOptions(expand_groups=expand_groups))
        write(expanding(), tmp_path / "x.csv", options)
        write(expanding(), tmp_path / "x.parquet", options)
        assert as_parquet_says(tmp_path / "x.parquet") == as_csv_says(tmp_path / "x.csv") != []


def test_one_layer_alone_has_its_acts_alone(tmp_path: Path) -> None:
    assert {row["layer"] for row in written(sample_bundle((GOLD,)), tmp_path)} == {"Gold"}


BARE = frozenset({"date", *NUMBERS})
"""CodingColumns whose cells say what they are: a day, a month or a year; a number."""


@pytest.mark.parametrize("program", PROGRAMS)
@settings(max_examples=examples(20), deadline=None)
@given(bundle=bundles())
def test_no_cell_is_another_where_types_are_guessed(program: str, bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        numbers = numbers_of(bundle)
        for row in written(bundle, Path(folder)):
            for name, cell in row.items():
                if cell and name not in BARE:
                    made = PROGRAMS[program](cell)
                    same_number = name in numbers and not isinstance(made, str) and made == float(cell)
                    assert same_number or says_the_same(cell, made), f"{name}: {cell}"


@settings(max_examples=examples(20), deadline=None)
@given(bundle=bundles())
def test_pandas_and_r_read_the_table_back_by_their_defaults(reader: Reader, bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        write(bundle, path, WriteOptions(names=True, own=DyadOptions(expand_groups=True)))
        assert misread(path, reader, NUMBERS | numbers_of(bundle)) == []


def with_counterparts(*counterparts: Counterpart) -> Bundle:
    """Return the sample, whose appeals have counterparts."""
    book = sample_bundle().codebook
    appeal = book.labels[0].model_copy(update={"counterparts": counterparts})
    return replace(sample_bundle(), codebook=book.with_labels([appeal, *book.labels[1:]]))


@pytest.mark.parametrize(
    ("codes", "cells"),
    [
        (("02", "012"), "CAMEO 02"),
        (("10", "012"), "CAMEO 10"),
        (("10", "NA"), "CAMEO 10"),
        (("10", "14"), "10"),
        (("APPEAL", "DEMAND"), "APPEAL"),
        (("", "012"), ""),
    ],
)
def test_codes_of_a_scheme_have_its_name_in_front_where_one_would_be_changed(
    tmp_path: Path, codes: tuple[str, str], cells: str
) -> None:
    bundle = with_counterparts(
        Counterpart(scheme="CAMEO", code=codes[0], note="A note."),
        Counterpart(scheme="CAMEO", code=codes[1], note="No coding comes so far."),
    )
    (appeal,) = (row for row in written(bundle, tmp_path) if row["act_id"] == "s-05")
    assert (appeal["cameo"], appeal["cameo_note"]) == (cells, "A note.")


def test_the_dyads_of_the_sample_have_the_codes_of_plover_and_cameo(sample_made: SampleReport, tmp_path: Path) -> None:
    project = Project.open(sample_made.path)
    exporting.export(project, tmp_path / "x.csv", "dyads", "gold", replace=True)
    project.close()
    rows = rows_of(tmp_path / "x.csv")
    found = {(row["act"], row["force"], row["attr_polarity"], row["plover"], row["cameo"]) for row in rows}
    assert {
        ("appeal", "urges", "positive", "REQUEST", "CAMEO 02"),
        ("appeal", "demands", "positive", "REQUEST", "CAMEO 10"),
    } <= found
    assert {row["plover"] for row in rows if row["act"] == "appeal"} == {"REQUEST"}
    assert {row["cameo"] for row in rows} <= {
        "",
        "CAMEO 02",
        "CAMEO 03",
        "CAMEO 10",
        "CAMEO 012",
        "CAMEO 014",
        "CAMEO 13",
    }
    assert all(by_pandas(row["cameo"]) == row["cameo"] for row in rows if row["cameo"])
    promises = {row["plover"] for row in rows if row["act"] == "commitment" and row["attr_polarity"] == "negative"}
    assert promises <= {""}


def test_what_is_said_of_source_and_target_stands_beside_them(tmp_path: Path) -> None:
    lines = written(sample_bundle(), tmp_path)
    said = {(row["target_name"], row["target_attr_kind"], row["target_attr_armed"]) for row in lines}
    assert ("European Union", "group", "0") in said and ("China", "", "") in said
    assert not any(name.startswith("source_attr_") for name in lines[0])
