"""Actors found as one types: in any language, by what fits best, quickly."""

from functools import cache, partial

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.finding import ActorIndex, fits, folded
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.model.register import read_register
from annotator.resources import resource
from tests.costs import times_the_floor


def actor(name: str, *aliases: str, kind: ActorKind = ActorKind.STATE, **codes: str) -> Actor:
    return Actor(id=ActorId(name.lower()), name=name, kind=kind, aliases=aliases, codes=codes)


@cache
def shipped() -> ActorIndex:
    return ActorIndex(read_register(resource("actors.json").read_bytes(), "actors.json"))


def names(index: ActorIndex, text: str, *used: str) -> list[str]:
    return [one.name for one in index.search(text, used=[ActorId(id) for id in used])]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("FRA", "France"),
        ("220", "France"),
        ("فرنسا", "France"),
        ("Франция", "France"),
        ("paris", "France"),
        ("french republic", "France"),
        ("france pres", "President of France"),
        ("IVOIRE", "Côte d’Ivoire"),
        ("united k", "United Kingdom"),
        ("cote d'iv", "Côte d’Ivoire"),
        ("中国", "China"),
        ("ＣＨＩＮＡ", "China"),
        ("الصين", "China"),
        ("صين", "China"),
        ("لصين", "China"),
        ("الصّين", "China"),
        ("китай", "China"),
        ("chine", "China"),
    ],
)
def test_the_shipped_actors_are_found_in_all_languages_and_by_codes(typed: str, found: str) -> None:
    assert names(shipped(), typed)[0] == found


def test_what_fits_better_comes_first_and_then_who_is_used() -> None:
    whole, begins = actor("Oslo", "Iran"), actor("Iranian Atomic Agency")
    alias, word = actor("Alpha", "Iranians"), actor("Bank of Iran")
    inside, apart = actor("Tirana"), actor("Zeta", "an Ir")
    index = ActorIndex([apart, inside, word, alias, begins, whole])
    assert names(index, "iran") == ["Oslo", "Iranian Atomic Agency", "Alpha", "Bank of Iran", "Tirana"]
    assert [one.name for one in index.search("iran", inside=False)] == names(index, "iran")[:-1]
    assert names(index, "ir an") == ["Zeta"] == [one.name for one in index.search("ir an", inside=False)]
    two = ActorIndex([actor("Mali"), actor("Malta"), actor("Somalia")])
    assert names(two, "mal") == ["Mali", "Malta", "Somalia"]
    assert names(two, "mal", "malta", "somalia") == ["Malta", "Mali", "Somalia"]
    assert names(two, "", "somalia") == ["Somalia", "Mali", "Malta"]
    assert [one.name for one in two.search("mal", 1)] == ["Mali"]


def test_a_kind_finds_those_of_the_kind() -> None:
    index = ActorIndex([actor("France"), actor("Premier", kind=ActorKind.OFFICE), actor("UN", kind=ActorKind.GROUP)])
    assert names(index, "office") == ["Premier"]
    called = ActorIndex([*index.actors, actor("State Duma", kind=ActorKind.GROUP)])
    assert names(called, "state") == ["State Duma", "France", "UN"] and called.called("state") == []
    assert set(names(index, "states")) == {"UN"}


def test_the_alias_is_told_by_which_an_actor_was_found() -> None:
    index = ActorIndex([actor("China", "Beijing", "中方", iso3="CHN")])
    (china,) = index.actors
    said = {typed: index.found_by(china, typed) for typed in ("ch", "bei", "中方", "chn", "", "zz", "BEIJING")}
    assert said == {"ch": "", "bei": "Beijing", "中方": "中方", "chn": "CHN", "": "", "zz": "", "BEIJING": "Beijing"}


def test_a_passage_is_called_like_an_actor_only_as_a_whole() -> None:
    index = ActorIndex([actor("China", "中方", iso3="CHN"), actor("Chinatown"), actor("Peking", "CHINA")])
    whole = {" china ": ["China", "Peking"], "中方": ["China"], "chn": ["China"]}
    for text in (*whole, "chin", "方", "", " "):
        assert [one.name for one in index.called(text)] == whole.get(text, [])


def test_an_index_of_nobody_finds_nobody() -> None:
    nobody = ActorIndex([])
    assert (nobody.search("a"), nobody.called("a"), len(nobody)) == ([], [], 0)


pieces = st.sampled_from(["a", "A", "b", "é", "中", "国", "ال", "صين", "’", "-", " "])
words = st.lists(pieces, min_size=1, max_size=6).map("".join).filter(lambda text: bool(text.strip()))


@given(st.lists(st.tuples(words, st.lists(words, max_size=3)), max_size=6), st.data())
def test_any_piece_of_any_name_finds_its_actor(rows: list[tuple[str, list[str]]], data: st.DataObject) -> None:
    actors = [
        Actor(id=ActorId(str(number)), name=name, kind=ActorKind.STATE, aliases=tuple(aliases))
        for number, (name, aliases) in enumerate(rows)
    ]
    index = ActorIndex(actors)
    assert sorted(one.id for one in index.search("")) == sorted(one.id for one in actors)
    for one in actors:
        name = data.draw(st.sampled_from([one.name, *one.aliases]))
        assert one in index.search(name)
        start = data.draw(st.integers(0, len(name) - 1))
        piece = folded(name[start : data.draw(st.integers(start + 1, len(name)))])
        assert one in index.search(piece)
        assert len(index.search(piece)) == len(set(map(id, index.search(piece))))
    assert index.search("☃") == []


@given(st.text("abÀé ü中国русال-'", max_size=4), st.text("abÀé ü中国русال-'", max_size=12))
def test_what_begins_a_word_fits(typed: str, name: str) -> None:
    start, whole = folded(typed), folded(name)
    begins = rf"(?<![\p{{L}}\p{{N}}]){regex.escape(start)}"
    if not start or (start[0].isalpha() and regex.search(begins, whole)):
        assert fits(typed, "☃", name)
    if fits(typed, name):
        assert start.replace(" ", "") in whole.replace(" ", "")
    assert not fits("voire", "Côte d’Ivoire") and fits("ivo", "Côte d’Ivoire")


def test_a_later_version_of_the_register_is_found_as_if_made_anew() -> None:
    first = ActorIndex([actor("France"), actor("China", "Beijing"), actor("Gone")])
    after = [actor("France"), actor("China", "Peking"), actor("New")]
    again, anew = ActorIndex(after, first), ActorIndex(after)
    for typed in ("", "beijing", "pek", "new", "gone", "fr"):
        assert again.search(typed) == anew.search(typed)


def test_five_thousand_actors_are_filtered_in_a_part_of_what_adding_up_two_million_numbers_takes() -> None:
    some = shipped().actors
    many = [
        one.model_copy(update={"id": ActorId(f"{one.id}-{round}"), "name": f"{one.name} {round}"})
        for round in range(11)
        for one in some
    ][:5000]
    index = ActorIndex(many)
    for typed in ("n", "fr", "united k", "中", "الصين"):
        assert index.search(typed)
        assert times_the_floor(partial(index.search, typed)) < 1.5, typed


def test_an_exact_name_comes_before_who_has_it_as_an_alias() -> None:
    index = ActorIndex([actor("Aland Union", "Union"), actor("Union", "the bloc"), actor("Union of Seamen", "Seamen")])
    assert [one.name for one in index.search("union")] == ["Union", "Aland Union", "Union of Seamen"]
