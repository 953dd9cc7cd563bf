"""Words counted: as often as searches for them find them, over random projects; keyness of a group by hand."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.frequencies.dispersion import dispersion
from annotator.frequencies.keyness import WordUse, keyness
from annotator.model.errors import BadSearch
from annotator.model.many_tests import holm
from annotator.model.searching.query import parsed
from annotator.model.searching.scanning import Scanner
from annotator.operations.passages import names as names_of
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.passages.word_counts import Against, WordChoice, WordCounts, WordsOf
from annotator.operations.people.seeing import Sight
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.random_projects import fillings
from tests.projects import Desk, make_desk

LENGTHS = st.sets(st.integers(1, 5), min_size=1, max_size=2).map(tuple)


@pytest.fixture(autouse=True)
def seeing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks sees what all coded."""
    monkeypatch.setattr(names_of, "sight", lambda project, person: Sight.SHOWN)


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = make_desk(tmp_path_factory.mktemp("words"))
    for words in ("urged China", "China to use its influence"):
        desk.code(words, "appeal")
    desk.code("China undertook to help", "commitment")
    return desk


def words_found(project: Project, search: str) -> list[str]:
    """Return what the passages of a search say, the pieces of each apart."""
    texts = {info.id: project.documents.text(info.text_sha256) for info in project.documents.all()}
    ids = [line.span for line in PassageSearch(project, search).lines() if line.span]
    pieces = [(texts[one.document], one.extents) for one in project.spans.get_many(ids)]
    return [" \ue000 ".join([text[slice(*extent)] for extent in some]) if some else text for text, some in pieces]


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), lengths=LENGTHS)
def test_a_phrase_stands_in_as_many_passages_as_a_scan_finds(
    data: st.DataObject, lengths: tuple[int, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with data.draw(fillings())(tmp_path_factory.mktemp("words") / "a.annot") as project:
        by = data.draw(st.sampled_from(["", "label"]))
        found = WordCounts(project, "coder:all", by, WordChoice(lengths))
        passages = {group: words_found(project, f"coder:all {group.search}") for group in found.groups}
        for group in found.groups:
            for row in found.rows(group, 12):
                scanner = Scanner(parsed(f'"{row.phrase}"') or pytest.fail())
                assert row.passages == sum(scanner.over(one)([(0, len(one))]) for one in passages[group]), row
                assert row.passages <= row.number <= row.size
                assert row.dispersion == dispersion(found.groups[group].by_part(row.phrase))
        if by == "label":
            for phrase in found.whole.phrases():
                assert found.whole.number(phrase) == sum(one.number(phrase) for one in found.groups.values())


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), lengths=LENGTHS)
def test_in_whole_texts_a_phrase_is_used_as_often_as_its_search_has_hits(
    data: st.DataObject, lengths: tuple[int, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with data.draw(fillings())(tmp_path_factory.mktemp("words") / "a.annot") as project:
        found = WordCounts(project, "", "", WordChoice(lengths, of=WordsOf.DOCUMENTS))
        for group in found.groups:
            for row in found.rows(group, 12):
                lines = list(PassageSearch(project, row.search).lines())
                assert (row.number, row.passages) == (len(lines), len({line.document for line in lines})), row


def test_each_phrase_opens_its_passages(desk: Desk) -> None:
    found = WordCounts(desk.project, "date:", "label", WordChoice((1, 2, 3)))
    for group in found.groups:
        for row in found.rows(group):
            assert row.passages == sum(1 for _ in PassageSearch(desk.project, row.search).lines()), row.search


def test_keyness_of_a_label_is_against_all_other_passages(desk: Desk) -> None:
    found = WordCounts(desk.project, "", "label")
    appeal = found.group("APPEAL")
    rows = {row.phrase: row for row in found.key_rows(appeal)}
    mine, others = ["urged", "china", "china", "to", "use", "its", "influence"], ["china", "undertook", "to", "help"]
    assert rows.keys() == {*mine, *others}
    for word, row in rows.items():
        uses = WordUse(mine.count(word), len(mine)), WordUse(others.count(word), len(others))
        assert (row.here, row.there) == uses and row.keyness == keyness(*uses)
    p = {word: row.keyness.p for word, row in rows.items()}
    assert [row.corrected for row in rows.values()] == pytest.approx(holm(list(p.values())))
    assert list(p.values()) == sorted(p.values()), "the surest stand first"


def test_a_group_is_compared_with_all_texts(desk: Desk) -> None:
    found = WordCounts(desk.project, "", "label", WordChoice((1, 2), least=2, without=frozenset({"to"})))
    rows = {row.phrase: row for row in found.key_rows(found.group("appeal"), Against.CORPUS)}
    texts = [" ".join(one.text.lower().replace(".", "").split()) for one in desk.documents]
    uses = Counter(word for text in texts for word in text.split())
    assert "to" not in rows and rows["china"].there.number == uses["china"]
    assert all(row.there.number >= 2 for row in rows.values())


def test_parts_may_be_anything_by_which_one_groups(desk: Desk) -> None:
    (group,) = (found := WordCounts(desk.project, "", "", WordChoice(parts="label"))).groups
    china = next(row for row in found.rows(group) if row.phrase == "china")
    assert china.dispersion == dispersion([(2, 7), (1, 4)])


def test_a_group_that_is_not_there_is_named_and_one_alone_has_no_keyness(desk: Desk) -> None:
    found = WordCounts(desk.project, "label:commitment", "label")
    with pytest.raises(BadSearch, match=r"No passage that is found has “.*warning.*” as its .*label.*; it may be “"):
        found.group("warning")
    with pytest.raises(BadSearch, match="no other words"):
        found.key_rows(found.group("Commitment"))
