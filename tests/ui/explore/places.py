"""Counts and measures that the tests of the pictures begin with, and a project that has acts."""

from pathlib import Path

from hypothesis import strategies as st

from annotator.acts.series import NOBODY, ActEvent
from annotator.model.actor import Actor, ActorKind
from annotator.model.document import DocumentDraft
from annotator.model.ids import ActorId, DocumentId, LabelId, LayerId, SpanId
from annotator.model.verbs.verb import Told
from annotator.operations.coding import acts, annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.explore.matrix_layout import MatrixLayout, lay_out_matrix
from annotator.ui.explore.timeline_layout import TimelineLayout, lay_out_timeline
from annotator.ui.pictures.layout import HEIGHTS, Box, Face
from tests.acts.counting import matrix_of, timeline_of
from tests.projects import write_project

NAMES = {"appeal": "Appeal", "commitment": "Commitment", "warning": "Warning"}
ROOM = (700.0, 500.0)
ARABIC, CHINESE = "المملكة الأردنية الهاشمية", "中华人民共和国外交部"
LONG = "the Coordinator of the Working Group on the Implementation of the Final Document"


class Typewriter:
    """Measures as a typewriter does: half its height for each character."""

    def width(self, text: str, face: Face) -> float:
        return len(text) * HEIGHTS[face] / 2

    def elided(self, text: str, face: Face, width: float) -> str:
        return text[: max(0, int(width / HEIGHTS[face] * 2) - 1)] + "…"


def event(act: str, source: str, target: str, date: str = "2023-04-06", label: str = "appeal") -> ActEvent:
    """Return an act as it is counted, in the layer gold."""
    return ActEvent(SpanId(act), DocumentId("d"), LayerId("gold"), LabelId(label), "urges", source, target, date)


EVENTS = [
    *(event(f"a{number}", "France", "China") for number in range(12)),
    event("b", "France", "Russia", "2021", "warning"),
    event("c", "China", ARABIC, "2023-05", "commitment"),
    event("d", "China", NOBODY, "", "warning"),
    event("e", CHINESE, "France", "2023"),
    event("f", LONG, LONG, "2020"),
]


def matrix_layout(events: list[ActEvent] | None = None) -> MatrixLayout:
    """Return a matrix as a typewriter would set it."""
    return lay_out_matrix(matrix_of(EVENTS if events is None else events), "Gold", Typewriter())


def timeline_layout(events: list[ActEvent] | None = None, period: str = "year") -> TimelineLayout:
    """Return a timeline as a typewriter would set it."""
    timeline = timeline_of(EVENTS if events is None else events, list(NAMES), period)
    return lay_out_timeline(timeline, NAMES, "Gold", ROOM, Typewriter())


TEXTS: tuple[tuple[str, dict[str, str], str], ...] = (
    ("Readout of a call", {"date": "2023-04-06"}, "France urged China to talk. China will help. France warned Russia."),
    ("بيان", {"date": "2021"}, "دعا الرئيس الفرنسي الصين إلى الحوار."),
    ("Undated note", {}, "China warned all sides. France called on China to act."),
)
_CODED = (
    (0, "urged", "appeal", "urges", "fra", ("chn",)),
    (0, "will help", "commitment", "will", "chn", ()),
    (0, "warned", "warning", "warns", "fra", ("rus",)),
    (1, "دعا", "appeal", "urges", "fra", ("chn",)),
    (2, "warned", "warning", None, "chn", ()),
    (2, "called on", "appeal", "calls on", "fra", ("chn", "rus")),
)


def make_acts(path: Path, coder: str = "Ana") -> Path:
    """Write a project in which a coder has coded six acts; nothing is in gold."""
    write_project(path, ("six acts", coder), lambda project: _code(project, coder))
    return path


def _code(project: Project, coder: str) -> None:
    names = {"fra": "France", "chn": "China", "rus": "Russia"}
    with project.transact(Told(sentence="Register")):
        project.actors.add(Actor(id=ActorId(id), name=name, kind=ActorKind.STATE) for id, name in names.items())
    drafts = [DocumentDraft(title, text, metadata=metadata) for title, metadata, text in TEXTS]
    added, _ = documents.add_drafts(project, drafts)
    who, layer = people.add_coder(project, coder)
    people.add_coder(project, "Ben")
    project.person = who.id
    for document, quote, label, force, speaker, addressees in _CODED:
        start = added[document].text.index(quote)
        extents = [(start, start + len(quote))]
        act = annotate.add_span(project, added[document].id, layer.id, extents, label)
        if force is not None:
            annotate.set_attribute(project, act.id, "force", force)
        acts.fill_slot(project, act.id, "speaker", acts.SlotFiller(actor=ActorId(speaker)))
        for addressee in addressees:
            acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(actor=ActorId(addressee)))


PARTIES = st.one_of(st.sampled_from(["France", "China", NOBODY, LONG]), st.integers(0, 40).map("actor {}".format))
DATES = st.sampled_from(["", "1999", "2020-02", "2021-11-30", "2023-04-06"])
FOUND = st.lists(st.builds(event, st.integers(0, 99).map(str), PARTIES, PARTIES, DATES, st.sampled_from(list(NAMES))))


def apart(one: Box, other: Box) -> bool:
    """Whether two rectangles have no point in common."""
    return one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top
