"""The body of rich text: encodings, destinations, notes, and what is left out."""

import pytest

from annotator.model.document import DocumentDraft
from annotator.readers.registry import read_bytes

FONTS = rb"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times;}{\f2\fcharset2 Symbol;}{\f3\fcharset128 Mincho;}}"


def read(inside: bytes) -> DocumentDraft:
    return read_bytes("a.rtf", b"{\\rtf1\\ansi\\ansicpg1252\\deff0" + FONTS + inside + b"}")[0]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (rb"caf\'e9", "café"),
        (rb"{\f1 \'cc\'e8\'f0} caf\'e9", "Мир café"),
        (rb"\f3 \'90\'a2\'8a\'45", "世界"),
        (b"caf\xe9", "café"),
        (rb"\u1052\'cc\u1080\'e8\uc0\u1088 x", "Мирx"),
        (rb"\uc2\u8212 --after", "—after"),
        (rb"a\~b\_c \{\\\} \ldblquote q\rdblquote", "a\u00a0b\u2011c {\\} “q”"),
        (rb"one\par two\line three", "one\n\ntwo\nthree"),
        (rb"{\upr{plain}{\*\ud{\u1052?}}} x", "М x"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}} on", "link on"),
        (rb"{\*\unknown not this}this", "this"),
        (rb"{\object{\*\objdata 0123}{\result shown}}", "shown"),
    ],
)
def test_what_programs_write_is_read_as_they_show_it(inside: bytes, text: str) -> None:
    assert read(inside).text == text


def test_notes_follow_the_text() -> None:
    note = rb"{\super\chftn{\*\footnote\chftn\pard\plain %b}}"
    inside = b"One" + note % b"first" + b" word." + rb"\par Two" + rb"{\footnote\ftnalt last\par more}" + b"."
    assert read(inside).text == "One[1] word.\n\nTwo[2].\n\n[1] first\n\n[2] last\n\nmore"


def test_what_is_left_out_is_said() -> None:
    draft = read(rb"{\header PRESS}{\footer {\*\x y}}a {\v secret}{\deleted gone}b{\*\annotation no}{\*\annotation n}")
    assert draft.text == "a b"
    assert draft.notices == (
        "Headers and footers were left out.",
        "Hidden text was left out.",
        "Tracked changes: insertions were kept, deletions dropped.",
        "2 comments were left out.",
    )


def test_a_text_box_is_read_after_the_text() -> None:
    inside = rb"a {\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt box\par}}{\shprslt box}}b\par c"
    assert read(inside).text == "a b\n\nc\n\nbox"


def test_a_field_of_the_information_that_stands_twice_is_read_once() -> None:
    inside = rb"{\info{\author Ann}{\creatim\yr2023}{\author Ann}{\subject Talks}}We met."
    assert read(inside).metadata == {"author": "Ann", "subject": "Talks"}
