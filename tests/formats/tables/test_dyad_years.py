"""How often a state did something towards another in a year."""

import csv
import json
import re
import shutil
import subprocess
import textwrap
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import writing
from annotator.formats.format import WriteOptions
from annotator.formats.jsonl import jsonl
from annotator.formats.tables import dyads
from annotator.formats.tables.dyad_years import COLUMNS, FORMAT, DyadYearOptions
from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.ids import ActorId, LinkId
from annotator.model.span import Link, Span
from annotator.resources import resource
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
from tests.operations.test_dyads import belongs
from tests.oracles.oracle import PYTHON

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


def rows_of(bundle: Bundle, own: DyadYearOptions | None = None) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    with TemporaryDirectory() as folder:
        notices = writing.write(FORMAT, bundle, Path(folder) / "x.csv", WriteOptions(own=own)).notices
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
    return Bundle(CODEBOOK, coded, CODERS, LAYERS, REGISTER)


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
    assert "no date" in said and "is of no state" in said and "both are of one state" in said


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


REPUBLIC = Actor(id=ActorId("republic"), name="French Republic", kind=ActorKind.STATE, parent=FRANCE.id)
GAUL = Actor(id=ActorId("gaul"), name="Gaul", kind=ActorKind.STATE, codes={"cow": "220"})
OF_GAUL = Actor(id=ActorId("minister"), name="Minister of Gaul", kind=ActorKind.OFFICE, parent=GAUL.id)
DOUBLE = Actor(
    id=ActorId("double"),
    name="A President who is Minister",
    kind=ActorKind.PERSON,
    memberships=(
        Membership(group=MACRON.id, since="1970-03", until="2017-05-14"),
        Membership(group=OF_GAUL.id, since="1981"),
    ),
)
GERMANY, WEST, EAST, SOVIETS, RUSSIA, PALESTINE, NOWHERE = (
    Actor(id=ActorId(name.casefold()), name=name, kind=ActorKind.STATE, codes=codes)
    for name, codes in {
        "Germany": {"iso3": "DEU", "cow": "255", "cow_abb": "GMY"},
        "West {Germany}": {"cow": "260", "cow_abb": "GFR"},
        "East Germany": {"cow": "265"},
        "Soviet Union": {"cow": "365", "iso3_former": "SUN"},
        "Russia": {"iso3": "RUS", "cow": "365"},
        "Palestine": {"iso3": "PSE"},
        "Nowhere": {"cow": "no number"},
    }.items()
)
UNION = Actor(id=ActorId("union"), name="A union", kind=ActorKind.ORGANISATION)
REGISTER = (
    *(REPUBLIC, GAUL, FRANCE, CHINA, MACRON, OF_GAUL, DOUBLE, BAND, UNION),
    *(GERMANY, WEST, EAST, SOVIETS, RUSSIA, PALESTINE, NOWHERE),
)
YEARS = {
    **{220: ((1816, 1942), (1944, 2100)), 255: ((1816, 1945), (1990, 2100)), 260: ((1955, 1990),)},
    **{265: ((1954, 1990),), 365: ((1816, 2100),), 710: ((1860, 2100),)},
}
"""In which years the Correlates of War have these states, read from their list."""
ISO3 = {220: "FRA", 255: "DEU", 365: "RUS", 710: "CHN"}


@st.composite
def histories(draw: st.DrawFn) -> Bundle:
    """Draw texts of two centuries in which all kinds of actors speak to each other, in several layers."""
    coded = []
    year = st.integers(1935, 2024) | st.sampled_from([1945, 1954, 1990, 1991])
    for number in range(draw(st.integers(1, 5))):
        day = f"{draw(year)}{draw(st.sampled_from(['', '-05', '-05-14', '-11-30']))}" if draw(st.integers(0, 9)) else ""
        of = document(f"d-{number}", f"D {number}", ENGLISH + str(number), number, {"date": day} if day else {})
        acts, links = list[Span](), list[Link]()
        for at in range(draw(st.integers(0, 4))):
            layer = draw(st.sampled_from(LAYERS)).id
            force = draw(st.sampled_from(["invites", "urges"]))
            acts.append(span(f"s-{number}-{at}", of, "appeal", found(of, "urged China"), layer=layer, force=force))
            for role in (SPEAKER, ADDRESSEE):
                named = draw(st.lists(st.sampled_from(REGISTER), max_size=3))
                links += [
                    Link(LinkId(f"{role.id}-{number}-{at}-{place}"), acts[-1].id, role.id, actor=actor.id)
                    for place, actor in enumerate(named)
                ]
        coded.append(CodedDocument(of, tuple(acts), tuple(links)))
    return Bundle(CODEBOOK, coded, CODERS, LAYERS, REGISTER)


