"""An assistive tool in small: run by the system's Python, it reads the program over the AT-SPI bus.

It presses the way through the first dialog, reads and moves the caret, selects, and prints as JSON what it met.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

importlib.import_module("gi").require_version("Atspi", "2.0")
Atspi, GLib = (importlib.import_module(f"gi.repository.{name}") for name in ("Atspi", "GLib"))

PATIENCE_S = 60.0
HEARD: list[tuple[str, str, int, str]] = []


def begin() -> None:
    """Be on the bus, with patience for each answer, and keep what the program tells by itself."""
    Atspi.init()
    # By itself it takes a program that is silent for 0.8 s for one that is gone.
    Atspi.set_timeout(int(1000 * PATIENCE_S), int(1000 * PATIENCE_S))
    listener = Atspi.EventListener.new(
        lambda event: HEARD.append((event.type, event.source.get_name() or "", event.detail1, str(event.any_data)))
    )
    for kind in ("announcement", "text-caret-moved", "text-selection-changed", "text-changed"):
        listener.register(f"object:{kind}")


def wait_for(look: Callable[[], Any], what: str) -> Any:
    """Return the first thing that is found, while events come in."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        GLib.MainContext.default().iteration(False)
        try:
            if found := look():
                return found
        except GLib.Error:
            # Something went away while it was looked at.
            continue
        time.sleep(0.02)
    sys.exit(f"not found on the bus: {what}")


def walk(top: Any) -> Iterator[Any]:
    """Go through everything below an object that is on the screen."""
    for number in range(top.get_child_count()):
        child = top.get_child_at_index(number)
        if child is not None:
            yield child
            yield from walk(child)


def is_in(accessible: Any, *states: str) -> bool:
    """Whether an object is in all of these states."""
    found = accessible.get_state_set()
    return all(found.contains(getattr(Atspi.StateType, state)) for state in states)


def program() -> Any:
    """Return the program, None while it is not on the bus."""
    desktop = Atspi.get_desktop(0)
    apps = [desktop.get_child_at_index(number) for number in range(desktop.get_child_count())]
    return next((app for app in apps if app is not None and app.get_name() == "annotator"), None)


def named(app: Any, name: str) -> Any:
    """Return what has this name and is on the screen."""
    return next((each for each in walk(app) if each.get_name() == name and is_in(each, "SHOWING")), None)


def names_in(top: Any) -> list[str]:
    """Return the names of all that is below an object and has one, as soon as there are any."""
    names: list[str] = wait_for(lambda: [each.get_name() for each in walk(top) if each.get_name()], "names")
    return names


def press(accessible: Any) -> None:
    """Do what a click would."""
    action = accessible.get_action_iface()
    names = [Atspi.Action.get_action_name(action, number) for number in range(Atspi.Action.get_n_actions(action))]
    Atspi.Action.do_action(action, names.index("Press"))


def choose(app: Any, name: str) -> None:
    """Press an entry of a menu."""
    press(wait_for(lambda: next((each for each in walk(app) if each.get_name() == name), None), name))


def whole(text: Any) -> str:
    """Return all of a text."""
    return str(Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)))


def line_at(text: Any, offset: int) -> tuple[str, int, int]:
    """Return the line at an offset, and its range."""
    found = Atspi.Text.get_string_at_offset(text, offset, Atspi.TextGranularity.LINE)
    return found.content, found.start_offset, found.end_offset


def word_at(text: Any, offset: int) -> str:
    """Return the word at an offset."""
    return str(Atspi.Text.get_string_at_offset(text, offset, Atspi.TextGranularity.WORD).content)


def controls(app: Any) -> list[tuple[str, str]]:
    """Return role and name of all that can have the keyboard, as soon as nothing goes away meanwhile."""

    def found() -> list[tuple[str, str]]:
        return [
            (each.get_role_name(), each.get_name() or "") for each in walk(app) if is_in(each, "SHOWING", "FOCUSABLE")
        ]

    met: list[tuple[str, str]] = wait_for(found, "what can have the keyboard")
    return met


