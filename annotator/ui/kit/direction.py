"""Which way a text runs: by its first strong letter, as in the bidirectional algorithm (Unicode UAX 9, P2 and P3)."""

import unicodedata

_STRONG = {"L": False, "R": True, "AL": True}


def runs_right_to_left(text: str) -> bool:
    """Whether the first strong character says so, isolates skipped (UAX #9, rules P2 and P3)."""
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in _STRONG:
            return _STRONG[kind]
    return False
