"""Reports as Markdown, read back by a parser of CommonMark."""

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotator.reports.blocks import Align, Cell, Column, Heading, Listing, Report, TableBlock, emphasis, paragraph, row
from annotator.reports.blocks import code as typed
from annotator.reports.markdown import markdown
from tests.examples import examples

WORDS = st.lists(
    st.sampled_from(
        [
            "word",
            "*",
            "_a_",
            "# x",
            "1. y",
            "- z",
            "<b>",
            "|",
            "`",
            "\\",
            "中国",
            "سلام",
            "&amp;",
            "[a](b)",
            "~~",
            "=",
            "+",
            "$x$",
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


def said(report: Report) -> list[str]:
    """Return the words of each block as a reader of Markdown has them."""
    found: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown(report).decode()):
        if token.type == "inline":
            found.append(
                "".join("\n" if one.type in ("softbreak", "hardbreak") else one.content for one in token.children or ())
            )
    return found


@settings(max_examples=examples(60), deadline=None)
@given(title=WORDS, heading=WORDS, text=WORDS, strong=WORDS, item=WORDS, cell=WORDS)
def test_what_is_said_stands_as_it_is_whatever_marks_are_in_it(
    title: str, heading: str, text: str, strong: str, item: str, cell: str
) -> None:
    table = TableBlock(
        columns=(Column(), Column(Align.NUMBERS)), header=(row("Name", "Count"),), rows=(row(cell, "3"),), caption=text
    )
    report = Report(
        title, "", (Heading(1, heading), paragraph(text, " ", emphasis(strong)), Listing((paragraph(item),)), table)
    )
    assert said(report) == [
        title, heading, f"{text} {strong}", item, f"Table 1. {text}", "Name", "Count", cell, "3"
    ]  # fmt: skip


def test_cells_over_several_columns_and_notes_are_kept() -> None:
    table = TableBlock(
        columns=(Column(), Column()),
        header=(row("Name", "Count"),),
        rows=((Cell("a group", span=2),), row("one", Cell("3", note=0))),
        notes=("of all",),
    )
    text = markdown(Report("T", "of a project", (table,))).decode()
    assert "| a group |  |" in text and "| one | 3 *a* |" in text and "- *a* of all" in text and "of a project" in text


def test_what_is_typed_is_not_escaped() -> None:
    assert "`a*b`" in markdown(Report("T", "", (paragraph(typed("a*b")),))).decode()
    assert "`` a`b ``" in markdown(Report("T", "", (paragraph(typed("a`b")),))).decode()
