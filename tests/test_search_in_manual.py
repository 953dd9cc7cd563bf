"""The manual's page of the search language: each key and sign stands in it, and each search in it is understood."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId, new_id
from annotator.model.searching import patterns, query, scanning, terms
from annotator.model.searching.query import parsed
from annotator.model.searching.terms import SEARCH_KEYS, apart
from annotator.operations.actors import actors
from annotator.operations.passages import finding
from annotator.operations.passages.conditions import KEYS
from annotator.operations.passages.finding import PassageSearch
from annotator.store.project import Project
from tests.projects import make_desk
from tests.test_documentation import page

PAGE = page("searching")
ROWS = [line.split(" | ")[0].removeprefix("| ").replace("\\|", "|") for line in PAGE.splitlines() if line[:3] == "| `"]
SEARCHES = [search for row in ROWS for search in re.findall(r"`([^`]+)`", row)]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    desk = make_desk(tmp_path)
    actors.add(desk.project, Actor(id=ActorId(new_id()), name="China", kind=ActorKind.STATE))
    yield desk.project
    desk.project.close()


def test_each_key_stands_in_a_table() -> None:
    keys = {term.key for search in SEARCHES for term in apart(search)[0]}
    assert {*KEYS, "in", "coded"} - keys == set()
    assert {*KEYS, "in", "coded"} == SEARCH_KEYS


def test_each_sign_stands_in_a_table() -> None:
    kinds = {type(leaf) for search in SEARCHES if (asked := parsed(apart(search)[1])) for leaf in _all(asked)}
    assert {query.Phrase, query.Pattern, query.Near, query.All, query.Either, query.Without} == kinds
    places = {term.value for search in SEARCHES for term in apart(search)[0] if term.key == "in"}
    assert places == {finding.PASSAGE, *scanning.Within}


def _all(asked: query.Query) -> Iterator[query.Query]:
    yield asked
    for part in getattr(asked, "parts", ()) or [one for one in (getattr(asked, "part", None),) if one]:
        yield from _all(part)


@pytest.mark.parametrize("search", SEARCHES)
def test_each_search_is_understood(search: str, project: Project) -> None:
    assert PassageSearch(project, search).sentence(2)


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("ten where no number is given", terms.NEAR == 10),
        ("up to 20 within each other", query.DEEPEST == 20),
        ("20,000 characters and 100 conditions", (query.LONGEST, finding.MOST_CONDITIONS) == (20_000, 100)),
        ("two seconds on one text", scanning.SECONDS == 2),
        ("more than 100,000 repetitions", patterns.MOST_REPEATED == 100_000),
        ("100 parentheses", patterns.MOST_GROUPS == 100),
    ],
)
def test_numbers_are_those_of_the_program(said: str, holds: bool) -> None:
    assert said in " ".join(PAGE.split()) and holds
