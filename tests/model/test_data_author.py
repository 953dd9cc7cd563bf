"""An author's name has its parts where bibliographies want them, and whoever gives one that is unclear is asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.data_author import (
    DataAuthor,
    UnclearName,
    author_line,
    author_of,
    guessed,
    organisation_named,
    person_named,
)
from tests.examples import examples

WORD = st.text(st.sampled_from("aAbéДд中王-."), min_size=1, max_size=5)
NAMES = st.lists(WORD | st.sampled_from(["van", "de", "University", "of", "Jr."]), min_size=1, max_size=4).map(" ".join)
ORCIDS = st.sampled_from(["", "0000-0002-1825-0097", "0000-0002-1694-233X"])
AFFILIATIONS = st.sampled_from(["", "Univ. A; B"])


@settings(max_examples=examples(60), deadline=None)
@given(NAMES, NAMES | st.just(""), ORCIDS, AFFILIATIONS, st.booleans())
def test_an_author_is_the_same_on_a_line(
    first: str, second: str, orcid: str, affiliation: str, is_person: bool
) -> None:
    if is_person:
        author = DataAuthor(name=person_named(first, second), orcid=orcid, affiliation=affiliation)
    else:
        name = f"{first}, {second}" if second else first
        author = DataAuthor(name=organisation_named(name), affiliation=affiliation)
    line = author_line(author)
    try:
        assert DataAuthor(**author_of(line)) == author
    except UnclearName:  # a person whose names look like an organisation's
        assert is_person and DataAuthor(**author_of(f"{line}; person")) == author


@settings(max_examples=examples(60), deadline=None)
@given(NAMES, NAMES)
def test_the_parts_of_a_name_are_all_of_it(family: str, given_names: str) -> None:
    author = DataAuthor(name=person_named(family, given_names))
    said = " ".join((author.particle, author.last, author.given)).split()
    assert sorted(said) == sorted(f"{family} {given_names}".split())
    assert author.last and author.is_person and author.is_split
    assert author.family.split() == [*author.particle.split(), *author.last.split()]


@settings(max_examples=examples(60), deadline=None)
@given(NAMES)
def test_a_plain_line_is_taken_or_asked_of_and_any_answer_to_that_is_plain(name: str) -> None:
    try:
        found = DataAuthor(**author_of(name))
        assert found.is_split and {*found.in_order.split()} == {*name.split()}
    except UnclearName as asked:
        family, given_names = guessed(asked.name)
        assert f"{family}{given_names}".replace(" ", "") or asked.name
        assert not DataAuthor(**author_of(f"{asked.name}; organisation")).is_person
        assert DataAuthor(**author_of(f"{person_named(family, given_names)}; person")).is_person


@pytest.mark.parametrize(
    ("line", "particle", "last", "given_names", "suffix", "in_order"),
    [
        ("Souza, Ana Lu", "", "Souza", "Ana Lu", "", "Ana Lu Souza"),
        ("van der Berg, Jan", "van der", "Berg", "Jan", "", "Jan van der Berg"),
        ("Berg, Jan van der", "van der", "Berg", "Jan", "", "Jan van der Berg"),
        ("de la Cruz García, María", "de la", "Cruz García", "María", "", "María de la Cruz García"),
        ("King, Martin Luther, Jr.", "", "King", "Martin Luther", "Jr.", "Martin Luther King Jr."),
        ("hooks, bell", "", "hooks", "bell", "", "bell hooks"),
        ("王, 伟", "", "王", "伟", "", "王伟"),
        ("王，伟", "", "王", "伟", "", "王伟"),
        ("김, 민준", "", "김", "민준", "", "김민준"),
        ("السيسي، عبد الفتاح", "", "السيسي", "عبد الفتاح", "", "عبد الفتاح السيسي"),
        ("Plato; person", "", "Plato", "", "", "Plato"),
        ("Sukarno,", "", "Sukarno", "", "", "Sukarno"),
    ],
)
def test_a_person_has_names_in_their_places(
    line: str, particle: str, last: str, given_names: str, suffix: str, in_order: str
) -> None:
    found = DataAuthor(**author_of(line))
    assert found.is_person
    parts = (found.particle, found.last, found.given, found.suffix, found.in_order)
    assert parts == (particle, last, given_names, suffix, in_order)


@pytest.mark.parametrize(
    "line",
    ["Plato", "Ana Souza", "Xi Jinping", "Nagy Ádám", "Oxfam Novib",
     "Juan Pérez García", "王伟", "عبد الفتاح السيسي", "Amnesty", "University of A, Oslo", "Jan van Berg",
     "UNESCO", "ana souza", "Ana M. Souza", "Ana María Souza; person", "王伟; person"],
)  # fmt: skip
def test_what_is_not_plain_is_asked(line: str) -> None:
    with pytest.raises(UnclearName, match="before a comma") as asked:
        author_of(line)
    assert str(asked.value).count("\n") == 0


@pytest.mark.parametrize("name", ["University Press", "United Nations", "Médecins Sans Frontières", "A, B & Co", "王"])
def test_an_organisation_is_no_person(name: str) -> None:
    found = DataAuthor(**author_of(f"{name}; organisation; Oslo"))
    assert (found.is_person, found.family, found.in_order, found.affiliation) == (False, name, name, "Oslo")


def test_what_older_descriptions_say_is_read_as_it_was_meant() -> None:
    press, plato = DataAuthor(name="Amnesty International"), DataAuthor(name="Plato", orcid="0000-0002-1825-0097")
    assert not press.is_person and DataAuthor(**author_of(author_line(press))) == press
    assert plato.is_person and not plato.is_split and (plato.family, plato.given) == ("Plato", "")
    assert plato.orcid_url.endswith("/0000-0002-1825-0097")
