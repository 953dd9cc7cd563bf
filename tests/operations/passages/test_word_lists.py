"""Words as lists: what the counts of words say, the heaviest first, each with the search of its passages."""

import csv
from pathlib import Path

from annotator.operations.coding import annotate
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.passages.word_counts import WordCounts
from annotator.operations.passages.word_lists import SURE, word_lists, write_word_lists
from tests.projects import Desk, make_desk

PEACE, WAR = "peace talks now. ", "war ends here. "


def coded(folder: Path) -> Desk:
    """Appeals with words of peace, warnings with words of war, twenty times each."""
    desk = make_desk(folder, [PEACE * 20 + WAR * 20])
    for number in range(20):
        for label, words, start in (("appeal", PEACE, 0), ("warning", WAR, 20 * len(PEACE))):
            place = start + number * len(words)
            extents = [(place, place + len(words) - 2)]
            annotate.add_span(desk.project, desk.documents[0].id, desk.layer.id, extents, label)
    return desk


def test_the_most_frequent_words_stand_first_and_find_their_passages(tmp_path: Path) -> None:
    project = coded(tmp_path).project
    found = word_lists(project, "-doubt:yes", "label", are_keys=False, most=(2, 9))
    assert [(one.group, one.left) for one in found.lists] == [("Appeal", 1), ("Warning", 1)]
    counts = WordCounts(project, "-doubt:yes", "label")
    for one, group in zip(found.lists, counts.groups, strict=True):
        rows = counts.rows(group, 2)
        assert [(word.word, word.weight) for word in one.words] == [(row.phrase, row.number) for row in rows]
        for word, row in zip(one.words, rows, strict=True):
            assert len(list(PassageSearch(project, word.search).lines())) == row.passages == word.values[1]
    assert found.lists[0].words[0].said == "20 · 20 passages"
    assert word_lists(project, "", "label", are_keys=False, most=(1, 1)).left == 1


def test_key_words_are_those_that_a_group_surely_uses_more(tmp_path: Path) -> None:
    project = coded(tmp_path).project
    found = word_lists(project, "", "label", are_keys=True, most=(9, 9))
    assert [{word.word for word in one.words} for one in found.lists] == [
        {"peace", "talks", "now"},
        {"war", "ends", "here"},
    ]
    for word in (word for one in found.lists for word in one.words):
        g2, p, ratio = word.values[:3]
        assert word.weight == g2 and isinstance(p, float) and p <= SURE and isinstance(ratio, float) and ratio > 0
    alone = word_lists(project, "label:appeal", "label", are_keys=True, most=(9, 9))
    assert [list(one.words) for one in alone.lists] == [[]], "there is nothing to compare with"


def test_the_file_has_a_line_a_group_and_word(tmp_path: Path) -> None:
    project = coded(tmp_path).project
    write_word_lists(word_lists(project, "", "label", False, (2, 9)), "Label", tmp_path / "words.csv")
    with (tmp_path / "words.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["Label", "word", "uses", "passages", "words of the group", "DP", "Juilland's D"]
    assert [line[0] for line in lines[1:]] == ["Appeal", "Appeal", "Warning", "Warning"]
    assert lines[1][2:] == ["20", "20", "60", "", ""]
