"""A legacy encoding is guessed from the reading that looks most like a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.guess import LEAST_SCORE, PLAUSIBLE, SAMPLE_BYTES, guesses, sample_of, score, weight
from tests.readers.test_encoding import LEGACY

TEXTS = [({"gbk": "gb18030", "latin-1": "cp1252"}.get(codec, codec), text) for _, codec, text in LEGACY]
"""With the codec among the plausible ones that has the same bytes."""


@pytest.mark.parametrize(("codec", "text"), TEXTS)
def test_the_first_guess_reads_what_was_written(codec: str, text: str) -> None:
    data = text.encode(codec)
    assert data.decode(guesses(data)[0]) == text


@pytest.mark.parametrize(("codec", "text"), TEXTS)
def test_a_sound_reading_scores_higher_than_any_other_text_and_about_one(codec: str, text: str) -> None:
    data, sound = text.encode(codec), score(text, codec)
    assert 0.5 < sound < 1.3
    for other in ("cp437", "mac_roman"):
        assert score(data.decode(other), other) < sound


@pytest.mark.parametrize(("codec", "text"), TEXTS)
def test_what_stands_far_behind_plain_words_is_guessed_as_well(codec: str, text: str) -> None:
    plain = b"Press release of the delegation. " * (2 * SAMPLE_BYTES // 33)
    data = plain + b"\n".join([text.encode(codec)] * 3) + plain
    assert text in data.decode(guesses(data)[0])


def test_of_encodings_that_say_the_same_the_most_usual_is_named_first() -> None:
    found = guesses("Alle Menschen sind frei und gleich an Würde und Rechten geboren.".encode("latin-1"))
    assert found[0] == "cp1252"
    assert len(set(found)) == len(found)
    assert set(found) <= set(PLAUSIBLE)


def test_what_reads_as_no_text_has_no_guess() -> None:
    assert guesses(b"a" + b"\xb1\x8a" * 30) == []
    assert score("\ue000\ue001\x85", "gb18030") < LEAST_SCORE


@given(st.binary(max_size=400))
def test_every_guess_can_be_read_and_is_made_twice_alike(data: bytes) -> None:
    found = guesses(data)
    assert found == guesses(data)
    for codec in found:
        data.decode(codec)


@given(st.binary(max_size=300), st.integers(0, 3 * SAMPLE_BYTES))
def test_a_short_text_is_its_own_sample_and_a_long_one_keeps_its_high_bytes(data: bytes, before: int) -> None:
    long = b"a " * (before // 2) + data
    sample = sample_of(long)
    if len(long) <= SAMPLE_BYTES:
        assert sample == long
    else:
        assert len(sample) < 3 * SAMPLE_BYTES
        assert {byte for byte in long if byte > 127} <= set(sample)


@pytest.mark.parametrize("codec", PLAUSIBLE)
@given(char=st.characters(min_codepoint=0x80))
def test_how_likely_a_character_is_stays_within_its_limits(codec: str, char: str) -> None:
    assert -4 <= weight(char, codec) <= 1.1


def test_plain_ascii_tells_nothing() -> None:
    assert score("eMail a=b Windows", "cp1252") == 0.0
