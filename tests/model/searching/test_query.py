"""What a search asks for, as it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import BadSearch
from annotator.model.searching.query import All, Either, Near, Pattern, Phrase, Query, Without, leaves, parsed

PEACE, TALKS, WAR = Phrase(("peace",)), Phrase(("talks",)), Phrase(("war",))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", None),
        ("  … ", None),
        ("Peace", PEACE),
        ("peace talks", All((PEACE, TALKS))),
        ("peace AND talks", All((PEACE, TALKS))),
        ('"peace talks"', Phrase(("peace", "talks"))),
        ("“peace talks”", Phrase(("peace", "talks"))),
        ("peace OR talks war", Either((PEACE, All((TALKS, WAR))))),
        ("(peace OR talks) war", All((Either((PEACE, TALKS)), WAR))),
        ("peace -war", All((PEACE, Without(WAR)))),
        ("peace NOT war", All((PEACE, Without(WAR)))),
        ("warn*", Phrase(("warn",), is_begun=True)),
        ('"peace talk"*', Phrase(("peace", "talk"), is_begun=True)),
        ("*tion", Phrase(("tion",), is_ended=True)),
        ("=UN", Phrase(("un",), written="UN")),
        ('="Will of"', Phrase(("will", "of"), written="Will of")),
        ("urge* NEAR/5 China", Near(Phrase(("urge",), is_begun=True), Phrase(("china",)), 5)),
        ("peace NEAR talks", Near(PEACE, TALKS, 10)),
        (r"/calls? (up)?on/ peace", All((Pattern("calls? (up)?on"), PEACE))),
        (r"/a\/b/", Pattern("a/b")),
        ("=/UN/", Pattern("UN", is_exact=True)),
        ("and or near", All((Phrase(("and",)), Phrase(("or",)), Phrase(("near",))))),
        ("France’s", Phrase(("france", "s"))),
        ("和平谈判", Phrase(("和", "平", "谈", "判"))),
        ("self-defence", Phrase(("self", "defence"))),
    ],
)
def test_a_search_is_understood(text: str, query: Query | None) -> None:
    assert parsed(text) == query


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('"peace', "is not closed"),
        ("(peace", "parenthesis in the search is not closed"),
        ("peace)", "none opens"),
        ("OR peace", "OR with nothing before it"),
        ("peace OR", "OR with nothing behind it"),
        ("peace AND", "AND with nothing behind it"),
        ("peace NOT", "NOT with nothing behind it"),
        ("NEAR peace", "NEAR with nothing before it"),
        ("peace NEAR", "between two words"),
        ("(a OR b) NEAR c", "between two words"),
        ("/(/", "no regular expression"),
    ],
)
def test_what_cannot_be_understood_is_said_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(BadSearch, match=says):
        parsed(text)


@given(st.text(st.sampled_from('ab "“”()*=/-ANDORTE \\\n中'), max_size=20))
def test_whatever_is_written_is_understood_or_refused(text: str) -> None:
    try:
        query = parsed(text)
    except BadSearch as error:
        assert "\n" not in str(error)
    else:
        assert query is None or all(not isinstance(leaf, Without) for leaf in leaves(query))
