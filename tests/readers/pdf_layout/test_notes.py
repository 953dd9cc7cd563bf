"""Notes at the foot of pages come after the text, and their marks stay in it."""

from annotator.readers.pdf_layout.layout import Layout, lay_out
from tests.readers.pdf_layout.typeset import Sheet


def page(mark: str, note: list[str], raised: bool = True, who: str = "Council") -> Sheet:
    """Return a page with a mark in its second line and a note of small type at its foot."""
    sheet = Sheet()
    for line in range(12):
        end = sheet.line(f"The {who} met again and heard what was said", 80, 700 - 12 * line, 10)
        if line == 1:
            sheet.word(mark, end, 700 - 12 * line + 4, 6)
    for number, text in enumerate(note):
        x = 80.0
        if number == 0:
            x = sheet.word(mark, x, 443, 5.5) if raised else sheet.word(mark, x, 440, 8)
        sheet.line(text, x + (1 if raised else 0), 440 - 10 * number, 8)
    return sheet


def read(*sheets: Sheet) -> Layout:
    return lay_out([sheet.page() for sheet in sheets])


def test_a_note_comes_after_the_text() -> None:
    for raised in (True, False):
        layout = read(page("1", ["Official Records, Supplement No. 3 (A/52/3),", "chapter three."], raised))
        *text, note = layout.text.split("\n")
        assert note == "[1] Official Records, Supplement No. 3 (A/52/3), chapter three." and layout.notes == 1
        assert "heard what was said[1] The" in " ".join(text)


def test_notes_that_begin_anew_on_each_page_are_numbered_through() -> None:
    layout = read(page("1", ["Resolution one."]), page("1", ["Resolution two."], who="Assembly"))
    assert layout.text.split("\n")[-2:] == ["[1] Resolution one.", "[2] Resolution two."]
    assert layout.text.count("said[1]") == layout.text.count("said[2]") == 1


def test_signs_are_numbered_too() -> None:
    assert read(page("*", ["Resolution one."])).text.endswith("\n[1] Resolution one.")


def test_a_raised_number_without_a_note_is_a_number() -> None:
    sheet = Sheet()
    end = sheet.line("an area of 12 km", 80, 700, 10)
    sheet.word("2", end, 704, 6)
    assert read(sheet).text == "an area of 12 km2"


def test_small_type_without_a_mark_stays_where_it_is() -> None:
    sheet = page("1", [])
    sheet.line("Printed on paper that was made of paper", 80, 440, 8)
    assert read(sheet).text.endswith("Printed on paper that was made of paper") and read(sheet).notes == 0


def test_a_page_begins_where_its_text_does_and_not_its_notes() -> None:
    layout = read(page("1", ["Resolution one."]), page("2", ["Resolution two."], who="Assembly"))
    assert layout.pages[0] < layout.text.index("[1] Resolution")


def test_notes_as_large_as_the_text_are_known_by_their_marks_and_the_gap_above_them() -> None:
    sheet = marked("1", "2")
    sheet.line("1 Official Records, Supplement No. 3,", 80, 500, 10)
    sheet.line("chapter three.", 80, 488, 10)
    sheet.line("2 Resolution one.", 80, 476, 10)
    layout = read(sheet)
    assert layout.text.split("\n")[-2:] == [
        "[1] Official Records, Supplement No. 3, chapter three.",
        "[2] Resolution one.",
    ]
    assert layout.notes == 2 and layout.text.count("[1]") == layout.text.count("[2]") == 2


def test_a_numbered_list_at_the_foot_of_a_page_is_no_notes() -> None:
    sheet = page("3", [])
    sheet.line("1 The first item of the list", 80, 500, 10)
    sheet.line("2 The second item of the list", 80, 488, 10)
    layout = read(sheet)
    assert layout.notes == 0 and "The second item" in layout.text


def marked(*marks: str) -> Sheet:
    """Return a page of text with these marks in it."""
    sheet = Sheet()
    for line in range(12):
        end = sheet.line("The Council met again and heard what was said", 80, 700 - 12 * line, 10)
        if line < len(marks):
            sheet.word(marks[line], end, 700 - 12 * line + 4, 6)
    return sheet


def test_notes_at_the_end_of_a_document_are_taken_for_the_marks_on_all_its_pages() -> None:
    for em in (8, 10):
        last = Sheet()
        last.line("Notes", 80, 700, 14)
        for number in (1, 2, 3):
            last.line(f"{number}. Resolution no. {number} of the Council,", 80, 670 - 30 * number, em)
            last.line("as it was adopted.", 80, 670 - 30 * number - 12, em)
        layout = read(marked("1", "2"), marked("3"), last)
        assert layout.text.split("\n")[-3:] == [
            f"[{number}] Resolution no. {number} of the Council, as it was adopted." for number in (1, 2, 3)
        ]
        assert all(layout.text.count(f"[{number}]") == 2 for number in (1, 2, 3))
        assert "Notes" in layout.text.split("\n")


def test_a_list_at_the_end_of_a_document_without_marks_is_no_notes() -> None:
    last = Sheet()
    for number in (1, 2, 3):
        last.line(f"{number}. Resolution no. {number} of the Council", 80, 670 - 30 * number, 10)
    assert read(marked("7"), last).notes == 0
