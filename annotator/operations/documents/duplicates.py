"""Documents that look alike: found, told apart, removed, and said to be two all the same."""

from dataclasses import dataclass

from annotator.likeness.alike import LIKE, TextLikeness, alike, grouped
from annotator.likeness.differences import TextDifference, differences
from annotator.likeness.shingles import shingles
from annotator.likeness.sketches import Sketch, sketch
from annotator.likeness.telling import told
from annotator.model.distinct import distinct
from annotator.model.document import DocumentInfo
from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId
from annotator.model.together import Together
from annotator.model.verbs.project import KeepApart
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

Sketches = dict[str, Sketch]
"""Of texts by their SHA-256: a text never changes, so who keeps them looks at each text once."""
MOST = 50_000
"""Pairs of one answer. Of 10,000 texts that are all alike there are fifty million, which nobody reads."""


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two documents that are alike, in the order in which they stand in the project.

    `is_apart`: somebody said that they are two all the same.
    """

    document: DocumentId
    other: DocumentId
    likeness: TextLikeness
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class AlikeFound:
    """What was found, in the order of the documents. `is_cut`: there are more pairs than `MOST`."""

    pairs: tuple[AlikePair, ...] = ()
    is_cut: bool = False

    @property
    def count(self) -> int:
        """How many documents look like an earlier one: so many would go if one of each group stayed."""
        groups = grouped((one.document, one.other) for one in self.pairs if not one.is_apart)
        return sum(len(group) - 1 for group in groups)


@dataclass(frozen=True, slots=True)
class ComparedDocuments:
    """Two documents beside each other, with how they differ. `codings`: how many hang on each."""

    infos: tuple[DocumentInfo, DocumentInfo]
    texts: tuple[str, str]
    differences: tuple[TextDifference, ...]
    told: str
    codings: tuple[int, int]


def find(
    project: Project, least: float = LIKE, progress: Progress = silent, known: Sketches | None = None
) -> AlikeFound:
    """Return the documents that are nearly the same, in pairs: none is missed for others, or for any order.

    `least`: from which resemblance on; see `TextLikeness`. `known`: sketches of texts that were looked at before, to
    which those of others are added.
    """
    known = {} if known is None else known
    found: list[AlikePair] = []
    with project.snapshot():
        infos = project.documents.all()
        apart = set(project.distinct_pairs.all())
        for done, info in enumerate(infos):
            if info.text_sha256 not in known:
                progress(done, 2 * len(infos), info.title)
                known[info.text_sha256] = sketch(shingles(project.documents.get(info.id).text))

        def text_of(place: int) -> str:
            return project.documents.get(infos[place].id).text

        def look(done: int) -> None:
            progress(len(infos) + done, 2 * len(infos), "")

        sketches = [known[info.text_sha256] for info in infos]
        for one, other, how in alike(sketches, text_of, least, look):
            if len(found) == MOST:
                return AlikeFound(tuple(found), is_cut=True)
            pair = (infos[one].id, infos[other].id)
            found.append(AlikePair(*pair, how, distinct(*pair) in apart))
    order = {info.id: place for place, info in enumerate(infos)}
    return AlikeFound(tuple(sorted(found, key=lambda pair: (order[pair.document], order[pair.other]))))


def near_groups(project: Project, progress: Progress = silent) -> list[list[DocumentId]]:
    """Return all documents that hang together by being nearly the same, directly or by others; read it in a snapshot.

    However many pairs there are, none is left out, nor one of which somebody said that both are to stay.
    """
    first_of: dict[str, DocumentId] = {}
    together = Together[DocumentId]()
    infos = project.documents.all()
    sketches: list[Sketch] = []
    for done, info in enumerate(infos):
        if info.text_sha256 not in first_of:
            progress(done, 2 * len(infos), info.title)
            first_of[info.text_sha256] = info.id
            sketches.append(sketch(shingles(project.documents.get(info.id).text)))
    ids = list(first_of.values())
    worded = {id for id, found in zip(ids, sketches, strict=True) if len(found)}
    for info in infos:
        if first_of[info.text_sha256] in worded:
            together.join(first_of[info.text_sha256], info.id)
    for one, other, _ in alike(
        sketches,
        lambda place: project.documents.get(ids[place]).text,
        look=lambda done: progress(len(infos) + done, 2 * len(infos), ""),
        is_known=lambda one, other: together.first(ids[one]) == together.first(ids[other]),
    ):
        together.join(ids[one], ids[other])
    return [group for group in together.groups() if len(group) > 1]


def compare(project: Project, one: DocumentId, other: DocumentId) -> ComparedDocuments:
    """Return two documents with how they differ; raises `NotFound` where one is gone."""
    infos = (project.documents.info(one), project.documents.info(other))
    texts = (project.documents.get(one).text, project.documents.get(other).text)
    found = tuple(differences(*texts))
    codings = (project.spans.count_of_document(one), project.spans.count_of_document(other))
    return ComparedDocuments(infos, texts, found, told(*texts, found), codings)


def difference(project: Project, one: DocumentId, other: DocumentId) -> str:
    """Return how two documents differ, in a few words."""
    return compare(project, one, other).told


def which_goes(compared: ComparedDocuments) -> int | None:
    """Return which of two documents goes if one has to (0 or 1): the one that is not coded, else the later one.

    None where both are coded: with either, codings would go.
    """
    if all(compared.codings):
        return None
    return 0 if compared.codings[1] else 1


def keep_apart(project: Project, one: DocumentId, other: DocumentId, on: bool = True) -> None:
    """Say of two documents that neither is a duplicate of the other, or take that back; what was said is no step.

    Raises `NotFound` where one is not there, `NotAllowed` for a document and itself.
    """
    if one == other:
        raise NotAllowed("A document is no duplicate of itself; name two.")
    pair = distinct(one, other)
    for document in (one, other):
        project.documents.info(document)
    is_said = project.distinct_pairs.has(pair)
    with project.transact(KeepApart(documents=(pair.document, pair.other), on=on)):
        if on and not is_said:
            project.distinct_pairs.add([pair])
        elif not on and is_said:
            project.distinct_pairs.take_back(pair)


def all_that_may_go(project: Project, found: AlikeFound) -> list[DocumentId]:
    """Return what goes if one of all that are alike stays: none that is coded, and the first where none is.

    Pairs that were said to be two, or of which one is gone, count as no pair.
    """
    there = project.documents.which_exist([id for one in found.pairs for id in (one.document, one.other)])
    pairs = [(one.document, one.other) for one in found.pairs if not one.is_apart]
    order = {info.id: info.position for info in project.documents.all()}
    gone: list[DocumentId] = []
    for group in grouped(pair for pair in pairs if there.issuperset(pair)):
        ids = sorted((DocumentId(id) for id in group), key=order.__getitem__)
        bare = [id for id in ids if not project.spans.count_of_document(id)]
        gone += bare if len(bare) < len(ids) else bare[1:]
    return gone
