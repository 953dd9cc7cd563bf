"""What a coding is called in another scheme: by its force where that matters, and said where there is nothing."""

import json
import re
from calendar import month_name
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.crosswalk import counterpart_of, schemes_of
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Counterpart, Label
from annotator.model.ids import AttributeId, LabelId
from annotator.model.span import AttributeValue
from tests.projects import default_codebook

FORCE = AttributeId("force")
TOPICS = AttributeId("topics")
LABEL = Label(
    id=LabelId("appeal"),
    name="Appeal",
    attributes=(
        Attribute(id=FORCE, name="Force", kind=AttributeKind.ORDINAL, values=("asks", "urges", "demands")),
        Attribute(id=TOPICS, name="Topics", kind=AttributeKind.CHOICES, values=("trade", "war")),
    ),
    counterparts=(
        Counterpart(scheme="X", code="W", when={FORCE: ("demands",), TOPICS: ("war",)}),
        Counterpart(scheme="X", code="D", when={FORCE: ("demands",)}),
        Counterpart(scheme="Y", note="None."),
        Counterpart(scheme="X", code="A"),
    ),
)


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ({"force": "demands", "topics": ["trade", "war"]}, "W"),
        ({"force": "demands", "topics": ["trade"]}, "D"),
        ({"force": "demands", "topics": []}, "D"),
        ({"force": "demands"}, "D"),
        ({"force": "urges", "topics": ["war"]}, "A"),
        ({}, "A"),
    ],
)
def test_the_first_entry_of_the_scheme_that_fits_is_taken(attributes: dict[str, str | list[str]], code: str) -> None:
    found = counterpart_of(LABEL, attributes, "X")
    assert found is not None and found.code == code


def test_a_scheme_or_a_label_without_entries_has_no_counterpart() -> None:
    assert counterpart_of(LABEL, {}, "Z") is None
    assert counterpart_of(Label(id=LabelId("other"), name="Other"), {}, "X") is None
    found = counterpart_of(LABEL, {}, "Y")
    assert found is not None and (found.code, found.note) == ("", "None.")


@given(st.lists(st.sampled_from("XYZ"), max_size=6))
def test_schemes_are_named_once_in_the_order_of_the_codebook(schemes: list[str]) -> None:
    labels = tuple(
        Label(id=LabelId(f"l{number}"), name="L", counterparts=(Counterpart(scheme=scheme), Counterpart(scheme="W")))
        for number, scheme in enumerate(schemes)
    )
    found = schemes_of(Codebook(labels=labels))
    assert len(set(found)) == len(found)
    assert set(found) == {*schemes, *("W" for _ in schemes)}
    assert list(found) == sorted(found, key=[name for scheme in schemes for name in (scheme, "W")].index)


def test_the_default_codebook_speaks_of_plover_and_cameo() -> None:
    assert schemes_of(default_codebook()) == ("PLOVER", "CAMEO")


def codings_of(label: Label) -> Iterator[dict[str, AttributeValue]]:
    """Yield each way in which the attributes that the entries of a label ask for can be coded, left open too."""
    asked = sorted({id for one in label.counterparts for id in one.when})
    values = [(None, *attribute.values) for id in asked if (attribute := label.attribute(id))]
    for chosen in product(*values):
        yield {id: value for id, value in zip(asked, chosen, strict=True) if value is not None}


def test_every_coding_with_a_force_has_a_counterpart_in_each_or_a_note_that_says_why_not() -> None:
    for label in default_codebook().labels:
        for coding in codings_of(label):
            for scheme in ("PLOVER", "CAMEO"):
                found = counterpart_of(label, coding, scheme)
                if found is None:
                    assert label.attribute(FORCE) and FORCE not in coding, "only where the force is left open"
                    continue
                assert found.note and bool(found.code) == bool(found.name)


def test_no_entry_stands_behind_another_that_takes_all_of_its_codings() -> None:
    for label in default_codebook().labels:
        reached = {
            id(counterpart_of(label, coding, one)) for coding in codings_of(label) for one in ("PLOVER", "CAMEO")
        }
        assert all(id(entry) in reached for entry in label.counterparts)


@pytest.mark.parametrize(
    ("label", "coding", "plover", "cameo"),
    [
        ("appeal", {"force": "invites"}, "REQUEST", "02"),
        ("appeal", {"force": "encourages"}, "REQUEST", "02"),
        ("appeal", {"force": "calls on"}, "REQUEST", "02"),
        ("appeal", {"force": "urges", "polarity": "negative"}, "REQUEST", "02"),
        ("appeal", {"force": "demands"}, "REQUEST", "10"),
        ("appeal", {}, "REQUEST", None),
        ("commitment", {"force": "considers"}, "", "014"),
        ("commitment", {"force": "considers", "polarity": "negative"}, "", "014"),
        ("commitment", {"force": "will"}, "AGREE", "03"),
        ("commitment", {"force": "undertakes", "polarity": "positive"}, "AGREE", "03"),
        ("commitment", {"force": "will", "polarity": "negative"}, "", ""),
        ("warning", {"force": "notes with concern"}, "", "012"),
        ("warning", {"force": "warns"}, "", "012"),
        ("warning", {"force": "threatens consequences", "conditional": True}, "THREATEN", "13"),
        ("warning", {}, None, None),
        ("actor", {}, "", ""),
    ],
)
def test_the_codes_of_the_default_codebook(
    label: str, coding: dict[str, AttributeValue], plover: str | None, cameo: str | None
) -> None:
    found = default_codebook().get(label)
    assert found is not None
    codes = [counterpart_of(found, coding, scheme) for scheme in ("PLOVER", "CAMEO")]
    assert [one.code if one else None for one in codes] == [plover, cameo]


