"""Shares as they are written: read, or refused in one sentence that names what is wrong."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import NotAllowed
from annotator.model.split_shares import MOST_PARTS, shares_in


@pytest.mark.parametrize(
    ("words", "shares"),
    [
        ("80/10/10", {"train": 80, "dev": 10, "test": 10}),
        ("70/30", {"train": 70, "test": 30}),
        (".8 / .1 / .1", {"train": 0.8, "dev": 0.1, "test": 0.1}),
        ("33.3/33.3/33.3", {"train": 33.3, "dev": 33.3, "test": 33.3}),
        ("train=70%, held-out=30%", {"train": 70, "held-out": 30}),
    ],
)
def test_shares_are_read_as_they_are_written(words: str, shares: dict[str, float]) -> None:
    assert shares_in(words) == shares


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "from two to"),
        ("80", "from two to"),
        ("/".join(["9"] * 11), "from two to"),
        ("a/b", "“a” is no share"),
        ("80/0", "“0” gives a part nothing"),
        ("110/-10", "“-10” gives a part nothing"),
        ("1/inf", "“inf” gives a part nothing"),
        ("50/nan", "“nan” gives a part nothing"),
        ("train=50, train=50", "“train” twice"),
        ("a-b=50, A_b=50", "“A_b” twice"),
        ("test=80, 20", "“test” twice"),
        ("25/25/25/25", "without a name"),
        ("=50, b=50", "without a name"),
        ("a b=50, c=50", "“a b” cannot be the name"),
        ("..=50, b=50", "“..” cannot be the name"),
        ("a\\b=50, b=50", "cannot be the name"),
        ("é=50, b=50", "“é” cannot be the name"),
        ("CON=50, b=50", "“CON” cannot be the name"),
        ("all=50, b=50", "“all” cannot be the name"),
        ("80/10/5", "add up to 95;"),
        ("8/1/1", "add up to 10;"),
    ],
)
def test_what_is_no_division_is_refused_with_a_sentence(words: str, said: str) -> None:
    with pytest.raises(NotAllowed) as raised:
        shares_in(words)
    assert said in str(raised.value) and str(raised.value).endswith(".")


def test_a_slash_divides_shares_and_is_in_no_name() -> None:
    with pytest.raises(NotAllowed, match="“a” is no share"):
        shares_in("a/b=50, c=50")


@given(words=st.text("0123456789.,;/=%-_ abtrain\n", max_size=20) | st.text(max_size=20))
def test_whatever_is_written_gives_sound_shares_or_one_sentence(words: str) -> None:
    try:
        shares = shares_in(words)
    except NotAllowed as error:
        assert str(error)
    else:
        assert 2 <= len(shares) <= MOST_PARTS and all(share > 0 for share in shares.values())
        assert any(abs(sum(shares.values()) - whole) < 0.01 * whole for whole in (1, 100))


@given(cut=st.lists(st.integers(1, 99), min_size=1, max_size=5, unique=True).map(sorted))
def test_shares_that_are_written_come_back(cut: list[int]) -> None:
    edges = [0, *cut, 100]
    wanted = {f"p{number}": float(stop - start) for number, (start, stop) in enumerate(pairwise(edges))}
    assert shares_in(", ".join(f"{name}={share:g}" for name, share in wanted.items())) == wanted
