"""Names of UIMA and ids of the codebook, both ways: a type is a label, a feature an attribute.

UIMA's names are made of letters, digits and underlines and begin with a letter (UIMA References, Type System). Ids here
have small letters, digits, - and _. So - becomes _, and _ becomes U, which no id has; L stands before a digit.
"""

import re

from annotator.formats.codebooks import CodebookMaker
from annotator.formats.uima.cas import CUSTOM, FEATURE_DEFINITION, LAYER_DEFINITION, Cas, TypeSystem, short_name
from annotator.formats.uima.type_systems import elevated_parent
from annotator.model.attribute_kinds import ValueType
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.model.span import AttributeValue

_OUR_TYPE, _OUR_FEATURE = re.compile(r"D?L?[a-z0-9_U]+"), re.compile(r"L?[a-z0-9_U]+[SBNT]?")
FORMS = {str: "T", bool: "B", int: "N", float: "N", list: "S"}
"""Letters for forms of values: text, flag, number, several."""


def type_name(id: str) -> str:
    """Return the name of UIMA for an id ("calls-on" becomes "calls_on")."""
    name = id.replace("_", "U").replace("-", "_")
    return name if name[:1].isalpha() and name[:1] != "U" else f"L{name}"


def is_ours(type: str) -> bool:
    """Whether a type is called as this program calls those of labels."""
    return type.startswith(CUSTOM) and _OUR_TYPE.fullmatch(type.removeprefix(CUSTOM)) is not None


def form_of(type: ValueType) -> str:
    """Return the letter of the values that attributes of a kind have."""
    if type.several:
        return "S"
    return next((FORMS[value.__class__] for value in (True, 1.5) if type.fits(value, ())), "T")


def feature_name(id: str, value: AttributeValue, form: str) -> str:
    """Return the name of an attribute; of a value of another form than its attribute's, with a letter for it."""
    letter = FORMS[type(value)]
    return type_name(id) if letter == form else f"{type_name(id)}{letter}"


def id_name(name: str) -> str:
    """Return the id that `type_name` or `feature_name` made a name of; another name stays as it is."""
    if not (_OUR_TYPE.fullmatch(name) or _OUR_FEATURE.fullmatch(name)):
        return name
    return name.lstrip("DL").rstrip("SBNT").replace("_", "-").replace("U", "_")


class CasNames:
    """Labels, attributes and roles by the names of UIMA, as they turn up in the files of one import."""

    def __init__(self, codes: CodebookMaker) -> None:
        self._codes = codes
        self._labels: dict[str, LabelId] = {}
        self._types: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self.shown: dict[str, str] = {}

    def label(self, type: str) -> LabelId:
        """Return the label of a type: its short name, unless another type has that."""
        if type not in self._labels:
            short = short_name(type)
            name = id_name(short) if is_ours(type) else short
            if self._types.setdefault(name, type) != type and not is_ours(type):
                name = type
            self._labels[type], self._names[type] = self._codes.label(name), name
            parent = elevated_parent(type)
            if parent is not None:
                self._codes.describe(self._labels[type], parent=self.label(parent))
        return self._labels[type]

    def attribute(self, type: str, feature: str, value: AttributeValue) -> AttributeId:
        """Return the attribute of a feature of a type, which has this value."""
        return self._codes.attribute(self.label(type), id_name(feature) if is_ours(type) else feature, value)

    def role_attribute(self, type: str, role: str, feature: str, value: AttributeValue) -> AttributeId:
        """Return the attribute of a role of a type, which has this value."""
        label, name = self.label(type), id_name(feature) if is_ours(type) else feature
        return self._codes.role_attribute(label, self._codes.role(label, role), name, value)

    def role(self, label: LabelId, name: str, is_passage: bool = False) -> RoleId:
        """Return the role that a relation or a slot is called by."""
        return self._codes.role(label, name, is_passage)

    def called(self, cas: Cas) -> None:
        """Note what the people of a project call its layers and features, where an export of INCEpTION says it.

        A feature of two layers that call it differently keeps its own name.
        """
        said: dict[str, set[str]] = {}
        for one in cas.structures.values():
            name, shown = one.features.get("name"), one.features.get("uiName")
            if not (isinstance(name, str) and isinstance(shown, str) and shown.strip()):
                continue
            if one.type == LAYER_DEFINITION and name in self._labels:
                self.shown[self._names[name]] = shown.strip()
            elif one.type == FEATURE_DEFINITION:
                said.setdefault(name, set()).add(shown.strip())
        taken = set(self._names.values())
        self.shown |= {name: min(each) for name, each in said.items() if len(each) == 1 and name not in taken}

    def describe(self, types: TypeSystem) -> None:
        """Note what type systems say of the labels that there are: their descriptions as definitions."""
        for type, label in self._labels.items():
            known = types.types.get(type)
            if known is not None and known.description:
                self._codes.describe(label, definition=known.description)
