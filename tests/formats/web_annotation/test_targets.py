"""Selectors: each alone, together, and as they refine one another."""

from pathlib import Path
from typing import Any

import pytest

from annotator.formats.placing import PlaceClaim
from annotator.formats.web_annotation.targets import PlaceSaid, claim_in, place_said, text_file

POSITION = {"type": "TextPositionSelector", "start": 3, "end": 9}
QUOTE = {"type": "TextQuoteSelector", "exact": "a", "prefix": "b", "suffix": "c"}


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("x.txt", None),
        ({"source": "x.txt"}, None),
        ({"source": "x.txt", "selector": POSITION}, PlaceSaid((3, 9))),
        ({"selector": [QUOTE, POSITION]}, PlaceSaid((3, 9), "a", "b", "c")),
        ({"selector": {"type": "FragmentSelector", "value": "char=1,2"}}, PlaceSaid((1, 2))),
        ("x.txt#char=1,2", PlaceSaid((1, 2))),
        ({"selector": {"type": "CssSelector", "value": "p", "refinedBy": POSITION}}, PlaceSaid((3, 9))),
        ({"selector": {"type": "SvgSelector"}}, PlaceSaid(is_elsewhere=True)),
        ({"selector": "http://example.org/selector"}, PlaceSaid(is_elsewhere=True)),
        ({"selector": {"type": "TextPositionSelector", "start": "3", "end": True}}, PlaceSaid(is_elsewhere=True)),
    ],
)
def test_a_target_says_its_place(target: Any, said: PlaceSaid | None) -> None:
    assert place_said(target) == said


def test_selectors_that_refine_themselves_come_to_an_end() -> None:
    loop: dict[str, Any] = {"type": "CssSelector"}
    loop["refinedBy"] = loop
    assert place_said({"selector": loop}) == PlaceSaid(is_elsewhere=True)


def test_a_quote_is_found_by_what_stands_around_it() -> None:
    assert claim_in("xay bac", PlaceSaid(None, "a", "b", "c")) == PlaceClaim(((5, 6),), "a")
    assert claim_in("xay", PlaceSaid(None, "a", "gone", "")) == PlaceClaim(((1, 2),), "a")
    assert claim_in("aa", PlaceSaid(None, "a")) is None
    assert claim_in("aa", PlaceSaid(None, "")) is None


def test_a_text_is_found_by_its_name_with_or_without_its_ending(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text("x")
    own = tmp_path / "x.jsonld"
    for source in ("a%20b.txt", "a%20b", "http://example.org/texts/a%20b.html", "below/a b.txt"):
        assert text_file(source, own) == (tmp_path / "a b.txt").resolve()
    assert text_file("other", own) is None
