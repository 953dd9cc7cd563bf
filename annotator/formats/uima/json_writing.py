"""A CAS as UIMA CAS JSON 0.4: its types, its structures as a list, its view."""

import json
from collections.abc import Iterable
from typing import Any

from annotator.formats.uima.cas import SOFA, Cas, CasType, FeatureStructure, FeatureValue, FsRef
from annotator.formats.uima.casting import members
from annotator.formats.uima.written_types import STRINGS, STRUCTURES


def cas_json(cas: Cas, types: Iterable[CasType]) -> str:
    """Return the text of a file."""
    structures: list[dict[str, Any]] = []
    for text in cas.texts.values():
        said = {"sofaNum": 1, "sofaID": text.view, "mimeType": "text", "sofaString": text.text}
        structures.append({"%ID": text.id, "%TYPE": SOFA, **said})
    arrays = _Arrays(max(cas.structures, default=1))
    structures += [_structure(one, arrays) for one in cas.structures.values()]
    (text,) = cas.texts.values()
    whole = {
        "%TYPES": {type.name: _type(type) for type in types},
        "%FEATURE_STRUCTURES": structures + arrays.made,
        "%VIEWS": {text.view: {"%SOFA": text.id, "%MEMBERS": list(members(cas))}},
    }
    return _lines(whole)


class _Arrays:
    """Arrays are structures of their own."""

    def __init__(self, last: int) -> None:
        self._last = last
        self.made: list[dict[str, Any]] = []

    def add(self, values: list[FeatureValue], are_refs: bool) -> int:
        self._last += 1
        elements = [one.id if isinstance(one, FsRef) else one for one in values]
        type = STRUCTURES if are_refs else STRINGS
        self.made.append({"%ID": self._last, "%TYPE": type, "%ELEMENTS": elements})
        return self._last


def _structure(one: FeatureStructure, arrays: _Arrays) -> dict[str, Any]:
    record: dict[str, Any] = {"%ID": one.id, "%TYPE": one.type}
    if one.sofa is not None:
        record["@sofa"] = one.sofa
    if one.begin is not None:
        record |= {"begin": one.begin, "end": one.end}
    for name, value in one.features.items():
        if isinstance(value, list):
            record[f"@{name}"] = arrays.add(value, bool(value) and isinstance(value[0], FsRef))
        elif isinstance(value, FsRef):
            record[f"@{name}"] = value.id
        else:
            record[name] = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return record


def _type(type: CasType) -> dict[str, Any]:
    said: dict[str, Any] = {"%NAME": type.name, "%SUPER_TYPE": type.parent}
    if type.description:
        said["%DESCRIPTION"] = type.description
    for feature in type.features.values():
        declared = {"%NAME": feature.name, "%RANGE": feature.range}
        if feature.range == STRUCTURES:
            declared["%RANGE"] = f"{feature.element}[]"
        said[feature.name] = declared
    return said


def _lines(whole: dict[str, Any]) -> str:
    """Return JSON with a line a structure, so that versions of a file can be compared."""
    types, structures, views = (whole[key] for key in ("%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"))
    one_each = ",\n    ".join(json.dumps(one, ensure_ascii=False) for one in structures)
    said = json.dumps(types, ensure_ascii=False, indent=1)
    shown = json.dumps(views, ensure_ascii=False)
    return f'{{\n  "%TYPES": {said},\n  "%FEATURE_STRUCTURES": [\n    {one_each}\n  ],\n  "%VIEWS": {shown}\n}}\n'
