"""The codebooks that come with the program: everything in them is defined, and cue words stand in real texts."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain

import pytest

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, CodesPerUnit, CodingUnit, Label
from annotator.model.role_kinds import Takes
from annotator.operations.codebook.presets import PASS_MARKS, STRUCTURE_ALONE, presets
from tests.projects import default_codebook
from tests.shared_data import shared
from tests.test_seeds import NIGHT, PAPER, contrast

BOOKS = {one.name: one.codebook for one in presets()}
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
ACTS = ("appeal", "commitment", "warning")
LARGE = 20_000
"""Characters that a language's texts must have for a share of cue words to say anything."""

FORCES = {
    "appeal": ("invites", "encourages", "calls on", "urges", "demands"),
    "commitment": ("considers", "intends", "will", "undertakes"),
    "warning": ("notes with concern", "warns", "threatens consequences"),
}
KINDS = {
    "force": AttributeKind.ORDINAL,
    "polarity": AttributeKind.CHOICE,
    "conditional": AttributeKind.FLAG,
    "reported": AttributeKind.FLAG,
    "novelty": AttributeKind.CHOICE,
    "deadline": AttributeKind.DATE,
}
ROLES = {
    "appeal": ("speaker!*", "addressee!*", "content", "beneficiary*", "condition"),
    "commitment": ("speaker!*", "addressee*", "content", "beneficiary*", "condition"),
    "warning": ("speaker!*", "addressee!*", "content", "target*", "condition"),
}
"""By act: ! where the codebook requires the slot, * where it takes several."""


def label_of(id: str) -> Label:
    """Return a label of the default codebook."""
    label = default_codebook().get(id)
    assert label is not None
    return label


def attribute_of(label: str, id: str) -> Attribute:
    """Return an attribute of a label of the default codebook."""
    attribute = label_of(label).attribute(id)
    assert attribute is not None
    return attribute


def words_of(attribute: Attribute, language: str) -> Iterator[tuple[str, str]]:
    """Return the cue words of an attribute in a language, each with its value."""
    return ((value, word) for value, by in attribute.cues.items() for word in by.get(language, ()))


def attributes_of(book: Codebook) -> Iterator[Attribute]:
    """Return all attributes of all labels."""
    own = (attribute for label in book.labels for attribute in label.attributes)
    of_slots = (one for label in book.labels for role in label.roles for one in role.attributes)
    return chain(own, of_slots)


