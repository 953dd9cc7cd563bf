"""Places in XML are found whatever their namespaces, and the text between them has no word of theirs."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotator.readers.xml_places import XmlMap

ROOT = etree.fromstring(
    b'<a xmlns:n="urn:n"><b n:id="1"><c>x</c><d><c>y</c></d>text</b><b><b>inner</b></b><e><b>other</b></e></a>'
)


def test_documents_are_found_by_their_path_and_none_within_another() -> None:
    assert len(XmlMap("b").documents(ROOT)) == 3
    assert len(XmlMap("a/b").documents(ROOT)) == 2
    assert [one.text for one in XmlMap("e/b").documents(ROOT)] == ["other"]


def test_values_come_from_elements_and_attributes_below() -> None:
    document = XmlMap("b").documents(ROOT)[0]
    places = XmlMap("b", "d/c", (("all", "c"), ("inner", "d/c"), ("id", "@id"), ("none", "z"), ("own", "@n:id")))
    assert places.title_of(document) == "y"
    assert places.metadata(document) == {"all": "x; y", "inner": "y", "id": "1", "own": "1"}
    assert places.text(document) == "text"


@given(st.lists(st.sampled_from(["one", "two ", "<p>", "</p>", "<i>", "</i>", "<n>", "</n>"]), max_size=12))
def test_no_word_is_lost_but_those_left_out(pieces: list[str]) -> None:
    opened: list[str] = []
    written = []
    for piece in pieces:
        if piece.startswith("</"):
            if opened and opened[-1] == piece[2:-1]:
                written.append(piece)
                opened.pop()
            continue
        if piece.startswith("<"):
            opened.append(piece[1:-1])
        written.append(piece)
    inner = "".join(written) + "".join(f"</{name}>" for name in reversed(opened))
    root = etree.fromstring(f"<doc>{inner}</doc>")
    text = XmlMap("doc").text(root)
    assert "".join(text.split()) == "".join("".join(map(str, root.itertext())).split())
    less = XmlMap("doc", leave=("n",)).text(root)
    etree.strip_elements(root, "n", with_tail=False)
    kept = list(map(str, root.itertext()))
    assert "".join(less.split()) == "".join("".join(kept).split())
