"""A label's description: what a label says is read again from it, whatever its words."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.refi.describing import described, description_of, is_described
from annotator.model.codebook import Label
from annotator.model.ids import LabelId

WORDS = st.lists(
    st.sampled_from(["word", " ", "\n", "\n\n", "Include:", "- ", "Examples: x", "é", ":"]), min_size=1, max_size=6
).map("".join)
FIELDS = ("definition", "include", "exclude", "examples", "near_misses")


@given(data=st.data())
def test_what_is_read_again_is_what_was_said_where_it_says_so(data: st.DataObject) -> None:
    texts = {name: data.draw(WORDS | st.just("")) for name in FIELDS[:3]}
    lists = {name: tuple(data.draw(st.lists(WORDS, max_size=3))) for name in FIELDS[3:]}
    label = Label(id=LabelId("a"), name="A", **texts, **lists)
    if is_described(label):
        assert Label(id=LabelId("a"), name="A", **described(description_of(label))) == label
    assert described(description_of(label)).keys() <= set(FIELDS)


def test_each_field_is_a_paragraph_with_its_word_in_front() -> None:
    label = Label(id=LabelId("a"), name="A", definition="What it is.", exclude="Not that.", examples=("one", "two"))
    assert description_of(label) == "What it is.\n\nExclude: Not that.\n\nExamples:\n- one\n- two"
    assert is_described(label)
    assert described("Plain.\nInclude: not a paragraph") == {"definition": "Plain.\nInclude: not a paragraph"}
