"""Documents, people and choices drawn by hypothesis, for tests of the draw."""

from dataclasses import replace

from hypothesis import strategies as st

from annotator.model.assigning.choice import OfferedDocument, WorkChoice
from annotator.model.assigning.drawing import WorkDraw
from annotator.model.ids import CoderId, DocumentId

_STRATA = [("en", "speech"), ("en", "readout"), ("zh", "speech"), ("", "")]


def people(count: int) -> tuple[CoderId, ...]:
    """Return so many people."""
    return tuple(CoderId(f"p{at}") for at in range(count))


def documents(count: int, words: int = 100, strata: int = 1) -> list[OfferedDocument]:
    """Return so many documents, the strata in turn."""
    return [OfferedDocument(DocumentId(f"d{at:04}"), words + at, _STRATA[at % strata]) for at in range(count)]


OFFERED = st.lists(
    st.builds(
        OfferedDocument,
        st.uuids().map(lambda id: DocumentId(str(id))),
        st.integers(0, 3000),
        st.sampled_from(_STRATA),
    ),
    max_size=60,
    unique_by=lambda one: one.id,
)
CHOICES = st.builds(
    WorkChoice,
    st.integers(1, 7).map(people),
    st.integers(0, 2**31),
    st.none() | st.integers(0, 70),
    st.floats(0, 1) | st.integers(0, 70),
    st.integers(2, 4),
    st.integers(0, 5),
    st.just(("language", "kind")),
    st.booleans(),
)


def given_out(offered: list[OfferedDocument], drawn: WorkDraw) -> list[OfferedDocument]:
    """Return the documents as they are after a draw was written."""
    return [
        replace(one, held=drawn.coders.get(one.id, one.held), is_pilot=one.is_pilot or one.id in drawn.pilot)
        for one in offered
    ]
