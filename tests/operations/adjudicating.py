"""A table at which coders differ, and what is decided at it; for the tests of adjudicating."""

from pathlib import Path

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.decisions import Settled
from annotator.operations.adjudication import adjudicate
from annotator.operations.adjudication.adjudicate import PolicyReport
from annotator.operations.people import people
from tests.operations.desks import Table, make_table


def differing(folder: Path) -> Table:
    """Return a table at which Ana and Ben agree on one span, and differ in a label, a boundary and a missing span."""
    table = make_table(folder, "Ana", "Ben", "Dana")
    for name in ("Ana", "Ben"):
        table.code(name, "actor", "France")
    table.code("Ana", "appeal", "urged China")
    table.code("Ben", "appeal", "urged China 🕊 to talk")
    table.code("Ana", "warning", "warned: no force")
    table.code("Ben", "appeal", "warned: no force")
    table.code("Ana", "actor", "All sides")
    table.project.person = table.coders["Dana"].id
    return table


def settle(table: Table, policy: str = "unanimous") -> PolicyReport:
    return adjudicate.settle(table.project, policy, people.layers_named(table.project, None))


def cases(table: Table) -> dict[CaseKind, Settled]:
    """Return the cases of the first document, of which there is one of each kind."""
    layers = people.layers_named(table.project, None)
    return {one.case.kind: one for one in adjudicate.cases_of(table.project, table.documents[0], layers)}


def cases_all(table: Table) -> list[Settled]:
    layers = people.layers_named(table.project, None)
    return adjudicate.cases_of(table.project, table.documents[0], layers)


def decide(table: Table, kind: CaseKind, how: str, coder: str = "", label: str | None = None) -> None:
    case = cases(table)[kind].case
    layer = table.layers[coder].id if coder else None
    adjudicate.decide(table.project, case, adjudicate.verdict(case, how, layer, label), "because")