def read(app: Any, inside: int, beyond: int) -> dict[str, Any]:
    """Read the text, and move through it; a span covers `inside` and not `beyond`."""
    reader = wait_for(lambda: named(app, "Text of the document"), "the text")
    text = reader.get_text_iface()
    told: dict[str, Any] = {
        "role": reader.get_role_name(),
        "read only": is_in(reader, "READ_ONLY"),
        "text": whole(text),
        "length": Atspi.Text.get_character_count(text),
        "caret": Atspi.Text.get_caret_offset(text),
    }
    first = line_at(text, 0)
    told["lines"] = [first, line_at(text, first[2] + 1)]
    told["word"] = word_at(text, inside)
    Atspi.Text.set_caret_offset(text, inside)
    wait_for(lambda: Atspi.Text.get_caret_offset(text) == inside, "the moved caret")
    told["description"] = reader.get_description()
    extents = Atspi.Text.get_character_extents(text, inside, Atspi.CoordType.SCREEN)
    told["offset at its own place"] = Atspi.Text.get_offset_at_point(
        text, extents.x + extents.width // 2, extents.y + extents.height // 2, Atspi.CoordType.SCREEN
    )
    Atspi.Text.add_selection(text, inside, beyond)
    wait_for(lambda: Atspi.Text.get_n_selections(text) == 1, "the selection")
    selection = Atspi.Text.get_selection(text, 0)
    told["selection"] = selection.start_offset, selection.end_offset
    wait_for(lambda: [kind for kind, *_ in HEARD].count("object:announcement") >= 2, "what is said on crossing a span")
    return told


def read_manual(app: Any) -> dict[str, Any]:
    """Open the manual, read its page, and put the caret into it."""
    choose(app, "Manual")
    page = wait_for(lambda: named(app, "Page of the manual"), "the page of the manual")
    text = page.get_text_iface()
    told = {"role": page.get_role_name(), "read only": is_in(page, "READ_ONLY"), "text": whole(text)}
    told["first line"] = line_at(text, 0)[0]
    told["described"] = page.get_description()
    inside = told["text"].index("select its words")
    Atspi.Text.set_caret_offset(text, inside)
    wait_for(lambda: Atspi.Text.get_caret_offset(text) == inside, "the caret in the manual")
    told["word"] = word_at(text, inside)
    told["controls"] = [name for _, name in controls(app)]
    return told


def main(inside: int, beyond: int) -> None:
    """Meet the program as its user does."""
    begin()
    app = wait_for(program, "the program")
    button = wait_for(lambda: named(app, "Go on as Ana"), "the button of the first dialog")
    dialog = controls(app)
    press(button)
    wait_for(lambda: named(app, "Go on as Ana") is None, "the end of the first dialog")
    told = read(app, inside, beyond)
    told["dialog"], told["window"] = dialog, controls(app)
    announced = [kind for kind, *_ in HEARD].count("object:announcement")
    choose(app, "Mark the document as done or not")
    wait_for(
        lambda: [kind for kind, *_ in HEARD].count("object:announcement") > announced, "what the strip says was done"
    )
    heard = len(HEARD)
    choose(app, "Next document")
    wait_for(lambda: any("text-changed:insert" in kind for kind, *_ in HEARD[heard:]), "the news of another text")
    told["next text"] = whole(wait_for(lambda: named(app, "Text of the document"), "the text").get_text_iface())
    told["heard"] = HEARD[:]
    told["manual"] = read_manual(app)
    choose(app, "Quit")
    print(json.dumps(told, ensure_ascii=False))  # noqa: T201


def decide() -> None:
    """Go to Adjudicate, read the case at hand, and take the union of what its coders marked."""
    begin()
    app = wait_for(program, "the program")
    press(wait_for(lambda: named(app, "Go on as Ana"), "the button of the first dialog"))
    wait_for(lambda: named(app, "Go on as Ana") is None, "the end of the first dialog")
    wait_for(lambda: named(app, "Text of the document"), "the text")
    choose(app, "Workspace Adjudicate")
    press(wait_for(lambda: named(app, "Show it all the same"), "the question whether to see others' codings"))
    table = wait_for(lambda: named(app, "What the coders say"), "the table of the case")
    wait_for(lambda: table.get_child_count(), "the cells of the case")
    told: dict[str, Any] = {"cells": names_in(table), "queue": names_in(wait_for(lambda: named(app, "Cases"), "Cases"))}
    told["controls"] = controls(app)
    union = wait_for(lambda: named(app, "Union"), "the verb")
    told["key"] = union.get_description()
    press(union)
    wait_for(lambda: any("Decided" in said for _, _, _, said in HEARD), "what is said once it is decided")
    told["heard"] = [said for kind, _, _, said in HEARD if kind == "object:announcement"]
    choose(app, "Quit")
    print(json.dumps(told, ensure_ascii=False))  # noqa: T201


if __name__ == "__main__":
    decide() if sys.argv[1] == "decide" else main(int(sys.argv[1]), int(sys.argv[2]))