def published(scheme: str) -> dict[str, Any]:
    """Return what a scheme's own manual says: its version and date, its categories, quad classes and scores."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / "published_schemes.json").read_text())[scheme]
    return found


def entries_of(scheme: str) -> list[Counterpart]:
    return [one for label in default_codebook().labels for one in label.counterparts if one.scheme == scheme]


def numbers_in(words: str) -> list[float]:
    """Return the scores that a note states, in its order."""
    return [float(found.replace("−", "-")) for found in re.findall(r"−?\d+(?:\.\d+)?", words)]


@pytest.mark.parametrize("scheme", ["PLOVER", "CAMEO"])
def test_each_code_is_a_category_of_the_published_list_under_its_name(scheme: str) -> None:
    categories = published(scheme)["categories"]
    for one in entries_of(scheme):
        if one.code:
            name = one.code.capitalize() if scheme == "PLOVER" else categories[one.code]
            assert one.code in categories and one.name == name


@pytest.mark.parametrize("scheme", ["PLOVER", "CAMEO"])
def test_each_note_names_the_version_of_the_manual_and_its_date(scheme: str) -> None:
    manual = published(scheme)
    year, month = manual["date"].split("-")
    for one in entries_of(scheme):
        assert manual["version"] in one.note and f"({month_name[int(month)]} {year})" in one.note


def test_plover_has_sixteen_categories_and_cameo_twenty() -> None:
    assert len(published("PLOVER")["categories"]) == 16
    assert sorted(code for code in published("CAMEO")["categories"] if len(code) == 2) == [
        f"{number:02}" for number in range(1, 21)
    ]


def test_the_two_schemes_are_told_apart_where_plovers_own_table_does() -> None:
    plover, cameo = published("PLOVER"), published("CAMEO")
    table = plover["from_cameo"]
    assert {code for code in table.values() if code} <= plover["categories"].keys() and table.keys() <= cameo[
        "categories"
    ].keys()
    for label in default_codebook().labels:
        for coding in codings_of(label):
            one, other = (counterpart_of(label, coding, scheme) for scheme in ("PLOVER", "CAMEO"))
            if one is None or other is None or not other.code:
                continue
            # REQUEST takes requests by its definition, though the table still drops CAMEO's appeals.
            assert (one.code or None) == table[other.code[:2]] or (other.code, one.code) == ("02", "REQUEST")


def test_what_plovers_authors_renamed_is_called_by_its_new_name() -> None:
    for old, new in published("PLOVER")["renamed"].items():
        assert old not in {one.code for one in entries_of("PLOVER")}
        assert new in {one.code for one in entries_of("PLOVER")}


def test_each_note_gives_the_quad_class_and_the_scores_of_the_published_tables() -> None:
    plover = published("PLOVER")
    for one in entries_of("PLOVER"):
        if not one.code:
            continue
        category = plover["categories"][one.code]
        assert f"quad class {plover['quads'][str(category['quad'])]}" in one.note
        said = re.search(r"[Ss]core (−?[\d.]*\d)", one.note)
        assert said and numbers_in(said[1]) == [category["score"]]
        if category["modes"]:
            modes = one.note.split("with a mode by what", 1)[1].split(". ", 1)[0]
            for names, score in re.findall(r"([a-z, ]+?) (−?[\d.]+)(?=[,.]|$)", modes.split(": ")[1]):
                for name in re.findall(r"\w+", names.replace(" and ", " ")):
                    assert category["modes"].pop(name) == numbers_in(score)[0]
            assert not category["modes"], "each mode is said"


def test_a_category_that_a_note_sends_elsewhere_has_its_published_score() -> None:
    categories = published("PLOVER")["categories"]
    said = [found for one in entries_of("PLOVER") for found in re.findall(r"([A-Z]+) \(score (−?[\d.]+)", one.note)]
    assert {name for name, _ in said} == {"CONCEDE", "REJECT"}
    assert all(numbers_in(score) == [categories[name]["score"]] for name, score in said)


@pytest.mark.parametrize(("label", "category"), [("appeal", "REQUEST"), ("warning", "THREATEN")])
def test_modes_can_be_coded_as_the_manual_says_and_are_then_part_of_the_code(label: str, category: str) -> None:
    found = default_codebook().get(label)
    modes = tuple(published("PLOVER")["categories"][category]["modes"])
    assert found is not None and modes
    mode = Attribute(id=AttributeId("mode"), name="Mode", kind=AttributeKind.CHOICE, values=modes)
    force = {FORCE: ("threatens consequences",)} if label == "warning" else {}
    with_modes = found.model_copy(
        update={
            "attributes": (*found.attributes, mode),
            "counterparts": (
                *(
                    Counterpart(scheme="PLOVER", code=f"{category}-{one}", when={**force, mode.id: (one,)})
                    for one in modes
                ),
                *found.counterparts,
            ),
        }
    )
    coding: dict[str, AttributeValue] = {FORCE: "threatens consequences" if label == "warning" else "urges"}
    for one in (None, *modes):
        said = counterpart_of(with_modes, coding | ({} if one is None else {"mode": one}), "PLOVER")
        assert said is not None and said.code == (category if one is None else f"{category}-{one}")


def test_each_act_says_whether_it_is_conditional_and_of_what_polarity_which_the_schemes_do_not() -> None:
    acts = [label for label in default_codebook().labels if label.is_act]
    assert len(acts) == 3
    for act in acts:
        assert act.attribute("conditional") is not None and act.attribute("polarity") is not None
        # A condition changes no category.
        assert all("conditional" not in one.when for one in act.counterparts)
