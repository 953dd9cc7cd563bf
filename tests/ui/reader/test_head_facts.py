"""What is known of a document is said in words, and what is missing is offered to be added."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.coder import State
from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId
from annotator.model.text_size import size_of
from annotator.ui.reader.head_facts import (
    KNOWN,
    day_in_words,
    head_of,
    language_in_words,
    state_in_words,
)
from tests.ui.reader.samples import LATIN


def document(text: str = LATIN, **metadata: Any) -> Document:
    return Document(DocumentId("d"), "A  title\nin two lines", text, sha256_of(text), metadata, "readout.md")


def test_all_that_is_known_is_said_in_its_order() -> None:
    known: dict[str, Any] = {
        "place": "Beijing",
        "date": "2026-01-23",
        "speaker": ["France", "China"],
        "kind": "joint communiqué",
    }
    head = head_of(document(**known, language="en"), size_of(LATIN))
    assert head.title == "A title in two lines"
    assert [fact.text for fact in head.first] == ["23 January 2026", "joint communiqué", "France, China", "Beijing"]
    assert [fact.text for fact in head.second] == ["English", "67 words", "readout.md", "details"]
    assert [fact.asks for fact in head.second] == [None, None, None, ""]
    _, second = head._replace(state=state_in_words(State.BEGUN)).lines
    assert [fact.text for fact in second][-2:] == ["◐ begun", "details"]


@given(st.sets(st.sampled_from(KNOWN)))
def test_what_is_missing_is_offered_and_leads_to_the_first_line_that_lacks_it(known: set[str]) -> None:
    head = head_of(document(**dict.fromkeys(known, "something")), size_of(LATIN))
    said, missing = [fact.text for fact in head.first], [name for name in KNOWN if name not in known]
    assert [f"no {name}" for name in missing] == [each for each in said if each.startswith("no ")]
    offers = [fact for fact in head.first if fact.asks is not None]
    assert [(fact.text, fact.asks) for fact in offers] == ([("add", missing[0])] if missing else [])


@pytest.mark.parametrize(("said", "words"), [("2026-02-03", "3 February 2026"), ("2026-02", "2026-02"), ("May", "May")])
def test_a_day_is_said_as_it_is_read_and_what_is_none_stays(said: str, words: str) -> None:
    assert day_in_words(said) == words


@pytest.mark.parametrize(
    ("code", "name"), [("fr", "French"), ("zh-Hans", "Chinese"), ("Old Church Slavonic",) * 2, ("",) * 2]
)
def test_a_language_goes_by_its_name(code: str, name: str) -> None:
    assert language_in_words(code) == name
