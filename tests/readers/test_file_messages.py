"""Messages come back as they were, and nothing that comes can be anything but values."""

import pickle
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.readers.field_map import FieldMap, FieldSeen
from annotator.readers.file_messages import FileWanted, answered_in, answering, asked_in, asking
from annotator.readers.known_maps import KnownMap, SourceKind
from annotator.readers.mapped import MappedFile
from annotator.readers.serving import NoRequest
from annotator.readers.source import SourceFile
from annotator.readers.xml_places import XmlMap
from tests.examples import examples

TEXTS = st.text(st.characters(), max_size=8)  # halves of surrogate pairs too, which names of files have
MAYBE = st.none() | TEXTS
TUPLES = st.lists(TEXTS, max_size=3).map(tuple)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple)
MAPS = st.builds(FieldMap, PAIRS)
KINDS = st.builds(SourceKind, TEXTS, st.frozensets(TEXTS, max_size=3))
BYTES = st.binary(max_size=30)
SOURCES = st.builds(
    SourceFile,
    *(TEXTS, BYTES, *[MAYBE] * 5, st.frozensets(TEXTS, max_size=3), MAYBE),
    st.none() | st.builds(XmlMap, TEXTS, TEXTS, PAIRS, TUPLES, TEXTS),
)
KNOWN = st.lists(st.builds(KnownMap, KINDS, MAPS), max_size=2).map(tuple)
WANTED = st.builds(FileWanted, SOURCES, MAYBE, st.none() | MAPS, KNOWN)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)
DRAFTS = st.builds(
    DocumentDraft,
    *(TEXTS, TEXTS, st.dictionaries(TEXTS, VALUES, max_size=3), TEXTS, TUPLES),
    *(st.lists(st.integers(0), max_size=3).map(tuple), TUPLES, st.none() | BYTES),
)
FOUND = st.none() | st.builds(
    MappedFile,
    st.lists(DRAFTS, max_size=3).map(tuple),
    st.lists(st.builds(FieldSeen, TEXTS, TUPLES, TEXTS), max_size=3).map(tuple),
    MAPS,
    KINDS,
)


@settings(max_examples=examples(40))
@given(st.lists(WANTED, max_size=3), st.lists(FOUND, max_size=3))
def test_what_is_asked_and_answered_comes_as_it_was(wanted: list[FileWanted], found: list[MappedFile | None]) -> None:
    assert asked_in(asking(wanted)) == wanted
    answered = answered_in(answering(found))
    assert answered == found
    for came, sent in zip(answered, found, strict=True):
        if came and sent:
            assert [one.original for one in came.drafts] == [one.original for one in sent.drafts]


@settings(max_examples=examples(60))
@given(
    st.binary(max_size=60) | st.lists(WANTED, max_size=2).map(asking) | st.lists(FOUND, max_size=2).map(answering),
    st.data(),
)
def test_whatever_else_comes_is_no_request(message: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(message)))
    for broken in (message[:at], message[:at] + b"x" + message[at:], message[:at] + message[at + 1 :]):
        for read in (asked_in, answered_in):
            with suppress(NoRequest):
                assert isinstance(read(broken), list)


class Harmful:
    """What makes a file where it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.path,)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_is_no_request_and_is_not_carried_out(tmp_path: Path, protocol: int) -> None:
    harmful = pickle.dumps([Harmful(tmp_path / "harm")], protocol)
    for message in (harmful, len(harmful).to_bytes(8, "big") + harmful, b"\0" * 8 + harmful):
        for read in (asked_in, answered_in):
            with pytest.raises(NoRequest):
                read(message)
    assert list(tmp_path.iterdir()) == []
    pickle.loads(harmful)
    assert (tmp_path / "harm").exists(), "it is harmful"
