"""What stands before the text of a LaTeX file: which program to run, and a font for each script that occurs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.blocks import Block, Heading, Plot, listing, paragraph
from annotator.reports.drawing import Drawing, Words
from annotator.reports.tex import tex_file
from annotator.reports.tex_preamble import preamble
from annotator.reports.tex_text import SCRIPTS, Script
from tests.reports.samples import ARABIC, CHINESE, HEBREW, RUSSIAN, TABLE, report
from tests.reports.tex_checker import check


def test_only_a_report_with_other_letters_asks_for_xelatex() -> None:
    plain, foreign = tex_file(report(paragraph("é"))).decode(), tex_file(report(paragraph(ARABIC))).decode()
    assert "xelatex" not in plain and "\\inArabic" not in plain
    assert "run xelatex or lualatex" in foreign and "\\DeclareRobustCommand{\\inArabic}[1]" in foreign


IN_SCRIPT = {"Arabic": ARABIC, "Hebrew": HEBREW, "CJK": CHINESE, "Devanagari": "नमस्ते", "Thai": "สวัสดี"}


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
        assert source.count(command) == 1
        places = [
            source.index(f"\\IfFontExistsTF{{{font}}}{{\\newfontfamily\\font{script.name}") for font in script.fonts
        ]
        assert places == sorted(places)
        assert ("\\rightleft" in source) is script.is_right_to_left
        assert ("\\XeTeXlinebreaklocale" in source) is (script.name == "CJK")
    assert command in preamble(report(title=IN_SCRIPT[script.name]))


@given(st.lists(st.sampled_from([*IN_SCRIPT.values(), RUSSIAN, "abc", "α"])))
def test_every_command_that_a_text_needs_is_declared_and_braces_close(texts: list[str]) -> None:
    made = report(*map(paragraph, texts))
    check(tex_file(made).decode())
    source = preamble(made)
    assert {name for name, text in IN_SCRIPT.items() if text in texts} == {
        script.name for script in SCRIPTS if f"\\newcommand{{\\font{script.name}}}" in source
    }


def test_letters_in_cells_notes_and_captions_count_as_well() -> None:
    assert "\\inArabic" in preamble(report(TABLE)) and "\\inCJK" in preamble(report(TABLE))
    assert preamble(report()) == preamble(report(paragraph("plain")))
