"""The lines of a join: each change and each thing that is not matched once, and none of them lost in the counts."""

from hypothesis import given, settings

from annotator.model.document import DocumentInfo
from annotator.model.joining.matching import JoinKey, KeyPair, MetadataTable, Origin
from annotator.operations.documents.join_preview import MOST_ROWS, PreviewGroup, preview_of
from tests.examples import examples
from tests.model.joining.drawn import KEYS, documents, info, table, tables
from tests.operations.documents.test_join_words import planned


@settings(max_examples=examples(40))
@given(documents(), tables(), KEYS)
def test_each_change_and_each_thing_that_is_left_is_a_line(
    here: list[DocumentInfo], there: MetadataTable, key: JoinKey
) -> None:
    plan = planned(here, there, key, "country", "more")
    found = preview_of(plan)
    left = [document for one in plan.matches.ambiguous for document in one.documents]
    expected = len(plan.changes) + len(plan.matches.documents) + len(plan.matches.rows) + len(left)
    assert len(found.lines) == expected == sum(found.counts.values())
    order = [*PreviewGroup]
    places = [order.index(line.group) for line in found.lines]
    assert places == sorted(places)
    assert all(line.name.casefold() in line.haystack or not line.name.isascii() for line in found.lines)


def test_lines_say_what_was_and_what_would_be_and_many_rows_are_counted() -> None:
    here = [info("Éire", "a.txt", n="0")]
    rows = [("a", "1"), *((f"x{number}", "y") for number in range(MOST_ROWS + 5))]
    found = preview_of(planned(here, table("file n", *rows), JoinKey((KeyPair(Origin.FILE, "file"),)), "n"))
    first = found.lines[0]
    assert (first.group, first.name, first.field, first.before, first.after) == ("kept as it is", "Éire", "n", "0", "1")
    assert first.haystack.startswith("eire")
    assert found.counts[PreviewGroup.NO_DOCUMENT] == MOST_ROWS + 5 and len(found.lines) == MOST_ROWS + 1
