"""A table joined to documents: one step, which undo takes back whole and which done twice changes nothing."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.codebook import Codebook
from annotator.model.document import DocumentDraft
from annotator.model.document_field import FieldKind
from annotator.model.errors import BadFile, Cancelled, FewMatched, NotAllowed
from annotator.model.joining.matching import JoinKey, KeyPair, MetadataTable, Origin
from annotator.model.joining.taking import ChangeKind, TakenColumn
from annotator.operations.documents import documents, fields, joining
from annotator.operations.documents.joining import JoinRequest
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import sources_in
from annotator.operations.project import history
from annotator.store.project import Project
from tests.examples import examples
from tests.model.joining.drawn import KEYS, tables
from tests.projects import said
from tests.readers.samples import row, xlsx
from tests.shared_data import shared

FILE = JoinKey((KeyPair(Origin.FILE, "file"),))


@pytest.fixture
def project(tmp_path: Path) -> Any:
    with Project.create(tmp_path / "p.annot", Codebook()) as made:
        drafts = [
            DocumentDraft("AND_78_2023", "one", {}, "AND_78_2023.txt"),
            DocumentDraft("FRA_78_2023", "two", {"country": "France", "year": 2023}, "FRA_78_2023.txt"),
            DocumentDraft("A title", "three", {"speaker": "She"}, "more.docx"),
        ]
        documents.add_drafts(made, drafts)
        yield made


def rows(project: Project) -> list[Any]:
    """Return what is known of all documents."""
    return [(one.id, one.title, dict(one.metadata)) for one in project.documents.all()]


def table(header: str, *rows: Sequence[Any]) -> MetadataTable:
    """Return a table with the columns of a header “a b c”."""
    return MetadataTable("t.csv", tuple(header.split()), tuple(map(tuple, rows)))


def request(there: MetadataTable, *taken: str, overwrite: bool = False) -> JoinRequest:
    """Return a join by the file's name that takes columns under their own names."""
    return JoinRequest(there, FILE, tuple(TakenColumn(one, one) for one in taken), overwrite)


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(there=tables(), key=KEYS, over=st.booleans(), chance=st.randoms(use_true_random=False))
def test_a_join_is_one_step_undone_whole_and_twice_it_changes_nothing(
    project: Project, there: MetadataTable, key: JoinKey, over: bool, chance: random.Random
) -> None:
    taken = tuple(TakenColumn(column, column) for column in chance.sample(["country", "year", "more"], 2))
    wanted = JoinRequest(there, key, taken, over)
    before, steps = rows(project), project.journal.count()
    planned = joining.plan(project, wanted)
    assert rows(project) == before
    if planned.few:
        with pytest.raises(FewMatched, match=r"^Nothing was joined: only \d"):
            joining.join(project, wanted)
        assert rows(project) == before and project.journal.count() == steps
    done = joining.join(project, wanted, few_are_meant=bool(planned.few))
    assert done == planned
    changed = any(one.is_write for one in done.changes)
    assert project.journal.count() == steps + changed and (rows(project) != before) == changed
    after = rows(project)
    joining.join(project, wanted)
    assert rows(project) == after and project.journal.count() == steps + changed
    if changed:
        project.undo()
    assert rows(project) == before


def test_values_come_in_by_their_kind_and_the_history_says_so(project: Project) -> None:
    there = table(
        "file country speaker year", ("and_78_2023", "Andorra", "He", "2023"), ("FRA_78_2023.txt", "FR", None, "2023.0")
    )
    found = joining.plan(project, request(there, "country", "speaker", "year"))
    assert found.counts == {ChangeKind.NEW: 3, ChangeKind.KEPT: 2}
    joining.join(project, request(there, "country", "speaker", "year", overwrite=True))
    assert [one.metadata for one in project.documents.all()] == [
        {"country": "Andorra", "speaker": "He", "year": "2023"},
        {"country": "FR", "year": "2023.0"},
        {"speaker": "She"},
    ]
    assert said(project) == "Join t.csv to 2 documents"
    verb = project.history(1)[0].verb
    assert (verb.filled, verb.changed) == (3, 2)  # type: ignore[attr-defined]
    assert history.sentence(project, verb) == said(project)


def test_titles_are_taken_and_one_that_is_none_is_listed(project: Project) -> None:
    there = table("file title", ("AND_78_2023", "Speech of  Andorra"), ("FRA_78_2023", "\u200b"), ("more", "New"))
    done = joining.join(project, request(there, "title"))
    assert [one.title for one in project.documents.all()] == ["Speech of Andorra", "FRA_78_2023", "A title"]
    assert [str(one.kind) for one in done.changes] == ["changed", "does not fit", "kept"]


def test_nothing_in_common_changes_nothing(project: Project) -> None:
    before, steps = rows(project), project.journal.count()
    found = joining.join(project, request(table("file n", ("x", 1)), "n"))
    assert (found.matches.pairs, found.matches.rows, len(found.matches.documents)) == ((), (0,), 3)
    assert rows(project) == before and project.journal.count() == steps


