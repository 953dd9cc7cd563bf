"""The dyad table of the sample, made anew from its JSONL with nothing of the program's own rules, is the same table.

What is read here is what any data user has: the lines, the codebook and the file .project.json.
"""

import calendar
import csv
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from annotator.cli.main import run
from annotator.operations.sample import SampleReport

Json = dict[str, Any]
Row = dict[str, str]


class Sides(NamedTuple):
    """A source or a target: the actor's record, the words, the value, and the groups that it stands for."""

    actor: Json | None = None
    text: str = ""
    value: str = ""
    groups: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def folder(sample_made: SampleReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sample project and all its layers as JSONL."""
    made = tmp_path_factory.mktemp("dyads")
    copy = Path(shutil.copy(sample_made.path, made))
    export(copy, made / "all.jsonl", "--layer", "all")
    return made


def export(project: Path, out: Path, *options: str) -> None:
    """Export by the command line, as who leads the sample's project."""
    who = ("--as", "Dana", "--see-others")
    assert run(["export", str(project), str(out), *options, *who], lambda path: "There is no display.") == 0


def table_of(folder: Path, name: str, *options: str) -> list[Row]:
    """Return the dyad table that the program writes, cells as texts without the apostrophe before a formula."""
    export(next(folder.glob("*.annot")), folder / name, "--format", "dyads", *options)
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return [{key: cell.removeprefix("'") for key, cell in row.items()} for row in csv.DictReader(file)]


# What follows is the table made anew.


def days(partial: str) -> tuple[date, date]:
    """Return the first and the last day that a day, a month or a year may be."""
    year, month, day = (*(int(part) for part in partial.split("-")), 0, 0)[:3]
    last_month = month or 12
    last = day or calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last)


def belongs(membership: Json, group: str, day: str) -> bool:
    if membership["group"] != group:
        return False
    starts = days(membership["since"])[0] if membership["since"] else date.min
    ends = days(membership["until"])[1] if membership["until"] else date.max
    first, last = days(day)
    return starts <= last and first <= ends


def own_members(actors: list[Json], group: str, day: str) -> list[Json]:
    return [one for one in actors if any(belongs(held, group, day) for held in one["memberships"])]


def members(actors: list[Json], group: Json, day: str) -> list[Json]:
    """Return a group's members; a group of states in it stands for its own, where it has some."""
    found: dict[str, Json] = {}

    def gather(of: Json, above: frozenset[str]) -> None:
        for one in own_members(actors, of["id"], day):
            if one["id"] in above:
                continue
            if one["kind"] == "group of states" and own_members(actors, one["id"], day):
                gather(one, above | {one["id"]})
            else:
                found[one["id"]] = one

    gather(group, frozenset({group["id"]}))
    return list(found.values())


