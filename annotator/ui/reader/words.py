"""The words of chips and brackets: what they say, and where a mark that goes on says its word again.

It does where a paragraph begins, but not at each: said above every paragraph of a line or two, the word of a long
span would be all that one sees. No Qt in here.
"""

_CONTINUED, _CONTINUED_LEFTWARDS = "‹ ", " ›"
_DOUBT = " ?"
_BLANKS = 200
"""Blanks between two paragraphs, at most, that are looked through for the one above."""


def word_of(label: str, doubt: bool, continues: bool = False, right_to_left: bool = False) -> str:
    """Return what a chip says. `continues`: the mark began further up, and a sign points to where one came from."""
    said = label + (_DOUBT if doubt else "")
    if not continues:
        return said
    return said + _CONTINUED_LEFTWARDS if right_to_left else _CONTINUED + said


def paragraph_before(text: str, start: int, reach: int) -> int:
    """Return where the last paragraph before `start` that is not blank begins, about `reach` further up at most."""
    nearest = max(0, start - reach - _BLANKS)
    end = nearest + len(text[nearest:start].rstrip())
    return text.rfind("\n", nearest, end) + 1 or nearest


def says_again(mark_start: int, above: int, here: int, every: int) -> bool:
    """Whether a mark says its word again in the paragraph at `here`; `above`: where the one before it begins.

    Once for so many characters since the mark began, so that it depends on these places only.
    """
    before, now = (max(0, place - mark_start) // every for place in (above, here))
    return before < now
