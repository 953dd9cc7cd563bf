"""Forty-five kinds of tampering with a file whose triggers are lifted: the check names each, or nobody opens it."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.store.erasing.finding import ToErase
from annotator.store.project import Project
from tests.store.check.rich_project import rich_project
from tests.store.check.test_chain_check import tampered
from tests.store.erasing.erased import erase_in

A_DECISION = "(SELECT id FROM decisions WHERE candidates <> '[]' LIMIT 1)"
A_SPAN = "(SELECT id FROM spans LIMIT 1)"
LAST = "(SELECT max(number) FROM steps)"

TAMPERINGS = (
    "UPDATE texts SET text = replace(text, 'a', 'b')",
    "DELETE FROM texts",
    "DELETE FROM source_files",
    "UPDATE source_files SET body = x'00'",
    "UPDATE documents SET source_file = NULL",
    "UPDATE spans SET label = 'actor' WHERE id = (SELECT id FROM spans WHERE label <> 'actor' LIMIT 1)",
    f"UPDATE spans SET note = 'x' WHERE id = {A_SPAN}",
    f"UPDATE spans SET doubt = 1 - doubt WHERE id = {A_SPAN}",
    f"UPDATE spans SET stop = stop + 1 WHERE id = {A_SPAN}",
    f"UPDATE spans SET quote = 'x' WHERE id = {A_SPAN}",
    f"UPDATE spans SET layer = (SELECT id FROM layers WHERE id <> spans.layer LIMIT 1) WHERE id = {A_SPAN}",
    f"UPDATE spans SET codebook_version = 'x' WHERE id = {A_SPAN}",
    "UPDATE spans SET attributes = '{\"polite\":true}' WHERE attributes = '{}'",
    "UPDATE spans SET id = 'x' WHERE id = (SELECT id FROM spans WHERE id NOT IN (SELECT act FROM links) LIMIT 1)",
    "DELETE FROM spans WHERE layer LIKE 'gold-%'",
    "DELETE FROM links",
    "UPDATE links SET role = 'of'",
    f"UPDATE decisions SET reason = 'x' WHERE id = {A_DECISION}",
    f"UPDATE decisions SET rule = 'union' WHERE id = {A_DECISION}",
    f"UPDATE decisions SET coder = NULL WHERE id = {A_DECISION}",
    f"UPDATE decisions SET time = '2001-01-01T00:00:00Z' WHERE id = {A_DECISION}",
    f"UPDATE decisions SET candidates = '[]' WHERE id = {A_DECISION}",
    f"UPDATE decisions SET gold = '[\"x\"]' WHERE id = {A_DECISION}",
    "DELETE FROM decisions",
    "UPDATE documents SET metadata = '{\"x\":1}'",
    "UPDATE documents SET title = 'x'",
    "UPDATE documents SET position = position + 1",
    "UPDATE coders SET name = name || 'x'",
    "UPDATE coders SET roles = 'lead'",
    "UPDATE layers SET name = name || 'x'",
    'UPDATE actors SET codes = \'{"iso3":"XXX"}\'',
    "UPDATE codebook_versions SET note = 'x'",
    "UPDATE settings SET value = '\"x\"' WHERE id = 'name'",
    "UPDATE assignments SET done = 1 - done",
    "DELETE FROM releases",
    "UPDATE practice_results SET same = 0, just_so = 0, places = places + 1",
    "UPDATE recode_samples SET seed = seed + 1",
    "UPDATE steps SET state = 'done' WHERE state <> 'done'",
    "UPDATE steps SET person = 'x' WHERE number = 5",
    "UPDATE steps SET time = '2001-01-01T00:00:00Z' WHERE number = 5",
    f"DELETE FROM steps WHERE number = {LAST}",
    "UPDATE changes SET before = after WHERE step = 5",
    "DELETE FROM changes WHERE step = 5",
    "UPDATE parts SET line = replace(line, 'do', 'dO')",
    "DELETE FROM parts WHERE strand = (SELECT max(strand) FROM parts)",
    "UPDATE strands SET person = 'x'",
    "UPDATE tips SET counter = counter + 1",
    "UPDATE journal SET origin = 'x'",
)

A_GAP = "(strand, place) IN (SELECT strand, place FROM erased WHERE strand > 0 AND gone LIMIT 1)"
A_GAPPED_STEP = "(SELECT min(place) FROM erased WHERE strand = 0 AND gone)"
TAMPERINGS_WITH_GAPS = (
    "DELETE FROM erased",
    f"DELETE FROM erased WHERE {A_GAP}",
    "DELETE FROM erased WHERE strand = 0",
    f"UPDATE erased SET now = zeroblob(32) WHERE {A_GAP}",
    f"UPDATE erased SET hash = zeroblob(32) WHERE {A_GAP}",
    "UPDATE erased SET hash = zeroblob(32) WHERE strand = 0",
    "UPDATE erased SET gone = 0",
    "UPDATE erased SET erasure = erasure - 1",
    "INSERT INTO erased SELECT erasure, 999, 1, zeroblob(32), zeroblob(32), 1 FROM erased LIMIT 1",
    "INSERT INTO erased SELECT 1, strand, counter, hash, hash, 1 FROM parts LIMIT 1",
    # A gap that somebody else makes, and the record that goes with it.
    "UPDATE parts SET line = json_set(line, '$[7]', json('[]')) WHERE json_array_length(line, '$[7]') = 1",
    f"UPDATE steps SET facts = json_set(facts, '$.covers', 'x') WHERE number = {LAST}",
    f"UPDATE steps SET facts = json_set(facts, '$.documents', json('[]')) WHERE number = {LAST}",
    f"DELETE FROM steps WHERE number = {LAST}",
    f"UPDATE steps SET facts = '{{}}' WHERE number = {A_GAPPED_STEP}",
    f"UPDATE steps SET person = 'x' WHERE number = {A_GAPPED_STEP}",
    f"UPDATE steps SET time = '2001-01-01T00:00:00Z' WHERE number = {A_GAPPED_STEP}",
    f"UPDATE steps SET seal = zeroblob(32) WHERE number = {A_GAPPED_STEP}",
    f"UPDATE steps SET state = 'done' WHERE number = {A_GAPPED_STEP}",
    f"INSERT INTO changes (step, table_name, row, after) SELECT {A_GAPPED_STEP}, 'coders', id, '{{}}' FROM coders",
    "DELETE FROM changes WHERE step IN (SELECT place FROM erased WHERE strand = 0)",
    "UPDATE parts SET line = replace(line, 'do', 'dO') WHERE (strand, counter) IN (SELECT strand, place FROM erased)",
    "DELETE FROM parts WHERE (strand, counter) IN (SELECT strand, place FROM erased)",
    "INSERT INTO documents (id, title, text_sha256, position) SELECT 'x', 'x', sha256, 9 FROM texts LIMIT 1",
)
"""In and around what was erased."""


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project in which each verb was done."""
    with rich_project() as path:
        yield Path(shutil.copy(path, tmp_path_factory.mktemp("rich")))


