"""A CAS from JSON: the UIMA CAS JSON format 0.4, and what UIMA wrote before (_views, _referenced_fss).

In 0.4 keys say what stands under them: `@name` a reference, `#name` a number that JSON may not be able to hold, `^name`
a reference by an anchor, `%…` the format's own. Structures are a list, or an object by their ids, in any order.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import from_json

from annotator.formats.losses import Losses
from annotator.formats.uima.cas import (
    DKPRO,
    DOCUMENT_ANNOTATION,
    DOCUMENT_METADATA,
    POS,
    SOFA,
    Cas,
    CasFeature,
    CasText,
    CasType,
    FeatureStructure,
    FeatureValue,
    FsRef,
)
from annotator.formats.uima.files import UimaFile
from annotator.model.errors import BadFile

TYPES, STRUCTURES, VIEWS = "%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"
OLD_KEYS = ("_views", "_referenced_fss")
_FULL = {
    **{name: f"{DKPRO}segmentation.type.{name}" for name in ("Token", "Sentence", "Lemma", "Stem", "Paragraph")},
    "DocumentMetaData": DOCUMENT_METADATA,
    "DocumentAnnotation": DOCUMENT_ANNOTATION,
    "POS": POS,
    "Dependency": f"{DKPRO}syntax.type.dependency.Dependency",
}
"""What older files call by the short name, where more hangs on the type than a label."""
_REMEDY = "export it again as UIMA CAS JSON or XMI"


def read_json(name: str, data: bytes) -> Cas:
    """Return the CAS in the bytes of a file called `name`; raises `BadFile`."""
    try:
        value = from_json(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise BadFile(name, f"the file is damaged: it is not JSON ({error})".replace("\n", " "), _REMEDY) from error
    if isinstance(value, dict) and (STRUCTURES in value or VIEWS in value):
        return _CasJson(name, value).cas
    if isinstance(value, dict) and any(key in value for key in OLD_KEYS):
        return _OldCasJson(name, value).cas
    raise BadFile(name, "it is no UIMA CAS in JSON", _REMEDY)


class _CasJson:
    def __init__(self, name: str, value: Mapping[str, Any]) -> None:
        self.name, self.cas = name, Cas()
        self._types(value.get(TYPES) or {})
        for id, record in self._records(value.get(STRUCTURES) or []):
            self._add(id, record)

    def _types(self, types: object) -> None:
        for name, said in _items(types):
            type = CasType(name, _word(said.get("%SUPER_TYPE")), _word(said.get("%DESCRIPTION")))
            for feature, declared in said.items():
                if not feature.startswith("%") and isinstance(declared, dict):
                    range = _word(declared.get("%RANGE"))
                    type.features[feature] = CasFeature(feature, range, _word(declared.get("%ELEMENT_TYPE")))
            self.cas.types.add(type)

    def _records(self, structures: object) -> Iterator[tuple[int, dict[str, Any]]]:
        if isinstance(structures, list):
            pairs = [(one.get("%ID"), one) for one in structures if isinstance(one, dict)]
        else:
            pairs = list(_items(structures))
        for id, record in pairs:
            yield self._id(id), record

    def _id(self, id: object) -> int:
        try:
            return int(str(id))
        except ValueError as error:
            raise BadFile(self.name, f"the file is damaged: “{str(id)[:40]}” is no id", _REMEDY) from error

    def _add(self, id: int, record: dict[str, Any]) -> None:
        type = _word(record.get("%TYPE"))
        if type == SOFA:
            if isinstance(text := record.get("sofaString"), str):
                self.cas.texts[id] = CasText(id, _word(record.get("sofaID")), text)
            return
        structure = FeatureStructure(id, type)
        for key, value in record.items():
            if key == "@sofa":
                structure.sofa = value if isinstance(value, int) else None
            elif key in ("begin", "end"):
                setattr(structure, key, self._place(value))
            elif key == "%ELEMENTS":
                are_refs = type in ("uima.cas.FSArray", "uima.cas.FSList") or type.endswith("[]")
                made = _valued(value, are_refs)
                structure.features["elements"] = [] if made is None else made
            elif not key.startswith("%") and (made := _valued(value, key.startswith(("@", "^")))) is not None:
                structure.features[key.lstrip("@#^")] = made
        self.cas.structures[id] = structure

    def _place(self, value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise BadFile(self.name, f"the file is damaged: “{str(value)[:40]}” is no place in a text", _REMEDY)


class _OldCasJson:
    """What UIMA wrote before 0.4: types by short names, features that are 0 or nothing left out, ids without a mark."""

    def __init__(self, name: str, value: Mapping[str, Any]) -> None:
        self.name, self.cas, self._next = name, Cas(), -1
        self._refs = self._reference_features(value.get("_context"))
        for id, record in _items(value.get("_referenced_fss")):
            self._add(int(id) if id.isdecimal() else self._fresh(), _word(record.get("_type")), record)
        for _, view in _items(value.get("_views")):
            for type, records in view.items():
                for record in records if isinstance(records, list) else []:
                    if isinstance(record, dict):
                        self._add(self._fresh(), type, record)

    def _reference_features(self, context: object) -> dict[str, set[str]]:
        types = context.get("_types") if isinstance(context, dict) else None
        found: dict[str, set[str]] = {}
        for type, said in _items(types):
            kinds = said.get("_feature_types")
            found[type] = (
                {name for name, kind in kinds.items() if kind in ("_ref", "_array")}
                if isinstance(kinds, dict)
                else set()
            )
        return found

    def _fresh(self) -> int:
        self._next -= 1
        return self._next

    def _add(self, id: int, type: str, record: Mapping[str, Any]) -> None:
        if type == "Sofa":
            if isinstance(text := record.get("sofaString"), str):
                self.cas.texts[id] = CasText(id, _word(record.get("sofaID")), text)
            return
        structure, refs = FeatureStructure(id, _FULL.get(type, type)), self._refs.get(type, set())
        if isinstance(sofa := record.get("sofa"), int):
            structure.sofa = sofa
            start, stop = record.get("begin", 0), record.get("end")
            if isinstance(start, int) and isinstance(stop, int):
                structure.begin, structure.end = start, stop
        for key, value in record.items():
            if key not in ("sofa", "begin", "end") and not key.startswith("_"):
                made = _valued(value, key in refs)
                if made is not None:
                    structure.features[key] = made
        self.cas.structures[id] = structure


def _valued(value: object, is_reference: bool) -> FeatureValue | None:
    if isinstance(value, list):
        made = [_valued(one, is_reference) for one in value]
        return [one for one in made if one is not None]
    if is_reference:
        return FsRef(value) if isinstance(value, int) and not isinstance(value, bool) else None
    return value if isinstance(value, str | int | float | bool) else None


def _items(value: object) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, one in value.items() if isinstance(value, dict) else ():
        if isinstance(one, dict):
            yield key, one


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def read_file(file: UimaFile, losses: Losses) -> Cas:
    """Return the CAS of a file; raises `BadFile`."""
    return read_json(file.name, file.data())
