"""What writes come to is the same in any order, is what was written where each saw the last one, and loses nothing."""

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.sync.fold import fold
from annotator.sync.row_writes import RowWrite, WriteName
from tests.examples import examples
from tests.sync.histories import CHANNEL, FIELDS, HISTORIES, RULE, Copy, exchanged, played


@given(HISTORIES, st.randoms())
@settings(max_examples=examples(150))
def test_the_order_in_which_writes_come_is_nothing(acts: list[Any], rng: random.Random) -> None:
    writes = exchanged(played(acts))
    found = fold(RULE, writes)
    rng.shuffle(writes)
    assert fold(RULE, [*writes, *writes[:2]]) == found


@given(st.lists(st.tuples(st.sampled_from(["write", "delete", "undo"]), FIELDS), max_size=12))
def test_what_one_wrote_after_the_other_is_what_was_written(acts: list[tuple[str, dict[str, Any]]]) -> None:
    copy = played([])[0]
    values, exists = dict(copy.row().values), True
    for what, fields in acts:
        if what == "write":
            copy.change(fields)
            values, exists = {**values, **fields}, True
        elif what == "delete":
            copy.delete()
            exists = False
        found = copy.row() if what != "undo" else None
        if what == "undo":
            copy.undo()
            found = copy.row()
            values, exists = dict(found.values), found.exists
        assert found is not None
        assert (found.values, found.exists, found.contested) == (values, exists, ())
        assert len(found.heads) == 1


def ancestors(writes: list[RowWrite]) -> dict[WriteName, set[WriteName]]:
    """Return what the author of each write had seen, by going back."""
    by_name = {write.name: write for write in writes}
    seen: dict[WriteName, set[WriteName]] = {}
    for write in sorted(writes, key=lambda one: one.order):
        seen[write.name] = set(write.parents).union(*(seen[parent] for parent in write.parents))
    assert all(name in by_name for found in seen.values() for name in found)
    return seen


@given(HISTORIES)
@settings(max_examples=examples(150))
def test_no_write_is_lost(acts: list[Any]) -> None:
    """A value that was written is shown, is listed, or somebody who had seen it wrote the same path since."""
    copies = played(acts)
    writes = exchanged(copies)
    found, seen = fold(RULE, writes), ancestors(writes)
    saw = {write.name: before.values for copy in copies for write, before in copy.own}
    listed = {(one.path.split("/")[0], head.name) for one in found.contested for head in one.heads}
    for write in writes:
        for name, value in (write.fields or {}).items():
            known = saw.get(write.name, {}).get(name)
            if value in (found.values[name], known) or ("start" if name == "stop" else name, write.name) in listed:
                continue
            path = {"start", "stop"} if name in ("start", "stop") else {name}
            assert any(
                write.name in seen[other.name] and path & (other.fields or {}).keys() for other in writes
            ) or name in ("tags", "names"), (write, found)


@given(HISTORIES)
def test_who_decides_ends_the_conflict_and_who_takes_that_back_opens_it_again(acts: list[Any]) -> None:
    copies = played(acts)
    copy = copies[3]
    copy.held = {write.name: write for write in exchanged(copies)}
    before = copy.row()
    open_columns = {name for one in before.contested for name in one.columns}
    if not open_columns or not before.exists:
        return
    copy.write({name: before.values[name] for name in open_columns})
    decided = copy.row()
    assert not [one for one in decided.contested if one.columns] and decided.values == before.values
    copy.undo()
    again = copy.row()
    assert again.values == before.values
    assert [one for one in again.contested if one.columns] == [one for one in before.contested if one.columns]


def two_copies(person: str, other: str) -> tuple[Copy, Copy]:
    one, two = Copy(person, "s1"), Copy(other, "s2")
    made = RowWrite(CHANNEL, WriteName("s", 1), 1, "ana", "do", {"layer": "L", "start": 0})
    one.held[made.name] = two.held[made.name] = made
    return one, two


def both(one: Copy, two: Copy) -> Any:
    return fold(RULE, [*one.held.values(), *two.held.values()])


def test_what_only_follows_gives_way_to_the_owner_and_brings_nothing_back() -> None:
    ana, lea = two_copies("ana", "lea")
    ana.change({"start": 1})
    lea.change({"start": 2})
    found = both(ana, lea)
    assert found.values["start"] == 1 and [head.value for head in found.contested[0].heads] == [(1, 9), (2, 9)]
    ana.delete()
    assert not both(ana, lea).exists and not both(ana, lea).contested[1:]


def test_an_edit_that_a_deletion_did_not_see_keeps_the_row_and_is_listed() -> None:
    one, two = two_copies("ana", "ana")
    one.delete()
    two.change({"note": "a"})
    found = both(one, two)
    assert found.exists and [path.path for path in found.contested] == ["exists"]


def test_the_owner_deletes_what_another_only_edited() -> None:
    ana, lea = two_copies("ana", "lea")
    ana.delete()
    lea.change({"note": "a"})
    assert not both(ana, lea).exists


def test_columns_that_make_sense_together_are_not_mixed() -> None:
    one, two = two_copies("ana", "ana")
    one.change({"start": 1})
    two.change({"stop": 8})
    two.change({"note": "a"})
    found = both(one, two)
    assert (found.values["start"], found.values["stop"]) in ((1, 9), (0, 8)) and found.values["note"] == "a"


def test_keys_and_elements_are_put_together_one_by_one() -> None:
    one, two = two_copies("lea", "dan")
    one.change({"tags": '{"x":1}', "names": '["b","a"]'})
    two.held |= one.held
    one.change({"tags": '{"x":2}', "names": '["a"]'})
    two.change({"tags": '{"x":1,"y":1}', "names": '["b","a","c"]'})
    found = both(one, two)
    assert (found.values["tags"], found.values["names"]) == ('{"x":2,"y":1}', '["a","c"]')
    assert found.contested == ()


def test_a_row_that_moved_to_everybody_is_what_was_written_there() -> None:
    ana, _ = two_copies("ana", "lea")
    made = next(iter(ana.held.values()))
    moved = RowWrite(CHANNEL, WriteName("s2", 1), 2, "lea", "do", {}, (made.name,))
    shared = RowWrite("shared", WriteName("s2", 1), 2, "lea", "do", {"layer": "L", "start": 5})
    late = RowWrite(CHANNEL, WriteName("s3", 1), 2, "ana", "do", {"start": 7}, (made.name,))
    found = fold(RULE, [made, moved, shared])
    assert (found.channel, found.values["start"], found.aside) == ("shared", 5, ())
    assert fold(RULE, [late, shared, moved, made]).aside == (late.name,)
