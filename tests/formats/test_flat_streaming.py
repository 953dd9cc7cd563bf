"""A file that is read document by document says what it says when all of it is held."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.doccano import reading as doccano
from annotator.formats.flat_reading import FlatReading
from annotator.formats.flat_streaming import read_records
from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.json_files import records_at
from annotator.formats.prodigy import reading as prodigy
from annotator.formats.registry import format_named
from annotator.formats.writing import write
from annotator.model.bundle import Bundle
from annotator.model.codebook import Role
from annotator.model.errors import BadFile
from tests.examples import examples
from tests.formats.bundles import full_bundles, sample_bundle

READINGS: dict[str, Callable[[Path], FlatReading]] = {
    "doccano": lambda path: doccano._DoccanoReading(path, doccano.ORIGIN),
    "prodigy": lambda path: prodigy._ProdigyReading(path, prodigy.ORIGIN),
}
TEXTS = st.sampled_from(["France urged 🕊 China.", "Another.", 'He said "no": never.', "A\r\nB C D E F", ""])
PLACES = st.tuples(st.integers(-1, 9), st.integers(0, 12), st.sampled_from(["Actor", "appeal", "", "A b"]))
WHO = st.sampled_from([None, "ana", "bo"])
ODD = [
    '{"text": "x", "text": "y", "spans": []}',
    '{"text": "\\ud83d", "label": []}',
    '{"text": 1e999}',
    '{"a" : NaN}',
    "[1]",
    "",
    '{"text": "a\x01b", "entities": [[0, 1, "A"]]}',
    '{"text": "\\ud83d\\udd4a x", "label": [[0, 1, "A"]]}',
]


def held(name: str, path: Path) -> Bundle:
    """Return what a file says when all of its records, and all that is made of them, are held."""
    records, notices = records_at(path, ReadOptions())
    reading = READINGS[name](path)
    for number, record in records:
        reading.record(number, record)
    return reading.bundle(notices, "no texts")


def streamed(name: str, path: Path) -> Bundle:
    return read_records(path, ReadOptions(), lambda: READINGS[name](path), "no texts")


def outcome(read: Callable[[str, Path], Bundle], name: str, path: Path) -> Bundle | str:
    try:
        found = read(name, path)
    except BadFile as error:
        return str(error)
    documents = list(found.documents)
    assert list(found.documents) == documents or read is held
    return replace(found, documents=documents)


def sorted_roles(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    said = {
        role.id: tuple(
            one.model_copy(update={"values": tuple(sorted(one.values))})
            for one in sorted(role.attributes, key=lambda one: one.id)
        )
        for role in roles
    }
    return tuple(
        role.model_copy(update={"attributes": said[role.id]}) for role in sorted(roles, key=lambda one: one.id)
    )


def sorted_slots(found: Bundle | str) -> Bundle | str:
    """Return a bundle with what slots alone name in an order that does not depend on that of the documents."""
    if isinstance(found, str):
        return found
    labels = [label.model_copy(update={"roles": sorted_roles(label.roles)}) for label in found.codebook.labels]
    codebook = found.codebook.model_copy(update={"labels": tuple(labels)})
    return replace(found, codebook=codebook, actors=tuple(sorted(found.actors, key=lambda actor: actor.id)))


def same(name: str, lines: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8", newline="")
        one, other = outcome(streamed, name, path), outcome(held, name, path)
        assert sorted_slots(one) == sorted_slots(other)
        if isinstance(one, Bundle) and isinstance(other, Bundle):
            assert one.lost == other.lost and one.tells_done == other.tells_done


@st.composite
def foreign(draw: st.DrawFn) -> dict[str, Any]:
    """Return a record of doccano or Prodigy, or of neither."""
    spans = [
        {"start": start, "end": stop, "label": label, "start_offset": start, "end_offset": stop, "id": number}
        for number, (start, stop, label) in enumerate(draw(st.lists(PLACES, max_size=3)))
    ]
    said: dict[str, Any] = {"text": draw(TEXTS)}
    said[draw(st.sampled_from(["spans", "entities", "label", "annotations"]))] = spans
    said |= draw(st.fixed_dictionaries({}, optional={
        "_annotator_id": WHO, "answer": st.sampled_from(["accept", "reject", "ignore"]), "cats": st.just(["calm"]),
        "meta": st.just({"title": "T", "n": 1.5}), "id": st.integers(1, 3), "accept": st.just(["yes"]),
        "relations": st.just([{"from_id": 0, "to_id": 1, "type": "to", "head": 0, "child": 1, "label": "to"}]),
    }))  # fmt: skip
    return said


@settings(max_examples=examples(60), deadline=None)
@given(
    name=st.sampled_from(sorted(READINGS)),
    records=st.lists(foreign().map(json.dumps), max_size=6),
    odd=st.lists(st.sampled_from(ODD), max_size=1),
    data=st.data(),
)
def test_records_of_others_in_any_order_say_the_same(
    name: str, records: list[str], odd: list[str], data: st.DataObject
) -> None:
    same(name, data.draw(st.permutations([*records, *odd])))


@settings(max_examples=examples(15), deadline=None)
@given(name=st.sampled_from(sorted(READINGS)), bundle=full_bundles(), is_mixed=st.booleans(), data=st.data())
def test_our_own_records_say_the_same_with_the_layers_of_a_text_apart_too(
    name: str, bundle: Bundle, is_mixed: bool, data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.jsonl"
        write(format_named(name), bundle, path, WriteOptions(names=True))
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    same(name, data.draw(st.permutations(lines)) if is_mixed else lines)


@pytest.mark.parametrize("name", sorted(READINGS))
@pytest.mark.parametrize("change", ["cut", "another", "gone"])
def test_a_file_that_is_changed_while_it_is_read_is_refused_in_a_sentence(
    name: str, change: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.jsonl"
    write(format_named(name), sample_bundle(), path, WriteOptions())
    documents = iter(streamed(name, path).documents)
    next(documents)
    data = path.read_bytes()
    if change == "gone":
        path.unlink()
    else:
        path.write_bytes(data[: len(data) // 2] if change == "cut" else data.replace(b"France", b"FRANCE!"))
    with pytest.raises(BadFile, match="it was changed while it was read"):
        list(documents)
