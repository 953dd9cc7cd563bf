"""Where sentences begin, in several languages, with the library for it and without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import sentences
from annotator.model.sentences import SAMPLE, language_of, sentence_starts

IN: dict[str, list[str]] = {
    "en": ["The envoy of the H.E. urged restraint.", "He left in a hurry.", "Nobody followed him to the door."],
    "fr": ["Le président appelle les parties et M. Dupont.", "Il part pour la capitale.", "Que dire des autres ?"],
    "es": ["El presidente pide calma en las calles.", "Los ministros hablan y callan.", "Una salida para el país."],
    "ru": ["Стороны договорились о прекращении огня.", "Переговоры продолжатся завтра."],
    "zh": ["双方同意尽快恢复谈判。", "中方呼吁各方保持克制！", "会谈何时举行？"],
    "ar": ["دعا الرئيس إلى وقف إطلاق النار.", "وأكد التزامه بالسلام."],
    "hi": ["दोनों पक्ष सहमत हुए।", "वार्ता कल होगी।"],
}
"""Sentences of each language for which there are rules."""
WITHOUT_THE_LIBRARY = ("en", "ru", "zh", "ar", "hi")
PIECES = st.sampled_from(
    [*(one for found in IN.values() for one in found), " ", "  ", ". ", "…", "M.", "Art. 3", "“No!” ", "\t", "\u200f",
     "🕊", "e\u0301", "...", "\u2028", "\x00", "3.5"]
)  # fmt: skip
PARAGRAPHS = st.lists(PIECES, max_size=12).map("".join)


def cut(text: str, starts: list[int]) -> list[str]:
    """Return the pieces of a text that begin at some places."""
    return [text[start:stop].strip() for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize("language", IN)
def test_a_language_is_known_by_its_script_or_its_small_words(language: str) -> None:
    assert language_of(" ".join(IN[language])) == language
    assert language_of(" ".join(IN[language]) + " " * SAMPLE + IN["en"][0] * 1_000) == language


@pytest.mark.parametrize("text", ["", "123 — 456", "🕊", "Genève, 1954", "\n"])
def test_what_gives_no_hint_is_taken_for_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize("language", IN)
def test_the_sentences_of_each_language_are_told_apart(language: str) -> None:
    for between in ("",) if language == "zh" else (" ", "  "):
        text = between.join(IN[language])
        assert cut(text, sentence_starts(text)) == IN[language]
        assert sentence_starts(text, language) == sentence_starts(text)


@pytest.mark.parametrize("language", WITHOUT_THE_LIBRARY)
def test_the_plain_rule_tells_them_apart_where_the_library_has_no_wheel(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentences, "segment", None)
    text = ("" if language == "zh" else " ").join(one.replace("H.E. ", "") for one in IN[language])
    assert cut(text, sentence_starts(text)) == [one.replace("H.E. ", "") for one in IN[language]]


@pytest.mark.parametrize("short", sorted(sentences._ABBREVIATIONS))
def test_no_sentence_ends_after_an_abbreviation_of_diplomatic_prose(short: str) -> None:
    text = f"They met {short} Smith at noon. He left."
    assert sentence_starts(text, "en") == [0, text.index("He")]


@pytest.mark.parametrize("has_library", [True, False])
@given(paragraph=PARAGRAPHS)
def test_sentences_begin_at_rising_places_within_the_text(has_library: bool, paragraph: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if not has_library:
            patch.setattr(sentences, "segment", None)
        starts = sentence_starts(paragraph)
    assert starts[0] == 0 and starts == sorted(set(starts))
    assert all(0 < start < len(paragraph) for start in starts[1:])


@pytest.mark.parametrize("sign", ["•", "–", "▪", "1.", "12)", "(a)", "iv."])
@pytest.mark.parametrize("has_library", [True, False])
def test_the_sign_of_an_item_stays_with_its_first_sentence(
    has_library: bool, sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not has_library:
        monkeypatch.setattr(sentences, "segment", None)
    text = f"{sign} One is here. Another is there."
    assert sentence_starts(text, "en") == [0, text.index("Another")]


def test_nothing_is_one_sentence() -> None:
    assert sentence_starts("") == [0] and sentence_starts("   ") == [0]
