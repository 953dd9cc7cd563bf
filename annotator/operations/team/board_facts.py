"""What the board of a team is made of, read from the project: who codes, what they were given, and how they work.

How far somebody is says nothing of what they coded: whoever leads or adjudicates sees it, also who codes besides and
has not asked for more. A coder reads of themselves alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, tzinfo

from pydantic_core import from_json

from annotator.model.coder import Layer, LayerKind, TeamRole
from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.operations.agreement import recoding
from annotator.operations.coding.unit_progress import unit_counts
from annotator.operations.documents.listing import document_rows, open_cases
from annotator.operations.people.seeing import Sight, sight
from annotator.operations.team.board import BoardCoder, BoardFacts, HandedIn, TeamBoard, board
from annotator.store.project import Project
from annotator.store.rows.deliveries import CameIn
from annotator.sync.activity import CODING, Activity, TimedAct, act_of, activity, activity_from

Waiting = Mapping[CoderId, int]
"""Acts that lie in a shared folder and are not taken in yet, by person."""


def whole_board(project: Project, today: date | None = None, waiting: Waiting | None = None) -> TeamBoard:
    """Return the board of all documents, open cases counted: it takes long where coders have to be compared."""
    facts = board_facts(project, today, waiting=waiting)
    return board(facts, document_rows(project, open_cases(project)))


def board_facts(
    project: Project,
    today: date | None = None,
    zone: tzinfo | None = None,
    waiting: Waiting | None = None,
) -> BoardFacts:
    """Return what a board is made of. `zone`: of the days; None: of here."""
    sees_others = sight(project, project.person) is not Sight.REFUSED
    given = project.assignments.given()
    layers = _layers(project, given) if sees_others else project.layers.of_coder(project.person or "")[:1]
    here, came = _here(project, layers, zone), _came(project.deliveries.all())
    coders = [
        replace(
            _coder(layer, given.get(layer.id, {}), here, came, waiting or {}),
            states=project.assignments.states(layer.id),
            units=unit_counts(project, layer.id),
        )
        for layer in layers
    ]
    is_alone = len(coders) == 1 and coders[0].coder == project.person
    return BoardFacts(coders, (today or date.today()).isoformat(), not sees_others or is_alone)


def _layers(project: Project, given: Mapping[LayerId, object]) -> list[Layer]:
    """Return the layers in which people code; samples that are coded once more only where they were given out."""
    begun = project.assignments.begun_layers()
    codes = {one.id for one in project.coders.all() if TeamRole.CODER in one.roles}
    every = project.layers.all(LayerKind.CODER)
    first = {one.id for one in recoding.without_passes(project, every)}
    own = [one for one in every if one.id in first and (one.id in begun or one.coder in codes)]
    return [one for one in every if one in own or one.id in given]


def _coder(
    layer: Layer,
    given: Mapping[DocumentId, str],
    here: Mapping[str, Activity],
    came: Mapping[str, tuple[Activity, HandedIn]],
    waiting: Waiting,
) -> BoardCoder:
    person = layer.coder or CoderId("")
    own, (others, handed) = here.get(person, Activity()), came.get(person, (Activity(), HandedIn()))
    if more := waiting.get(person, 0):
        handed = HandedIn(handed.made, handed.came, max(handed.waits, more))
    worked = own.joined(others)
    return BoardCoder(
        layer.id, layer.name, layer.coder, given, activity=worked, handed_in=handed, works_here=bool(own.last)
    )


def _here(project: Project, layers: Iterable[Layer], zone: tzinfo | None) -> dict[str, Activity]:
    """Return how the people of these layers worked in this very file, by person."""
    found: dict[str, list[TimedAct]] = {layer.coder: [] for layer in layers if layer.coder}
    for person, time, kind, verb, facts in project.journal.of_verbs(sorted(CODING)):
        if person in found and (act := act_of(time, kind, verb, from_json(facts))) is not None:
            found[person].append(act)
    return {person: activity(acts, zone) for person, acts in found.items()}


def _came(deliveries: Sequence[CameIn]) -> dict[str, tuple[Activity, HandedIn]]:
    """Return by person how they worked in what was taken in, and what of theirs came last."""
    found: dict[str, tuple[Activity, HandedIn]] = {}
    taken = {(one.person, one.name) for one in deliveries if one.is_taken}
    for one in deliveries:
        worked, handed = found.get(one.person, (Activity(), HandedIn()))
        waits = handed.waits
        if one.is_taken:
            worked = worked.joined(_known(one.activity))
        elif (one.person, one.name) not in taken:
            waits += one.acts
        found[one.person] = worked, HandedIn(max(handed.made, one.made), max(handed.came, one.came), waits)
    return found


def _known(text: str) -> Activity:
    """Return an activity; what another version wrote and this one cannot read tells nothing."""
    try:
        return activity_from(text)
    except ValueError:
        return Activity()
