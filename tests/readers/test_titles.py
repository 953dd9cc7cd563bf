import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.registry import read_bytes
from annotator.readers.titles import heading_line, is_file_name, title_of
from tests.readers import samples

PROSE = "The ministers met in the capital and spoke of trade, the border and the year to come."


@pytest.mark.parametrize(
    "title",
    [
        *("Microsoft Word - A_78_L1.docx", "microsoft word - Final (2)", "Microsoft PowerPoint - Slides", "untitled"),
        *(
            "Untitled 1",
            "Sans titre",
            "Без имени",
            "无标题",
            "Document1",
            "Dokument 2",
            "speech.indd",
            "Kopie von Rede.doc",
        ),
        *("2023-04-06_final_v2", "A_RES_72_115", "n2345678.pdf", "S-RES-242", "Title"),
    ],
)
def test_a_files_name_is_no_title(title: str) -> None:
    assert is_file_name(title)


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Statement by the Minister",
            "Rede zum 6. April 2023",
            "世界人权宣言",
            "Address",
            "Version 2.0 of the treaty",
        ),
        *("Document of Moscow", "A title", "NATO", "Untitled Letters of 1923", "U.S.-China talks"),
    ],
)
def test_a_title_is_one(title: str) -> None:
    assert not is_file_name(title)


def test_the_name_under_which_a_file_lies_is_a_files_name() -> None:
    assert is_file_name("My  Speech", "my_speech") and is_file_name("Rede", "Rede.docx")
    assert not is_file_name("My Speech", "other")


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (f"Joint Communiqué\n\n{PROSE}", "Joint Communiqué"),
        (f"\n\nSTATEMENT BY THE MINISTER\n\n{PROSE}", "STATEMENT BY THE MINISTER"),
        ("Treaty\n======\nArticle 1", ""),
        ("The treaty\n==========\nArticle 1", "The treaty"),
        (f"世界人权宣言\n\n{'鉴于对人类家庭所有成员的固有尊严' * 2}", "世界人权宣言"),
        (f"Dear Minister,\n\n{PROSE}", ""),
        (f"Mr. President! Ladies and gentlemen\n\n{PROSE}", ""),
        (f"Paris, 6 April 2023\n\n{PROSE}", ""),
        (f"From: Anna Lund\n\n{PROSE}", ""),
        (f"[00:00:01] Good morning\n\n{PROSE}", ""),
        (f"Page 3 of 12\n\n{PROSE}", ""),
        (f"and so we went\n\n{PROSE}", ""),
        (f"Sanctions\n\n{PROSE}", ""),
        (f"We agreed on it.\n\n{PROSE}", ""),
        (f"A heading\n{PROSE}", ""),
        ("A heading\n\nShort.", ""),
        (f"{'word ' * 40}\n\n{PROSE}", ""),
        ("A heading", ""),
        ("", ""),
    ],
)
def test_a_first_line_is_a_heading_only_where_it_plainly_looks_so(text: str, heading: str) -> None:
    assert heading_line(text) == heading


@given(st.text(max_size=300))
def test_a_heading_is_the_first_line_with_words_whole_or_nothing(text: str) -> None:
    found = heading_line(text)
    assert found == "" or found == next(line.strip() for line in text.split("\n") if line.strip())


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_a_title_comes_before_the_heading_unless_it_is_a_files_name(title: str, heading: str, stem: str) -> None:
    found = title_of(title, heading, "", stem)
    assert found in (title, heading, "")
    if title.strip() and not is_file_name(title, stem):
        assert found == title
    elif heading.strip() and not is_file_name(heading, stem):
        assert found == heading


def test_another_files_name_is_kept_where_nothing_better_is_known_and_a_programs_word_is_not() -> None:
    assert title_of("A_RES_72_115", "", "x", "n23") == "A_RES_72_115"
    assert title_of("Microsoft Word - x.docx", "", "x", "n23") == ""


def test_every_reader_gives_a_files_name_up_for_the_heading() -> None:
    core = (
        "<cp:coreProperties xmlns:cp='c' xmlns:dc='d'><dc:title>Microsoft Word - x.docx</dc:title></cp:coreProperties>"
    )
    files = {
        "a.txt": f"Joint Communiqué\n\n{PROSE}".encode(),
        "a.md": f"# Joint Communiqué\n\n{PROSE}".encode(),
        "a.html": f"<title>untitled</title><h1>Joint Communiqué</h1><p>{PROSE}</p>".encode(),
        "a.docx": samples.docx(samples.p("Joint Communiqué") + samples.p(PROSE), core=core),
        "a.rtf": rb"{\rtf1{\info{\title a.rtf}}\outlinelevel0 Joint Communiqu\'e9\par\pard "
        + PROSE.encode()
        + rb"\par}",
    }
    for name, data in files.items():
        assert [draft.title for draft in read_bytes(name, data)] == ["Joint Communiqué"], name
        assert [draft.source for draft in read_bytes(name, data)] == [name]
