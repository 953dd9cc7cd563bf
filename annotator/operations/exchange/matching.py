"""Which labels and people of another project are which here, as whoever imports says it by name, and as it is said."""

from collections.abc import Iterator, Sequence

from annotator.model.bundle import Bundle
from annotator.model.coder import Coder
from annotator.model.errors import NotAllowed, UserError
from annotator.model.ids import CoderId, LabelId
from annotator.operations.codebook.codebook import labels_named
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.origins import ForeignOrigin, Matched, Sameness, label_said, person_said
from annotator.operations.exchange.reading import format_name, read_source
from annotator.operations.people.people import person_named
from annotator.store.project import Project


def matched(project: Project, sources: Sequence[ImportSource], labels: Sequence[str], people: Sequence[str]) -> Matched:
    """Return what “THEIRS=OURS” says of labels and people; raises `NotAllowed` or `NotFound` for what there is not."""
    if not labels and not people:
        return Matched()
    bundles = list(_bundles(sources, project))
    said: dict[str, LabelId | None] = {}
    for pair in labels:
        theirs, ours = _pair(pair)
        said[_their_label(bundles, theirs)] = labels_named(project, [ours])[0] if ours else None
    who: dict[str, CoderId | None] = {}
    for pair in people:
        theirs, ours = _pair(pair)
        who[_their_person(bundles, theirs).id] = person_named(project, ours).id if ours else None
    return Matched(said, who)


def said(project: Project, origin: ForeignOrigin) -> Iterator[str]:
    """Yield which label and who of another project is which here, a line each; what is plain is left out."""
    names = {one.id: one.name for one in project.coders.all()}
    if any(match.by is not Sameness.ID for match in origin.open_labels()):
        yield from (f"Label: {label_said(match, project.codebook, origin.is_own)}" for match in origin.open_labels())
    yield from (f"Person: {person_said(match, names, origin.is_own)}" for match in origin.open_people())


def _pair(pair: str) -> tuple[str, str]:
    theirs, sign, ours = pair.partition("=")
    if not sign or not theirs.strip():
        raise NotAllowed(f"“{pair}” is not THEIRS=OURS.")
    return theirs.strip(), ours.strip()


def _bundles(sources: Sequence[ImportSource], project: Project) -> Iterator[Bundle]:
    for source in sources:
        try:
            read = read_source(source, "", project) if format_name(source) else None
        except (UserError, OSError):
            continue  # its import says why
        if isinstance(read, Bundle):
            yield read


def _their_label(bundles: Sequence[Bundle], name: str) -> str:
    known = [label for bundle in bundles for label in bundle.codebook.labels]
    for label in known:
        if name.casefold() in (label.id.casefold(), label.name.casefold()):
            return label.id
    raise NotAllowed(f"The files have no label “{name}”.")


def _their_person(bundles: Sequence[Bundle], name: str) -> Coder:
    for one in (coder for bundle in bundles for coder in bundle.coders):
        if name.casefold() in (one.name.casefold(), one.pseudonym.casefold()):
            return one
    raise NotAllowed(f"The files have nobody called “{name}”.")
