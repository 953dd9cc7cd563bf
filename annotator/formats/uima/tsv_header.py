"""The head of a WebAnno TSV 3: which layers there are, and which columns they have."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.errors import BadFile

FORMAT_LINE = "#FORMAT=WebAnno TSV 3"


class TsvKind(StrEnum):
    """What a layer is of, as its line begins."""

    SPAN = "#T_SP="
    CHAIN = "#T_CH="
    RELATION = "#T_RL="


@dataclass(frozen=True, slots=True)
class TsvFeature:
    """A feature, which is a column, of a slot two: the roles and whom they name. `target`: the type of those."""

    name: str
    is_slot: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class TsvLayer:
    """A layer; `first`: its first column behind the token; `base`: the type that a relation joins."""

    kind: TsvKind
    type: str
    features: tuple[TsvFeature, ...]
    first: int
    base: str = ""

    @property
    def width(self) -> int:
        """How many columns it has: one at least, but for a relation without features, whose one is its source."""
        own = sum(2 if feature.is_slot else 1 for feature in self.features)
        return own + 1 if self.kind is TsvKind.RELATION else max(own, 1)


def layers_in(lines: Iterator[str], name: str) -> list[TsvLayer]:
    """Return the layers that the lines of a head declare; raises `BadFile`."""
    layers: list[TsvLayer] = []
    for line in lines:
        kind = next((kind for kind in TsvKind if line.startswith(kind)), None)
        if kind is not None:
            first = layers[-1].first + layers[-1].width if layers else 0
            layers.append(_layer(kind, line.removeprefix(kind), first, name))
    return layers


def _layer(kind: TsvKind, said: str, first: int, name: str) -> TsvLayer:
    type, *fields = said.split("|")
    if not type:
        raise BadFile(name, f"it is a damaged WebAnno TSV: its head has a layer without a name ({kind})")
    features, base = list[TsvFeature](), ""
    waiting = iter(fields)
    for field in waiting:
        if field.startswith("ROLE_"):
            features.append(TsvFeature(_slot_name(field), is_slot=True, target=next(waiting, "")))
        elif field.startswith("BT_") and kind is TsvKind.RELATION:
            base = field.removeprefix("BT_")
        elif field:
            features.append(TsvFeature(field))
    return TsvLayer(kind, type, tuple(features), first, base)


def _slot_name(field: str) -> str:
    """Return the feature in `ROLE_webanno.custom.Frame:Roles_webanno.custom.FrameRolesLink`."""
    behind = field.partition(":")[2] or field.removeprefix("ROLE_")
    # The type of the link follows, behind a _; the name of a feature may have one too.
    return behind.rpartition("_webanno.")[0] or behind.rpartition("_de.")[0] or behind.rpartition("_")[0] or behind
