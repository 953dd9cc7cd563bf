"""Reading a REFI-QDA project: its users are coders, its codes labels, its texts documents.

A PDF and a transcript are documents by the text that the file has of them. What of a project is no text, such as
codings of regions and of times, is counted and left out.
"""

from dataclasses import replace
from pathlib import Path

from annotator.formats.format import ReadOptions
from annotator.formats.losses import Loss
from annotator.formats.making import BundleMaker, derived_id
from annotator.formats.refi.codes import RefiCodes, codes_of
from annotator.formats.refi.container import RefiContainer
from annotator.formats.refi.documents import RefiDocuments
from annotator.formats.refi.notes import RefiNote, RefiNotes
from annotator.formats.refi.people import RefiPeople
from annotator.formats.refi.variables import RefiVariables
from annotator.formats.refi.writing_names import is_ours
from annotator.formats.refi.xml import child, children, guid, local, said
from annotator.model.bundle import Bundle
from annotator.model.codebook import Codebook, Scope
from annotator.model.document_set import DocumentSet
from annotator.model.ids import DocumentId, LabelId, MemoId, SetId
from annotator.model.memo import Memo

ORIGIN = "refi-qda"

GRAPHS = Loss("1 diagram is left out", "{n} diagrams are left out")
MEMBERS = Loss(
    "1 member of a set is left out, since it is no document",
    "{n} members of sets are left out, since they are no documents",
)
TIMES = Loss(
    "When 1 coding was made is left out",
    "When {n} codings were made is left out",
)
CODED_NOTE = Loss("1 coding of a note is left out", "{n} codings of notes are left out")
HEADING = Loss(
    "1 code that only groups others is coded with, and became a label to code with",
    "{n} codes that only group others are coded with, and became labels to code with",
)


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a project (.qdpx, or its .qde); raises `BadFile`."""
    return _RefiReading(RefiContainer(path), path.stem).bundle()


class _RefiReading:
    def __init__(self, container: RefiContainer, stem: str) -> None:
        self._container, self._root = container, container.root
        self._is_ours = is_ours(self._root)
        self._maker = BundleMaker(self._root.get("name", "").strip() or stem, ORIGIN, ids_stay=True)
        self._maker.codes.completes = False
        self._memos: list[Memo] = []

    def bundle(self) -> Bundle:
        maker, losses = self._maker, self._maker.losses
        codes = codes_of(child(self._root, "CodeBook"), maker.codes, losses, self._is_ours)
        people = RefiPeople(self._root, maker)
        notes = RefiNotes(self._container, self._is_ours)
        documents = RefiDocuments(self._container, maker, codes, people, notes, self._is_ours)
        variables = RefiVariables(self._root, losses, self._is_ours)
        documents.read(variables)
        for id, at in documents.memos:
            self._add_memo(id, at, people)
        self._take_code_notes(codes, notes, people)
        for coding in self._root.iter("{*}Coding"):
            if any(local(above) == "Notes" for above in coding.iterancestors()):
                losses.add(CODED_NOTE, f"in “{maker.name}”")
        for note in notes.left():
            self._add_memo(None, note, people)
        self._take_descriptions(variables, people)
        for _ in range(documents.timed):
            losses.add(TIMES, f"in “{maker.name}”")
        for graph in children(child(self._root, "Graphs"), "Graph"):
            losses.add(GRAPHS, f"“{graph.get('name', '')}”")
        sets = tuple(self._sets(documents))
        made = maker.bundle(codebook=codes.own)
        coded = list(made.documents)
        book = codes.own or self._scoped(
            made.codebook, codes, {(span.label, bool(span.extents)) for one in coded for span in one.spans}
        )
        body = documents.sources.get
        # The sentences are taken last, since scopes and sets add to them.
        said_last = (*self._container.notices, *losses.sentences())
        return replace(
            made, documents=coded, codebook=book, memos=tuple(self._memos), document_sets=sets, source_body=body,
            notices=said_last, lost=said_last,
        )  # fmt: skip

    def _scoped(self, book: Codebook, codes: RefiCodes, used: set[tuple[LabelId, bool]]) -> Codebook:
        """Return the codebook with labels of whole documents alone, and headings, as they are used."""
        of_documents = {label for label, has_place in used if not has_place} - {label for label, place in used if place}
        labels = [
            label.model_copy(update={"scope": Scope.DOCUMENT}) if label.id in of_documents else label
            for label in book.labels
        ]
        for id in sorted(codes.headings() & {label for label, _ in used}):
            self._maker.losses.add(HEADING, f"“{id}”")
            labels = [one.model_copy(update={"heading": False}) if one.id == id else one for one in labels]
        description = said(self._root, "Description")
        return Codebook(name=book.name, description=description, labels=tuple(labels))

    def _take_code_notes(self, codes: RefiCodes, notes: RefiNotes, people: RefiPeople) -> None:
        for code in codes.codes:
            for note in notes.at(code.element):
                self._add_memo(None, replace(note, name=f"{code.name}: {note.name}".removesuffix(": ")), people)

    def _take_descriptions(self, variables: RefiVariables, people: RefiPeople) -> None:
        """Take what is said of cases, variables and sets, which have no place of their own here, as memos."""
        said_of = [*variables.memos, *variables.descriptions]
        for one in children(child(self._root, "Sets"), "Set"):
            if words := said(one, "Description"):
                said_of.append((guid(one), one.get("name", ""), words))
        for id, name, words in said_of:
            self._add_memo(None, RefiNote(id, name, words, "", "", "").at_no_time(), people)

    def _add_memo(self, document: DocumentId | None, note: RefiNote, people: RefiPeople) -> None:
        id = MemoId(derived_id(ORIGIN, "memo", document or "", note.guid or note.words))
        author = people.coder(note.author) if note.author else None
        self._memos.append(Memo(id, document, author, note.name, note.text, note.time, note.changed))

    def _sets(self, documents: RefiDocuments) -> list[DocumentSet]:
        found = []
        for number, one in enumerate(children(child(self._root, "Sets"), "Set")):
            name = one.get("name", "") if self._is_ours else " ".join(one.get("name", "").split())
            name = name or f"Set {number + 1}"
            members = [documents.by_guid.get(guid(ref, "targetGUID")) for ref in children(one, "MemberSource")]
            others = sum(1 for _ in children(one, "MemberCode", "MemberNote")) + members.count(None)
            for _ in range(others):
                self._maker.losses.add(MEMBERS, f"in “{name}”")
            if known := tuple(dict.fromkeys(member for member in members if member is not None)):
                found.append(
                    DocumentSet(SetId(derived_id(ORIGIN, "set", guid(one) or name)), name, number, None, known)
                )
        return found
