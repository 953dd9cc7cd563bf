"""Documents as the table gets them, for tests."""

from hypothesis import strategies as st

from annotator.model.coder import State
from annotator.model.document_row import DocumentRow
from tests.ui.documents.one_row import ANA, BEN, row

VALUES = st.none() | st.sampled_from(["", "readout", "Readout", "Émile", "2026-01", "2026", "12", "3.5", "zh", "外交"])


@st.composite
def rows(draw: st.DrawFn, most: int = 12) -> list[DocumentRow]:
    """Return documents of which some say little."""
    count = draw(st.integers(0, most))
    found = []
    for at in range(count):
        known = {name: value for name in ("date", "kind", "speaker") if (value := draw(VALUES)) is not None}
        states = draw(st.dictionaries(st.sampled_from([ANA, BEN]), st.sampled_from(State)))
        title = draw(st.sampled_from(["", "A report", "a report", "Émile", "Zu“", "外交部", "بيان"]))
        words = draw(st.none() | st.integers(0, 5))
        found.append(row(str(at), title, words, states=states, **known))
    return found
