"""What two texts differ in, in a few words: “blanks only”, “a header of 3 lines more”, “12 words differ”."""

from collections.abc import Iterator, Sequence

from annotator.likeness.differences import TextDifference, Where
from annotator.likeness.tokens import UNSPACED_CHAR, tokens
from annotator.model.wording import counted, one_or_many, word_list

SAME = "the same"
BLANKS = "blanks and line ends only"
CAPITALS = "capitals and forms of letters only"
SIGNS = "punctuation only"
_ENDS = {Where.HEAD: "header", Where.FOOT: "footer"}


def told(left: str, right: str, found: Sequence[TextDifference]) -> str:
    """Return in what two texts differ. `found`: their differences; of a header or footer it is said which has it."""
    if not found:
        if left == right:
            return SAME
        return BLANKS if "".join(left.split()) == "".join(right.split()) else CAPITALS
    if not any(any(one.words) for one in found):
        return SIGNS
    parts = list(_ends(found))
    within = [one for one in found if not _is_end(one)]
    lines = [one for one in within if one.words[0] == 0 or one.words[1] == 0 if any(one.lines)]
    more = sum(max(one.lines) for one in lines)
    words = sum(max(one.words) for one in within if one not in lines)
    parts += [f"{counted(more, 'line')} more"] if more else []
    if words:
        # Where words stand without blanks between them, each character was compared by itself.
        unspaced = all(_is_unspaced(left, one.left) and _is_unspaced(right, one.right) for one in within)
        named = "character" if unspaced else "word"
        parts.append(f"{counted(words, named)} {one_or_many(words, 'differs', 'differ')}")
    return word_list(parts) or SIGNS


def _ends(found: Sequence[TextDifference]) -> Iterator[str]:
    for one in found:
        if _is_end(one):
            name, (left, right) = _ENDS[one.where], one.lines
            if left and right:
                yield f"another {name}"
            else:
                yield f"a {name} of {counted(left or right, 'line')} more in the {'first' if left else 'second'}"


def _is_end(one: TextDifference) -> bool:
    """Whether a difference is a header or a footer: whole lines of the one, and of the other none or whole ones."""
    return one.where is not Where.WITHIN and all(
        lines or not words for lines, words in zip(one.lines, one.words, strict=True)
    )


def _is_unspaced(text: str, place: tuple[int, int]) -> bool:
    return all(UNSPACED_CHAR.match(one.folded) for one in tokens(text[slice(*place)]) if one.is_word)
