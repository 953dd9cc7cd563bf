"""What an exported project says, read from its files alone: the lines, the codebook and the layers."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Party:
    """Who fills a slot: an actor by id, an explicit value, or words of the text."""

    role: str
    actor: str | None
    value: str | None
    pieces: Pieces
    words: str


@dataclass(frozen=True)
class Coded:
    """A span. `pieces`: empty for a label on the whole document."""

    id: str
    coder: str
    label: str
    pieces: Pieces
    attributes: dict[str, Any] = field(hash=False)
    actor: str | None
    parties: tuple[Party, ...] = field(hash=False, default=())


@dataclass(frozen=True)
class Text:
    """A document. `coders`: those who took part in it: who called it done, or has a span there and calls nothing done.

    `speaker`: whom its metadata name, by the actor's id where one is called so, else in quotes.
    """

    length: int
    coders: tuple[str, ...]
    spans: tuple[Coded, ...]
    speaker: str = ""

    def of(self, coder: str) -> list[Coded]:
        return [one for one in self.spans if one.coder == coder]


@dataclass(frozen=True)
class Export:
    """`labels`: of the codebook, by id; `coders`: in the order of the project's layers."""

    texts: tuple[Text, ...]
    labels: dict[str, dict[str, Any]]
    coders: tuple[str, ...]


def read(path: Path) -> Export:
    """Read the files of an export of all layers as JSONL."""
    book = json.loads(path.with_suffix(".codebook.json").read_text(encoding="utf-8"))
    project = json.loads(path.with_suffix(".project.json").read_text(encoding="utf-8"))
    names = {one["layer"]: one["name"] for one in project["layers"] if one["kind"] == "coder"}
    called = {
        name.casefold(): actor["id"]
        for actor in project["actors"]
        for name in (*actor.get("codes", {}).values(), *actor.get("aliases", ()), actor["name"])
    }
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    return Export(
        tuple(_text(line, names, called, _who_says_done(lines)) for line in lines),
        {label["id"]: label for label in book["labels"]},
        tuple(names.values()),
    )


def _who_says_done(lines: list[dict[str, Any]]) -> set[str]:
    return {one["layer"] for line in lines for one in line["assignments"] if one.get("done")}


def _text(line: dict[str, Any], names: dict[str, str], called: dict[str, str], tells: set[str]) -> Text:
    by_id = {one["id"]: one for one in line["spans"]}
    parties: dict[str, list[Party]] = {}
    for link in sorted(line["links"], key=lambda one: one["id"]):
        parties.setdefault(link["act"], []).append(_party(link, by_id.get(link.get("span") or "")))
    spans = [
        Coded(
            one["id"],
            names[one["layer"]],
            one["label"],
            _pieces(one),
            one.get("attributes", {}),
            one.get("actor_id"),
            tuple(parties.get(one["id"], ())),
        )
        for one in line["spans"]
        if one["layer"] in names
    ]
    done = {names[one["layer"]] for one in line["assignments"] if one.get("done") and one["layer"] in names}
    told = {names[layer] for layer in tells if layer in names}
    there = done | {one.coder for one in spans if one.coder not in told}
    words = " ".join(line["metadata"].get("speaker", "").casefold().split())
    speaker = called.get(words, f"“{words}”" if words else "")
    counted = tuple(one for one in spans if one.coder in there)
    return Text(len(line["text"]), tuple(one for one in names.values() if one in there), counted, speaker)


def _pieces(one: dict[str, Any]) -> Pieces:
    if one.get("extents") is not None:
        return tuple((piece["start"], piece["stop"]) for piece in one["extents"])
    return ((one["start"], one["stop"]),) if one.get("stop") else ()


def _party(link: dict[str, Any], span: dict[str, Any] | None) -> Party:
    actor = link.get("actor_id") or (span.get("actor_id") if span else None)
    if span is not None:
        return Party(link["role"], actor, link.get("value"), _pieces(span), span["quote"])
    return Party(link["role"], actor, link.get("value"), _pieces(link), link.get("quote", ""))
