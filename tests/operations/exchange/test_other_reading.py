"""A passage of another reading stands where its words do, or nowhere."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId
from annotator.model.span import Extent
from annotator.operations.exchange.other_reading import OtherReading
from tests.examples import examples

TEXT = "France urged China to talk at once and warned of force since all sides had welcomed the pact of peace"
WORDS = TEXT.split()


def here(text: str) -> Document:
    return Document(DocumentId("d"), "Readout", text, sha256_of(text))


def place(theirs: str, ours: str, quote: str) -> str | None:
    start = theirs.index(quote)
    found = OtherReading(theirs, here(ours)).place((Extent(start, start + len(quote)),))
    return None if found is None else ours[found[0].start : found[0].stop]


@settings(max_examples=examples(60, usual=20), deadline=None)
@given(
    words=st.permutations(WORDS),
    joints=st.lists(st.sampled_from([" ", "\n", "  ", "\n\n", "\u2009"]), min_size=len(WORDS), max_size=len(WORDS)),
    at=st.integers(0, len(WORDS) - 3),
    many=st.integers(1, 3),
)
def test_a_passage_keeps_its_words_however_lines_are_broken(
    words: list[str], joints: list[str], at: int, many: int
) -> None:
    theirs = " ".join(words)
    ours = "".join(word + joint for word, joint in zip(words, joints, strict=True)).strip()
    start = sum(len(word) + 1 for word in words[:at])
    quote = " ".join(words[at : at + many])
    found = OtherReading(theirs, here(ours)).place((Extent(start, start + len(quote)),))
    assert found is not None and ours[found[0].start : found[0].stop].split() == quote.split()


def test_words_that_stand_once_in_each_text_are_found_though_all_around_them_is_another() -> None:
    ours = TEXT.replace("talk at once", "meet tomorrow").replace("since all", "because all")
    assert place(TEXT, ours, "warned of force") == "warned of force"
    assert place(TEXT, ours, "talk at once") is None


def test_words_that_stand_twice_are_in_no_sure_place() -> None:
    assert (
        place("A force. " + TEXT, "Of force? " + TEXT.replace("of force", "by force"), "force since") == "force since"
    )
    assert place(TEXT, f"{TEXT[:40]} force, {TEXT[50:]}, force", "force") is None


def test_another_text_under_the_same_title_has_no_place_for_anything() -> None:
    ours = "The ministers of both countries met in Geneva, and France said nothing of what they had agreed on there."
    assert place(TEXT, ours, "France") is None
    assert OtherReading(TEXT, here(ours)).place(()) is None


def test_what_is_said_of_the_whole_document_stays_so() -> None:
    assert OtherReading(TEXT, here(TEXT + "!")).place(()) == ()


def test_a_passage_in_pieces_moves_whole_or_not_at_all() -> None:
    reading = OtherReading(TEXT, here(TEXT.replace("talk", "speak")))
    urged, talk = TEXT.index("urged"), TEXT.index("talk")
    warned = TEXT.index("warned")
    assert reading.place((Extent(urged, urged + 5), Extent(warned, warned + 6))) is not None
    assert reading.place((Extent(urged, urged + 5), Extent(talk, talk + 4))) is None
