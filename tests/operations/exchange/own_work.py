"""A lead's project, a coder's copy of it, and files of codings made elsewhere, for what comes into the copy."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.formats.format import WriteOptions
from annotator.formats.registry import FORMATS, format_for, format_named
from annotator.formats.writing import write
from annotator.model.bundle import Bundle
from annotator.model.codebook import Codebook, Scope
from annotator.model.coder import LayerKind, TeamRole
from annotator.model.document import DocumentDraft, sha256_of
from annotator.model.ids import CoderId, DocumentId
from annotator.model.span import Span
from annotator.operations.documents import documents
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import people, roles
from annotator.operations.team import assigning, handing_in, taking_in
from annotator.operations.team.copies import give_out
from annotator.store.project import Project
from tests.operations.test_undo_everything import tables

READABLE = tuple(one.name for one in FORMATS if one.reader is not None and one.writer is not None)
ANA, BEN = "Ana Souza", "Ben Ötker"
WRITTEN = {"spans", "links", "actors"}
"""The tables that an import into a copy may add to."""

Place = tuple[DocumentId, str, Any]


@dataclass
class CopiedWork:
    """`lead`: the project; `copy`: Ana's of it; `given`: the documents that she has to code."""

    lead: Project
    copy: Project
    ana: CoderId
    given: set[DocumentId]

    def own(self, project: Project) -> list[Span]:
        """Return what stands in Ana's layer, in order."""
        (layer,) = project.layers.of_coder(self.ana)
        found = [span for info in project.documents.all() for span in project.spans.of_document(info.id, layer.id)]
        return sorted(found, key=lambda span: span.id)

    def hand_over(self) -> taking_in.Came:
        """Let Ana hand in and the lead take in; return what came."""
        packet = handing_in.hand_in(self.copy, self.copy.path.parent).path
        (came,) = taking_in.take_in(self.lead, [packet])
        return came

    def close(self) -> None:
        self.copy.close()
        self.lead.close()


def work_of(
    folder: Path, texts: Sequence[tuple[str, str]], book: Codebook, given: Collection[int], back: Collection[int] = ()
) -> CopiedWork:
    """Make a project with these texts (title, text), and Ana's copy; `given`: by number; `back`: taken back since."""
    lead = Project.create(folder / "Team.annot", book, "Team")
    lea = people.add_coder(lead, "Lea")[0].id
    lead.person = lea
    people.set_roles(lead, lea, [TeamRole.LEAD])
    documents.add_drafts(lead, [DocumentDraft(title, text) for title, text in texts])
    ana, ben = (people.add_coder(lead, name)[0].id for name in (ANA, BEN))
    roles.obey(lead)
    by_text = {one.text_sha256: one.id for one in lead.documents.all()}
    ids = [by_text[sha256_of(text)] for _, text in texts]
    theirs = [ids[number] for number in given]
    for person, some in ((ana, theirs), (ben, ids)):
        if some:
            assigning.assign(lead, [person], some)
    gone = [ids[number] for number in back if number in given]
    (given_out,) = give_out(lead, folder, [ana])
    assert given_out.path is not None
    copy = Project.open(given_out.path)
    copy.person = ana
    roles.obey(copy)
    if gone:
        assigning.unassign(lead, [ana], gone)
        (packet,) = give_out(lead, folder, [ana])
        assert packet.path is not None
        assert taking_in.take_in(copy, [packet.path])[0].taken
    return CopiedWork(lead, copy, ana, set(theirs) - set(gone))


def written(bundle: Bundle, folder: Path, name: str) -> list[ImportSource]:
    """Write a bundle in a format, with names; return what is imported: of several files, one a layer, Ana's."""
    form = format_named(name)
    place = folder / ("elsewhere" if form.folder else f"elsewhere{form.extensions[0]}")
    files = write(form, bundle, place, WriteOptions(replace=True, names=True)).files
    paths = [place] if place.exists() else [folder / name for name in files if "Ana" in name]
    # A format may have nothing to write of no codings, which is none of its files then.
    return [ImportSource(path) for path in paths if format_for(path) is form]


def expected(read: Bundle, work: CopiedWork, name: str = ANA) -> set[Place]:
    """Return what is to come in of a file: where, under which label; each place once a label."""
    copy, book = work.copy, work.copy.codebook
    people_of = {coder.id: coder.name for coder in read.coders}
    is_nobodys = all(coder.name == read.name for coder in read.coders)
    own = {
        layer.id
        for layer in read.layers
        if layer.kind is LayerKind.CODER and (is_nobodys or people_of.get(layer.coder or CoderId("")) == name)
    }
    found: set[Place] = set()
    for coded in read.documents:
        here = copy.documents.with_text(coded.document.text_sha256)
        if here is None or here not in work.given:
            continue
        for span in coded.spans:
            theirs = next(one for one in read.codebook.labels if one.id == span.label)
            label = book.get(span.label) or next((one for one in book.labels if one.name == theirs.name), None)
            fits = label is not None and not label.retired and (label.scope is Scope.SPAN) == bool(span.extents)
            if span.layer in own and label is not None and fits:
                found.add((here, label.id, span.extents))
    return found


def places(spans: Collection[Span]) -> Counter[Place]:
    """Return where spans stand, and under which label."""
    return Counter((span.document, str(span.label), span.extents) for span in spans)


def others(project: Project) -> dict[str, list[Any]]:
    """Return all rows of the tables to which an import into a copy adds nothing."""
    return {name: rows for name, rows in tables(project).items() if name not in WRITTEN}
