"""Documents of a bundle taken into a project, each matched by its text, and earlier versions behind the later ones."""

from collections.abc import Mapping
from dataclasses import replace

from annotator.model.bundle import Bundle, CodedDocument, EarlierDocument
from annotator.model.document import Document, KeptFile
from annotator.model.ids import DocumentId, SpanId, new_id
from annotator.model.removal import replaced
from annotator.operations.exchange.called_here import CalledHere
from annotator.operations.exchange.coding_import import CodingImport
from annotator.operations.exchange.import_outcome import ImportOutcome
from annotator.store.project import Project
from annotator.store.schema.tables import Table

LAST_POSITION = 2**31
"""A place in the list beyond this is taken for a mistake."""


class DocumentImport:
    """`called`: where it says what documents are called here; `codings`: takes those of earlier versions."""

    def __init__(
        self, project: Project, bundle: Bundle, called: CalledHere, codings: CodingImport, taken: ImportOutcome
    ) -> None:
        self._project, self._bundle, self._called, self._codings, self._taken = project, bundle, called, codings, taken

    def place(self, coded: CodedDocument, is_earlier: bool = False) -> DocumentId:
        """Return the document of the project with this text, which is added where there is none, or it is earlier."""
        kept = self._kept(coded.source_file)
        document = replace(coded.document, source_file=kept.sha256 if kept is not None else None)
        found = self._called.documents[coded.document.id] = self._added(document, coded.pages, is_earlier)
        if kept is not None and self._project.documents.info(found).source_file is None:
            self._project.documents.put_source(found, kept.sha256)
        if coded.units and (here := self._project.units.of_document(found)) != coded.units:
            if here:
                self._taken.said.append(f"“{document.title}” is cut into other units here, which were kept.")
            else:
                self._project.units.put({found: coded.units})
        return found

    def _kept(self, named: KeptFile | None) -> KeptFile | None:
        """Keep the file that a document was read from, where the bundle has it."""
        if named is None or (here := self._project.source_files.get(named.sha256)) is not None:
            return named and here
        body = self._bundle.source_body(named.sha256)
        if body is None:
            self._taken.said.append(f"the source file “{named.name}” is not what it was, and was left out.")
            return None
        return self._project.source_files.add(named.name, body)

    def _added(self, document: Document, pages: tuple[int, ...], is_earlier: bool) -> DocumentId:
        documents = self._project.documents
        known = None if is_earlier else documents.with_text(document.text_sha256)
        if known is not None:
            self._taken.repeated.append((document.title, documents.info(known).title))
            return known
        id = DocumentId(new_id()) if documents.which_are_taken([document.id]) else document.id
        # A gap that a removed document left is kept, so that a copy of a project has the same list.
        following = documents.next_position()
        at = document.position if following <= document.position < LAST_POSITION else following
        documents.add([(replace(document, id=id, position=at), pages)])
        self._taken.documents.append(document.title)
        return id

    def take_earlier(self, span_ids: Mapping[str, SpanId]) -> None:
        """Take earlier versions of documents, each hidden behind the later one, which came with it or is here.

        `span_ids`: what the spans of later ones are called here, since links of theirs may name spans of earlier ones.
        """
        documents = self._called.documents
        waiting = list(reversed(self._bundle.earlier))
        following = {DocumentId(one.target): one.replacement for one in self._project.removals.earlier_versions()}
        left_out = 0
        # What was read anew twice within a second may stand in any order.
        while ready := [one for one in waiting if one.replaced_by in documents]:
            waiting = [one for one in waiting if one.replaced_by not in documents]
            left_out += sum(not self._is_taken_as_version(one, following, span_ids) for one in ready)
        if left_out := left_out + len(waiting):
            self._taken.said.append(f"earlier versions of documents that do not fit here were left out: {left_out}.")

    def _is_taken_as_version(
        self,
        one: EarlierDocument,
        following: dict[DocumentId, DocumentId | None],
        span_ids: Mapping[str, SpanId],
    ) -> bool:
        """Take an earlier version whose later one is here; whether it is in the project, now or before.

        `following`: the later ones of those that the project has. A text that is another document by itself is not
        taken; one that the document was read back to is, as often as it was its text.
        """
        document, documents, called = one.coded.document, self._project.documents, self._called.documents
        if documents.which_are_taken([document.id]):
            called.setdefault(document.id, document.id)
            return bool(self._project.removals.which_hidden(Table.DOCUMENTS, [document.id]))
        later = current = called[one.replaced_by]
        while after := following.get(current):
            current = after
        there = documents.with_text(document.text_sha256)
        if there is not None and there != current:
            called[document.id] = there
            return False
        self._take_version(one, later, span_ids)
        following[called[document.id]] = later
        return True

    def _take_version(self, one: EarlierDocument, later: DocumentId, span_ids: Mapping[str, SpanId]) -> None:
        coded = one.coded
        document = self.place(coded, is_earlier=True)
        if 0 <= coded.document.position < LAST_POSITION:
            self._project.documents.update(document, {"position": coded.document.position})
        ids = self._codings.take(coded, document)
        known = {**span_ids, **ids}
        moved = [link for link in coded.links if link.act not in ids and link.act in known and link.span in ids]
        taken = self._project.links.which_are_taken([link.id for link in moved])
        self._project.links.add(
            replace(link, act=known[link.act], span=ids[link.span])
            for link in moved
            if link.span and link.id not in taken
        )
        self._project.removals.add([replaced(document, later, self._called.coder(one.coder), one.time)])
        self._taken.documents.remove(coded.document.title)
