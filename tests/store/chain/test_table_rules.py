"""Each table and column of a file has a channel, a writer and a rule of merging, or a reason why it has none."""

import ast
from pathlib import Path

import pytest

from annotator.model.settings import ProjectSettings
from annotator.store.chain.table_rules import NOT_EXCHANGED, RULES, SHARED_SETTINGS
from annotator.store.schema.tables import Table
from annotator.sync.rules import Merging, WriterRole
from tests.projects import make_desk


def test_each_table_of_a_file_has_a_rule_or_a_reason(tmp_path: Path) -> None:
    connection = make_desk(tmp_path).project._connection
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert there == {*RULES, *NOT_EXCHANGED}
    assert set(RULES) == set(Table) and not set(RULES) & set(NOT_EXCHANGED)


@pytest.mark.parametrize("table", Table)
def test_each_column_has_its_merging_its_writers_and_its_default(table: Table, tmp_path: Path) -> None:
    connection = make_desk(tmp_path).project._connection
    columns = {row[1]: row for row in connection.execute(f"PRAGMA table_info({table})")}
    rule = RULES[table]
    assert set(columns) == {"id", *rule.columns}, "say in RULES how the new column is merged"
    assert rule.writers and rule.writers <= set(WriterRole)
    for name, column in rule.columns.items():
        assert column.merging in Merging and column.writers <= set(WriterRole)
        _, _, _, not_null, written, _ = columns[name]
        in_file = (None if not not_null else ...) if written is None else ast.literal_eval(written)
        assert column.default == in_file, f"{table}.{name}: what a part leaves out is what the file puts there"


def test_settings_that_coders_need_are_settings() -> None:
    assert set(ProjectSettings.model_fields) > SHARED_SETTINGS
