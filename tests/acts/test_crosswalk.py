"""What a coding is called in another scheme: by its force where that matters, and said where there is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.crosswalk import counterpart_of, schemes_of
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Counterpart, Label
from annotator.model.ids import AttributeId, LabelId
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


def test_every_coding_of_it_has_exactly_one_counterpart_in_each_or_a_note_that_says_why_not() -> None:
    for label in default_codebook().labels:
        force = label.attribute("force")
        for value in force.values if force else ("",):
            for scheme in ("PLOVER", "CAMEO"):
                entries = [one for one in label.counterparts if one.scheme == scheme]
                fitting = [one for one in entries if not one.when or value in one.when[FORCE]]
                assert [counterpart_of(label, {"force": value}, scheme)] == fitting
                assert fitting[0].note and bool(fitting[0].code) == bool(fitting[0].name)


@pytest.mark.parametrize(
    ("label", "force", "plover", "cameo"),
    [
        # CAMEO 1.1b3 (Schrodt 2012), chapter 2.
        # PLOVER manual, draft 0.8 (2021), chapters "Event Categories" and "CAMEO vs. PLOVER".
        ("appeal", "invites", "", "02"),
        ("appeal", "urges", "", "02"),
        ("appeal", "demands", "DEMAND", "10"),
        ("commitment", "considers", "", "014"),
        ("commitment", "will", "AGREE", "03"),
        ("commitment", "undertakes", "AGREE", "03"),
        ("warning", "notes with concern", "", "012"),
        ("warning", "warns", "", "012"),
        ("warning", "threatens consequences", "THREATEN", "13"),
        ("actor", "", "", ""),
    ],
)
def test_the_codes_are_those_of_the_manuals(label: str, force: str, plover: str, cameo: str) -> None:
    found = default_codebook().get(label)
    assert found is not None
    codes = [counterpart_of(found, {"force": force}, scheme) for scheme in ("PLOVER", "CAMEO")]
    assert [one.code if one else None for one in codes] == [plover, cameo]


def test_an_appeal_without_its_force_is_given_no_code() -> None:
    appeal = default_codebook().get("appeal")
    assert appeal is not None
    assert [counterpart_of(appeal, {}, scheme) for scheme in ("PLOVER", "CAMEO")] == [None, None]
