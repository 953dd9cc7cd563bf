"""The floors of the window's folders, and what a name stands for, against the code."""

import ast
from collections import defaultdict

from tests.test_architecture import MODULES, PACKAGE, imports_of, name_of, tree_of, trees_are_forgotten  # noqa: F401

WORKSPACES = {
    "documents",
    "coding",
    "passages",
    "adjudication",
    "agreement",
    "explore",
    "codebook",
    "actors",
    "feedback",
    "team",
    "history",
}

FLOORS = (
    {"kit"},
    {"background", "reader"},
    {"commands", "settings"},
    {"cases", "dialogs", "acts", "pictures", "manual", "source_page"},
    {"inspector", "workspace"},
    WORKSPACES,
    {"window"},
)
"""From the ground up. Those on one floor do not know each other; each may know all the floors below."""

FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

NESTED = ("operations", "agreement")
"""Whose folders are for finding things in: they may know each other, and never in a circle."""


def room_of(module: str) -> str:
    """Return the folder within `ui`, or the module itself where it stands at the root, of a dotted name."""
    return module.split(".")[2]


def rooms_between() -> list[tuple[str, int, str, str]]:
    """Return (module, line, room, room that it imports) for all imports within `ui` that leave a room."""
    found = []
    for path in MODULES:
        inner = path.relative_to(PACKAGE).with_suffix("").parts
        if inner[0] != "ui" or inner[1] == "__init__":
            continue
        for line, module, name in imports_of(path):
            if module.startswith("annotator.ui"):
                room = room_of(f"{module}.{name}")
                if room != inner[1]:
                    found.append((name_of(path), line, inner[1], room))
    return found


def test_each_folder_of_the_window_has_its_floor() -> None:
    rooms = {path.relative_to(PACKAGE / "ui").with_suffix("").parts[0] for path in (PACKAGE / "ui").rglob("*.py")}
    assert rooms - {"__init__"} == FLOOR.keys()


def test_imports_within_the_window_go_downwards_only() -> None:
    between = rooms_between()
    assert ("window", "coding") in {(room, other) for _, _, room, other in between}, "nothing was looked at"
    wrong = [f"{name}:{line} imports {other}" for name, line, room, other in between if FLOOR[other] >= FLOOR[room]]
    assert wrong == []


def test_no_workspace_imports_another_and_nothing_imports_the_window() -> None:
    between = rooms_between()
    assert [one for one in between if one[2] in WORKSPACES and one[3] in WORKSPACES] == []
    assert [one for one in between if one[3] == "window"] == []


def test_the_kit_knows_neither_reader_nor_session_nor_project() -> None:
    allowed = {"ui", "resources", "model"}
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in (PACKAGE / "ui" / "kit").glob("*.py")
        for line, module, _ in imports_of(path)
        if module.startswith("annotator") and module.split(".")[1] not in allowed
    ]
    assert wrong == []


def test_the_folders_of_operations_and_of_agreement_know_each_other_in_no_circle() -> None:
    for place in NESTED:
        knows: dict[str, set[str]] = defaultdict(set)
        for path in (PACKAGE / place).rglob("*.py"):
            own = path.relative_to(PACKAGE / place).with_suffix("").parts[0]
            for _, module, name in imports_of(path):
                inner = f"{module}.{name}".split(".")
                if inner[:2] == ["annotator", place] and inner[2] != own:
                    knows[own].add(inner[2])
        assert _circle(knows) is None, f"in {place}"


def _circle(knows: dict[str, set[str]]) -> list[str] | None:
    """Return a way that leads back to where it began, None where there is none."""
    done: set[str] = set()

    def follow(way: list[str]) -> list[str] | None:
        for other in sorted(knows.get(way[-1], ())):
            if other in way:
                return [*way[way.index(other) :], other]
            if other not in done and (found := follow([*way, other])):
                return found
        done.add(way[-1])
        return None

    return next((found for start in sorted(knows) if start not in done and (found := follow([start]))), None)


def test_a_circle_is_seen_by_this_test() -> None:
    assert _circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert _circle({"a": {"b", "c"}, "b": {"c"}}) is None


def test_a_class_name_stands_for_one_thing() -> None:
    defined: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef):
                defined[node.name].append(name_of(path))
    assert len(defined) > 300
    assert {name: places for name, places in defined.items() if len(places) > 1} == {}
