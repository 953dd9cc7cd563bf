"""The body of an OpenDocument text: what is read of it, in which order, with which blanks."""

import pytest

from annotator.model.document import DocumentDraft
from annotator.readers.registry import read_bytes
from tests.readers.samples import odt


def read(body: str, automatic: str = "") -> DocumentDraft:
    return read_bytes("a.odt", odt(body, automatic))[0]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("  a\n  b  ", "a b"),
        ('a<text:s text:c="3"/>b', "a   b"),
        ("a<text:tab/>b<text:line-break/>c", "a\tb\nc"),
        ("a <text:span>b</text:span> c", "a b c"),
        (
            "<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby>字",
            "漢(かん)字",
        ),
        ("a<text:soft-page-break/>b", "ab"),
        ("<text:title>a field</text:title>", "a field"),
    ],
)
def test_blanks_are_as_the_standard_has_them(inside: str, text: str) -> None:
    assert read(f"<text:p>{inside}</text:p>").text == text


def test_notes_follow_the_text_and_comments_are_counted() -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>9</text:note-citation>'
        "<text:note-body><text:p>{}</text:p></text:note-body></text:note>"
    )
    first, last = note.format("footnote", "first"), note.format("endnote", "last")
    body = f"<text:p>One{first} word.</text:p><text:p>Two{last}.</text:p>"
    draft = read(body + "<text:p>x<office:annotation><text:p>no</text:p></office:annotation>y</text:p>")
    assert draft.text == "One[1] word.\n\nTwo[2].\n\nxy\n\n[1] first\n\n[2] last"
    assert draft.notices == ("1 comment was left out.",)


def test_insertions_stand_and_deletions_are_gone() -> None:
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    draft = read(f"{deleted}<text:p>a <text:change-start/>new<text:change-end/> <text:change/>b</text:p>")
    assert draft.text == "a new b"
    assert draft.notices == ("Tracked changes: insertions were kept, deletions dropped.",)


def test_rows_of_a_table_are_lines_and_cells_with_paragraphs_stand_by_themselves() -> None:
    def table(*rows: list[str]) -> str:
        cells = ["".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row) for row in rows]
        return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"

    plain = table(["<text:p>a</text:p>", "<text:p>b</text:p>"], ["<text:p>c</text:p>", "<text:p/>"])
    assert read(plain).text == "a\tb\nc"
    assert read(table(["<text:p>a</text:p><text:p>b</text:p>", "<text:p>c</text:p>"])).text == "a\n\nb\n\nc"


def test_a_text_box_is_read_after_its_paragraph() -> None:
    box = "<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>"
    assert read(f"<text:p>a {box}b</text:p><text:p>c</text:p>").text == "a b\n\nbox\n\nc"
    assert read(f"{box}<text:p>a</text:p>").text in ("a\n\nbox", "box\n\na")