def test_what_cannot_be_joined_is_refused_in_a_sentence(project: Project, tmp_path: Path) -> None:
    there = table("file a b", ("x", 1, 2))
    twice = (TakenColumn("a", "n"), TakenColumn("b", "n"))
    with pytest.raises(NotAllowed, match="“a” and “b” cannot all become the field “n”"):
        joining.plan(project, JoinRequest(there, FILE, twice))
    with pytest.raises(NotAllowed, match="no column “c”"):
        joining.plan(project, request(there, "c"))
    with pytest.raises(NotAllowed, match="needs a name"):
        joining.plan(project, JoinRequest(there, FILE, (TakenColumn("a", " "),)))
    with pytest.raises(BadFile, match="the project that is open"):
        joining.offer(project, project.path)
    headless = tmp_path / "a.csv"
    headless.write_text("AND_78_2023.txt,Andorra\nFRA_78_2023.txt,France\n")
    with pytest.raises(BadFile, match="names a document"):
        joining.offer(project, headless)


def test_a_stop_leaves_the_project_as_it_was(project: Project) -> None:
    def stop(done: int, total: int, text: str) -> None:
        if text == "Writing 2 documents":
            raise Cancelled("Stopped.")

    before = rows(project)
    with pytest.raises(Cancelled):
        joining.join(project, request(table("file n", ("AND_78_2023", 1), ("more", 2)), "n"), stop)
    assert rows(project) == before


def test_the_sheet_that_fits_is_offered_with_its_key_and_columns(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(row("a", "b") + row("c", "d"), row("File", "Datum") + row("AND_78_2023", "2023-09-20")))
    found = joining.offer(project, path)
    assert (found.table.sheet, found.proposals[0].matched) == ("Sheet2", 1)
    assert found.taken == (TakenColumn("Datum", "date"),)


def test_the_speeches_of_the_general_debate_get_country_speaker_and_post(tmp_path: Path) -> None:
    folder = shared("corpora/ungdc")
    with Project.create(tmp_path / "p.annot", Codebook()) as project:
        texts = sources_in(sorted(folder.glob("*.txt")))
        assert len(importing.import_sources(project, texts).documents) == 192
        offer = joining.offer(project, folder / "Speakers_by_session.xlsx")
        before = rows(project)
        best = offer.proposals[0]
        assert (best.matched, best.key.pattern) == (192, "{ISO Code}_{Session}_{Year}")
        wanted = JoinRequest(offer.table, best.key, offer.taken)
        done = joining.join(project, wanted)
        matches = done.matches
        assert (len(matches.pairs), matches.documents, matches.ambiguous) == (192, (), ())
        assert len(offer.table.rows) == 10_944 and len(matches.rows) == 10_944 - 192
        assert done.counts == {ChangeKind.NEW: 6 * 192}
        andorra = next(one for one in project.documents.all() if one.source.startswith("AND"))
        assert {name: value for name, value in andorra.metadata.items() if name != "language"} == {
            "ISO Code": "AND",
            "Session": "78",
            "Year": "2023",
            "country": "Andorra",
            "speaker": "Xavier Espot Zamora",
            "Post": "Prime Minister",
        }
        project.undo()
        assert rows(project) == before


def test_fields_with_a_type_take_what_fits_and_list_what_does_not(project: Project) -> None:
    fields.define_field(project, "Region", FieldKind.CHOICE, ["Europe", "Asia"])
    fields.define_field(project, "Signed", FieldKind.DATE)
    there = table("file region SIGNED", ("AND_78_2023", "europe", "6.IV.1971"), ("FRA_78_2023", "Mars", "someday"))
    assert joining.columns_for(project, there, FILE) == (
        TakenColumn("region", "Region"),
        TakenColumn("SIGNED", "Signed"),
    )
    done = joining.join(project, request(there, "region", "SIGNED"))
    assert [(one.field, str(one.kind), one.after) for one in done.changes] == [
        ("region", "new", "Europe"),
        ("SIGNED", "new", "1971-04-06"),
        ("SIGNED_as_written", "new", "6.IV.1971"),
        ("region", "does not fit", "Mars"),
        ("SIGNED", "does not fit", "someday"),
    ]
    assert "“Mars” is not what “Region” holds" in done.changes[3].why


def test_a_field_is_the_same_whatever_its_capitals(project: Project) -> None:
    joining.join(project, request(table("file Country", ("FRA_78_2023", "FR")), "Country", overwrite=True))
    assert project.documents.all()[1].metadata == {"country": "FR", "year": 2023}
    both = JoinRequest(table("file a b", ("x", 1, 2)), FILE, (TakenColumn("a", "N"), TakenColumn("b", "n")))
    with pytest.raises(NotAllowed, match="cannot all become"):
        joining.plan(project, both)


def test_the_table_beside_files_of_many_kinds_is_joined_by_their_names(tmp_path: Path) -> None:
    folder = shared("made")
    names = json.loads((folder / "metadata.xlsx.truth.json").read_text())["join"]
    sources = [name.name for name in folder.iterdir() if name.suffix in (".pdf", ".docx", ".odt", ".rtf")]
    with Project.create(tmp_path / "p.annot", Codebook()) as project:
        documents.add_drafts(project, [DocumentDraft(one, one, {}, one) for one in sources])
        offer = joining.offer(project, folder / "metadata.xlsx")
        done = joining.join(project, JoinRequest(offer.table, offer.proposals[0].key, offer.taken))
        assert len(done.matches.pairs) == 4 and len(done.matches.rows) == 1
        for info in project.documents.all():
            wanted = {field: value for field, value in names.get(info.source, {}).items() if value}
            assert {name.casefold(): value for name, value in info.metadata.items()} == wanted
