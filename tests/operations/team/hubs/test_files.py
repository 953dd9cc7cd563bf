"""Source files stay on the hub until somebody opens the document in a copy."""

import hashlib
from pathlib import Path

from annotator.formats.losses import SOURCE_ELSEWHERE, SOURCE_FILE, Part
from annotator.formats.registry import FORMATS
from annotator.operations.documents.source_files import keep_source, source_of
from annotator.operations.exchange.exporting import export
from annotator.operations.team.hubs import files
from annotator.store.project import Project
from tests.operations.team.hubs.hub_team import make_team
from tests.postgres import Postgres

BODY = b"%PDF-1.4 as it was read" * 1000


def test_a_source_file_comes_when_it_is_opened_and_once(postgres: Postgres, hub_database: str, tmp_path: Path) -> None:
    team = make_team(postgres, hub_database, tmp_path, "Ana")
    try:
        ana, (one, other, _) = team.members["Ana"], team.documents
        keep_source(team.lead.project, one, "one.pdf", BODY)
        keep_source(team.lead.project, other, "other.pdf", BODY + b"2")
        team.settle()
        dan = team.join("Dan")
        for member in (ana, dan):
            project = member.project
            assert files.is_elsewhere(project, one) and source_of(project, one) is None
            assert project.check() == []
            with member.link() as link:
                kept = files.fetch(project, link, one)
                assert kept is not None and kept.name == "one.pdf"
                assert files.fetch(project, link, one) is None, "it is here"
            found = source_of(project, one)
            assert found is not None and found[1] == BODY
            assert files.is_elsewhere(project, other) and project.check() == []
        ana.exchange()
        assert ana.exchange().handed == 0, "what was fetched is nothing that was done"
    finally:
        team.close()


def test_one_that_others_were_given_is_not_to_be_had(postgres: Postgres, hub_database: str, tmp_path: Path) -> None:
    team = make_team(postgres, hub_database, tmp_path)
    try:
        team.assign("Ana", 0)
        team.assign("Ben", 1)
        keep_source(team.lead.project, team.documents[1], "ben.pdf", BODY)
        team.lead.exchange()
        ana = team.join("Ana")
        sha256 = team.lead.project.documents.info(team.documents[1]).source_file
        assert sha256 is not None
        with ana.link() as link:
            assert list(link.contents(ana.project.origin, [sha256])) == []
    finally:
        team.close()


def exported(project: Project, folder: Path) -> dict[str, tuple[str, dict[str, int]]]:
    """Export in every format; return of each a hash of all it wrote, and how many source files it says are left out."""
    found = {}
    for format in FORMATS:
        if format.writer is None:
            continue
        place = folder / format.name
        place.mkdir(parents=True)
        out = place / ("out" if format.folder else f"out{format.extensions[0]}")
        written = export(project, out, format.name, layer="all")
        lost = {one.loss.one: one.count for one in written.lost if one.loss.part is Part.SOURCES}
        assert all(one.sentence in written.notices for one in written.lost)
        bytes_of = {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}
        found[format.name] = hashlib.sha256(repr(sorted(bytes_of.items())).encode()).hexdigest(), lost
    return found


def test_every_format_that_a_fetched_source_file_would_change_says_that_it_stayed_on_the_hub(
    postgres: Postgres, hub_database: str, tmp_path: Path
) -> None:
    team = make_team(postgres, hub_database, tmp_path, "Ana")
    try:
        ana, paged = team.members["Ana"], team.documents[:2]
        for number, document in enumerate(paged):
            keep_source(team.lead.project, document, f"{number}.pdf", BODY + b"%d" % number)
        team.settle()
        for document in team.documents:
            ana.code(document, 0, 5)
        stages = [exported(ana.project, tmp_path / "0 here")]
        for number, document in enumerate(paged, 1):
            with ana.link() as link:
                assert files.fetch(ana.project, link, document) is not None
            stages.append(exported(ana.project, tmp_path / f"{number} here"))
        bearing = {name for name, (bytes_of, _) in stages[0].items() if bytes_of != stages[-1][name][0]}
        assert {"jsonl", "refi-qda"} <= bearing, bearing
        for here, stage in enumerate(stages):
            for name, (_, lost) in stage.items():
                if name in bearing:
                    assert lost == ({SOURCE_ELSEWHERE.one: len(paged) - here} if here < len(paged) else {}), name
                else:
                    assert lost in ({}, {SOURCE_FILE.one: len(paged)}) and lost == stages[0][name][1], name
    finally:
        team.close()
