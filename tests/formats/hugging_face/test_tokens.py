"""A text is put together of its tokens, each of which stands where it is said to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.hugging_face.tokens import Joined, joined

TOKENS = st.lists(
    st.sampled_from(["France", "urged", ",", "中", "国", "。", "", " a", "b ", "e\u0301", "🕊"]), max_size=9
)


@given(tokens=TOKENS, text=st.none() | TOKENS.map(" ".join), spaces=st.none() | st.lists(st.booleans(), max_size=9))
def test_each_token_stands_where_it_is_said_to_stand(
    tokens: list[str], text: str | None, spaces: list[bool] | None
) -> None:
    made, places, _ = joined(tokens, {"spaces": spaces}, text)
    assert [made[start:stop] for start, stop in places] == [token.strip() for token in tokens]
    assert [place.start for place in places] == sorted(place.start for place in places)


@pytest.mark.parametrize(
    ("tokens", "row", "text", "wanted", "how"),
    [
        (["They", "met", "."], {}, None, "They met .", Joined.ALONE),
        (["They", "met", "."], {}, "They  met.\n", "They  met.\n", Joined.TEXT),
        (["They", "met", "."], {}, "Another text", "They met .", Joined.ALONE),
        (["They", "met", "."], {"spaces": [True, False, False]}, None, "They met.", Joined.BLANKS),
        (["They", "met", "."], {"ws": [1, 0, 0]}, None, "They met.", Joined.BLANKS),
        (["They", "met", "."], {"whitespace": [" ", "", "\n"]}, None, "They met.\n", Joined.BLANKS),
        (["They", " met", " on", " ice"], {}, None, "They met on ice", Joined.OWN),
        (["中", "国", "敦促", "和平", "。"], {}, None, "中国敦促和平。", Joined.ALONE),
        (["中国", "GDP", "下降"], {}, None, "中国 GDP 下降", Joined.ALONE),
        (["a", "", "b"], {}, None, "a b", Joined.ALONE),
        ([], {}, None, "", Joined.ALONE),
    ],
)
def test_blanks_are_those_of_the_row_else_one_between_two(
    tokens: list[str], row: dict[str, object], text: str | None, wanted: str, how: Joined
) -> None:
    made, _, said = joined(tokens, row, text)
    assert (made, said) == (wanted, how)
