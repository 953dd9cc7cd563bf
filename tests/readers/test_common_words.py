"""Common words are those of the manual, as whole words."""

from annotator.readers.common_words import common_words


def test_common_words_are_small_letters_and_keep_their_hyphens() -> None:
    words = common_words()
    assert {"the", "because", "information"} <= words and len(words) > 3_000
    assert all(word == word.casefold() and not word.startswith("-") for word in words)
    assert any("-" in word for word in words)
