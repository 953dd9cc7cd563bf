"""The text of a WebAnno TSV: put together of its sentences, rows where their words are."""

import pytest

from annotator.formats.losses import Losses
from annotator.formats.uima.tsv_text import TsvRow, TsvSentence, text_of
from annotator.model.errors import BadFile


def sentence(text: str, *rows: tuple[int, int, str]) -> TsvSentence:
    made = [TsvRow(f"1-{at}", start, stop, words, [], at) for at, (start, stop, words) in enumerate(rows, 1)]
    return TsvSentence(text.split("\n"), made)


def placed(*sentences: TsvSentence) -> tuple[str, list[str], tuple[str, ...]]:
    losses = Losses()
    text = text_of(sentences, "x.tsv", losses)
    return text, [text[row.start : row.stop] for one in sentences for row in one.rows], losses.sentences()


def test_what_stands_between_sentences_is_filled_and_more_than_a_line_end_counted() -> None:
    text, _, said = placed(sentence("One.", (0, 3, "One")), sentence("Two.", (5, 8, "Two")))
    assert text == "One.\nTwo." and said == ()
    text, _, said = placed(sentence("One.", (0, 3, "One")), sentence("Two.", (7, 10, "Two")))
    assert text == "One.  \nTwo." and len(said) == 1


def test_offsets_count_utf16_units_or_what_the_words_say() -> None:
    utf16 = sentence("🕊 one two", (0, 2, "🕊"), (3, 6, "one"))
    points = sentence("🕊 one two", (0, 1, "🕊"), (2, 5, "one"))
    anew = [sentence("One two", (0, 3, "One")), sentence("One two", (0, 3, "One"), (4, 7, "two"))]
    assert placed(utf16)[1:] == (["🕊", "one"], ())
    words, said = placed(points)[1:]
    assert words == ["🕊", "one"] and "code points" in said[0]
    assert placed(*anew)[:2] == ("One two\nOne two", ["One", "One", "two"])


def test_a_token_is_looked_for_in_its_sentence_and_refused_where_it_is_not() -> None:
    assert placed(sentence("one two", (0, 3, "one"), (90, 93, "two")))[1] == ["one", "two"]
    with pytest.raises(BadFile, match="“three” in line 1"):
        placed(sentence("one two", (0, 5, "three")))


def test_blanks_before_the_first_token_belong_to_the_sentence_or_to_the_text_before() -> None:
    assert placed(sentence("\tone", (1, 4, "one")))[:2] == ("\tone", ["one"])
    assert placed(sentence("one", (1, 4, "one")))[:2] == (" one", ["one"])
