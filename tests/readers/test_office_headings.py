import pytest
from lxml import etree

from annotator.readers.odf import qualified
from annotator.readers.office_headings import docx_heading, odt_heading
from tests.readers import samples


def word(*paragraphs: str) -> etree._Element:
    return etree.fromstring(f"<w:document {samples.W}><w:body>{''.join(paragraphs)}</w:body></w:document>")


def styled(text: str, style: str) -> str:
    return samples.p(text, properties=f'<w:pStyle w:val="{style}"/>')


STYLES = etree.fromstring(
    f"<w:styles {samples.W}>"
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Kopfzeile"><w:name w:val="header"/></w:style></w:styles>'
)


@pytest.mark.parametrize(
    ("paragraphs", "heading"),
    [
        ([styled("The title", "Titel"), samples.p("x")], "The title"),
        ([styled("Part one", "berschrift1"), styled("The title", "Titel")], "The title"),
        ([samples.p("Ministry"), styled("Part one", "berschrift1")], "Part one"),
        ([samples.p(""), styled("A  title", "Titel")], "A title"),
        ([styled("Ministry", "Kopfzeile")], ""),
        ([*(samples.p(f"line {n}") for n in range(12)), styled("Annex", "berschrift1")], ""),
    ],
)
def test_the_heading_of_a_word_file_is_marked_by_its_style_in_any_language(paragraphs: list[str], heading: str) -> None:
    assert docx_heading(word(*paragraphs), STYLES) == heading


def test_without_styles_nothing_is_marked() -> None:
    assert docx_heading(word(styled("The title", "Titel")), None) == ""


def odt(*blocks: tuple[str, str, str]) -> etree._Element:
    body = etree.Element(qualified("office", "text"))
    for name, style, text in blocks:
        etree.SubElement(body, qualified("text", name), {qualified("text", "style-name"): style}).text = text
    return body


def test_the_heading_of_an_opendocument_text_is_marked_by_its_element_or_its_style() -> None:
    styles = etree.Element("styles")
    names = {qualified("style", "name"): "P1", qualified("style", "parent-style-name"): "Title"}
    etree.SubElement(styles, qualified("style", "style"), names)
    assert odt_heading(odt(("p", "Standard", "x"), ("h", "Heading_1", "Part one")), None) == "Part one"
    assert odt_heading(odt(("h", "Heading_1", "Part one"), ("p", "P1", "The title")), styles) == "The title"
    assert odt_heading(odt(("p", "P1", "The title")), None) == ""
    assert odt_heading(odt(*[("p", "Standard", "x")] * 12, ("h", "Heading_1", "Annex"))) == ""
