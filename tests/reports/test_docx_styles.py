"""How a Word file looks: styles that Word accepts and that build on each other."""

import pytest
from lxml import etree

from annotator.reports.docx import docx
from annotator.reports.docx_styles import FOOTER, NUMBERING, SETTINGS, styles
from tests.reports.samples import everything
from tests.reports.test_docx import W, parts_of

ORDERS = {
    "pPr": ("pStyle", "keepNext", "numPr", "bidi", "spacing", "ind", "jc", "outlineLvl"),
    "rPr": ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "vertAlign", "rtl", "lang"),
    "tblPr": ("tblStyle", "tblW", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
    "tcPr": ("tcW", "gridSpan", "tcBorders", "vAlign"),
    "trPr": ("cantSplit", "tblHeader"),
}
"""The order in which ECMA-376 part 1 wants the children of these elements; Word refuses a file with another."""


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
def test_properties_stand_in_the_order_that_the_format_wants(part: str) -> None:
    root = etree.fromstring(parts_of(docx(everything()))[part])
    for name, order in ORDERS.items():
        for element in root.iter(f"{W}{name}"):
            places = [order.index(str(child.tag).removeprefix(W)) for child in element]
            assert places == sorted(places), f"{name}: {etree.tostring(element)!r}"


def values(element: etree._Element, name: str) -> list[str]:
    return [str(one.get(f"{W}val")) for one in element.iter(f"{W}{name}")]


def test_a_style_is_called_once_and_builds_on_one_that_is_there() -> None:
    root = etree.fromstring(styles("en"))
    ids = [str(one.get(f"{W}styleId")) for one in root.iter(f"{W}style")]
    assert len(set(ids)) == len(ids)
    assert set(values(root, "basedOn")) <= set(ids)
    assert all(int(size) > 0 for size in values(root, "sz"))


def test_headings_have_the_level_of_their_number_so_that_word_lists_them() -> None:
    root = etree.fromstring(styles("en"))
    levels = {str(one.get(f"{W}styleId")): values(one, "outlineLvl") for one in root.iter(f"{W}style")}
    assert {name: level for name, level in levels.items() if level} == {
        f"Heading{number}": [str(number - 1)] for number in (1, 2, 3)
    }


@pytest.mark.parametrize("language", ["en", "zh-Hans", 'x"<&'])
def test_the_language_of_the_words_is_said(language: str) -> None:
    assert [one.get(f"{W}val") for one in etree.fromstring(styles(language)).iter(f"{W}lang")] == [language]


def test_the_list_that_bullets_name_is_declared_and_the_foot_counts_pages() -> None:
    listed = values(etree.fromstring(styles("en")), "numId")
    declared = [one.get(f"{W}numId") for one in etree.fromstring(NUMBERING).iter(f"{W}num")]
    assert listed and set(listed) <= set(declared)
    assert [str(one.get(f"{W}instr")).strip() for one in etree.fromstring(FOOTER).iter(f"{W}fldSimple")] == ["PAGE"]
    assert etree.fromstring(SETTINGS).tag == f"{W}settings"
