"""What tests of the colours ask of each theme."""

import re

import pytest

from annotator.ui.kit.themes import THEMES, Theme

every_theme = pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)


def least(look: Theme) -> float:
    """Return what words need in a theme (WCAG 2.2, success criteria 1.4.3 and 1.4.6)."""
    return 7 if look.high_contrast else 4.5


def rules(sheet: str) -> list[tuple[str, dict[str, str]]]:
    """Return (selector, declarations) of a style sheet."""
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", sheet)
    return [(" ".join(selector.split()), dict(re.findall(r"([\w-]+)\s*:\s*([^;]+)", body))) for selector, body in found]
