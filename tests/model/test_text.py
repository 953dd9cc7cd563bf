"""Properties of `model/text.py` over texts that break other programs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import canonical
from annotator.model.span import Extent
from annotator.model.text import TextIndex, cut_at_tokens, tokens

PIECES = st.sampled_from(
    [
        "urged", " ", "\n", "\n\n", "\r\n", "\u2028", "e\u0301", "\U0001f54a", "👩‍👩‍👧‍👦", "🇫🇷", "𠮷", "中国", "。",
        "دعا", "السلام", "שלום", "ก็", "नमस्ते", ". ", "U.S.", "’", "\u00a0", "\u200f", "a", "-", "\u0000", "\u0085",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join).map(canonical)


@given(TEXTS)
def test_positions_convert_to_utf16_and_back(text: str) -> None:
    index = TextIndex(text)
    for position in range(len(text) + 1):
        units = len(text[:position].encode("utf-16-le")) // 2
        assert index.to_qt(position) == units
        assert index.from_qt(units) == position


@given(TEXTS)
def test_a_position_inside_a_surrogate_pair_snaps_down(text: str) -> None:
    index = TextIndex(text)
    for position, char in enumerate(text):
        if ord(char) > 0xFFFF:
            assert index.from_qt(index.to_qt(position) + 1) == position


@given(TEXTS, st.sampled_from(["grapheme", "word", "sentence", "paragraph"]))
def test_walking_forward_and_back_visits_the_same_positions(text: str, unit: str) -> None:
    index = TextIndex(text)
    forward, back = [0], [len(text)]
    while forward[-1] < len(text):
        forward.append(getattr(index, f"next_{unit}")(forward[-1]))
        assert forward[-1] > forward[-2]
    while back[-1] > 0:
        back.append(getattr(index, f"previous_{unit}")(back[-1]))
        assert back[-1] < back[-2]
    inner = set(forward[1:-1]), set(back[1:-1])
    assert inner[0] == inner[1]


@given(TEXTS)
def test_grapheme_steps_never_stop_inside_a_cluster(text: str) -> None:
    index = TextIndex(text)
    position, stops = 0, {0}
    while position < len(text):
        position = index.next_grapheme(position)
        stops.add(position)
    for position in range(len(text) + 1):
        snapped = index.snapped_to_graphemes(position, position)
        assert snapped.start in stops and snapped.stop in stops
        assert snapped.start <= position <= snapped.stop


@given(TEXTS, st.data())
def test_snapping_covers_what_was_selected(text: str, data: st.DataObject) -> None:
    index = TextIndex(text)
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    for snapped in (index.snapped_to_words(start, stop), index.snapped_to_graphemes(start, stop)):
        assert 0 <= snapped.start <= start <= stop <= snapped.stop <= len(text)


@given(TEXTS)
def test_edges_of_words_move_forward_and_back(text: str) -> None:
    index = TextIndex(text)
    for end in (False, True):
        for position in range(len(text) + 1):
            assert index.next_word_edge(position, end) > position or position == len(text)
            assert index.previous_word_edge(position, end) < position or position == 0


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        ("France’s president urged", 3, "France’s"),
        ("🕊 calls-on all", 3, "calls"),
        ("The U.S. said", 5, "U.S"),
        ("呼吁各方", 1, "吁"),
        ("دعا الرئيس", 5, "الرئيس"),
        ("a  b", 2, " "),
        ("urged", 5, "urged"),
    ],
)
def test_a_word_is_what_a_reader_would_call_one(text: str, position: int, word: str) -> None:
    start, stop = TextIndex(text).word_at(position)
    assert text[start:stop] == word


@pytest.mark.parametrize(
    "sentences",
    [
        ["Dr. Smith urged restraint.", "He left."],
        ["双方同意尽快恢复谈判。", "中方呼吁各方保持克制！"],
        ["دعا الرئيس إلى وقف إطلاق النار.", "وأكد التزامه بالسلام."],
        ["Le président appelle M. Dupont.", "Il part."],
        ["🕊 He said no.", "She said yes."],
    ],
)
def test_sentences_are_found_in_several_languages(sentences: list[str]) -> None:
    text = " ".join(sentences)
    index, position = TextIndex(text), 0
    for sentence in sentences:
        start = text.index(sentence, position)
        assert index.sentence_at(start + 3) == Extent(start, start + len(sentence))
        position = start + len(sentence)


def test_a_sentence_move_stops_at_the_next_sentence_and_at_the_end_of_a_paragraph() -> None:
    text = "One here. Two here.\n\nThree."
    index = TextIndex(text)
    assert [index.next_sentence(0), index.next_sentence(10), index.next_sentence(19), index.next_sentence(20)] == [
        10, 19, 20, 21,
    ]  # fmt: skip


def test_trimming_drops_the_blanks_at_the_edges_but_keeps_a_range_of_blanks() -> None:
    index = TextIndex(" urged  \n ")
    assert index.trimmed(0, 10) == Extent(1, 6)
    assert index.trimmed(6, 10) == Extent(6, 10)


@given(TEXTS)
def test_no_word_begins_inside_a_grapheme(text: str) -> None:
    index, position = TextIndex(text), 0
    while (position := index.next_word(position)) < len(text):
        assert index.snapped_to_graphemes(position, position) == (position, position)


def test_the_sign_that_colours_a_picture_is_no_word() -> None:
    text = "flag 🏳️‍🌈 of"
    assert TextIndex(text).next_word(0) == text.index("of")


@given(st.text("\n \t\u3000ab", max_size=30))
def test_paragraphs_that_are_blank_are_passed_over(text: str) -> None:
    index = TextIndex(text)
    starts = [at for at in range(len(text) + 1) if at == 0 or text[at - 1] == "\n"]
    filled = [at for at in starts if text[at:].split("\n")[0].strip()]
    for position in range(len(text) + 1):
        end = index.paragraph_at(position).stop
        assert index.next_paragraph(position) == min((at for at in filled if at > end), default=len(text))
        assert index.previous_paragraph(position) == max((at for at in filled if at < position), default=0)


def test_words_that_are_covered_are_whole_and_no_others() -> None:
    text = "urged to escalate. The exchange"
    index = TextIndex(text)
    for chosen, whole in (
        ("scalat", "escalate"),
        (" escalate", " escalate"),
        ("to e", "to escalate"),
        ("he exchang", "The exchange"),
        (". ", ". "),
    ):
        start = text.index(chosen)
        snapped = index.snapped_to_words(start, start + len(chosen))
        assert text[snapped.start : snapped.stop] == whole


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("They urged calm.", "They urged calm"),
        ("敦促各方保持克制。", "敦促各方保持克制"),
        ("دعا إلى وقف النار؟", "دعا إلى وقف النار"),
        ("Will they…?!", "Will they"),
        ("They met the U.S.", "They met the U.S."),
        ("...", "..."),
        ("calm", "calm"),
    ],
)
def test_what_ends_a_sentence_stays_outside(text: str, kept: str) -> None:
    assert TextIndex(text).without_final_punctuation(0, len(text)) == (0, len(kept))


def test_a_point_within_a_sentence_stays() -> None:
    text = "It cost 3.5 and Art. 5 holds"
    assert TextIndex(text).without_final_punctuation(0, text.index(" 5")) == (0, text.index(" 5"))


@given(TEXTS, st.data())
def test_nothing_but_final_punctuation_is_left_out(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    kept = TextIndex(text).without_final_punctuation(start, stop)
    assert kept.start == start and not any(char.isalnum() for char in text[kept.stop : stop])


@given(
    st.text(st.sampled_from("aZ09_'. -\t\n\x0b\x0c\r\x1c\x1f\x00\x7f"), max_size=40)
    | st.text(st.characters(max_codepoint=127))
)
def test_the_tokens_of_ascii_are_those_of_any_text(text: str) -> None:
    text = canonical(text)
    beyond = tokens(text + " é")
    assert tokens(text) == beyond[:-1]


@given(text=TEXTS)
def test_a_text_cut_at_its_tokens_is_the_text_in_pieces(text: str) -> None:
    pieces = cut_at_tokens(text)
    assert "".join(pieces) == text and not "".join(pieces[::2]).strip()
    assert pieces[1::2] == [text[start:stop] for start, stop in tokens(text)]