class Recomputed:
    """The table that follows from the files of an export of all layers."""

    def __init__(self, folder: Path) -> None:
        read = {part: json.loads((folder / f"all.{part}.json").read_text("utf-8")) for part in ("project", "codebook")}
        lines = (folder / "all.jsonl").read_text("utf-8").split("\n")
        self.documents = [json.loads(line) for line in lines if line]
        self.actors: list[Json] = read["project"]["actors"]
        self.by_id = {actor["id"]: actor for actor in self.actors}
        self.gold = {layer["layer"] for layer in read["project"]["layers"] if layer["kind"] == "gold"}
        self.names = {coder["pseudonym"]: coder["name"] for coder in read["project"]["coders"]}
        self.labels = {label["id"]: label for label in read["codebook"]["labels"] if label.get("roles")}
        self.schemes = dict.fromkeys(
            entry["scheme"] for label in read["codebook"]["labels"] for entry in label.get("counterparts", [])
        )

    def rows(self, gold_alone: bool, expand: bool) -> Iterator[Row]:
        for document in self.documents:
            spans = {span["id"]: span for span in document["spans"]}
            acts = [span for span in spans.values() if span["label"] in self.labels]
            acts.sort(key=lambda span: (span["start"], -span["stop"], span["label"], span["id"]))
            for act in acts:
                if act["layer"] in self.gold or not gold_alone:
                    yield from self.of_act(act, document, spans, expand)

    def of_act(self, act: Json, document: Json, spans: dict[str, Json], expand: bool) -> Iterator[Row]:
        parties = [role["id"] for role in self.labels[act["label"]]["roles"] if role.get("takes", "party") == "party"]
        sides = [self.sides(act, role, document, spans) for role in parties[:2]]
        if expand:
            sides = [each_once([one for side in found for one in self.expanded(side, document)]) for found in sides]
        for source, target in product(*sides):
            same = source.actor is not None and source.actor == target.actor
            if not (same and (source.groups or target.groups)):
                yield self.row(act, document, source, target)

    def sides(self, act: Json, role: str, document: Json, spans: dict[str, Json]) -> list[Sides]:
        links = sorted((one for one in document["links"] if (one["act"], one["role"]) == (act["id"], role)),
                       key=lambda one: str(one["id"]))  # fmt: skip
        found = []
        for link in links:
            party = spans.get(link.get("span", ""), {})
            actor, value = link.get("actor_id") or party.get("actor_id"), link.get("value") or ""
            if value == "document" and not actor:
                found.append(self.speaker(document))
            else:
                text = party["quote"] if party else link.get("quote", "")
                found.append(Sides(self.by_id[actor] if actor else None, text, value))
        return each_once(found) or [Sides()]

    def speaker(self, document: Json) -> Sides:
        named = document["metadata"].get("speaker", "")
        wanted = named.casefold()
        known = [
            actor
            for actor in self.actors
            if wanted in {text.casefold() for text in (actor["name"], *actor["aliases"], *actor["codes"].values())}
        ]
        assert len(known) < 2 or not wanted, "the sample names one actor"
        return Sides(known[0] if wanted and known else None, named, "document")

    def expanded(self, side: Sides, document: Json) -> list[Sides]:
        day = document["metadata"].get("date", "")
        if side.actor is None or not day or side.actor["kind"] not in ("group of states", "international organisation"):
            return [side]
        found = members(self.actors, side.actor, day)
        return [Sides(one, side.text, side.value, (side.actor["name"],)) for one in found] or [side]

    def state(self, actor: Json | None, day: str) -> Json:
        """Return the state that an actor is or belongs to; a person by the offices of the day."""
        while actor is not None and actor["kind"] != "state":
            if actor["kind"] == "person" and not actor["parent"]:
                held = [one["group"] for one in actor["memberships"] if day and belongs(one, one["group"], day)]
                offices = [self.by_id[id] for id in held if self.by_id[id]["kind"] == "office"]
                states = [found for found in (self.state(one, day) for one in offices) if found]
                return states[0] if states and all(one == states[0] for one in states) else {}
            actor = self.by_id.get(actor["parent"])
        return actor or {}

    def side(self, which: str, one: Sides, document: Json) -> Row:
        codes = one.actor["codes"] if one.actor else {}
        state = self.state(one.actor, document["metadata"].get("date", ""))
        return {
            f"{which}_name": one.actor["name"] if one.actor else one.text,
            f"{which}_kind": one.actor["kind"] if one.actor else "",
            **{f"{which}_{scheme}": codes.get(scheme, "") for scheme in ("iso3", "cow", "cow_abb")},
            f"{which}_state": state.get("name", ""),
            **{f"{which}_state_{scheme}": state.get("codes", {}).get(scheme, "") for scheme in ("iso3", "cow")},
            f"{which}_text": one.text,
            f"{which}_value": one.value,
            f"{which}_group": " | ".join(one.groups),
        }

    def row(self, act: Json, document: Json, source: Sides, target: Sides) -> Row:
        label = self.labels[act["label"]]
        force = next(one for one in label["attributes"] if one["id"] == "force")
        said = act["attributes"].get(force["id"], "")
        made: Json = next((one for one in document["decisions"] if one["id"] == act.get("decision")), {})
        row = {
            "document_id": document["id"],
            "document": document["title"],
            "date": document["metadata"].get("date", ""),
            **self.side("source", source, document),
            **self.side("target", target, document),
            "act": act["label"],
            "force": said,
            "force_rank": str(force["values"].index(said) + 1) if said else "",
            "force_levels": str(len(force["values"])),
            "quote": act["quote"],
            "start": str(act["start"]),
            "stop": str(act["stop"]),
            **{name: str(act.get(name, "")) for name in ("page", "last_page")},
            "doubt": str(int(act["doubt"])),
            "layer": act["layer"],
            "coder": self.names[act["coder"]] if act["coder"] else "",
            "act_id": act["id"],
            "decision_rule": made.get("rule", ""),
            "decision_reason": made.get("reason", ""),
            "decision_time": made.get("time", ""),
            "codebook_version": str(act["codebook_version"]),
            "split": "",
        }
        for attribute in dict.fromkeys(one["id"] for each in self.labels.values() for one in each["attributes"]):
            value = act["attributes"].get(attribute, "")
            row[f"attr_{attribute}"] = str(int(value)) if isinstance(value, bool) else str(value)
        for scheme in self.schemes:
            fits = [
                one
                for one in label.get("counterparts", [])
                if one["scheme"] == scheme
                and all(act["attributes"].get(key) in values for key, values in one.get("when", {}).items())
            ]
            code = fits[0].get("code", "") if fits else ""
            row[scheme.lower()] = f"CAMEO {code}" if code and scheme == "CAMEO" else code
            row[f"{scheme.lower()}_note"] = fits[0].get("note", "") if fits else "no counterpart for these attributes"
        return row


