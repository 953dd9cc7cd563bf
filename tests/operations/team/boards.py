"""Boards for tests: facts and rows drawn at random, and small ones by hand."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from annotator.model.coder import State
from annotator.model.document import DocumentInfo
from annotator.model.document_row import DocumentRow
from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.operations.team.board import BoardCoder, BoardFacts, HandedIn
from annotator.sync.activity import Activity

TODAY = date(2026, 11, 25)
NAMES = ("Ana", "Ben", "Chloé", "عمر", "李明")


def day(offset: int) -> str:
    """Return the day so many days after the day of the tests, ISO 8601."""
    return (TODAY + timedelta(days=offset)).isoformat()


def row(at: int, gold: int | None = 0, open_cases: int | None = None) -> DocumentRow:
    """Return a document."""
    info = DocumentInfo(DocumentId(f"d{at}"), f"Document {at}", f"sha{at}", 100, {}, "", at)
    return DocumentRow(info, gold=gold, open_cases=open_cases)


def coder(name: str, documents: int = 0, due: str = "", states: Sequence[State] = (), **more: object) -> BoardCoder:
    """Return a coder who was given the first so many documents; `states`: those of the first ones."""
    given = {DocumentId(f"d{at}"): due for at in range(documents)}
    known = {DocumentId(f"d{at}"): state for at, state in enumerate(states)}
    return BoardCoder(LayerId(name), name, CoderId(name), given, known, **more)  # type: ignore[arg-type]


@st.composite
def facts(draw: st.DrawFn) -> tuple[BoardFacts, list[DocumentRow]]:
    """Draw coders with documents given or not, some done, and what is known of how they work."""
    documents = [DocumentId(f"d{at}") for at in range(draw(st.integers(0, 6)))]
    days = st.sampled_from(["", *(day(offset) for offset in range(-3, 4))])
    coders = [_coder(draw, name, documents, days) for name in NAMES[: draw(st.integers(0, 4))]]
    counts = st.none() | st.integers(0, 2)
    rows = [row(at, draw(counts), draw(counts)) for at in range(len(documents))]
    return BoardFacts(coders, TODAY.isoformat()), rows


def _coder(draw: st.DrawFn, name: str, documents: list[DocumentId], days: st.SearchStrategy[str]) -> BoardCoder:
    some = st.sampled_from(documents) if documents else st.nothing()
    given = draw(st.dictionaries(some, days))
    states = draw(st.dictionaries(some, st.sampled_from(State)))
    worked = draw(st.dictionaries(days.filter(bool), st.tuples(st.integers(0, 40), st.integers(0, 3)), max_size=4))
    minutes = draw(st.dictionaries(some, st.floats(0.1, 90)))
    handed = draw(st.just(HandedIn()) | st.builds(HandedIn, st.just("2026-11-24T18:20:00Z"), waits=st.integers(0, 3)))
    found = Activity(worked, {str(one): count for one, count in minutes.items()})
    return BoardCoder(LayerId(name), name, CoderId(name), given, states, found, handed)
