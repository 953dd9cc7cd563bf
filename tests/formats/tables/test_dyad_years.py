"""How often a state did something towards another in a year."""

import csv
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from annotator.formats import writing
from annotator.formats.format import WriteOptions
from annotator.formats.tables import dyads
from annotator.formats.tables.dyad_years import COLUMNS, FORMAT
from annotator.model.actor import Actor, ActorKind
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.ids import ActorId, LinkId
from annotator.model.span import Link
from tests.examples import examples
from tests.formats.bundles import (
    ADDRESSEE,
    CODEBOOK,
    CODERS,
    ENGLISH,
    LAYERS,
    SPEAKER,
    document,
    found,
    full_bundles,
    span,
)
from tests.formats.contract import FormatContract

FRANCE = Actor(
    id=ActorId("fra"), name="France", kind=ActorKind.STATE, codes={"iso3": "FRA", "cow": "220", "cow_abb": "FRN"}
)
CHINA = Actor(id=ActorId("chn"), name="China", kind=ActorKind.STATE, codes={"iso3": "CHN", "cow": "710"})
MACRON = Actor(id=ActorId("pres"), name="President", kind=ActorKind.OFFICE, parent=FRANCE.id)
BAND = Actor(id=ActorId("band"), name="A band", kind=ActorKind.NON_STATE)


class TestDyadYears(FormatContract):
    name = "dyad-years"

    def test_coders_are_named_only_where_it_is_asked_for(self, tmp_path: Path) -> None:
        bundle = bundle_of(("2022", FRANCE.id, CHINA.id, "urges"))
        (coded,) = bundle.documents
        of_ana = tuple(replace(one, layer=LAYERS[0].id) for one in coded.spans)
        bundle = replace(bundle, documents=[replace(coded, spans=of_ana)])
        for names in (False, True):
            self.write(bundle, tmp_path / str(names), WriteOptions(names=names))
            assert ("Souza" in self.place(tmp_path / str(names)).read_text("utf-8")) is names


def rows_of(bundle: Bundle) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    with TemporaryDirectory() as folder:
        notices = writing.write(FORMAT, bundle, Path(folder) / "x.csv", WriteOptions()).notices
        with (Path(folder) / "x.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file)), notices


def bundle_of(*acts: tuple[str, ActorId, ActorId, str]) -> Bundle:
    """Return a bundle in which each act has a date, a source, a target and a force, in a document of its own."""
    coded = []
    for number, (day, source, target, force) in enumerate(acts):
        of = document(f"d-{number}", f"D {number}", ENGLISH + str(number), number, {"date": day} if day else {})
        act = span(f"s-{number}", of, "appeal", found(of, "urged China"), force=force)
        links = tuple(
            Link(LinkId(f"{role}-{number}"), act.id, role, actor=actor)
            for role, actor in ((SPEAKER.id, source), (ADDRESSEE.id, target))
        )
        coded.append(CodedDocument(of, (act,), links))
    return Bundle(CODEBOOK, coded, CODERS, LAYERS, (FRANCE, CHINA, MACRON, BAND))


def test_acts_are_counted_by_year_states_label_and_force() -> None:
    rows, notices = rows_of(
        bundle_of(
            ("2022-05-01", FRANCE.id, CHINA.id, "urges"),
            ("2022-07", MACRON.id, CHINA.id, "urges"),
            ("2022", FRANCE.id, CHINA.id, "invites"),
            ("2023-01-01", CHINA.id, FRANCE.id, "urges"),
            ("", FRANCE.id, CHINA.id, "urges"),
            ("2022", BAND.id, CHINA.id, "urges"),
            ("2022", MACRON.id, FRANCE.id, "urges"),
        )
    )
    keys = ("year", "ccode1", "iso3_1", "ccode2", "iso3_2", "label", "force", "force_rank", "acts", "documents")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("2022", "220", "FRA", "710", "CHN", "appeal", "invites", "1", "1", "1"),
        ("2022", "220", "FRA", "710", "CHN", "appeal", "urges", "3", "2", "2"),
        ("2023", "710", "CHN", "220", "FRA", "appeal", "urges", "3", "1", "1"),
    ]
    assert rows[0]["cow_abb1"] == "FRN" and rows[0]["layer"] == "Gold"
    said = " ".join(notices)
    assert "no date" in said and "is no state" in said and "both are of one state" in said


@settings(max_examples=examples(30), deadline=None)
@given(bundle=full_bundles())
def test_the_counts_are_those_of_the_table_of_dyads(bundle: Bundle) -> None:
    dated = [replace(one, document=replace(one.document, metadata={"year": "1999"})) for one in bundle.documents]
    bundle = replace(bundle, documents=dated)
    rows, _ = rows_of(bundle)
    with TemporaryDirectory() as folder:
        writing.write(dyads.FORMAT, bundle, Path(folder) / "x.csv", WriteOptions())
        with (Path(folder) / "x.csv").open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file))
    wanted = {
        (row["act_id"], row["source_state_iso3"], row["target_state_iso3"])
        for row in found
        if row["source_state_iso3"]
        and row["target_state_iso3"]
        and row["source_state_iso3"] != row["target_state_iso3"]
    }
    assert sum(int(row["acts"]) for row in rows) == len(wanted)


def test_columns_are_the_same_for_every_project() -> None:
    with TemporaryDirectory() as folder:
        writing.write(FORMAT, Bundle(CODEBOOK, []), Path(folder) / "x.csv", WriteOptions())
        assert (Path(folder) / "x.csv").read_text("utf-8-sig") == ",".join(COLUMNS) + "\n"
