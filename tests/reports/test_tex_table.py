"""Tables for LaTeX: rows with their cells, heads on each page, no wider than the line."""

import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.blocks import Cell, TableBlock, row
from annotator.reports.tex_table import tex_table
from tests.reports.samples import NUMBERS, TABLE, WORDS
from tests.reports.tex_checker import rows_of, seen, unescaped


def shares_of(source: str) -> list[list[float]]:
    """Return the widths of the columns of each part, as shares of the line."""
    heads = regex.findall(r"\\begin\{longtable\}\{(.*)\}\n", source)
    return [[float(share) for share in regex.findall(r"p\{([\d.]+)\\linewidth\}", head)] for head in heads]


def test_every_row_has_its_cells_and_a_group_stands_over_all_columns() -> None:
    rows = rows_of(tex_table(TABLE))
    assert [len(one) for one in rows] == [1, 3, 1, 3, 3]
    assert rows[3][1] == "undefined\\textsuperscript{a}" and rows[2][0].startswith("\\multicolumn{3}{")


def test_the_head_is_repeated_on_each_page_and_a_group_is_not_parted_from_its_first_row() -> None:
    source = tex_table(TABLE)
    assert source.count("95\\% interval") == 2 and source.count("\\caption{Coefficients}") == 1
    assert regex.findall(r"(The whole|By label)\}\\\\(\*?)\n", source) == [("The whole", "*"), ("By label", "*")]


@given(st.lists(st.text("ab 1", max_size=60), min_size=1, max_size=24))
def test_columns_fit_the_line_in_parts_that_have_all_texts_and_one_number(texts: list[str]) -> None:
    table = TableBlock(
        columns=(WORDS, *[NUMBERS] * len(texts)), header=(), rows=(row("name", *texts),), caption="Numbers"
    )
    source = tex_table(table)
    parts = shares_of(source)
    gaps = 10.7 / 627
    assert all(sum(shares) + gaps * (len(shares) - 1) <= 1 and min(shares) > 0.01 for shares in parts)
    cells = [[unescaped(cell) for cell in one] for one in rows_of(source)]
    assert [text for one in cells for text in one[1:]] == list(map(seen, texts))
    assert all(one[0] == "name" for one in cells) and len(parts) == len(cells)
    assert source.count("(continued)") == source.count("\\addtocounter{table}{-1}") == len(parts) - 1


def test_a_word_wider_than_its_column_has_places_to_break() -> None:
    table = TableBlock(columns=(WORDS, WORDS), header=(), rows=(row("x" * 300, Cell("short")),))
    source = tex_table(table)
    assert source.count("\\allowbreak{}") > 3 and "short" in source
