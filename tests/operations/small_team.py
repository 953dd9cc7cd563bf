"""A project with a lead, an adjudicator and a coder, in which the rule holds."""

from dataclasses import dataclass
from pathlib import Path

from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.ids import CoderId
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people, roles
from annotator.store.project import Project
from tests.operations.desks import BOOK, TEXT

NAMES = {TeamRole.LEAD: "Lea", TeamRole.ADJUDICATOR: "Adam", TeamRole.CODER: "Cleo"}
ROLES = tuple(NAMES)


@dataclass
class Team:
    """`people`: by role."""

    project: Project
    people: dict[TeamRole, CoderId]

    def of(self, role: TeamRole) -> CoderId:
        """Return the person with this role alone."""
        return self.people[role]


def make_team(folder: Path) -> Team:
    """Create a project in `folder` in which Lea and Cleo coded otherwise; the lead has not asked to see it."""
    project = Project.create(folder / "team.annot", BOOK)
    documents.add_drafts(project, [DocumentDraft("One", TEXT)])
    found = {role: people.add_coder(project, name)[0].id for role, name in NAMES.items()}
    for role, person in found.items():
        people.set_roles(project, person, [role])
    document = project.documents.all()[0].id
    for role, label in ((TeamRole.LEAD, "appeal"), (TeamRole.CODER, "warning")):
        project.person = found[role]
        annotate.add_span(project, document, project.layers.of_coder(found[role])[0].id, [(0, 6)], label)
    roles.obey(project)
    return Team(project, found)
