"""Source files stay on the hub until somebody opens the document in a copy."""

from pathlib import Path

from annotator.operations.documents.source_files import keep_source, source_of
from annotator.operations.team.hubs import files
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