def recounted(folder: Path) -> dict[tuple[str, ...], tuple[int, int]]:
    """Return acts and documents by what a line is about, from the lines of our JSONL and its register alone."""
    actors = {one["id"]: one for one in json.loads((folder / "x.project.json").read_text("utf-8"))["actors"]}
    found: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    for line in (folder / "x.jsonl").read_text("utf-8").splitlines():
        text = json.loads(line)
        day = text["metadata"].get("date", "")
        for act in text["spans"] if day else ():
            named: dict[str, set[tuple[str, str]]] = {}
            for link in text["links"]:
                if link["act"] == act["id"] and (state := state_then(actors, actors[link["actor_id"]], day)):
                    named.setdefault(link["role"], set()).add(state)
            for source, target in product(named.get(SPEAKER.id, ()), named.get(ADDRESSEE.id, ())):
                if source != target:
                    key = (act["layer"], day[:4], *source, *target, act["attributes"]["force"])
                    found.setdefault(key, set()).add((act["id"], text["id"]))
    return {key: (len(acts), len({document for _, document in acts})) for key, acts in found.items()}


def state_then(actors: dict[str, Any], actor: Any, day: str) -> tuple[str, str] | None:
    """Return number and code of the state that an actor is or belongs to, by walking up the register."""
    if actor["kind"] == "person":
        held = [actors[one["group"]] for one in actor["memberships"] if belongs(one, one["group"], day)]
        states = {state_then(actors, office, day) for office in held}
        return states.pop() if len(states) == 1 else None
    while actor is not None:
        codes = actor.get("codes", {})
        if actor["kind"] == "state" and codes.get("cow", "").isdecimal():
            number = int(codes["cow"])
            if any(first <= int(day[:4]) <= last for first, last in YEARS[number]):
                return str(number), ISO3.get(number, "")
        if actor["kind"] == "state" and codes.get("iso3"):
            return "", codes["iso3"]
        actor = actors.get(actor.get("parent"))
    return None


