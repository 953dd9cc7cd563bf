"""The words of a mark, in the head, in lanes and where the pointer rests. No Qt in here."""

_CONTINUED, _CONTINUED_LEFTWARDS = "‹ ", " ›"
_DOUBT = " ?"


def word_of(label: str, doubt: bool, continues: bool = False, right_to_left: bool = False) -> str:
    """Return what is said of a mark. `continues`: it began further up, and a sign points to where one came from."""
    said = label + (_DOUBT if doubt else "")
    if not continues:
        return said
    return said + _CONTINUED_LEFTWARDS if right_to_left else _CONTINUED + said
