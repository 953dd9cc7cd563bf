"""Whole documents: whatever their margins, columns, indents and pages are, the paragraphs come out as they went in."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.pdf_layout.layout import lay_out
from tests.examples import examples
from tests.readers.pdf_layout.typeset import Sheet, Style, only, typeset

SYLLABLES = [
    "ba",
    "co",
    "de",
    "fi",
    "gu",
    "la",
    "mo",
    "ne",
    "pri",
    "sta",
    "tra",
    "ven",
    "sol",
    "kin",
    "har",
    "dem",
    "lu",
    "po",
    "ri",
    "tis",
    "ga",
    "men",
    "al",
    "or",
]


def prose(random: Random, count: int) -> list[list[str]]:
    """Return paragraphs of made-up words, as unequally frequent as a language's, mostly of two to fifteen lines."""
    lexicon = ["".join(random.choices(SYLLABLES, k=random.choice((1, 1, 2, 2, 3, 4)))) for _ in range(600)]
    weights = [1 / rank for rank in range(1, len(lexicon) + 1)]
    found = []
    for _ in range(count):
        words = random.choices(lexicon, weights, k=random.randint(14, 110))
        found.append([words[0].capitalize(), *words[1:-1], words[-1] + "."])
    return found


def style(random: Random) -> Style:
    """Return a way to set a document."""
    em = random.uniform(7, 16)
    indent, skip = random.choice([(1.5, 0.0), (0.0, 0.6), (2.0, 0.5), (1.0, 0.0)])
    columns = random.randint(1, 2)
    return Style(
        em=em,
        leading=random.uniform(1.1, 1.6),
        left=random.uniform(30, 120),
        measure=em * (random.uniform(22, 34) if columns == 2 else random.uniform(24, 45)),
        columns=columns,
        gutter=em * random.uniform(1.6, 3),
        indent=indent * em,
        skip=skip * em,
        justified=random.random() < 0.5,
        head=random.choice(["", "Official Records", "A/78/PV.9"]),
        folio=random.random() < 0.5,
    )


def whole(paragraphs: list[list[str]], text: str) -> float:
    """Return the share of paragraphs that are one line of a text."""
    lines = set(text.split("\n"))
    return sum(" ".join(words) in lines for words in paragraphs) / len(paragraphs)


@settings(max_examples=examples(25), deadline=None)
@given(st.integers(0, 2**32))
def test_paragraphs_come_out_as_they_were_set(seed: int) -> None:
    random = Random(seed)
    paragraphs, how = prose(random, random.randint(8, 25)), style(random)
    pages = typeset(paragraphs, how)
    if len(pages) < 2:  # one page does not tell what runs over pages
        pages = typeset(paragraphs, replace(how, head="", folio=False))
    layout = lay_out(pages)
    # At the foot of a page a full last line and no indent leave open whether a paragraph goes on.
    assert whole(paragraphs, layout.text) >= 1 - 2 * len(pages) * how.columns / len(paragraphs)
    assert layout.text.split() == " ".join(" ".join(words) for words in paragraphs).split()
    assert len(layout.pages) == len(pages) - 1


@settings(max_examples=examples(10), deadline=None)
@given(st.integers(0, 2**32))
def test_the_order_of_letters_in_the_file_is_no_matter(seed: int) -> None:
    random = Random(seed)
    pages = typeset(prose(random, 8), replace(style(random), head="", folio=False))
    mixed = []
    for page in pages:
        order = list(range(len(page.text)))
        random.shuffle(order)
        mixed.append(only(page, [index for index in order if page.text[index] != " "]))
    assert lay_out(mixed).text == lay_out(pages).text


def test_each_line_is_found_again_on_its_page() -> None:
    words = [f"w{index}" for index in range(40)]
    pages = typeset([words, words], Style(bottom=660))
    layout = lay_out(pages)
    assert len({line.page for line in layout.printed}) == len(pages) > 1
    for line in layout.printed:
        said = layout.text[line.start : line.end]
        on_page = pages[line.page].text.replace(" ", "")
        assert said.replace(" ", "") in on_page and said == said.strip()
        left, bottom, right, top = line.box
        assert left < right and bottom < top
    for number, start in enumerate(layout.pages, 1):
        assert start == min(line.start for line in layout.printed if line.page == number)


def test_a_page_without_text_begins_where_the_next_one_does() -> None:
    first, last = Sheet(), Sheet()
    first.line("Here it begins.", 80, 700, 10)
    last.line("Here it ends.", 80, 700, 10)
    layout = lay_out([first.page(), Sheet().page(), last.page()])
    assert layout.text == "Here it begins.\nHere it ends."
    assert layout.pages == (16, 16)


def test_the_first_heading_is_the_title() -> None:
    sheet = Sheet()
    sheet.line("Joint statement", 80, 740, 18)
    for index in range(6):
        sheet.line("The Ministers met and agreed on all of it and on more.", 80, 700 - 13 * index, 10)
    assert lay_out([sheet.page()]).title == "Joint statement"
    plain = Sheet()
    plain.line("The Ministers met.", 80, 700, 10)
    assert lay_out([plain.page()]).title == ""


def test_nothing_is_read_of_nothing() -> None:
    layout = lay_out([Sheet().page()])
    assert (layout.text, layout.pages, layout.dropped) == ("", (), ())


def test_cells_set_to_the_middle_of_their_row_stay_in_it() -> None:
    sheet = Sheet()
    y = 700.0
    for name, words in (
        ("France", ["the first line", "and the second", "and a third"]),
        ("Chad", ["one", "two", "three"]),
    ):
        for number, line in enumerate(words):
            sheet.line(line, 300, y - 12 * number, 10)
        sheet.line(name, 80, y - 12, 10)
        sheet.line("yes", 500, y - 12, 10)
        y -= 12 * len(words) + 10
    assert lay_out([sheet.page()]).text.split("\n") == [
        "France\tthe first line and the second and a third\tyes",
        "Chad\tone two three\tyes",
    ]
