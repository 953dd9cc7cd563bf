"""The root of XML is found behind whatever stands before it, and no text has one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers import akoma_ntoso, html, odt, tei
from annotator.readers.xml_root import root_in
from tests.examples import examples

BEFORE = ["", "\n", "<?xml version='1.0'?>", "<!-- <no/> a > b -->", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "<?a b > c?>"]


@settings(max_examples=examples(30))
@given(
    before=st.lists(st.sampled_from(BEFORE), max_size=5),
    size=st.sampled_from([0, 4096, 70_000, 300_000]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_the_root_is_found_behind_whatever_stands_before_it(before: list[str], size: int, encoding: str) -> None:
    text = f"{''.join(before)}<!--{' ' * size}-->\n<a:TEI xmlns:a='b' n='{'x' * size}'><p/>"
    found = root_in(text.encode(encoding))
    assert (found.name, found.tag.endswith("'>")) == ("TEI", True)
    assert tei.sniff(text.encode(encoding))


@pytest.mark.parametrize("text", ["", " ", "a <b>", "<", "<<<<", "< b>", "<!-- no end", "<?x", "<b", "</b>"])
def test_what_has_no_root_is_none(text: str) -> None:
    assert root_in(text.encode()) == root_in(text.encode() * 3000 if text else b"") == ("", "")


def test_kinds_of_xml_are_known_behind_long_remarks() -> None:
    remark = f"<?xml version='1.0'?><!--{'x' * 100_000}-->".encode()
    assert akoma_ntoso.sniff(remark + b"<akomaNtoso xmlns='x'>")
    assert html.sniff(remark + b"<!DOCTYPE html><title>x</title>") and html.sniff(remark + b"<html>")
    assert odt.sniff(remark + b'<office:document office:mimetype="application/vnd.oasis.opendocument.text">')
    assert not odt.sniff(remark + b'<office:document office:mimetype="application/vnd.oasis.opendocument.graphics">')
