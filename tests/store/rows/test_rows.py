"""What all tables share: rows by their ids, and JSON in which equal values are equal texts."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import BadProject
from annotator.model.ids import SpanId
from annotator.model.verbs.verb import Told
from annotator.operations.documents.source_files import keep_source
from annotator.store.rows.rows import from_json, to_json
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_many_ids_are_asked_for_at_once(desk: Desk) -> None:
    first = desk.code("urged China")
    more = [replace(first, id=SpanId(f"{first.id}-{number}"), label=first.label) for number in range(1500)]
    with desk.project.transact(Told(sentence="Many")):
        desk.project.spans.add(more)
    ids = [span.id for span in more]
    asked = [*ids, SpanId("gone"), first.id]
    assert desk.project.spans.which_exist(asked) == {*ids, first.id}
    assert [span.id for span in desk.project.spans.get_many(asked)] == [*ids, first.id]
    assert desk.project.spans.which_exist([]) == set() and desk.project.spans.get_many([]) == []
    assert desk.project.links.of_spans(asked) == []
    assert desk.project.spans.labels_in_use() == {"appeal": 1501}
    assert desk.project.spans.counts() == {(desk.layer.id, "appeal"): 1501}


def test_many_rows_are_recorded_in_their_order_as_few_are(desk: Desk) -> None:
    span = desk.code("urged China")
    made = [replace(span, id=SpanId(f"s{number:04}"), note=str(number)) for number in range(1_003)]
    for some in (made[:2], made[2:]):
        with desk.project.transact(Told(sentence="Many")):
            desk.project.spans.add(some)
    assert desk.project.spans.get_many([one.id for one in made]) == made
    recorded = desk.project._connection.execute("SELECT row FROM changes WHERE row LIKE 's0%' OR row LIKE 's1%'")
    assert [row for (row,) in recorded] == [one.id for one in made]
    desk.project.undo()
    assert [one.id for one in desk.project.spans.with_labels(["appeal"]) if one.id != span.id] == ["s0000", "s0001"]


def test_what_is_written_as_it_stood_is_no_step(desk: Desk) -> None:
    (info,) = desk.project.documents.all()
    for source, steps in ((b"%PDF-1.7", 1), (b"%PDF-1.7", 0), (b"%PDF-2", 1)):
        before = desk.project.journal.latest()
        keep_source(desk.project, info.id, "a.pdf", source)
        assert desk.project.journal.latest() == before + steps
    with desk.project.transact(Told(sentence="Nothing")):
        desk.project.documents.change(info.id, title=info.title, metadata=info.metadata)
        desk.project.documents.change_many({info.id: (info.title, info.metadata)})
    assert desk.project.journal.latest() == before + 1


def test_equal_values_are_equal_json_and_come_back() -> None:
    value = {"b": [1, None, "é🕊"], "a": {"x": 0.5}}
    assert to_json(value) == '{"a":{"x":0.5},"b":[1,null,"é🕊"]}'
    assert from_json(to_json(value)) == value
    with pytest.raises(BadProject, match="damaged"):
        from_json("{")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_any_value_comes_back_and_is_one_text_whatever_the_order_of_its_keys(value: object) -> None:
    assert from_json(to_json(value)) == value
    if isinstance(value, dict):
        assert to_json(dict(reversed(value.items()))) == to_json(value)


@pytest.mark.parametrize("text", ["", "{", "[1,", "nonsense", "'a'"])
def test_what_was_written_by_nobody_of_us_is_damage(text: str) -> None:
    with pytest.raises(BadProject, match="damaged"):
        from_json(text)


def test_rows_are_changed_and_deleted_by_their_ids_alone(desk: Desk) -> None:
    spans, quotes = desk.project.spans, ("The", "French", "urged")
    first, second, third = (desk.code(quote).id for quote in quotes)
    with desk.project.transact(Told(sentence="Change")):
        spans.update(first, {"note": "x", "doubt": 1})
        spans.update("gone", {"note": "y"})
        spans.delete([second, "gone"])
        spans.delete([])
    assert [(one.id, one.note, one.doubt) for one in spans.get_many([first, second, third])] == [
        (first, "x", True),
        (third, "", False),
    ]
    assert spans.count() == 2
    assert spans.last_values(("quote",), [first, second, "gone"]) == {first: ("The",), second: ("French",)}
