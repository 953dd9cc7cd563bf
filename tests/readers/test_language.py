import errno
import tempfile
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.errors import UserError
from annotator.readers import language as told
from annotator.readers.language import FEWEST_LETTERS, language_of, languages, with_languages
from annotator.readers.registry import read_file
from tests.examples import examples
from tests.shared_data import shared

# Article 1 of the Universal Declaration of Human Rights, in part.
ARTICLE = {
    "en": "All human beings are born free and equal in dignity and rights. They are endowed with reason.",
    "fr": "Tous les êtres humains naissent libres et égaux en dignité et en droits, doués de raison.",
    "es": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón.",
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt.",
    "ru": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью.",
    "ar": "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا وعليهم أن يعامل بعضهم بعضًا.",
    "zh": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。",
    "ja": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"
    "人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。",
    "ko": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
}
UDHR = {
    **{"amh": "am", "arb": "ar", "cmn_hans": "zh", "cmn_hant": "zh", "ell_polytonic": "el", "eng": "en", "fra": "fr"},
    **{"heb": "he", "hin": "hi", "jpn": "ja", "kor": "ko", "pes_1": "fa", "rus": "ru", "spa": "es", "tha": "th"},
    "vie": "vi",
}


@pytest.mark.parametrize("language", ARTICLE)
def test_a_sentence_or_two_are_enough(language: str) -> None:
    assert language_of(ARTICLE[language]) == language
    assert language_of(ARTICLE[language], ("en", language)) == language


@given(st.text("abcdefghij .,", max_size=FEWEST_LETTERS - 1))
def test_too_little_text_is_in_no_language(text: str) -> None:
    assert language_of(text) == ""


@settings(max_examples=examples(20))
@given(st.text("0123456789 .,:;()%§-", max_size=4000))
def test_numbers_and_signs_are_in_no_language(text: str) -> None:
    assert language_of(text) == ""


def test_a_text_in_two_languages_is_in_no_one() -> None:
    assert language_of(ARTICLE["en"] * 20 + ARTICLE["ru"] * 20) == ""


def test_what_is_plainly_none_of_the_projects_languages_is_none() -> None:
    assert language_of(ARTICLE["ru"] * 3, ("en", "fr")) == ""


def test_the_codes_are_of_two_letters() -> None:
    assert {"en", "fr", "es", "ru", "ar", "zh"} <= languages()
    assert all(len(code) == 2 for code in languages())


@pytest.mark.parametrize("name", ["language", "Lang", "语言"])
def test_what_the_file_says_itself_stands(name: str) -> None:
    draft = DocumentDraft("d", ARTICLE["fr"], {name: "en-GB"})
    assert with_languages([draft]) == [draft]


def test_a_language_is_added_to_what_is_known() -> None:
    drafts = [DocumentDraft("d", ARTICLE["fr"], {"date": "2023"}), DocumentDraft("e", "Oui.")]
    assert [one.metadata for one in with_languages(drafts)] == [{"date": "2023", "language": "fr"}, {}]


def corpus() -> Iterator[tuple[str, str]]:
    for path in sorted(shared("corpora/udhr").iterdir()):
        yield from ((UDHR[path.stem], draft.text) for draft in read_file(path))
    for folder in sorted(shared("corpora/un-six-lang").iterdir()):
        for path in sorted(one for one in folder.rglob("*") if one.is_file())[:8]:
            yield from ((folder.name, draft.text) for draft in read_file(path))


def test_the_declaration_and_documents_of_the_united_nations_are_told_right() -> None:
    texts = list(corpus())
    assert len(texts) > 40
    assert [(said, language_of(text)) for said, text in texts if language_of(text) != said] == []
    random, said = Random(1), 0
    for language, text in texts:
        start = random.randrange(max(1, len(text) - 80))
        found = language_of(text[start : start + 80])
        assert found in ("", language)
        said += bool(found)
    assert said > 0.7 * len(texts)


def test_no_room_for_temporary_files_is_one_sentence_and_the_next_text_is_told_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    told._identifier.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "TemporaryFile", full)
        with pytest.raises(UserError, match=r"temporary files \(No space left on device\); make room there"):
            language_of(ARTICLE["fr"])
    assert language_of(ARTICLE["fr"]) == "fr"
