"""Statements with persons, organisations, concepts and agreement, in each version of the schema."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.dna.reading import read_database
from annotator.formats.format import ReadOptions
from annotator.model.actor import ActorKind
from tests.formats.made_databases import DNA_2, DNA_3, DNA_3_ALPHA, DNA_ROLES, make_database

TEXT = "Report 🕊.\r\nThe minister welcomed the plan.\r\nOthers did not.\r\n"
SWING = TEXT.replace("\r\n", "\n")
SECONDS = 1_700_000_000
VARIABLES = [(1, "person", "short text"), (2, "organization", "short text"), (3, "concept", "short text"),
             (4, "agreement", "boolean"), (5, "strength", "integer"), (6, "note", "long text"),
             (7, "frame", "long text")]  # fmt: skip
SHORT = [(1, 1, "The minister"), (1, 2, "Ministry"), (1, 3, "plan"), (2, 2, "Others"), (2, 3, "plan")]
VERSIONS = {"2": DNA_2, "3 alpha": DNA_3_ALPHA, "3": DNA_3, "roles": DNA_ROLES}


def at(quote: str) -> tuple[int, int]:
    """Return where a text field of Java's has words."""
    start = SWING.index(quote)
    return tuple(len(SWING[:stop].encode("utf-16-le")) // 2 for stop in (start, start + len(quote)))  # type: ignore[return-value]


def database(folder: Path, version: str = "3") -> Path:
    """Write a database of two coders' statements."""
    is_old, has_roles = version == "2", version == "roles"
    link = 10 if has_roles else 0
    entries = sorted({(variable, value) for _, variable, value in SHORT})
    numbers = {entry: number for number, entry in enumerate(entries, 1)}

    def datum(number: int, statement: int, variable: int, value: Any) -> Sequence[Any]:
        return (number, statement, variable + link, 1, value) if is_old else (number, statement, variable + link, value)

    short = [datum(number, statement, variable, value if is_old else numbers[variable, value])
             for number, (statement, variable, value) in enumerate(SHORT, 1)]  # fmt: skip
    rows: dict[str, Any] = {
        "CODERS": [(1, "Admin", 1, 2, 3), (2, "Ben", 1, 2, 3)],
        "DOCUMENTS": [
            (1, "Report", TEXT, 1, "Reporter", "Paper", "", "", "Article", SECONDS * (1000 if is_old else 1)),
            (2, "Other", "Nothing is said.", 1, "", "", "", "", "", 0),
        ],
        "STATEMENTTYPES": [(1, "DNA Statement", 239, 208, 51)],
        "STATEMENTS": [(1, 1, 1, *at("The minister welcomed the plan"), 1), (2, 1, 1, *at("Others did not"), 2),
                       (3, 1, 1, *at("Report 🕊"), 1), (4, 1, 9, 0, 1, 1)],
        "STATEMENTLINKS": [(1, 1, 3), (2, 1, 2)],
        "VARIABLES": VARIABLES if has_roles else [(*one, 1) for one in VARIABLES],
        "DATABOOLEAN": [datum(1, 1, 4, 1), datum(2, 2, 4, 0)],
        "DATAINTEGER": [datum(1, 1, 5, -2)],
        "DATASHORTTEXT": short,
        "DATALONGTEXT": [datum(1, 1, 6, "Is it so?"), datum(2, 2, 6, ""), datum(3, 1, 7, "growth")],
    }  # fmt: skip
    if not is_old:
        name = "ATTRIBUTES" if version == "3 alpha" else "ENTITIES"
        rows[name] = [(number, variable, value, 0, 0, 0, None) for (variable, value), number in numbers.items()]
    if has_roles:
        rows["ROLES"] = [(id, name, 1, id) for id, name, _ in VARIABLES]
        rows["ROLEVARIABLELINKS"] = [(id + link, id, id) for id, _, _ in VARIABLES]
        rows["DOCUMENTTAGS"] = [(1, "climate", 1), (2, "energy", 1)]
    return make_database(folder / "debate.dna", VERSIONS[version], rows)


@pytest.mark.parametrize("version", list(VERSIONS))
def test_statements_come_with_who_says_what_and_whether_they_agree(tmp_path: Path, version: str) -> None:
    bundle = read_database(database(tmp_path, version), ReadOptions())
    report, other = bundle.documents
    people = {layer.id: layer.name for layer in bundle.layers}
    names = {actor.id: (actor.name, actor.kind) for actor in bundle.actors}
    spans = {span.quote: span for span in report.spans}
    first, second = spans["The minister welcomed the plan"], spans["Others did not"]
    assert (people[first.layer], people[second.layer]) == ("Admin", "Ben")
    assert first.attributes == {"concept": "plan", "agreement": True, "strength": -2, "frame": "growth"}
    assert second.attributes == {"concept": "plan", "agreement": False}
    assert (first.note, second.note) == ("Is it so?", "")
    assert {(link.act, link.role, names[link.actor]) for link in report.links if link.actor} == {
        (first.id, "person", ("The minister", ActorKind.PERSON)),
        (first.id, "organization", ("Ministry", ActorKind.ORGANISATION)),
        (second.id, "organization", ("Others", ActorKind.ORGANISATION)),
    }
    assert [(link.act, link.span) for link in report.links if link.span] == [(first.id, spans["Report 🕊"].id)]
    assert not other.spans
    (label,) = bundle.codebook.labels
    assert (label.name, label.colour) == ("DNA Statement", "#EFD033")
    assert report.document.metadata["date"] == "2023-11-14"
    assert report.document.metadata["author"] == "Reporter"
    assert report.document.metadata.get("tags") == (["climate", "energy"] if version == "roles" else None)
    assert other.document.metadata == {"date": "1970-01-01"}
    assert [notice.split(" is left")[0] for notice in bundle.notices] == [
        "1 statement in a document that is not there",
        "1 link between statements of different texts or coders",
    ]
