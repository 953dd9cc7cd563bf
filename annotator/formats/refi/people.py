"""Users of REFI-QDA: who coded what, as coders with layers."""

import re

from annotator.formats.making import BundleMaker
from annotator.formats.refi.xml import Element, child, children, guid
from annotator.model.coder import LayerKind
from annotator.model.ids import CoderId, LayerId

GOLD = "gold"
NAMED = "named"
"""Written of a layer that is only spoken of, as of a candidate's, and whose codings the file does not hold."""
_OURS = re.compile(rf"(coder|gold|suggestions) (\S+?)(?: ((?!{NAMED}$)\S+))?( {NAMED})?")
"""What this program writes as the id of a user: what kind of layer it stands for, its id, and whose it is."""


class RefiPeople:
    """The users of a project. Only who coded something becomes a coder."""

    def __init__(self, root: Element, maker: BundleMaker) -> None:
        self._maker = maker
        self._users = {guid(one): one for one in children(child(root, "Users"), "User")}
        self._numbers: dict[str, int] = {}

    def layer(self, *who: str) -> LayerId:
        """Return the layer of the first of these GUIDs that says something; of nobody named where none does."""
        user = next(filter(None, who), "")
        if not user and len(self._users) == 1:
            user = next(iter(self._users))
        if not user:
            return self._maker.unsaid_layer()
        element = self._users.get(user)
        written = element.get("id", "") if element is not None else ""
        if found := _OURS.fullmatch(written):
            if found[1] != LayerKind.CODER:
                return self._maker.other_layer(LayerKind(found[1]), self._name(user), found[2])
            whose = found[3] if found[3] in self._users else user  # a coder of several layers is a user for each
            return self._maker.layer_of(found[3] or user, self._name(whose), found[2], self._name(user))
        if self._name(user).casefold() == GOLD:
            return self._maker.other_layer(LayerKind.GOLD, self._name(user))
        return self._maker.layer_of(user, self._name(user))

    def ours(self) -> list[LayerId]:
        """Return the layers of coders that this program wrote whole, also those in which nothing is coded."""
        found = [_OURS.fullmatch(one.get("id", "")) for one in self._users.values()]
        kinds = {id: match[1] for id, match in zip(self._users, found, strict=True) if match and not match[4]}
        return [self.layer(id) for id, kind in kinds.items() if kind == LayerKind.CODER]

    def layer_called(self, layer: str) -> LayerId:
        """Return a layer that this program wrote, whatever its kind, by its id there; empty where there is none."""
        for id, one in self._users.items():
            found = _OURS.fullmatch(one.get("id", ""))
            if found is not None and found[2] == layer:
                return self.layer(id)
        return LayerId("")

    def coder(self, user: str) -> CoderId:
        """Return the coder that a user is."""
        return self._maker.coder(user, self._name(user))

    def _name(self, user: str) -> str:
        element = self._users.get(user)
        name = " ".join((element.get("name") or element.get("id") or "").split()) if element is not None else ""
        if name:
            return name
        return f"Coder {self._numbers.setdefault(user, len(self._numbers) + 1)}"
