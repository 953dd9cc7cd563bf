"""Mentions of registered actors: offered where the project says so, and coded when a coder accepts them.

They are off at first, since a suggestion sways a coder who should be blind to everything but the text.
"""

from collections.abc import Sequence
from functools import cache

from annotator.acts.mentions import Mention, MentionFinder
from annotator.model.codebook import Label
from annotator.model.errors import NotAllowed
from annotator.model.ids import ActorId, DocumentId, LayerId
from annotator.model.span import Extent, Span
from annotator.model.verbs import coding as verbs
from annotator.operations.actors.seen_actors import seen_actors
from annotator.operations.coding.annotate import add_span, must_be_own, set_actor, span_at
from annotator.resources import resource
from annotator.store.project import Project


def are_offered(project: Project) -> bool:
    """Whether mentions of registered actors are offered while coding."""
    return project.settings.get().offer_mentions


def offer(project: Project, on: bool) -> None:
    """Say for the whole project whether mentions are offered while coding."""
    with project.transact(verbs.OfferMentions(on=on)):
        if on != are_offered(project):
            project.settings.put(offer_mentions=on)


def finder(project: Project) -> MentionFinder:
    """Return what finds the mentions of the register as it is now; make it off the window's thread."""
    return MentionFinder(seen_actors(project), not_mentions())


@cache
def not_mentions() -> tuple[str, ...]:
    """Return the words of not_mentions.txt, which name nobody though the name of an actor stands in them."""
    lines = resource("not_mentions.txt").read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split("|") if word)


def accept(
    project: Project, document: DocumentId, layer: LayerId, accepted: Sequence[tuple[Mention, ActorId]]
) -> list[Span]:
    """Code mentions as the actors that they name, as one step: all of a document, or one.

    A passage that is coded as a mention already gets the actor, if it has none. Raises `NotAllowed` where the codebook
    has no label for mentions of actors.
    """
    must_be_own(project, layer)
    label = label_for(project)
    accept = verbs.AcceptMentions(document=document, layer=layer, mentions=len(accepted))
    made = []
    with project.transact(accept) as step:
        for mention, actor in accepted:
            extents = (Extent(mention.start, mention.stop),)
            known = span_at(project, document, layer, [label.id], extents)
            if known is None:
                made.append(add_span(project, document, layer, extents, label.id, actor))
            elif known.actor is None:
                made.append(set_actor(project, known.id, actor))
        step.verb = accept.model_copy(update={"spans": tuple(span.id for span in made)})
    return made


def label_for(project: Project) -> Label:
    """Return the label with which mentions of actors are coded; raises `NotAllowed` where there is none."""
    found = next((label for label in project.codebook.in_use if label.names_actors), None)
    if found is None:
        raise NotAllowed("The codebook has no label for mentions of actors; say in the codebook which one it is.")
    return found
