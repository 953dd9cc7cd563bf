"""Metadata as variables: read again as they were, or said to be text."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotator.formats.losses import Losses
from annotator.formats.refi.values import RefiValues
from annotator.formats.refi.variables import RefiVariables
from annotator.formats.refi.xml import Element

PLAIN = (
    st.text(max_size=5) | st.integers() | st.booleans() | st.floats(allow_nan=False) | st.sampled_from(["2023-04-06"])
)
VALUE = PLAIN | st.none() | st.lists(PLAIN, max_size=3) | st.dictionaries(st.text(max_size=2), PLAIN, max_size=2)
METADATA = st.dictionaries(st.sampled_from(["a", "b c", "é"]), VALUE, max_size=3)


@given(documents=st.lists(METADATA, max_size=4))
def test_metadata_come_back_as_they_were_or_are_said_not_to(documents: list[dict[str, Any]]) -> None:
    values = RefiValues()
    for one in documents:
        values.note(one)
    sources = "".join(f'<TextSource guid="{n}">{values.markup(one)}</TextSource>' for n, one in enumerate(documents))
    root: Element = etree.fromstring(f"<Project>{values.variables()}<Sources>{sources}</Sources></Project>")
    read = RefiVariables(root, Losses(), is_ours=True)
    for one, source in zip(documents, root.iter("TextSource"), strict=True):
        if values.comes_back(one):
            found = read.metadata(source, "")
            assert found == one
            assert {name: type(value) for name, value in found.items()} == {name: type(v) for name, v in one.items()}
