"""Projects for the tests of the verbs: a codebook with all that a label can have, and two coders."""

from dataclasses import dataclass
from pathlib import Path

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label, Role, Scope
from annotator.model.coder import Coder, Layer
from annotator.model.document import DocumentDraft
from annotator.model.ids import AttributeId, DocumentId, LabelId, RoleId
from annotator.model.span import Span
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from tests.projects import OPENED, write_project

TEXT = "France urged China 🕊 to talk. It warned: no force.\nAll sides welcomed it."
OTHER_TEXT = "دعا الرئيس الفرنسي الصين إلى الحوار."


def attribute(id: str, kind: AttributeKind, *values: str) -> Attribute:
    """Return an attribute that is named like its id."""
    return Attribute(id=AttributeId(id), name=id.capitalize(), kind=kind, values=values)


BOOK = Codebook(
    name="Acts",
    labels=(
        Label(
            id=LabelId("appeal"),
            name="Appeal",
            key="1",
            attributes=(
                attribute("force", AttributeKind.ORDINAL, "invites", "calls on", "urges"),
                attribute("topic", AttributeKind.CHOICE, "war", "trade"),
                attribute("means", AttributeKind.CHOICES, "aid", "talks"),
                attribute("public", AttributeKind.FLAG),
                attribute("year", AttributeKind.NUMBER),
                attribute("date", AttributeKind.DATE),
                attribute("remark", AttributeKind.TEXT),
            ),
            roles=(
                Role(id=RoleId("speaker"), name="Speaker"),
                Role(
                    id=RoleId("addressee"),
                    name="Addressee",
                    several=True,
                    attributes=(
                        attribute("kind", AttributeKind.CHOICE, "state", "group"),
                        attribute("armed", AttributeKind.FLAG).model_copy(update={"when": {"kind": ("group",)}}),
                    ),
                ),
            ),
        ),
        Label(
            id=LabelId("warning"),
            name="Warning",
            key="2",
            attributes=(attribute("force", AttributeKind.ORDINAL, "hints", "urges"),),
            roles=(Role(id=RoleId("speaker"), name="Speaker"),),
        ),
        Label(id=LabelId("actor"), name="Actor", key="3", names_actors=True),
        Label(id=LabelId("genre"), name="Genre", scope=Scope.DOCUMENT),
    ),
)


@dataclass
class Table:
    """A project with Ana and Ben at the table, and two documents."""

    project: Project
    coders: dict[str, Coder]
    layers: dict[str, Layer]
    documents: list[DocumentId]

    def sit(self, name: str) -> Layer:
        """Let a coder code; return their layer."""
        self.project.person = self.coders[name].id
        return self.layers[name]

    def code(self, name: str, label: str, *quotes: str, document: int = 0) -> Span:
        """Code the first occurrences of quotes as one span of a coder, or the whole document without a quote."""
        layer = self.sit(name)
        text = self.project.documents.get(self.documents[document]).text
        extents = [(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
        return annotate.add_span(self.project, self.documents[document], layer.id, extents, label)

    def spans(self, document: int = 0) -> list[Span]:
        """Return all spans of a document."""
        return self.project.spans.of_document(self.documents[document])

    def gold(self, document: int = 0) -> list[Span]:
        """Return the gold spans of a document."""
        layer = self.project.layers.gold()
        return self.project.spans.of_document(self.documents[document], layer.id) if layer else []


def new_project(path: Path, codebook: Codebook = BOOK, name: str = "") -> Project:
    """Create a project, closed after the test."""
    project = Project.create(path, codebook, name)
    OPENED.append(project)
    return project


def make_table(folder: Path, *names: str) -> Table:
    """Create a project in `folder` with these coders, Ana and Ben if none is named."""
    names = names or ("Ana", "Ben")

    def make(project: Project) -> None:
        for name in names:
            people.add_coder(project, name)
        documents.add_drafts(project, [DocumentDraft("Readout", TEXT), DocumentDraft("بيان", OTHER_TEXT)])

    path = folder / "project.annot"
    write_project(path, ("table", names), make, BOOK)
    project = Project.open(path)
    OPENED.append(project)
    coders = dict(zip(names, project.coders.all(), strict=True))
    layers = dict(zip(names, project.layers.all(), strict=True))
    return Table(project, coders, layers, [document.id for document in project.documents.all()])
