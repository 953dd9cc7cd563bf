"""The register as the workspace shows it, read off the window's thread: once for each state of the project."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from annotator.acts.finding import ActorIndex
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.model.register import groups_of, members_of
from annotator.operations.actors.actor_uses import uses_of
from annotator.operations.actors.seen_actors import seen_actors, seen_uses
from annotator.store.project import Project
from annotator.store.rows.actors import Uses
from annotator.store.schema.tables import Table
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session


@dataclass(frozen=True)
class RegisterView:
    """The actors as they are found, how often each is used, and who ever belonged to whom.

    `provisional`: those of which two copies said different things, until somebody decides.
    """

    index: ActorIndex = field(default_factory=lambda: ActorIndex(()))
    uses: Mapping[ActorId, Uses] = field(default_factory=dict)
    members: Mapping[ActorId, tuple[ActorId, ...]] = field(default_factory=dict)
    provisional: frozenset[str] = frozenset()

    def most_used(self) -> ActorId | None:
        """Return the actor that is named most in spans and slots, of several alike the first by name; None for none."""
        named = {id: uses.spans + uses.links for id, uses in self.uses.items() if self.get(id) is not None}
        most = max(named.values(), default=0)
        found = [actor for actor in map(self.get, (id for id, times in named.items() if times == most)) if actor]
        return min(found, key=lambda actor: (actor.name, actor.id)).id if most else None

    def get(self, id: ActorId | None) -> Actor | None:
        """Return an actor, None where it is not registered."""
        return self.index.by_id.get(id) if id is not None else None

    def name(self, id: ActorId | None) -> str:
        """Return what an actor is called, its id where it is not registered, "" for none."""
        actor = self.get(id)
        return actor.name if actor is not None else id or ""

    def members_on(self, group: ActorId, day: str) -> tuple[Actor, ...]:
        """Return who belongs to a group (or holds an office) on a day, by name; where it is empty who ever did."""
        direct = self.members.get(group, ())
        if not day:
            return tuple(self.index.by_id[id] for id in direct)
        wanted, waiting = dict.fromkeys((group, *direct)), list(direct)
        while waiting:
            id = waiting.pop()
            if self.index.by_id[id].kind is ActorKind.GROUP:
                new = [one for one in self.members.get(id, ()) if one not in wanted]
                wanted.update(dict.fromkeys(new))
                waiting += new
        # Only those who may be among them, so that a day costs what the group has and not what the register has.
        some = {id: self.index.by_id[id] for id in wanted if id in self.index.by_id}
        return tuple(sorted(members_of(some, group, day), key=lambda actor: actor.name))


def read_view(project: Project, before: RegisterView) -> RegisterView:
    """Read the register of a project; `before`: as it was, whose folded names are used again."""
    with project.snapshot():
        actors, uses = seen_actors(project), seen_uses(project)
        provisional = project.decided_rows.provisional(Table.ACTORS)
    index = ActorIndex(actors, before.index)
    members: dict[ActorId, list[ActorId]] = defaultdict(list)
    for actor in index.actors:
        for group in groups_of(actor):
            members[group].append(actor.id)
    return RegisterView(index, uses, {group: tuple(ids) for group, ids in members.items()}, provisional)


class RegisterReading(LatestTask):
    """Reads the register; `view` is the last one that was read."""

    found = Signal(object)
    """What was read."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self.view = RegisterView()

    def read(self) -> None:
        """Read the register again."""
        before = self.view
        self.start(lambda project, _: read_view(project, before), self._take)

    def reset(self) -> None:
        """Know no register any more."""
        self.drop()
        self.view = RegisterView()

    def _take(self, view: RegisterView) -> None:
        self.view = view
        self.found.emit(view)


class UsesReading(LatestTask):
    """Reads where an actor is used."""

    found = Signal(object)
    """A list of `Use`."""

    def read(self, actor: ActorId) -> None:
        """Read where another actor is used."""
        self.start(lambda project, progress: uses_of(project, actor, progress), self.found.emit)
