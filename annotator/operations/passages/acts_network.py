"""The acts that a search finds as a network: actors, and from one to the other how many acts go, and which."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from annotator.acts.coded_states import CodedStates
from annotator.acts.dyads import Dyad, Side, date_of, dyads_of
from annotator.acts.series import APART, ActEvent, event_of
from annotator.model.actor import Actor
from annotator.model.errors import BadFile
from annotator.model.ids import DocumentId
from annotator.model.wording import word_list
from annotator.operations.atomic_files import write_whole
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.passages.names import SearchNames
from annotator.operations.passages.reading import AT_ONCE, codings_of
from annotator.operations.progress import Progress, silent
from annotator.reports.networks.dl import dl
from annotator.reports.networks.gexf import gexf
from annotator.reports.networks.graphml import graphml
from annotator.reports.networks.network import Fact, Network, NetworkArrow, NetworkNode
from annotator.store.project import Project

WRITERS: Mapping[str, Callable[[Network], str]] = {".graphml": graphml, ".gexf": gexf, ".dl": dl}
"""By how a file is called."""


@dataclass(slots=True)
class _Between:
    """What goes from one to another. An act counts once, however often its slots name them."""

    acts: set[str] = field(default_factory=set)
    labels: Counter[str] = field(default_factory=Counter)
    forces: Counter[str] = field(default_factory=Counter)
    documents: set[DocumentId] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)

    def facts(self) -> dict[str, Fact]:
        dates = sorted(self.dates)
        return {
            "first date": dates[0] if dates else "",
            "last date": dates[-1] if dates else "",
            "documents": len(self.documents),
            **{f"label: {name}": number for name, number in sorted(self.labels.items())},
            **{f"force: {name}": number for name, number in sorted(self.forces.items())},
        }


def acts_network(project: Project, search: str, by_state: bool = False, progress: Progress = silent) -> Network:
    """Return who acts towards whom in what a search finds; raises `BadSearch`.

    A node is an actor of the register, or a name that the text has, as in Explore; `by_state`: the state that it
    belongs to. An act with several parties goes from each of the ones to each of the others.
    """
    names = SearchNames(project)
    states = CodedStates(names.register, names.known)
    people: dict[str, dict[str, Fact]] = {}
    between: dict[tuple[str, str], _Between] = {}
    nowhere: set[str] = set()
    for dyad, event in _events(project, search, names, by_state, progress):
        ends = (event.source, event.target)
        if any(name in APART for name in ends):
            nowhere.add(event.act)
            continue
        for name, side in zip(ends, (dyad.source, dyad.target), strict=True):
            facts = _facts_of(_actor_of(side, event.date, names, by_state), event.date, states)
            if name not in people or not people[name]["kind"]:
                people[name] = facts
        _add(between.setdefault(ends, _Between()), dyad, event)
    order = {name: place for place, name in enumerate(sorted(people))}
    arrows = (
        NetworkArrow(order[source], order[target], len(one.acts), one.facts())
        for (source, target), one in sorted(between.items())
    )
    there = {act for one in between.values() for act in one.acts}
    return Network(tuple(NetworkNode(name, people[name]) for name in order), tuple(arrows), len(nowhere - there))


def _events(
    project: Project, search: str, names: SearchNames, by_state: bool, progress: Progress
) -> Iterator[tuple[Dyad, ActEvent]]:
    found = PassageSearch(project, search, of_codings=True)
    documents, lines = found.documents(), found.lines(progress)
    while some := list(islice(lines, AT_ONCE)):
        for span, act in codings_of(project, names.codebook, some).values():
            metadata = documents[span.document].metadata
            for dyad in dyads_of([act] if act else [], metadata, names.known, expand=False):
                yield dyad, event_of(dyad, date_of(metadata), names.known if by_state else None)


def _add(one: _Between, dyad: Dyad, event: ActEvent) -> None:
    if event.act in one.acts:
        return
    label, force = dyad.act.label, dyad.act.force
    one.acts.add(event.act)
    one.documents.add(event.document)
    one.labels[label.name] += 1
    if force is not None and dyad.act.span.attributes.get(force.id):
        one.forces[event.force] += 1
    if event.date:
        one.dates.add(event.date)


def _actor_of(side: Side, date: str, names: SearchNames, by_state: bool) -> Actor | None:
    if side.actor is None or not by_state:
        return side.actor
    return names.known.state_of(side.actor, date) or side.actor


def _facts_of(actor: Actor | None, date: str, states: CodedStates) -> dict[str, Fact]:
    """Return the kind of an actor, and the codes of the state that it is or stands with, none of a name in a text."""
    found = states.find(actor, date) if actor is not None and date else None
    codes = actor.codes if actor is not None else {}
    return {
        "kind": actor.kind.value if actor is not None else "",
        "state": found[1].name if found else "",
        "iso3": found[0].iso3 if found else codes.get("iso3", ""),
        "cow": str(found[0].number or "") if found else codes.get("cow", ""),
    }


def write_network(network: Network, path: Path) -> None:
    """Write a network as its file is called, in place of what is there; raises `BadFile`."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise BadFile(path.name, "it is called like no file of a network", f"end it in {word_list(WRITERS, 'or')}")
    write_whole(path, writer(network))
