"""Reports and texts to write: a report with a block of each kind, and any text that may stand in one."""

from hypothesis import strategies as st

from annotator.reports.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Plot,
    Report,
    TableBlock,
    code,
    emphasis,
    listing,
    paragraph,
    row,
)
from annotator.reports.drawing import Anchor, ColourRole, Drawing, OnShade, Polyline, Rect, Shade, Stroke, Words

WORDS, NUMBERS = Column(), Column(Align.NUMBERS)
ARABIC, CHINESE, HEBREW, RUSSIAN = "نداء إلى وقف إطلاق النار (2)", "联合国安全理事会决议", "אזהרה", "Предупреждение"
NASTY = (
    "<b>&amp;</b>",
    "\\end{document}",
    "a_b & 5% of $3 #1 {x} ~ ^ | \"q\" 'q' `q` [*]",
    "--- ,, << >>",
    "two\nlines\tand a tab",
)
ANY_TEXT = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="\\{}$&#_%~^<>|\"'`[]*-,\n\t αακγπ−≥نדए联a1 ", max_size=20),
    st.sampled_from((ARABIC, CHINESE, HEBREW, RUSSIAN, *NASTY)),
)
"""Any text, also with control characters and half surrogate pairs."""

DRAWING = Drawing(
    width=200,
    height=100,
    shapes=(
        Rect(left=0, top=0, width=50, height=50, fill=Shade(0.5), at=(0, 0)),
        Rect(left=60, top=10, width=20, height=20, edge=ColourRole.INK, at=(0, 1)),
        Rect(left=60, top=50, width=8, height=8, radius=4, fill="#D55E00"),
        Rect(left=100, top=0, width=50, height=50, at=(1, 0)),
        Stroke(x1=0, y1=80, x2=200, y2=80, dashed=True),
        Polyline(points=((0, 60), (100, 70), (200, 60))),
        Words(text="5 & <6>", x=25, y=30, anchor=Anchor.MIDDLE, colour=OnShade(0.5), bold=True),
        Words(text=ARABIC, x=190, y=95, anchor=Anchor.RIGHT, size=11),
        Words(text="turned", x=100, y=60, turned=-45, whole="turned and cut"),
    ),
    summary="Two cells & a line.",
    tips={(0, 0): "the <first> cell"},
)
TABLE = TableBlock(
    columns=(WORDS, NUMBERS, NUMBERS),
    header=(row("", Cell("95% interval", span=2)), row("Coefficient", "Low", "High")),
    rows=(
        row(Cell("The whole", span=3)),
        row("Alpha", "0.774", "0.846"),
        row(Cell("By label", span=3)),
        row(ARABIC, Cell("undefined", note=0), ""),
        row(CHINESE, "0.1", Cell("0.9", note=1)),
    ),
    caption="Coefficients",
    notes=("Only one category was used.", "Two documents & no more."),
)


def report(
    *blocks: Block,
    title: str = "Reliability report",
    subtitle: str = "Readouts · 3 May 2024",
    authors: tuple[str, ...] = (),
) -> Report:
    """Return a report of some blocks."""
    return Report(title, subtitle, blocks, authors=authors)


def everything() -> Report:
    """Return a report that has a block of each kind and text in several scripts."""
    return report(
        Heading(1, "Design"),
        paragraph("Two coders read ", emphasis("40 documents"), " with ", code("annotator agree --seed 7"), "."),
        listing("Ana", f"Ben ({HEBREW})", paragraph("α ≥ 0.667 is ", emphasis("tentative"))),
        Heading(2, RUSSIAN),
        TABLE,
        Heading(3, "Plots"),
        Plot(DRAWING, "Two cells", "A drawing in words."),
        Plot(DRAWING, CHINESE),
    )


def one_cell(text: str) -> Report:
    """Return a report whose only table has a row with this text in each cell."""
    return report(TableBlock(columns=(WORDS, NUMBERS), header=(row("a", "b"),), rows=(row(text, text),)))


STRANGE = (
    *(ARABIC, CHINESE, HEBREW, RUSSIAN, "नमस्ते", "สวัสดีชาวโลก", "Ἑλλάς και Κύπρος", "日本語、テスト。", "한국어"),
    *("Ḥamās ǭ q\u0323", "☮ ✓ ★ 🕊 ∮ ℝ", "ĦŁıŉ", "a\u2068b\u2069\u200dc\ufe0f", "ქართული Հայ বাংলা", "\u0000\ud800\uffff"),
    *("α κ γcat uα ΣΣ Δ∅ A ∩ B ∪ C ≤ ≥ ± → √∞", "w" * 200, "联合国安理会" * 40, "ا" * 120, "x_y/" * 40),
    *NASTY,
)
"""Letters of many scripts, letters that hardly a font has, signs that mean something to TeX, and words too long."""


def strange() -> Report:
    """Return a report that has all of these in each place."""
    rows = tuple(row(text, "29,455", "−0.01\u00a0[−0.03,\u00a01.00]", text) for text in STRANGE)
    wide = TableBlock(columns=(WORDS, NUMBERS, NUMBERS, WORDS), header=(row(*STRANGE[:4]),), rows=rows, caption=ARABIC)
    many = TableBlock(
        columns=(WORDS, *[NUMBERS] * 30),
        header=(row("", *(f"Coder {n} and Coder {n + 1}" for n in range(30))),),
        rows=(row(Cell(CHINESE, span=31)), row("Krippendorff", *["29,455\n[0.77,\u00a00.84]"] * 30)),
        caption=CHINESE,
    )
    words = tuple(Words(text=text[:20], x=2, y=12 * n + 12) for n, text in enumerate(STRANGE))
    drawing = Drawing(width=300, height=12 * len(STRANGE) + 20, shapes=words, summary=CHINESE)
    blocks: list[Block] = [paragraph(text[:60], " ", emphasis(text[:60]), " ", code(text[:60])) for text in STRANGE]
    return report(
        *(Heading(1, text[:40]) for text in STRANGE),
        *blocks,
        wide,
        many,
        Plot(drawing, RUSSIAN),
        title=CHINESE,
        authors=(ARABIC, RUSSIAN),
    )
