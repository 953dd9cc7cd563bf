"""Versions of one document: known by fields and names, whoever does not say a language, in whatever order."""

import random
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.ids import DocumentId
from annotator.model.together import Together
from annotator.model.versions import NAMED_BY, RELATIONS, VersionsFound, versions_of


@dataclass(frozen=True)
class Named:
    id: DocumentId
    title: str
    source: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)


def named(id: str, title: str, source: str = "", /, **metadata: Any) -> Named:
    return Named(DocumentId(id), title, source, metadata)


def groups(*ids: str) -> tuple[tuple[DocumentId, ...], ...]:
    return tuple(tuple(map(DocumentId, each.split())) for each in ids)


def together(found: VersionsFound) -> list[list[str]]:
    joined = Together[str]()
    for group in found.groups:
        joined.join(*group)
    return joined.groups()


@pytest.mark.parametrize(
    "documents",
    [
        [named("a", "Peace", symbol="A/1", language="en"), named("b", "Paix", symbol="a/1 ", language="fr")],
        [named("a", "Peace", symbol="A/1", language="en"), named("b", "Again", symbol="A/1", language="en")],
        [named("a", "Peace", **{"Document symbol": "A/1"}), named("b", "Paix", document_symbol=["A/1", "A/2"])],
        [named("a", "Peace", id="/akn/un/act/1"), named("b", "Paix", id="/akn/un/act/1")],
        [named("a", "Peace"), named("b", "Paix", translation_of="peace")],
        [named("a", "Peace", "peace.docx"), named("b", "Paix", versionOf="peace.docx")],
        [named("a", "Peace", symbol="A/1"), named("b", "Paix", isVersionOf=["A/1"])],
        [named("a", "Paz", translation_of="Peace"), named("b", "Paix", translation_of="Peace")],
        [named("a", "Talk EN", language="en"), named("b", "Talk FR", language="fr")],
        [named("a", "Talk, English", language="en"), named("b", "Talk", language="")],
        [named("a", "Talk EN"), named("b", "Talk")],
        [named("a", "Talk", "talk_en.txt"), named("b", "Conversation", "talk-FR.txt")],
        [named("a", "Talk", "1.txt", language="en"), named("b", "Paix", "1.txt", language="fr")],
        [named("a", "Talk", "1.txt", language="zh-Hans"), named("b", "说", "1.txt", language="zh-Hant")],
        [named("a", "Talk français", language="fr"), named("b", "Talk english"), named("c", "Talk")],
    ],
)
def test_versions_are_known_by_fields_and_by_names(documents: list[Named]) -> None:
    for among in (documents, documents[::-1]):
        assert together(versions_of(among)) == [sorted(one.id for one in documents)]


@pytest.mark.parametrize(
    "documents",
    [
        [named("a", "Talk", language="en"), named("b", "Speech", language="fr")],
        [named("a", "Talk", symbol="unknown"), named("b", "Speech", symbol="unknown")],
        [named("a", "Talk", "all.csv", language="en"), named("b", "Paix", "all.csv", language="fr")],
        [named("a", "Talk"), named("b", "Talk")],
        [named("a", "Talk", id="d1"), named("b", "Paix", id="d1")],
        [named("a", "Talk", versions="2"), named("b", "Speech", versions="2")],
        [named("a", "La Haye"), named("b", "Haye de")],
    ],
)
def test_what_is_only_somewhat_alike_is_no_version(documents: list[Named]) -> None:
    assert versions_of(documents).groups == ()


def test_a_copy_that_is_nearly_the_same_does_not_hide_versions() -> None:
    documents = [
        named("a", "Talk", language="en"),
        named("b", "Talk", language="en"),
        named("c", "Talk", language="fr"),
    ]
    assert versions_of(documents) == VersionsFound((), ("talk",))
    assert versions_of(documents, {"a": "a", "b": "a", "c": "c"}.__getitem__) == VersionsFound(groups("a b c"))


def test_of_a_name_that_many_have_the_date_decides_and_else_nobody_knows() -> None:
    talks = [
        named(f"{day}{language}", "Talk", language=language, date=f"2020-01-0{day}")
        for day in (1, 2)
        for language in ("en", "fr")
    ]
    assert versions_of(talks) == VersionsFound(groups("1en 1fr", "2en 2fr"))
    undated = versions_of([*talks, named("x", "Talk", language="es")])
    assert undated == VersionsFound(groups("1en 1fr", "2en 2fr"), ("talk",))


DOCUMENTS = st.lists(
    st.builds(
        named,
        st.just(""),
        st.sampled_from(["Talk", "Talk EN", "talk fr", "Note", "Paix"]),
        st.sampled_from(["", "1.txt", "1-en.txt", "all.csv"]),
        language=st.sampled_from(["", "en", "fr", "en-GB"]),
        symbol=st.sampled_from(["", "A/1", "a/1", "A/2"]),
        translation_of=st.sampled_from(["", "Talk", "A/2", "Somewhere"]),
        date=st.sampled_from(["", "2020", "2021-05"]),
    ),
    max_size=8,
)


@given(drawn=DOCUMENTS, shuffled=st.randoms())
def test_versions_are_the_same_in_any_order_and_one_value_is_always_one_group(
    drawn: list[Named], shuffled: random.Random
) -> None:
    documents = [Named(DocumentId(f"d{at}"), one.title, one.source, one.metadata) for at, one in enumerate(drawn)]
    found = versions_of(documents)
    assert versions_of(shuffled.sample(documents, len(documents))) == found
    joined = Together(one.id for one in documents)
    for group in found.groups:
        joined.join(*group)
    for one in documents:
        for other in documents:
            mine, theirs = (each.metadata["symbol"].casefold() for each in (one, other))
            if mine and mine == theirs:
                assert joined.first(one.id) == joined.first(other.id)
            if one.metadata["translation_of"] == other.title:
                assert joined.first(one.id) == joined.first(other.id)


def test_the_names_of_fields_are_as_they_are_compared() -> None:
    assert all(name.isalpha() and name == name.lower() for name in NAMED_BY | RELATIONS)
