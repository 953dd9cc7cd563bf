"""The table of sentences: one for each verb, and no place in it without a fact."""

import re
import string
from collections.abc import Iterator

import pytest
from hypothesis import given

from annotator.model import verbs
from annotator.model.ids import DocumentId
from annotator.model.verbs import gold, project
from annotator.model.verbs.verb import Verb
from annotator.operations.project.history_sentences import SENTENCES, By, sentence_of
from tests.model.any_verbs import any_verbs


def sentences(found: str | By) -> Iterator[str]:
    if isinstance(found, By):
        yield from sentences(found.one)
        yield from sentences(found.other)
    else:
        yield found


@pytest.mark.parametrize("verb", SENTENCES, ids=lambda verb: verb.__name__)
def test_every_place_in_a_sentence_is_a_fact_of_its_verb_and_no_sentence_ends_with_a_point(verb: type[Verb]) -> None:
    found = list(sentences(SENTENCES[verb]))
    for said in found:
        places = {name for _, name, _, _ in string.Formatter().parse(said) if name}
        told = {name for name, what in vars(verb).items() if isinstance(what, property)}
        assert places <= verb.model_fields.keys() | told
        assert re.match(r"[A-Z]", said) and not said.endswith(".")
    assert len(set(found)) == len(found)


@given(any_verbs())
def test_every_verb_that_can_be_stored_has_one_of_its_own_sentences(verb: Verb) -> None:
    if type(verb) in SENTENCES:
        assert sentence_of(verb) in set(sentences(SENTENCES[type(verb)]))


def test_each_verb_but_the_told_ones_is_in_the_table() -> None:
    assert {verb.__name__ for verb in set(verbs.VERBS.values()) - SENTENCES.keys()} <= {"Told"}


def test_one_thing_none_and_several_are_told_apart() -> None:
    one, two = (DocumentId("a"),), (DocumentId("a"), DocumentId("b"))
    assert sentence_of(project.AddDocuments(documents=one)) == "Add a document"
    assert sentence_of(project.AddDocuments(documents=two)) == "Add {documents} documents"
    assert sentence_of(project.AddDocuments(documents=())) == "Add {documents} documents"
    assert sentence_of(gold.ChangeReleases(documents=two, taken_back=one)).endswith("that of a document")
