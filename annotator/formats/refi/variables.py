"""Variables of REFI-QDA, of sources and of the cases that sources belong to: metadata of documents."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from annotator.formats.losses import Loss, Losses
from annotator.formats.refi.xml import Element, child, children, guid, local, said

CASE = "case"
"""The field that has the names of the cases a document belongs to."""

OF_SELECTIONS = Loss(
    "1 case is of passages and not of documents, of which it is left out",
    "{n} cases are of passages and not of documents, of which they are left out",
)
OF_NOTHING = Loss("1 case belongs to no document and is left out", "{n} cases belong to no document and are left out")
CODED_CASE = Loss("1 code on a case is left out", "{n} codes on cases are left out")
TWO_VALUES = Loss(
    "1 variable of a case says otherwise than its document and is left out",
    "{n} variables of cases say otherwise than their documents and are left out",
)


class RefiVariables:
    """The variables of a project, by GUID, and what cases say of sources."""

    def __init__(self, root: Element, losses: Losses, is_ours: bool = False) -> None:
        self._losses, self._is_ours = losses, is_ours
        variables = children(child(root, "Variables"), "Variable")
        self._names = {guid(one): self._tidy(one.get("name", "")) for one in variables}
        self._cases: dict[str, list[Element]] = {}
        for case in children(child(root, "Cases"), "Case") if not is_ours else ():  # ours are actors
            for source in children(case, "SourceRef"):
                self._cases.setdefault(guid(source, "targetGUID"), []).append(case)
            if child(case, "SelectionRef") is not None:
                losses.add(OF_SELECTIONS, f"“{case.get('name', '')}”")
            elif child(case, "SourceRef") is None:
                losses.add(OF_NOTHING, f"“{case.get('name', '')}”")
            for _ in children(case, "CodeRef"):
                losses.add(CODED_CASE, f"on “{case.get('name', '')}”")

    def metadata(self, source: Element, title: str) -> dict[str, Any]:
        """Return the metadata of a source: its own variables, then those of its cases."""
        found = self._values(source)
        cases = self._cases.get(guid(source), [])
        names = [name for case in cases if (name := case.get("name", "").strip()) and name != title]
        for case in cases:
            for name, value in self._values(case).items():
                if found.setdefault(name, value) != value:
                    self._losses.add(TWO_VALUES, f"“{name}” of “{title}”")
        if names:
            found.setdefault(CASE, names[0] if len(names) == 1 else names)
        if (words := said(source, "Description")) and words != title:
            found.setdefault("description", words)
        return found

    def _values(self, element: Element) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for one in children(element, "VariableValue"):
            name = self._names.get(guid(child(one, "VariableRef"), "targetGUID"), "")
            value = next((_value(inner, self._tidy) for inner in one if local(inner).endswith("Value")), None)
            if not name or value is None:
                continue
            if name in found:
                old = found[name]
                found[name] = [*old, value] if isinstance(old, list) else [old, value]
            else:
                found[name] = value
        return found

    def _tidy(self, text: str) -> str:
        return text if self._is_ours else text.strip()


def _value(element: Element, tidy: Callable[[str], str]) -> Any:
    kind, text = local(element), tidy(element.text or "")
    try:
        return _READ.get(kind, str)(text) if text or kind == "TextValue" else None
    except (ValueError, InvalidOperation):
        return text  # as it stands there


def _number(text: str) -> int | float:
    number = float(Decimal(text))
    return int(number) if number.is_integer() and abs(number) < 2**53 and "." not in text else number


_READ: Mapping[str, Any] = {
    "BooleanValue": lambda text: text.lower() in ("true", "1"),
    "IntegerValue": int,
    "FloatValue": _number,
}