def plain(text: str) -> str:
    """Return a text in the form in which cue words are looked for: composed, small, without Arabic vowel signs."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return re.sub("[\u064b-\u0652\u0640]", "", " ".join(folded.split()))


@cache
def united_nations(language: str) -> str:
    """Return the Charter and twenty records of the Security Council in one of the six languages."""
    files = [*sorted(shared(f"corpora/un-six-lang/{language}").iterdir())]
    files.append(shared(f"corpora/un-charter/raw_un_charter_{language}.txt"))
    text = plain("\n".join(file.read_text(encoding="utf-8-sig") for file in files))
    if len(text) < LARGE:
        pytest.skip(f"too little text in “{language}”: {len(text)} characters")
    return text


@cache
def english() -> str:
    """Return statements and readouts in English: the General Debate of 2023, the White House, meetings on the NPT."""
    places = (("ungdc", "*.txt"), ("whitehouse", "*.md"), ("un-npt-tei", "*.xml"))
    files = [file for place, names in places for file in sorted(shared(f"corpora/{place}").glob(names))]
    return plain("\n".join(file.read_text(encoding="utf-8-sig", errors="replace") for file in files))


def stands_in(word: str, language: str, text: str) -> bool:
    """Tell whether a cue word stands in a text, in this form or with another ending (“urges”, “urged”).

    Chinese has neither blanks nor endings. Arabic joins its “and” to the word, and shows the person at its beginning.
    """
    folded = plain(word)
    if language == "zh":
        return folded in text
    # Short words have little more than a stem.
    cut = min(2, max(0, len(folded.split()[-1]) - 4))
    stem, ending = folded[: len(folded) - cut], r"\w*" if cut else ""
    before = ""
    if language == "ar":
        person = "[يتن]" if stem[0] in "يتن" else ""
        before, stem = f"[وف]?{person}", stem[1:] if person else stem
    # The plain search is quick, and spares most of the slow ones.
    return stem in text and re.search(rf"(?<!\w){before}{re.escape(stem)}{ending}(?!\w)", text) is not None


def share(words: set[str], language: str, text: str) -> float:
    """Return the share of the words that stand in the text."""
    return sum(stands_in(word, language, text) for word in words) / len(words)


def force_words(language: str, *acts: str) -> set[str]:
    """Return the cue words of force of some acts."""
    return {word for act in acts for _, word in words_of(attribute_of(act, "force"), language)}


def test_the_default_codebook_has_exactly_four_labels_of_which_three_are_acts() -> None:
    labels = default_codebook().labels
    assert [(label.id, label.is_act, label.names_actors) for label in labels] == [
        ("appeal", True, False),
        ("commitment", True, False),
        ("warning", True, False),
        ("actor", False, True),
    ]


@pytest.mark.parametrize("act", ACTS)
def test_each_act_has_the_slots_and_attributes_that_the_program_counts_on(act: str) -> None:
    label = label_of(act)
    assert tuple(f"{role.id}{'!' * role.required}{'*' * role.several}" for role in label.roles) == ROLES[act]
    assert {attribute.id: attribute.kind for attribute in label.attributes} == KINDS
    assert attribute_of(act, "force").values == FORCES[act]
    assert attribute_of(act, "polarity").values == ("positive", "negative")
    assert attribute_of(act, "novelty").values == ("new", "reaffirmed")
    assert [attribute.id for attribute in label.attributes if attribute.required] == ["force"]
    for role in label.roles:
        is_passage = role.id in ("content", "condition")
        assert (role.takes, role.labels) == ((Takes.PASSAGE, ()) if is_passage else (Takes.PARTY, ("actor",)))


@pytest.mark.parametrize("name", BOOKS)
def test_everything_in_a_codebook_is_defined(name: str) -> None:
    for label in BOOKS[name].labels:
        assert label.definition
        assert all(role.definition for role in label.roles)
        if label.heading or (name in STRUCTURE_ALONE and not label.names_actors):
            continue
        assert label.include and label.exclude and label.near_misses
        assert len(label.examples) >= 2
        assert all(example.count("[") == example.count("]") == 1 for example in label.examples)
        assert [role.id for role in label.roles if not role.definition] == []
    for attribute in attributes_of(BOOKS[name]):
        assert attribute.definition and set(attribute.meanings) == set(attribute.values)
        assert all(attribute.meanings.values())


@pytest.mark.parametrize("name", BOOKS)
def test_parties_are_looked_for_among_labels_that_name_actors(name: str) -> None:
    book = BOOKS[name]
    wanted = {id for label in book.labels for role in label.roles for id in role.labels}
    assert all(label.names_actors for label in book.labels if label.id in wanted)


@pytest.mark.parametrize("name", BOOKS)
def test_colours_are_distinct_and_stand_out_from_both_papers(name: str) -> None:
    colours = [label.colour for label in BOOKS[name].labels]
    assert len(set(colours)) == len(colours)
    # 3:1 is what graphical objects need (WCAG 2.2, success criterion 1.4.11).
    assert all(contrast(colour, paper) >= 3 for colour in colours for paper in (PAPER, NIGHT))


@pytest.mark.parametrize("act", ACTS)
def test_every_value_of_force_and_every_other_attribute_has_cue_words_in_all_six_languages(act: str) -> None:
    cued = {str(attribute.id): attribute.cues for attribute in label_of(act).attributes}
    assert set(cued["force"]) == set(FORCES[act])
    assert set(cued["novelty"]) == {"new", "reaffirmed"}
    assert set(cued["polarity"]) == {"negative"}
    assert all(set(cued[id]) == {""} for id in ("conditional", "reported", "deadline"))
    assert all(set(by) == set(LANGUAGES) and all(by.values()) for cues in cued.values() for by in cues.values())


@pytest.mark.parametrize("name", BOOKS)
def test_no_word_points_to_two_values_of_an_attribute(name: str) -> None:
    for attribute in attributes_of(BOOKS[name]):
        for language in LANGUAGES:
            found = [word for _, word in words_of(attribute, language)]
            assert sorted(found) == sorted(set(found)), (attribute.id, language)


@pytest.mark.parametrize("name", BOOKS)
def test_cue_words_are_written_plainly_and_in_the_script_of_their_language(name: str) -> None:
    scripts = {"ru": "CYRILLIC", "zh": "CJK", "ar": "ARABIC"}
    for attribute in attributes_of(BOOKS[name]):
        for language in LANGUAGES:
            for _, word in words_of(attribute, language):
                assert word and plain(word) == word.replace("’", "'")
                letters = [char for char in word if char.isalpha()]
                script = scripts.get(language, "LATIN")
                # Chapter VII is written in Latin letters in Russian too.
                if "vii" not in word:
                    assert all(unicodedata.name(char).startswith(script) for char in letters), word


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_cue_words_of_appeals_and_commitments_stand_in_parallel_texts_of_the_united_nations(language: str) -> None:
    text = united_nations(language)
    assert share(force_words(language, "appeal", "commitment"), language, text) > 0.5
    # Such texts seldom warn, and hardly ever threaten.
    assert share(force_words(language, "warning"), language, text) > 0.1


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_operative_verbs_stand_in_parallel_texts_of_the_united_nations(language: str) -> None:
    verbs = [one for one in attributes_of(BOOKS["un-operative-verbs"]) if one.id in ("verb", "opening")]
    words = {word for attribute in verbs for _, word in words_of(attribute, language)}
    assert share(words, language, united_nations(language)) > 0.5


def test_nearly_all_english_cue_words_of_force_stand_in_statements_and_readouts() -> None:
    words = force_words("en", *ACTS)
    assert share(words, "en", english() + " " + united_nations("en")) > 0.9


PLOVER = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
SCHEMES: dict[str, tuple[tuple[str, ...], CodingUnit]] = {
    "plover": (PLOVER, CodingUnit.FREE),
    "cameo": (tuple(f"{number:02}" for number in range(1, 21)), CodingUnit.FREE),
    "atop-obligations": (("defense", "offense", "neutral", "nonagg", "consul"), CodingUnit.FREE),
    "marpor-domains": (("1", "2", "3", "4", "5", "6", "7", "000"), CodingUnit.QUASI_SENTENCE),
    "cap-major-topics": (
        tuple(str(number) for number in (*range(1, 11), *range(12, 22), 23)),
        CodingUnit.QUASI_SENTENCE,
    ),
    "stance": (("1", "0", "-1"), CodingUnit.SENTENCE),
}


@pytest.mark.parametrize("name", SCHEMES)
def test_a_scheme_has_the_codes_and_the_unit_of_its_source_and_says_its_terms(name: str) -> None:
    book, (codes, unit) = BOOKS[name], SCHEMES[name]
    assert tuple(label.code for label in book.labels if label.code) == codes
    assert all(label.code for label in book.in_use if not label.names_actors)
    assert (book.unit, book.codes_per_unit) == (unit, CodesPerUnit.ONE)
    assert ("only the structure" in book.description or "only codes and names" in book.description) == (
        name in STRUCTURE_ALONE or name == "atop-obligations"
    )
    assert "Source: " in book.description or name == "stance"
    assert f"Training threshold: F1 of {PASS_MARKS[book.name]}" in book.description and "Unit: " in book.description


def test_plover_has_its_quad_classes_as_headings_and_modes_where_the_scheme_has_them() -> None:
    book = BOOKS["plover"]
    parents = {label.code: label.parent for label in book.labels if label.code}
    assert [label.id for label in book.labels if label.heading] == list(dict.fromkeys(parents.values()))
    assert parents["REQUEST"] == "verbal-conflict" and parents["SANCTION"] == "material-conflict"
    modes = {label.code: label.attributes[0].values for label in book.labels if label.attributes}
    assert {code: set(values) for code, values in modes.items()} == {
        "REQUEST": {"assist", "change", "yield", "meet"},
        "REJECT": {"assist", "change", "yield", "meet"},
        "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    }