def test_there_are_forty_eight_kinds() -> None:
    assert len(set(TAMPERINGS)) == 48


@pytest.fixture(scope="module")
def gapped(rich: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same one, after a document in it was erased, and a name."""
    path = Path(shutil.copy(rich, tmp_path_factory.mktemp("gapped")))
    with Project.open(path) as project:
        document, coder = project.documents.all()[0].id, project.coders.all()[0].id
    erase_in(path, ToErase(coders=frozenset([coder])), coder)
    erase_in(path, ToErase(documents=frozenset([document])), coder)
    return path


def test_what_was_erased_is_no_tampering(gapped: Path, tmp_path: Path) -> None:
    with Project.open(Path(shutil.copy(gapped, tmp_path))) as project:
        assert project.check() == []
        assert len(project.erasures.said()) == 2


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_it_is_named_by_the_check_or_nobody_opens_the_file(statement: str, rich: Path, tmp_path: Path) -> None:
    _is_named(statement, Path(shutil.copy(rich, tmp_path)))


@pytest.mark.parametrize("statement", TAMPERINGS_WITH_GAPS)
def test_in_and_around_a_gap_it_is_named_too(statement: str, gapped: Path, tmp_path: Path) -> None:
    _is_named(statement, Path(shutil.copy(gapped, tmp_path)))


def _is_named(statement: str, path: Path) -> None:
    changed: list[int] = []

    def change(file: sqlite3.Connection) -> None:
        changed.append(file.execute(statement).rowcount)

    tampered(path, change)
    assert changed[0] > 0, "the project has nothing of this kind"
    try:
        with Project.open(path) as project:
            said = project.check()
    except BadProject as error:
        said = [str(error)]
    assert said


def test_without_tampering_the_check_says_nothing(rich: Path, tmp_path: Path) -> None:
    with Project.open(Path(shutil.copy(rich, tmp_path))) as project:
        assert project.check() == []
