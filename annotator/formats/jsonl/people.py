"""Layers, coders and actors by the names that the lines of a JSONL use: those of its project file, or new ones."""

import re

from annotator.formats.jsonl.records import ProjectRecord
from annotator.model.actor import Actor, ActorKind
from annotator.model.coder import Coder, Layer, LayerKind
from annotator.model.ids import ActorId, CoderId, LayerId, new_id
from annotator.model.wording import counted, one_or_many

# A writer that is not told of a layer or a coder writes the id in place of the name.
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class People:
    """`project`: the file beside the lines, where there is one. `coder`: whose layers without a coder are."""

    def __init__(self, project: ProjectRecord | None, coder: str) -> None:
        self._coders: dict[str, Coder] = {}
        self._layers: dict[str, Layer] = {}
        self._actors: dict[ActorId, Actor] = {}
        self._unknown: list[str] = []
        self._owner = coder
        for one in project.coders if project else ():
            pseudonym = one.own_pseudonym or one.pseudonym
            self._coders[one.pseudonym] = Coder(
                id=CoderId(one.id), name=one.name, pseudonym=pseudonym, roles=tuple(one.roles)
            )
        for layer in project.layers if project else ():
            owner = None if layer.coder is None else self.coder(layer.coder)
            self._layers[layer.layer] = Layer(id=LayerId(layer.id), name=layer.name, kind=layer.kind, coder=owner)
        for actor in project.actors if project else ():
            self._actors[actor.id] = actor

    @property
    def coders(self) -> tuple[Coder, ...]:
        """All coders, the named ones and the new ones."""
        return tuple(self._coders.values())

    @property
    def layers(self) -> tuple[Layer, ...]:
        """All layers, the named ones and the new ones."""
        return tuple(self._layers.values())

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All actors, the registered ones and the new ones."""
        return tuple(self._actors.values())

    @property
    def notices(self) -> tuple[str, ...]:
        """What the lines leave open of people, a sentence each."""
        if not self._unknown:
            return ()
        count, first = len(self._unknown), self._unknown[0]
        who = f"{counted(count, 'actor is new:', 'actors are new, the first is')} “{first}”"
        what = one_or_many(count, "it is", "each is")
        return (f"{who}; what kind it is and its codes are not known, so {what} registered as a state without codes.",)

    def coder(self, name: str) -> CoderId:
        """Return the coder that the lines call `name`."""
        if name not in self._coders:
            self._coders[name] = Coder(id=CoderId(_id_for(name)), name=name, pseudonym=name)
        return self._coders[name].id

    def layer(self, name: str, coder: str | None = None, *, gold: bool = False) -> LayerId:
        """Return the layer that the lines call `name`; a new one is `coder`'s, or gold where its spans say so."""
        if name not in self._layers:
            is_gold = gold or (coder is None and name.casefold() == "gold")
            owner = None if is_gold else self.coder(coder or self._owner or name)
            kind = LayerKind.GOLD if is_gold else LayerKind.CODER
            self._layers[name] = Layer(id=LayerId(_id_for(name)), name=name, kind=kind, coder=owner)
        return self._layers[name].id

    def actor(self, id: ActorId, name: str) -> ActorId:
        """Return the actor with this id, which is registered as a state where it is not known: see `notices`."""
        if id not in self._actors:
            self._unknown.append(name)
            self._actors[id] = Actor(id=id, name=name, kind=ActorKind.STATE)
        return id


def _id_for(name: str) -> str:
    return name if _UUID.fullmatch(name) else new_id()
