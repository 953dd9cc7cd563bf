"""An act as a sentence whose words differ in kind: what is missing and what is doubted is seen in it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.saying import SaidWords, Saying, WordKind, of_text, saying_of
from annotator.model.wording import isolated
from tests.acts.test_offers import ACT, CHINA, FRENCH, REGISTER, act, link


def test_an_act_says_who_does_what_towards_whom_with_its_verb_apart() -> None:
    filled = act(link("speaker", span=FRENCH.id), link("addressee", "2", span=CHINA.id))
    assert saying_of(filled, REGISTER) == Saying(
        (SaidWords("France"), SaidWords("urges", WordKind.VERB), SaidWords("China"))
    )
    assert saying_of(filled, REGISTER).text == "France urges China"


def test_what_is_required_and_empty_is_asked_for_by_its_name_where_it_would_stand() -> None:
    words = saying_of(act(), REGISTER).words
    assert [each.text for each in words] == ["Speaker?", "urges", "· Addressee?"]
    assert [each.kind for each in words] == [WordKind.MISSING, WordKind.VERB, WordKind.MISSING]


def test_of_a_doubt_the_first_words_of_its_note_are_said() -> None:
    doubtful = act(
        link("speaker", span=FRENCH.id), of=replace(ACT, doubt=True, note="an attitude only, no more than that")
    )
    assert saying_of(doubtful, REGISTER).words[-1] == SaidWords("? an attitude only, no", WordKind.DOUBT)
    plain = act(link("speaker", span=FRENCH.id), of=replace(ACT, doubt=True))
    assert saying_of(plain, REGISTER).words[-1] == SaidWords("?", WordKind.DOUBT)


def test_words_that_run_the_other_way_stay_by_themselves_and_the_plain_sentence_has_no_marks() -> None:
    passage = link("speaker", extents=FRENCH.extents, quote="وزارة الخارجية")
    saying = saying_of(act(passage), REGISTER)
    assert saying.isolated[0].text == isolated("وزارة الخارجية") != "وزارة الخارجية"
    assert saying.text.startswith("وزارة الخارجية urges")
    assert of_text("Appeal").text == "Appeal"


@given(st.text("ab 中", max_size=40), st.text("ab 中", max_size=40), st.integers(2, 40))
def test_names_alone_are_shortened_and_begin_as_they_did(subject: str, other: str, most: int) -> None:
    whole = Saying((SaidWords(subject), SaidWords("threatens consequences", WordKind.VERB), SaidWords(other)))
    for before, after in zip(whole.words, whole.shortened(most).words, strict=True):
        fits = len(before.text) <= most or before.kind is WordKind.VERB
        assert after == before if fits else len(after.text) <= most
        assert after.text == before.text or before.text.startswith(after.text.removesuffix("…"))
    assert of_text(subject).shortened(most) == of_text(subject)
