"""A DocBin is read as spaCy reads it, and what is none is refused in a sentence before it takes any room."""

import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.spacy.docbin_reading import SaidDoc, read_docs, unpacked_file
from annotator.formats.spacy.msgpack import packed
from annotator.formats.spacy.strings import SYMBOLS, string_id
from annotator.model.errors import BadFile
from tests.examples import examples
from tests.formats.bundles import GOLD, sample_bundle
from tests.formats.spacy.test_docbin import made_of
from tests.oracles.oracle import Oracle, python_oracle
from tests.shared_data import shared

WORDS = st.sampled_from(["France", "urged", "中国", "🕊", ".", " ", "\n\n", "ORG", "e\u0301", "x" * 40])
NAMES = st.sampled_from(["ORG", "appeal", "GPE", "威胁", "case", "Q72"])
MAYBE = st.just("") | NAMES


def docs_in(data: bytes) -> list[SaidDoc]:
    return list(read_docs("x.spacy", unpacked_file("x.spacy", data)))


@st.composite
def said_docs(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what the oracle makes a document of."""
    words = draw(st.lists(WORDS, max_size=8))
    spaces = draw(st.none() | st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    ends = st.lists(st.integers(0, len(words)), min_size=2, max_size=6, unique=True).map(sorted)
    cuts = draw(ends) if len(words) > 1 else []
    pairs = [pair for pair in zip(cuts[::2], cuts[1::2], strict=False) if not words[pair[0]].isspace()]
    pairs = [(first, stop) for first, stop in pairs if not words[stop - 1].isspace()]
    entities = [[*pair, draw(NAMES), draw(MAYBE), draw(MAYBE)] for pair in pairs]
    groups = {}
    for name in draw(st.lists(st.sampled_from(["sc", "ruler", "errors"]), unique=True)) if words else []:
        firsts = draw(st.lists(st.integers(0, len(words) - 1), max_size=3))
        groups[name] = [
            [first, draw(st.integers(first + 1, len(words))), draw(NAMES), draw(MAYBE), draw(MAYBE)] for first in firsts
        ]
    cats = draw(st.dictionaries(NAMES, st.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=2))
    data = draw(st.dictionaries(NAMES, st.integers(-9, 9) | st.text(max_size=4), max_size=2))
    return {"words": words, "spaces": spaces, "entities": entities, "groups": groups, "cats": cats, "data": data}


@pytest.fixture(scope="module")
def spacy() -> Iterator[Oracle]:
    yield from python_oracle("docbins", "spacy")


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(docs=st.lists(said_docs(), max_size=4), kinds=st.lists(st.sampled_from(["LEMMA", "SENT_START"]), unique=True))
def test_ours_reads_what_spacy_writes_as_spacy_does(spacy: Oracle, docs: list[Any], kinds: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.spacy")
        spacy.ask("write", path=str(path), docs=docs, attrs=["ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID", *kinds])
        ours = [asdict(one) for one in docs_in(path.read_bytes())]
        theirs = spacy.ask("by_library", path=str(path))
    said = [{**one, "data": sorted(map(repr, one["data"].items()))} for one in ours]
    assert json.loads(json.dumps(said)) == theirs
    assert [len(one["entities"]) for one in ours] == [len(one["entities"]) for one in docs]


def test_a_file_of_others_is_what_its_makers_say(subtests: pytest.Subtests) -> None:
    folder = shared("fixtures/spacy/generated")
    wanted = json.loads((folder / "mixed.expected.json").read_text("utf-8"))
    found = docs_in((folder / "mixed.spacy").read_bytes())
    assert [one.text for one in found] == [one["text"] for one in wanted]
    for one, said in zip(found, wanted, strict=True):
        with subtests.test(text=said["text"]):
            assert [[each.start, each.stop, each.label, each.entry] for each in one.entities] == said["ents"]
            groups = {
                name: [[each.start, each.stop, each.label] for each in group] for name, group in one.groups.items()
            }
            assert (groups, one.cats) == (said["spans"], said["cats"])
    assert docs_in((folder / "empty.spacy").read_bytes()) == []


def docbin(**changed: Any) -> bytes:
    """Return a file of two words, as spaCy 2.2 wrote it, or otherwise."""
    row = [string_id("Paris"), 3, string_id("CITY"), string_id("."), 2, 0]
    said = {
        "attrs": [SYMBOLS[name] for name in ("ORTH", "ENT_IOB", "ENT_TYPE")],
        "tokens": b"".join(number.to_bytes(8, "little") for number in row),
        "spaces": b"\0\0",
        "lengths": (2).to_bytes(4, "little"),
        "strings": ["Paris", ".", "CITY"],
        **changed,
    }
    return zlib.compress(packed({name: value for name, value in said.items() if value is not None}))


def test_a_file_of_before_there_were_groups_and_flags_is_read() -> None:
    (doc,) = docs_in(docbin())
    assert (doc.text, [(one.label, one.start, one.stop) for one in doc.entities]) == ("Paris.", [("CITY", 0, 5)])


def test_a_label_whose_words_are_missing_is_called_by_its_number_and_counted() -> None:
    (doc,) = docs_in(docbin(strings=["Paris", "."]))
    assert (doc.entities[0].label, doc.unnamed) == (str(string_id("CITY")), 1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"tokens": bytes(8)}, "other words than it says"),
        ({"lengths": (9).to_bytes(4, "little")}, "other words than it says"),
        ({"lengths": b"\xff\xff\xff\xff"}, "fewer than no words"),
        ({"attrs": []}, "does not say what its rows are"),
        ({"attrs": [SYMBOLS[name] for name in ("LEMMA", "ENT_IOB", "ENT_TYPE")]}, "the words of its documents"),
        ({"strings": []}, "a word of a text is not in it"),
        ({"span_groups": [packed([b"abc"])]}, "damaged"),
        ({"span_groups": [packed([packed({"name": "sc", "spans": [b"abc"]})])]}, "a span cannot be read"),
        ({"tokens": None}, "no DocBin"),
    ],
)
def test_what_does_not_fit_together_is_refused_in_a_sentence(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(BadFile, match=said):
        docs_in(docbin(**changed))


def test_what_unpacks_to_more_than_it_can_be_is_refused() -> None:
    with pytest.raises(BadFile, match="packed more than 200 to 1"):
        docs_in(zlib.compress(bytes(50_000_000)))
    with pytest.raises(BadFile, match="its end is missing"):
        docs_in(docbin()[:-9])


@settings(max_examples=examples(100), deadline=None)
@given(at=st.floats(0, 1), value=st.integers(0, 255), cut=st.floats(0, 1))
def test_a_damaged_file_is_a_sentence_or_what_is_left_of_it(at: float, value: int, cut: float) -> None:
    data = bytearray(zlib.decompress(made_of(sample_bundle((GOLD,)))))
    data[int(at * (len(data) - 1))] = value
    for damaged in (data, data[: int(cut * len(data))]):
        with suppress(BadFile):
            docs_in(zlib.compress(bytes(damaged)))
