"""Cases that this program wrote as actors: read as what they were."""

from dataclasses import dataclass, field

from pydantic import ValidationError

from annotator.formats.making import BundleMaker
from annotator.formats.refi.markup import instructed
from annotator.formats.refi.xml import Element, child, children, guid
from annotator.model.actor import Actor
from annotator.model.ids import ActorId

CONTINUED = "continued by"
"""The link from one piece of a span to the next, as ATLAS.ti calls it."""


@dataclass(slots=True)
class CaseActors:
    """Actors by the GUIDs of their cases and by their ids; `mentioned`: by the GUIDs of what mentions them."""

    by_guid: dict[str, ActorId] = field(default_factory=dict)
    by_id: dict[str, ActorId] = field(default_factory=dict)
    mentioned: dict[str, ActorId] = field(default_factory=dict)


def actors_of(root: Element, maker: BundleMaker) -> CaseActors:
    """Return the actors of a project, put into the register of a bundle."""
    found = CaseActors()
    for case in children(child(root, "Cases"), "Case"):
        try:
            actor = Actor.model_validate(instructed(case).get("actor"))
        except ValidationError:
            continue
        id = maker.actor(actor)
        found.by_guid[guid(case)] = found.by_id[id] = id
        found.mentioned.update({guid(ref, "targetGUID"): id for ref in children(case, "SelectionRef")})
    return found
