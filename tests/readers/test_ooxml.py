"""Names in Office Open XML: of the usual and of the strict kind alike."""

import pytest
from lxml import etree

from annotator.readers.ooxml import WORD, attribute, child, children, is_on, local, value_of


def element(inner: str, namespace: str = WORD[0]) -> etree._Element:
    return etree.fromstring(f'<w:r xmlns:w="{namespace}" xmlns:o="urn:other">{inner}</w:r>')


@pytest.mark.parametrize("namespace", WORD)
def test_both_namespaces_give_the_same_names_and_attributes(namespace: str) -> None:
    run = element('<w:t w:val="7"/><w:tab/><w:t/>', namespace)
    assert [local(one) for one in run] == ["t", "tab", "t"]
    assert len(list(children(run, "t"))) == 2
    first = child(run, "t")
    assert first is run[0]
    assert attribute(run[0], "val") == value_of(run[0]) == "7"


def test_what_is_of_another_kind_has_no_name() -> None:
    run = element('<o:t o:val="7"/><!-- a --><?b c?>')
    assert [local(one) for one in run] == ["", "", ""]
    assert child(run, "t") is None
    assert attribute(run[0], "val") == value_of(run[0]) == value_of(None) == ""


@pytest.mark.parametrize(
    ("switch", "on"),
    [
        ("<w:vanish/>", True),
        ('<w:vanish w:val="1"/>', True),
        ('<w:vanish w:val="true"/>', True),
        ('<w:vanish w:val="0"/>', False),
        ('<w:vanish w:val="False"/>', False),
        ('<w:vanish w:val="off"/>', False),
        ('<w:u w:val="none"/>', False),
    ],
)
def test_a_switch_is_on_where_it_is_there_and_not_turned_off(switch: str, on: bool) -> None:
    assert is_on(element(switch)[0]) is on
    assert is_on(None) is False
