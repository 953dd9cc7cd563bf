"""The manual's list of coefficients is the registry's, and its examples are what the program computes."""

from annotator.agreement.registry import COEFFICIENTS
from tests.coefficient_page import PAGE, page


def test_each_example_of_the_manual_is_recomputed() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.coefficient_page"


def test_each_coefficient_has_definition_convention_source_and_example() -> None:
    for entry, one in zip(page().split("\n## ")[1:], COEFFICIENTS, strict=True):
        assert entry.startswith(one.title)
        for part in ("**Definition.**", "**Convention.**", "**Source.**", "**Example.**"):
            assert part in entry, f"{one.name} lacks {part}"
