"""What a search finds is what holds of each coding, however SQLite was asked; over random projects."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.codebook import Codebook
from annotator.model.errors import BadSearch
from annotator.model.searching.words import words_of
from annotator.model.span import Span
from annotator.operations.passages import names as names_of
from annotator.operations.passages.condition import Condition
from annotator.operations.passages.finding import PassageLine, PassageSearch
from annotator.operations.people.seeing import Sight
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.random_projects import fillings
from tests.projects import Desk, make_desk

SEARCHES = (
    "",
    "label:appeal",
    "label:warning",
    "-label:appeal",
    "label=appeal",
    "to:",
    "to:*",
    "by:",
    "by:*",
    "-by:*",
    "doubt:yes",
    "doubt:no",
    "-doubt:yes",
    "note:*",
    "note:",
    "note:a",
    "stale:yes",
    "stale:no",
    "force:*",
    "force>=urges",
    "disputed:yes",
    "disputed:no",
    "decided:*",
    "decided:",
    "overlaps:actor",
    "inside:appeal",
    "sentence:actor",
    "paragraph:actor",
    "near:actor/3",
    "coder:gold",
    "coder:all",
    "-coder:gold coder:all",
    "coder:all label:appeal doubt:no urged",
    "coder:all urged in:sentence label:appeal",
    "coder:all actor:China",
)


@pytest.fixture(autouse=True)
def seeing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks sees what all coded."""
    monkeypatch.setattr(names_of, "sight", lambda project, person: Sight.SHOWN)


def without_narrowing(search: PassageSearch) -> PassageSearch:
    """Let each coding be looked at, and SQLite be asked for nothing but the layers."""
    search.conditions = [(term, Condition(one.holds, one.says)) for term, one in search.conditions]
    return search


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_sqlite_is_asked_for_what_holds(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("found") / "a.annot"
    with data.draw(fillings())(path) as project:
        parties = [actor.name for actor in project.actors.all()]
        asked = [f'{key}"{name}"' for name in parties for key in ("to:", "by:", "to=", "to-groups:", "actor:")]
        for text in (*SEARCHES, *(f"coder:all {one}" for one in asked if "\n" not in one)):
            try:
                search = PassageSearch(project, text)
            except BadSearch:
                continue
            assert list(search.lines()) == list(without_narrowing(PassageSearch(project, text)).lines()), text


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_found_is_in_the_order_of_the_texts_and_what_is_asked(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("found") / "a.annot"
    with data.draw(fillings())(path) as project:
        position = {info.id: number for number, info in enumerate(project.documents.all())}
        spans = [span for document in position for span in project.spans.of_document(document)]
        layers = set(PassageSearch(project, "").layers)
        for text, keeps in BY_HAND.items():
            found = list(PassageSearch(project, text).lines()) if _is_known(project, text) else []
            wanted = {span.id for span in spans if span.layer in layers and keeps(span)} if found or spans else set()
            if _is_known(project, text):
                assert {line.span for line in found} == wanted, text
            places = [(position[line.document], line.start, -line.stop) for line in found]
            assert places == sorted(places)


BY_HAND: dict[str, Callable[[Span], bool]] = {
    "": lambda span: True,
    "label=appeal": lambda span: span.label == "appeal",
    "doubt:yes": lambda span: span.doubt,
    "note:*": lambda span: span.note != "",
    "note:": lambda span: span.note == "",
    "-doubt:yes note:*": lambda span: not span.doubt and span.note != "",
}


def _is_known(project: Project, text: str) -> bool:
    return "appeal" not in text or project.codebook.get("appeal") is not None


def found(project: Project, text: str) -> list[PassageLine]:
    return list(PassageSearch(project, text).lines())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.project.close()


def quotes(desk: Desk, text: str) -> list[str]:
    texts = {one.id: one.text for one in desk.documents}
    return [texts[line.document][line.start : line.stop] for line in found(desk.project, text)]


def test_words_are_found_in_texts_and_told_apart_by_what_is_coded(desk: Desk) -> None:
    desk.code("urged China", "appeal")
    assert quotes(desk, "china") == ["China", "China"]
    assert quotes(desk, "china coded:yes") == ["China"]
    assert quotes(desk, "china coded:appeal") == ["China"]
    assert quotes(desk, "china coded:warning") == []
    assert quotes(desk, "undertook coded:no") == ["undertook"]
    assert quotes(desk, "label:appeal china") == ["urged China"]
    assert quotes(desk, "label:appeal influence") == []
    assert quotes(desk, "label:appeal influence in:sentence") == ["urged China"]


def test_neighbours_are_counted_in_words(desk: Desk) -> None:
    desk.code("urged China", "appeal")
    desk.code("China undertook", "commitment")
    assert quotes(desk, "label:appeal near:commitment/4") == ["urged China"]
    assert quotes(desk, "label:appeal near:commitment/3") == []
    assert quotes(desk, "label:appeal sentence:commitment") == []
    assert quotes(desk, "label:appeal paragraph:commitment") == ["urged China"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("label:nothing", "no label “nothing”"),
        ("force>=nothing", "has no value"),
        ("near:appeal/x", "no number of words"),
        ("decided:nothing", "Nothing is decided by"),
        ("doubt:maybe", "doubt:yes or doubt:no"),
        ("in:nowhere peace", "in:passage"),
        ("to-groups:Nobody", "no actor of the register"),
        ("colour:red", "no field of the documents"),
        ("label:appeal coded:no peace", "“coded:” asks of words"),
    ],
)
def test_what_is_asked_for_in_vain_is_said_in_one_sentence(desk: Desk, text: str, says: str) -> None:
    with pytest.raises(BadSearch, match=says):
        PassageSearch(desk.project, text)
        found(desk.project, text)


@pytest.mark.parametrize(
    ("text", "number", "sentence"),
    [
        ("label:appeal", 13, "13 appeals"),
        ("label:appeal by:* date>=2022", 1, "1 appeal by anybody since 2022"),
        ("label:warning to:", None, "Warnings without an addressee"),
        ("peace", 2, "2 places with peace"),
        ("doubt:yes", 2, "2 passages in doubt"),
        ("force>=urges label:appeal", 2, "2 appeals with Force at least urges"),
    ],
)
def test_a_search_is_a_sentence(desk: Desk, text: str, number: int | None, sentence: str) -> None:
    assert PassageSearch(desk.project, text).sentence(number) == sentence


def test_a_blind_coder_searches_their_own_codings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_of, "sight", lambda project, person: Sight.REFUSED)
    mine: Span = desk.code("urged China", "appeal")
    desk.project.person = desk.ana.id
    assert [line.span for line in found(desk.project, "")] == [mine.id]
    for text in ("coder:gold", "coder:Nobody", "disputed:yes", "decided:*"):
        with pytest.raises(BadSearch, match="not shown to you"):
            PassageSearch(desk.project, text)


def test_words_are_those_of_the_texts(desk: Desk) -> None:
    assert isinstance(desk.project.codebook, Codebook)
    assert all(words_of(quote) == ["second"] for quote in quotes(desk, "second"))
