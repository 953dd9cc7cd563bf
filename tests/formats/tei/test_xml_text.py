"""A text with anchors is the text, and each anchor stands where its name says."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotator.formats.tei.xml_text import anchored, element, escaped, has_illegal
from tests.formats.bundles import TEXTS

ODD = st.text(st.sampled_from("a<&>\"'\n\t \x0b\x00\u0085\u2028🕊]"), max_size=12)


def placed_anchors(body: etree._Element) -> dict[str, int]:
    """Return how many letters stand before each anchor."""
    found, at = {}, 0
    for event, one in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            if one.tag.rpartition("}")[2] == "anchor":
                found[one.get("{http://www.w3.org/XML/1998/namespace}id")] = at
            at += len(one.text or "")
        elif one is not body:
            at += len(one.tail or "")
    return found


@given(text=TEXTS | ODD, data=st.data())
def test_anchors_stand_at_their_places_and_the_words_stay(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(text))))
    body = etree.fromstring(f"<body>{anchored(text, places)}</body>")
    said = "".join(map(str, body.itertext()))
    assert len(said) == len(text)
    assert all(one == other or one == "\ufffd" for one, other in zip(said, text, strict=True))
    assert has_illegal(text) or said == text
    assert placed_anchors(body) == {f"a{place}": place for place in places}
    assert all(not (one.tail or "").strip(" \t\n") for one in body.iter("p"))


@given(value=ODD)
def test_attributes_and_content_come_back(value: str) -> None:
    read = etree.fromstring(element("e", [("a", value), ("b", "")], escaped(value)))
    expected = "".join("\ufffd" if has_illegal(char) else char for char in value)
    assert (read.get("a") or "") == expected and (read.text or "") == expected and read.get("b") is None
    assert element("e") == "<e/>"
