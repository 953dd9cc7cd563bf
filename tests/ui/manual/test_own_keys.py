"""The manual names the keys that are in force, and touches nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.commands.key_table import ROWS, TABLE, keys_in_force
from annotator.ui.manual import pages
from annotator.ui.manual.own_keys import page_with_keys, with_keys
from tests.ui.named_keys import CHANGED

OWN = {row.id: row.keys for row in TABLE}
ROW = re.compile(r"^\| ([^|\n]+) \| ([^|\n]*) \| ([^|\n]*) \| `(\w+\.\w+)` \|$", re.MULTILINE)


@pytest.mark.parametrize("name", pages.names())
def test_with_the_tables_own_keys_a_page_is_as_it_is_written(name: str) -> None:
    assert page_with_keys(name, OWN) == pages.page(name)


def test_each_row_of_the_tables_has_the_keys_in_force() -> None:
    found = ROW.findall(page_with_keys("keys", keys_in_force(CHANGED)).markdown)
    assert {id for *_, id in found} == ROWS.keys()
    assert [(keys, mac) for _, keys, mac, _ in found] == [(f"`{CHANGED[id]}`", "") for *_, id in found]


@pytest.mark.parametrize(
    ("name", "row", "written"),
    [("coding", "code.next_gap", "F12"), ("adjudicate", "adjudicate.none", "x"), ("start", "edit.palette", "Ctrl+K")],
)
def test_a_page_names_another_key_where_it_named_the_tables_own(name: str, row: str, written: str) -> None:
    page = pages.page(name).markdown
    assert f"`{written}`" in page and written in ROWS[row].keys
    changed = with_keys(page, name, OWN | {row: ("Ctrl+Alt+F13",)})
    assert changed == page.replace(f"`{written}`", "`Ctrl+Alt+F13`")
    gone = with_keys(page, name, OWN | {row: ()})
    assert gone == page.replace(f"`{written}`", f"“{ROWS[row].title}”")


def test_what_several_rows_can_mean_and_what_nobody_can_change_stays() -> None:
    assert with_keys("Press `Return` or `n`.", "coding", keys_in_force(CHANGED)) == "Press `Return` or `n`."
    assert with_keys("With `n` = 9", "intervals", keys_in_force(CHANGED)) == "With `n` = 9"
    block = "```\n`Ctrl+K`\n```"
    assert with_keys(block, "start", keys_in_force(CHANGED)) == block


@given(st.dictionaries(st.sampled_from(sorted(ROWS)), st.sampled_from(["", *CHANGED.values()]), max_size=6))
def test_whatever_keys_are_set_the_words_and_headings_of_a_page_stay(replaced: dict[str, str]) -> None:
    keys = keys_in_force(replaced, on_mac=False)
    for name in ("coding", "adjudicate", "start"):
        page, own = page_with_keys(name, keys), pages.page(name)
        assert [section.anchor for section in page.sections] == [section.anchor for section in own.sections]
        without = re.compile(r"`[^`]*`|“[^”]*”")
        assert without.sub("", page.markdown) == without.sub("", own.markdown)
