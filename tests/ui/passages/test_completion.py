"""What is offered while a search is typed stands for what was typed, and nothing else of the line changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.searching.terms import apart
from annotator.ui.passages.completion import MOST, offered
from annotator.ui.passages.offers import SearchOffers
from tests.projects import default_codebook

OFFERS = SearchOffers(
    default_codebook().labels,
    [("China", ("PRC", "中国")), ("Costa Rica", ()), ("Élysée", ("President’s palace",))],
    [("me", "yours"), ("gold", "gold"), ("Ana", "Ana")],
    "force",
    "Force",
    ["urges", "calls on"],
)


@pytest.mark.parametrize(
    ("before", "written"),
    [
        ("@chi", "actor:China"),
        ("label:appeal @中", "actor:China"),
        ("@costa r", 'actor:"Costa Rica"'),
        ("-@elys", "-actor:Élysée"),
        ("#app", "label:Appeal"),
        ("peace to:prc", "to:China"),
        ('by:"costa r', 'by:"Costa Rica"'),
        ("force>=urg", "force>=urges"),
        ("coder:yo", "coder:me"),
        ("in:sent", "in:sentence"),
    ],
)
def test_what_fits_is_written_as_a_condition(before: str, written: str) -> None:
    start, found = offered(before, OFFERS)
    assert written in [one.written for one in found]
    assert apart(before[:start] + written)


@pytest.mark.parametrize("before", ["", "peace", "label:Appeal", "a@b", "to:nobody-here", '"@chi', "label:appeal "])
def test_nothing_is_offered_for_words_and_for_what_is_there_already(before: str) -> None:
    assert offered(before, OFFERS) == (len(before), ())


@given(st.text(st.sampled_from('@#:"-=>ab 中'), max_size=12))
def test_whatever_is_typed_what_is_offered_can_be_searched_for(before: str) -> None:
    start, found = offered(before, OFFERS)
    assert 0 <= start <= len(before) and len(found) <= MOST
    for one in found:
        assert apart(one.written)[0]
