"""Whatever is written as a search is searched for, or refused in one sentence: nothing else comes of it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.errors import BadSearch, UserError
from annotator.operations.passages import counting
from annotator.operations.passages.conditions import KEYS
from annotator.operations.passages.finding import PassageSearch
from annotator.store.project import Project
from tests.examples import examples
from tests.projects import make_desk

PIECES = [
    *(f"{key}{sign}" for key in (*KEYS, "in", "coded", "force", "date", "title", "set", "gold") for sign in ":="),
    *(
        "label>=",
        "force>=",
        "date<",
        "appeal",
        "urges",
        "2022",
        "*",
        "yes",
        "no",
        "/99999999",
        "/3",
        "sentence",
        "gold",
    ),
    *(" ", " ", " ", " AND ", " OR ", " NOT ", " NEAR/2 ", " NEAR ", "-", "(", ")", '"', "“", "”", "=", "/", "\\", "'"),
    *(
        "china",
        "urged",
        "中国",
        "سلام",
        "🕊",
        "\x00",
        "\n",
        "\ud800",
        "');DROP TABLE spans;--",
        "{words}:",
        "^",
        "+",
        "/(a|b)+/",
        "/[/",
        "*a*",
    ),
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.code("China undertook", "commitment")
    return desk.project


def tried(project: Project, text: str) -> str:
    """Return the sentence with which a search is refused, or that says what it finds."""
    try:
        search = PassageSearch(project, text)
        said = search.sentence(len(list(search.lines())))
        counting.counted(project, text, "label", "year")
    except UserError as error:
        said = str(error)
    return said


@settings(max_examples=examples(300, usual=60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=8))
def test_whatever_is_written_is_searched_for_or_refused_in_one_sentence(project: Project, pieces: list[str]) -> None:
    before = project.journal.latest(), project.spans.count_in_layers([one.id for one in project.layers.all()])
    assert tried(project, "".join(pieces))
    assert before == (
        project.journal.latest(),
        project.spans.count_in_layers([one.id for one in project.layers.all()]),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("(" * 3000 + "a" + ")" * 3000, "one within the other"),
        ("NOT " * 3000 + "a", "one within the other"),
        ("x " * 20_000, "characters"),
        ("doubt:no " * 2000, "conditions"),
        ("label:", "names none"),
        ("label:* overlaps:", "names none"),
        ("coder:", "names nobody"),
        ("actor:*", "names nobody"),
        ("label>=appeal", "no order"),
        ("disputed:maybe", "disputed:yes or disputed:no"),
        ("(label:appeal OR label:warning)", "outside of them"),
        ("label:appeal OR label:warning", "OR stands between words"),
        ("🕊", "no letter and no digit"),
        ("chi\ud800na", "surrogate"),
        ('"', "at the end of the search is not closed"),
        ("label:" + "a" * 10_000, "no label"),
    ],
)
def test_what_is_too_much_or_says_nothing_is_refused(project: Project, text: str, says: str) -> None:
    with pytest.raises(BadSearch, match=says):
        list(PassageSearch(project, text).lines())


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("label:appeal AND china", "label:appeal china"),
        ("NOT label:appeal", "-label:appeal"),
        ("label:appeal AND NOT doubt:yes", "label:appeal -doubt:yes"),
        ("near:commitment/" + "9" * 5000, "near:commitment/1000"),
        ("label:*", ""),
    ],
)
def test_what_means_the_same_finds_the_same(project: Project, text: str, same: str) -> None:
    found = list(PassageSearch(project, text).lines())
    assert found == list(PassageSearch(project, same).lines()) != []
