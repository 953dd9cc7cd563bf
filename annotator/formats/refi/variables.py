"""Variables and cases of REFI-QDA: of sources they are metadata, of passages labels, of neither memos.

A case is a person, a place or another thing that one speaks of. What it has in common with others, its variables, is
known of each source that belongs to it, or of each passage.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from annotator.formats.losses import Loss, Losses
from annotator.formats.refi.xml import Element, child, children, guid, local, said

CASE = "case"
"""The field that has the names of the cases a document belongs to."""

OF_PASSAGES = Loss("1 case is of passages and became a label", "{n} cases are of passages and became labels")
OF_NOTHING = Loss("1 case belongs to no document and became a memo", "{n} cases belong to no document and became memos")
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
        self._of_selections: dict[str, list[Element]] = {}
        self.memos: list[tuple[str, str, str]] = []
        """What is said of cases beside their variables: their GUIDs, their names, the words."""
        described = ((one, said(one, "Description")) for one in children(child(root, "Variables"), "Variable"))
        self.descriptions = [(guid(one), one.get("name", "").strip(), words) for one, words in described if words]
        """What is said of variables, likewise."""
        for case in children(child(root, "Cases"), "Case") if not is_ours else ():  # ours are actors
            for source in children(case, "SourceRef"):
                self._cases.setdefault(guid(source, "targetGUID"), []).append(case)
            for selection in children(case, "SelectionRef"):
                self._of_selections.setdefault(guid(selection, "targetGUID"), []).append(case)
            if child(case, "SelectionRef") is not None:
                losses.tell(OF_PASSAGES, f"“{_called(case)}”")
            elif child(case, "SourceRef") is None:
                losses.tell(OF_NOTHING, f"“{_called(case)}”")
            self._note(case)
            for _ in children(case, "CodeRef"):
                losses.add(CODED_CASE, f"on “{case.get('name', '')}”")

    def of_selection(self, selection: str) -> list[tuple[str, str, dict[str, Any]]]:
        """Return the cases that a selection belongs to, once: their GUIDs, names, and variables."""
        cases = self._of_selections.pop(selection, [])
        return [(guid(case), _called(case), self._values(case)) for case in cases]

    def cases_left(self) -> list[str]:
        """Return the name of a case for each of its passages that was not found."""
        return [_called(case) for cases in self._of_selections.values() for case in cases]

    def _note(self, case: Element) -> None:
        words = [said(case, "Description")]
        if child(case, "SourceRef") is None and child(case, "SelectionRef") is None:
            words += [f"{name}: {value}" for name, value in self._values(case).items()] or [_called(case)]
        if text := "\n".join(filter(None, words)):
            self.memos.append((guid(case), _called(case), text))

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


def _called(case: Element) -> str:
    return " ".join(case.get("name", "").split()) or "Case"


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
