"""The sample texts and the default codebook: they read, they are whole, and they show what the program is for."""

import hashlib
import unicodedata
from pathlib import Path

import pytest

from annotator.model.codebook import Codebook
from annotator.model.document import canonical
from annotator.readers.registry import read_file

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
TEXTS = sorted(path for path in SEEDS.iterdir() if path.suffix in (".txt", ".md"))
CODEBOOK = ROOT / "resources" / "codebook.json"
GIVEN_SHA256 = "1ab5d478d4f8f391e33d523bf676479256727f60d011c328e99660df0874df61"

PAPER, NIGHT = "#FBFAF7", "#1B1D21"
"""The two backgrounds on which the labels' bars are drawn."""


def text_of(path: Path) -> str:
    """Return the text of the one document that a seed file holds."""
    (draft,) = read_file(path)
    return draft.text


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb" (WCAG 2.2, definition of "relative luminance")."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition of "contrast ratio")."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def codebook() -> Codebook:
    """Return the default codebook."""
    return Codebook.from_json(CODEBOOK.read_bytes(), CODEBOOK.name)


def test_there_are_at_least_nine_texts() -> None:
    assert len(TEXTS) >= 9


def test_the_given_text_is_unchanged_to_the_byte() -> None:
    assert hashlib.sha256((SEEDS / "china-france-ukraine.txt").read_bytes()).hexdigest() == GIVEN_SHA256


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_each_text_reads_as_one_document_without_a_notice(path: Path) -> None:
    (draft,) = read_file(path)
    assert draft.title
    assert draft.text == canonical(draft.text)
    assert draft.notices == ()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_each_text_is_composed_and_free_of_control_characters(path: Path) -> None:
    text = text_of(path)
    assert unicodedata.is_normalized("NFC", text)
    assert {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")} <= {"\n"}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_each_text_is_long_enough_to_code_and_short_enough_to_read(path: Path) -> None:
    assert 800 <= len(text_of(path)) <= 5000


@pytest.mark.parametrize("path", [path for path in TEXTS if path.suffix == ".md"], ids=lambda path: path.name)
def test_each_markdown_text_says_in_its_front_matter_what_it_is(path: Path) -> None:
    (draft,) = read_file(path)
    assert {"date", "speaker", "kind", "language", "place"} <= set(draft.metadata)
    assert "fict" in str(draft.metadata["status"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("communique-fr.md", ("exhorte", "s’engage à", "met en garde contre")),
        ("readout-zh.txt", ("呼吁", "将继续", "必将")),
        ("statement-ar.txt", ("دعا", "تعهدوا", "حذّر")),
    ],
)
def test_french_chinese_and_arabic_texts_appeal_commit_and_warn(name: str, words: tuple[str, ...]) -> None:
    text = text_of(SEEDS / name)
    assert all(word in text for word in words)


def test_a_text_holds_characters_outside_the_basic_plane() -> None:
    assert any(ord(char) > 0xFFFF for char in text_of(SEEDS / "post.txt"))


def test_the_default_codebook_is_written_in_its_canonical_form() -> None:
    assert CODEBOOK.read_bytes() == codebook().to_json().encode("utf-8")


def test_the_default_codebook_has_the_four_labels_with_their_keys_and_cues() -> None:
    assert [(label.id, label.key, label.cue.value) for label in codebook().labels] == [
        ("appeal", "1", "solid"),
        ("commitment", "2", "double"),
        ("warning", "3", "thick"),
        ("actor", "4", "dotted"),
    ]


def test_each_label_of_it_is_defined_bounded_and_shown_in_two_examples() -> None:
    for label in codebook().labels:
        assert label.definition
        assert label.include
        assert label.exclude
        assert len(label.examples) == 2
        assert all(example.count("[") == example.count("]") == 1 for example in label.examples)


def test_its_colours_are_distinct_and_stand_out_from_both_papers() -> None:
    colours = [label.colour for label in codebook().labels]
    assert len(set(colours)) == len(colours)
    for colour in colours:
        # 3:1 is what graphical objects need (WCAG 2.2, success criterion 1.4.11).
        assert contrast(colour, PAPER) >= 3
        assert contrast(colour, NIGHT) >= 3
