"""An actor as a search means it: with its offices and who holds them on the day, or with the groups it is in then."""

from collections.abc import Iterable
from enum import StrEnum

from annotator.acts.acts import Filling
from annotator.acts.dyads import GROUPS, speaker_of
from annotator.acts.known_actors import KnownActors
from annotator.model.actor import Actor
from annotator.model.document import Metadata
from annotator.model.errors import BadSearch
from annotator.model.folding import folded
from annotator.model.ids import ActorId
from annotator.model.register import ancestors
from annotator.model.wording import isolated


class Reach(StrEnum):
    """Who counts as an actor besides itself."""

    ITSELF = "itself"
    ITS_OWN = "its offices and people"
    ITS_GROUPS = "and its groups"


class Party:
    """Who is asked for: a registered actor with whoever counts as it on a day, or words that name somebody.

    `ever`: all that may count on some day, for asking SQLite; none of words.
    """

    def __init__(self, words: str, known: KnownActors, register: Iterable[Actor], reach: Reach) -> None:
        """Raises `BadSearch` where groups are asked for of somebody who is not registered."""
        self.words, self.reach, self._known = words, reach, known
        self.actor = known.named(words)
        self._register = {actor.id: actor for actor in register}
        if self.actor is None and reach is Reach.ITS_GROUPS:
            raise BadSearch(f"“{isolated(words)}” is no actor of the register, so that its groups are not known.")
        self._covered: dict[tuple[ActorId, str], bool] = {}
        self.ever = frozenset(id for id in self._register if self.actor is not None and self._counts(id, None))

    @property
    def name(self) -> str:
        """As the register calls it, or as it was written."""
        return self.actor.name if self.actor else self.words

    def is_in(self, fillings: Iterable[Filling], metadata: Metadata, day: str) -> bool:
        """Whether one of those who fill a slot is meant."""
        return any(self._is(filling, metadata, day) for filling in fillings)

    def is_actor(self, id: ActorId | None, day: str) -> bool:
        """Whether a registered actor is meant, or counts as it on a day."""
        return id is not None and self.actor is not None and self._counts(id, day)

    def _is(self, filling: Filling, metadata: Metadata, day: str) -> bool:
        actor, quote = filling.actor, filling.quote
        if filling.value == "document" and actor is None:
            side = speaker_of(metadata, self._known)
            actor, quote = side.actor.id if side.actor else None, side.text
        if self.actor is not None:
            return self.is_actor(actor, day)
        if self.reach is Reach.ITSELF:
            return self.words == filling.value or folded(" ".join(quote.split())) == folded(self.words)
        return folded(self.words) in folded(quote)

    def _counts(self, id: ActorId, day: str | None) -> bool:
        """`day`: None for whether it may on any, empty where the document has none: then it may, too."""
        key = id, day or ""
        if day is not None and key in self._covered:
            return self._covered[key]
        found = self._is_own(id, day or "") or (self.reach is Reach.ITS_GROUPS and self._is_group(id, day or ""))
        if day is not None:
            self._covered[key] = found
        return found

    def _is_own(self, id: ActorId, day: str) -> bool:
        assert self.actor is not None
        if id == self.actor.id or self.reach is Reach.ITSELF:
            return id == self.actor.id
        if self._is_below(id):
            return True
        held = self._register[id].memberships if id in self._register else ()
        return any(
            (not day or one.covers(day)) and (one.group == self.actor.id or self._is_below(one.group))
            for one in held
            if one.group in self._register and self._register[one.group].kind not in GROUPS
        )

    def _is_below(self, id: ActorId) -> bool:
        assert self.actor is not None
        return id == self.actor.id or any(one.id == self.actor.id for one in ancestors(self._register, id))

    def _is_group(self, id: ActorId, day: str) -> bool:
        assert self.actor is not None
        if id not in self._register or self._register[id].kind not in GROUPS:
            return False
        seen, ahead = set[ActorId](), [self.actor.id]
        while ahead:
            at = ahead.pop()
            for one in self._register[at].memberships if at in self._register else ():
                if one.group not in seen and (not day or one.covers(day)):
                    if one.group == id:
                        return True
                    seen.add(one.group)
                    ahead.append(one.group)
        return False
