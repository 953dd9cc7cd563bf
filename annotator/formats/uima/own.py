"""What this program keeps in a CAS where UIMA has no field for it, and finds again there.

Its names begin with a capital, as no name that is made of an id does: features `Note`, `Doubt`, `Pieces` (the places of
a span in pieces, `0-4 9-12`), `Values` (slots filled by a value, `speaker=implicit`) and `Id`; the type `Passage`, a
party that is a passage and no span; `Metadata`, what is known of the document; `Layer`, whose work it is.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, get_args

from annotator.formats.uima.cas import CUSTOM, Cas, FeatureStructure, FeatureValue
from annotator.formats.uima.naming import is_ours
from annotator.model.span import SlotValue

NOTE, DOUBT, PIECES, VALUES, ID, SLOTS = "Note", "Doubt", "Pieces", "Values", "Id", "Slots"
PASSAGE, METADATA, LAYER = f"{CUSTOM}Passage", f"{CUSTOM}Metadata", f"{CUSTOM}Layer"
NAME, VALUE, IS_JSON, KIND = "Name", "Value", "Json", "Kind"

_RANGE = re.compile(r"(\d{1,12})-(\d{1,12})")


class OwnMarks:
    """Finds in a CAS what this program wrote."""

    def __init__(self, cas: Cas) -> None:
        self._cas = cas

    def is_mark(self, one: FeatureStructure) -> bool:
        """Whether a structure says something of the document and is no coding."""
        return one.type in (METADATA, LAYER) and NAME in one.features

    def is_passage(self, one: FeatureStructure) -> bool:
        """Whether a structure is a party that is a passage."""
        return one.type == PASSAGE and one.begin is not None

    def is_own(self, feature: str, one: FeatureStructure) -> bool:
        """Whether a feature is none of the codebook's."""
        return feature in (NOTE, DOUBT, PIECES, VALUES, ID, SLOTS) and _is_ours(one)

    def is_ours(self, one: FeatureStructure) -> bool:
        """Whether a structure is of a type as this program names them."""
        return _is_ours(one)

    def type_values(self) -> None:
        """Make values of features whose names say what they hold: N a number, B a flag, S several."""
        for one in self._cas.structures.values():
            if _is_ours(one):
                for name, value in one.features.items():
                    if isinstance(value, str) and name[-1:] in ("N", "B", "S"):
                        one.features[name] = _typed(value, name[-1])
                if one.features.get(DOUBT) == "true":
                    one.features[DOUBT] = True

    def note(self, one: FeatureStructure) -> str:
        """Return the note of a span."""
        return _word(one, NOTE)

    def is_doubtful(self, one: FeatureStructure) -> bool:
        """Whether a span is marked as doubtful."""
        return _is_ours(one) and one.features.get(DOUBT) in (True, "true")

    def id(self, one: FeatureStructure) -> str:
        """Return the id of a span, empty where it has none."""
        return _word(one, ID)

    def pieces(self, one: FeatureStructure) -> tuple[tuple[int, int], ...]:
        """Return the places of the pieces of a span, as the file counts; none where it is in one."""
        found = _RANGE.findall(_word(one, PIECES))
        return tuple((int(start), int(stop)) for start, stop in found)

    def values(self, one: FeatureStructure) -> Iterator[tuple[str, SlotValue]]:
        """Yield the roles of a span that a value fills."""
        for said in _word(one, VALUES).split():
            role, _, value = said.partition("=")
            for known in get_args(SlotValue):
                if known == value and role:
                    yield role, known

    def layer(self) -> tuple[str, str]:
        """Return the name and the kind of the layer that the file is of, empty where it does not say so."""
        for one in self._cas.structures.values():
            if one.type == LAYER and NAME in one.features:
                return str(one.features[NAME]), str(one.features.get(KIND, ""))
        return "", ""

    def metadata(self, sofa: int) -> dict[str, Any]:
        """Return what is known of the document that is a text."""
        said: dict[str, Any] = {}
        for one in self._cas.structures.values():
            if one.type == METADATA and NAME in one.features and one.sofa in (sofa, None):
                value = one.features.get(VALUE, "")
                if one.features.get(IS_JSON) in (True, "true"):
                    # What somebody changed so that it is no JSON is a text.
                    with suppress(ValueError, RecursionError):
                        value = json.loads(str(value))
                said[str(one.features[NAME])] = value
        return said


def _typed(value: str, form: str) -> FeatureValue:
    if form == "B" and value in ("true", "false"):
        return value == "true"
    with suppress(ValueError, RecursionError):
        made = json.loads(value)
        if form == "N" and isinstance(made, int | float) and not isinstance(made, bool):
            return made
        if form == "S" and isinstance(made, list):
            return [str(one) for one in made]
    return value


def _is_ours(one: FeatureStructure) -> bool:
    return is_ours(one.type) or one.type == PASSAGE


def _word(one: FeatureStructure, feature: str) -> str:
    value = one.features.get(feature) if _is_ours(one) else None
    return value if isinstance(value, str) else ""
