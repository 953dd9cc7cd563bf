"""Transcripts: what is said, in paragraphs with times."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.registry import read_bytes
from annotator.readers.transcript import LONG, clock
from tests.examples import examples


def srt(*cues: tuple[float, float, str]) -> bytes:
    def time(seconds: float) -> str:
        return f"{clock(seconds)},{round(seconds % 1 * 1000):03d}"

    return "\n\n".join(f"{n}\n{time(a)} --> {time(b)}\n{text}" for n, (a, b, text) in enumerate(cues, 1)).encode()


def read(data: bytes | str, name: str = "a.srt") -> DocumentDraft:
    return read_bytes(name, data.encode() if isinstance(data, str) else data)[0]


def test_sentences_run_on_over_subtitles_and_a_pause_begins_a_paragraph() -> None:
    draft = read(srt((1, 2, "We met the\nMinister"), (2.5, 4, "of Norway."), (6, 7.5, "Thank you.")))
    assert draft.text == "[00:00:01] We met the Minister of Norway.\n\n[00:00:06] Thank you."
    assert draft.metadata == {"duration": "00:00:07"}


def test_who_speaks_is_named() -> None:
    vtt = (
        "WEBVTT - Press conference\n\nNOTE not this\n\nSTYLE\n::cue { color: red }\n\n"
        "id\n01:00:01.000 --> 01:00:02.000 align:left\n"
        "<v.loud Ms Ray>Any <i>questions</i>?</v>\n\n01:00:02.000 --> 01:00:03.000\n<v Press>Yes &amp; no."
    )
    draft = read(vtt, "a.vtt")
    assert draft.text == "[01:00:01] Ms Ray: Any questions?\n\n[01:00:02] Press: Yes & no."
    assert draft.title == "Press conference"


def test_lines_that_rolling_captions_show_twice_are_read_once_and_repeated_words_twice() -> None:
    rolling = read(srt((1, 2, "one"), (2, 3, "one\ntwo"), (3, 4, "two\nthree")))
    assert rolling.text == "[00:00:01] one two three"
    assert read(srt((1, 2, "No."), (3, 4, "No."))).text == "[00:00:01] No. No."


def test_marks_of_type_and_place_are_gone_and_ideographs_join_without_blanks() -> None:
    assert read(srt((0, 1, "{\\an8}<font color=red>世界</font>\n人権"))).text == "[00:00:00] 世界人権"
    assert read(srt((0, 1, "2 < 3 and 4 > 1"))).text == "[00:00:00] 2 < 3 and 4 > 1"


@settings(max_examples=examples(20))
@given(st.lists(st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=9), min_size=1, max_size=30))
def test_no_word_is_lost(cues: list[list[str]]) -> None:
    # A word of its own in each, so that none is what a rolling caption repeats.
    said = [[f"w{number}", *words] for number, words in enumerate(cues)]
    draft = read(srt(*((2 * n, 2 * n + 1, " ".join(words)) for n, words in enumerate(said))))
    assert [word for word in draft.text.split() if not word.startswith("[")] == [w for words in said for w in words]


def test_captions_without_a_pause_or_a_full_stop_are_paragraphs_of_bounded_length() -> None:
    words = [f"word{number}" for number in range(3000)]
    draft = read(srt(*((n, n + 1, word) for n, word in enumerate(words))))
    assert max(map(len, draft.text.split("\n\n"))) < 4 * LONG + 40
    assert [word for word in draft.text.split() if not word.startswith("[")] == words


def test_what_has_no_times_is_refused() -> None:
    with pytest.raises(BadFile, match="no times are in it"):
        read("just words\n")