def each_once(sides: list[Sides]) -> list[Sides]:
    """Return one for each registered actor; one that is named itself does not stand for a group."""
    found: list[Sides] = []
    for one in sides:
        at = next((n for n, other in enumerate(found) if one.actor and other.actor == one.actor), None)
        if at is None:
            found.append(one)
        elif bool(found[at].groups) == bool(one.groups):
            words = [*found[at].text.split(" | "), *one.text.split(" | ")]
            text = " | ".join(dict.fromkeys(word for word in words if word))
            groups = tuple(dict.fromkeys([*found[at].groups, *one.groups]))
            found[at] = Sides(one.actor, text, found[at].value or one.value, groups)
        elif found[at].groups:
            found[at] = one
    return found


def counted(rows: list[Row]) -> Counter[tuple[tuple[str, str], ...]]:
    return Counter(tuple(row.items()) for row in rows)


@pytest.mark.parametrize("layer", ["gold", "all"])
@pytest.mark.parametrize("expand", [False, True], ids=["groups", "members"])
def test_the_table_is_what_follows_from_the_jsonl(folder: Path, layer: str, expand: bool) -> None:
    options = ["--expand-groups"] if expand else []
    written = table_of(folder, f"dyads-{layer}-{expand}.csv", "--layer", layer, *options)
    expected = list(Recomputed(folder).rows(layer == "gold", expand))
    assert len(expected) > 100
    assert [row["act_id"] for row in written] == [row["act_id"] for row in expected], "the order is that of the texts"
    assert counted(written) == counted(expected)


def test_the_gold_of_the_sample_has_sources_targets_and_forces(folder: Path) -> None:
    rows = table_of(folder, "dyads.csv")
    assert len({row["act"] for row in rows}) == 3
    by_policy = [row for row in rows if row["decision_rule"] == "unanimous"]
    assert by_policy and all(row["source_name"] or row["source_value"] for row in by_policy)
    assert {"state", "office", "international organisation"} <= {row["source_kind"] for row in rows}
    assert sum(bool(row["target_iso3"]) for row in rows) > 20
    assert sum(bool(row["source_state_iso3"]) for row in rows) > sum(bool(row["source_iso3"]) for row in rows)
    assert all(row["source_state"] for row in rows if row["source_kind"] == "state")
    assert all(row["force_rank"] for row in by_policy if row["force"])


def test_a_group_is_put_as_its_members_where_the_document_has_a_date(folder: Path) -> None:
    rows = table_of(folder, "members.csv", "--layer", "all", "--expand-groups")
    whole = table_of(folder, "whole.csv", "--layer", "all")
    assert not any(row["source_group"] or row["target_group"] for row in whole)
    of_union = {row["target_name"] for row in rows if row["target_group"] == "European Union"}
    assert len(of_union) == 27 and {"France", "Germany"} <= of_union and "United Kingdom" not in of_union
    assert {row["act_id"] for row in rows} == {row["act_id"] for row in whole}, "no act is lost"
    assert all(row["date"] for row in rows if row["source_group"] or row["target_group"])