@settings(max_examples=examples(60), deadline=None)
@given(bundle=histories())
def test_the_counts_are_those_of_the_lines_of_our_jsonl_state_by_state(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        writing.write(jsonl.FORMAT, bundle, Path(folder) / "x.jsonl", WriteOptions())
        wanted = recounted(Path(folder))
    rows, _ = rows_of(bundle)
    keys = ("layer", "year", "ccode1", "iso3_1", "ccode2", "iso3_2", "force")
    lines = [tuple(row[key] for key in keys) for row in rows]
    assert len(set(lines)) == len(lines), "a pair of states has one line of a kind"
    counts = {line: (int(row["acts"]), int(row["documents"])) for line, row in zip(lines, rows, strict=True)}
    assert counts == wanted
    called = {(row["year"], row["ccode1"], row["iso3_1"]): row["state1"] for row in rows}
    assert all(row["state1"] == called[row["year"], row["ccode1"], row["iso3_1"]] for row in rows)


def test_two_entries_of_one_state_its_offices_and_its_people_are_one_line() -> None:
    speakers = (FRANCE, REPUBLIC, GAUL, MACRON, OF_GAUL, DOUBLE)
    rows, _ = rows_of(bundle_of(*(("1995-02-01", one.id, CHINA.id, "urges") for one in speakers)))
    ((state, number, acts),) = [(row["state1"], row["ccode1"], row["acts"]) for row in rows]
    assert (state, number, acts) == ("France", "220", "6")


def test_states_that_share_a_number_are_one_line_and_who_is_no_member_has_no_number() -> None:
    rows, notices = rows_of(
        bundle_of(
            ("1991-03-01", SOVIETS.id, CHINA.id, "urges"),
            ("1991-12-30", RUSSIA.id, CHINA.id, "urges"),
            ("1970", GERMANY.id, CHINA.id, "urges"),
            ("1970", WEST.id, CHINA.id, "urges"),
            ("2001", PALESTINE.id, CHINA.id, "urges"),
        )
    )
    assert [(row["year"], row["ccode1"], row["iso3_1"], row["state1"], row["acts"]) for row in rows] == [
        ("1970", "", "DEU", "Germany", "1"),
        ("1970", "260", "", "West {Germany}", "1"),
        ("1991", "365", "RUS", "Russia", "2"),
        ("2001", "", "PSE", "Palestine", "1"),
    ]
    assert [one for one in notices if "do not count a state then" in one] == [
        "1 pair of states has a line without a number, since the Correlates of War do not count a state then: "
        "Germany and China in “D 2”, 1970."
    ]


def test_who_is_in_no_line_is_listed_by_why_and_states_without_a_code_by_name() -> None:
    _, notices = rows_of(
        bundle_of(
            ("2001", NOWHERE.id, CHINA.id, "urges"),
            ("2001", CHINA.id, NOWHERE.id, "urges"),
            ("2001", WEST.id, CHINA.id, "urges"),
            ("2001", UNION.id, CHINA.id, "urges"),
            ("2001", CHINA.id, BAND.id, "urges"),
        )
    )
    said = " ".join(notices)
    assert "2 pairs of parties are left out, since Nowhere has no ISO code, and no number" in said
    assert "1 pair of parties is left out, since West {Germany} has no ISO code, and no number" in said
    assert "one of them is a group" in said and "--expand-groups" in said and "is of no state" in said


def test_lines_with_0_acts_are_those_of_the_pairs_and_years_of_a_layer() -> None:
    bundle = bundle_of(
        ("1988", WEST.id, CHINA.id, "urges"),
        ("1989", CHINA.id, RUSSIA.id, "invites"),
        ("1995", CHINA.id, RUSSIA.id, "invites"),
        ("1996", BAND.id, RUSSIA.id, "invites"),
    )
    rows, _ = rows_of(bundle, DyadYearOptions(zeros=True))
    lines = {(row["year"], row["ccode1"], row["force"]): (row["acts"], row["documents"]) for row in rows}
    assert len(rows) == len(lines) == 12, "West Germany is none in 1995 and 1996"
    some = {("1988", "260", "urges"), ("1989", "710", "invites"), ("1995", "710", "invites")}
    assert lines == {line: ("1", "1") if line in some else ("0", "0") for line in lines}
    assert [row for row in rows if row["acts"] != "0"] == rows_of(bundle)[0]


def test_columns_are_the_same_for_every_project() -> None:
    with TemporaryDirectory() as folder:
        writing.write(FORMAT, Bundle(CODEBOOK, []), Path(folder) / "x.csv", WriteOptions())
        assert (Path(folder) / "x.csv").read_text("utf-8-sig") == ",".join(COLUMNS) + "\n"


STATES = (220, 260, 365, 710)
FRAMES = {
    "R": "create_dyadyears <- function() {{ found <- expand.grid(ccode1 = c({0}), ccode2 = c({0}), year = 1987:1992);"
    " found[found$ccode1 != found$ccode2, ] }}\n{1}\n"
    'write.table(merged[, c("ccode1", "ccode2", "year", "acts")], sep = ",", row.names = FALSE, quote = FALSE)',
    "Python": "import itertools, pandas\n"
    "cells = [(*two, year) for two in itertools.permutations([{0}], 2) for year in range(1987, 1993)]\n"
    'dyads = pandas.DataFrame(cells, columns=["ccode1", "ccode2", "year"])\n{1}\n'
    'print(merged[["ccode1", "ccode2", "year", "acts"]].to_csv(index=False, na_rep="NA"), end="")',
}
"""What stands around a recipe of the manual: directed dyad-years, as peacesciencer makes them, and what came of it."""


@pytest.mark.parametrize("language", ["R", "Python"])
def test_the_recipes_of_the_manual_merge_what_was_counted(tmp_path: Path, language: str) -> None:
    program = shutil.which("Rscript") or "" if language == "R" else str(PYTHON)
    if not Path(program).is_file():
        pytest.skip(f"needs {language} with what the recipe loads: make oracles, or R")
    bundle = bundle_of(
        ("1988", FRANCE.id, CHINA.id, "urges"),
        ("1988-04", MACRON.id, CHINA.id, "invites"),
        ("1989", WEST.id, SOVIETS.id, "urges"),
        ("1991-02", SOVIETS.id, CHINA.id, "urges"),
        ("1991-12", RUSSIA.id, CHINA.id, "urges"),
        ("1988", GERMANY.id, CHINA.id, "urges"),
    )
    writing.write(FORMAT, bundle, tmp_path / "gold.csv", WriteOptions())
    page = (resource("help") / "formats-tables.md").read_text("utf-8")
    found = re.search(rf"^In {language}, [^\n]*\n\n((?:    [^\n]*\n)+)", page, re.MULTILINE)
    assert found is not None
    lines = FRAMES[language].format(", ".join(map(str, STATES)), textwrap.dedent(found[1]))
    done = subprocess.run(
        [program, "-e" if language == "R" else "-c", lines], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    _, *table = csv.reader(done.stdout.splitlines())
    merged = {(int(row[0]), int(row[1]), int(row[2])): row[3] for row in table}
    acts = {(220, 710, 1988): 2, (260, 365, 1989): 1, (365, 710, 1991): 2}
    years = {1988, 1989, 1991}
    assert len(merged) == 12 * 6
    for key, cell in merged.items():
        assert (None if cell == "NA" else float(cell)) == (acts.get(key, 0) if key[2] in years else None)
