"""What stands before the text of a LaTeX file: which program to run, and a font for each script that occurs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.blocks import Block, Heading, Plot, listing, paragraph
from annotator.reports.drawing import Drawing, Words
from annotator.reports.tex import tex_file
from annotator.reports.tex_preamble import has_note, preamble
from annotator.reports.tex_scripts import SCRIPTS, Script
from tests.reports.samples import ARABIC, CHINESE, HEBREW, RUSSIAN, TABLE, report
from tests.reports.tex_checker import check


def test_only_a_report_with_other_letters_has_more_than_the_usual_preamble() -> None:
    plain, foreign, odd = (preamble(report(paragraph(text))) for text in ("é α", ARABIC, "ḥ"))
    assert "\\unset" not in plain and "\\inArabic" not in plain and "\\letter" not in plain
    assert "\\DeclareRobustCommand{\\inArabic}[1]" in foreign and "XeLaTeX and LuaLaTeX set this" in foreign
    assert "\\DeclareRobustCommand{\\letter}[3]" in odd and "\\unsetnote" not in odd


def test_the_sentence_on_missing_letters_stands_under_the_title_where_there_are_any() -> None:
    for text, there in (("é", False), (CHINESE, True)):
        made = report(paragraph(text))
        assert has_note(made) is there and ("\\unsetnote\n\\bigskip" in tex_file(made).decode()) is there


IN_SCRIPT = {
    "Arabic": ARABIC,
    "Hebrew": HEBREW,
    "CJK": CHINESE,
    "Devanagari": "नमस्ते",
    "Thai": "สวัสดี",
    "Cyrillic": RUSSIAN,
    "Greek": "και",
}


def block_with(text: str) -> list[Block]:
    """Return a block of each kind that has a text."""
    drawing = Drawing(width=10, height=10, shapes=(Words(text=text, x=0, y=0),))
    return [
        Heading(1, text),
        paragraph(text),
        listing("a", text),
        Plot(drawing),
        Plot(Drawing(width=1, height=1, shapes=()), text),
    ]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_has_its_command_wherever_it_occurs_and_its_fonts_in_their_order(script: Script) -> None:
    command = f"\\DeclareRobustCommand{{\\{script.command}}}[1]"
    for block in block_with(IN_SCRIPT[script.name]):
        source = preamble(report(block))
        assert source.count(command) == 2 + len(script.fonts)
        places = [
            source.index(f"\\IfFontExistsTF{{{font}}}{{\\newfontfamily\\font{script.name}") for font in script.fonts
        ]
        assert places == sorted(places)
        assert ("\\rightleft" in source) is script.is_right_to_left
    assert command in preamble(report(title=IN_SCRIPT[script.name]))


@given(st.lists(st.sampled_from([*IN_SCRIPT.values(), "abc", "α"])))
def test_every_command_that_a_text_needs_is_declared_and_braces_close(texts: list[str]) -> None:
    made = report(*map(paragraph, texts))
    check(tex_file(made).decode())
    source = preamble(made)
    assert {name for name, text in IN_SCRIPT.items() if text in texts} == {
        script.name for script in SCRIPTS if f"\\newfontfamily\\font{script.name}" in source
    }


def test_letters_in_cells_notes_and_captions_count_as_well() -> None:
    assert "\\inArabic" in preamble(report(TABLE)) and "\\inCJK" in preamble(report(TABLE))
    assert preamble(report()) == preamble(report(paragraph("plain")))
