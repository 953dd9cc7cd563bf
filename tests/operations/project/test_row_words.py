"""What rows say in words, of all tables, after a day in which all is done that can be done; never an id."""

from annotator.operations.project.row_words import RowWords, line
from annotator.store.schema.tables import Table
from tests.operations.test_undo_everything import AN_ID, Users, play_a_day


def test_the_rows_of_all_tables_are_said_in_words_and_by_no_id() -> None:
    users = Users()
    try:
        users.begin()
        play_a_day(users)
        words = RowWords(users.project)
        for table in set(Table) - {Table.CODEBOOK_VERSIONS}:
            cursor = users.project._connection.execute(f"SELECT * FROM {table}")
            columns = [one[0] for one in cursor.description]
            for row in cursor.fetchall():
                values = dict(zip(columns, row, strict=True))
                said = words.fields(table, values)
                assert any(said.values()), (table, values)
                text = "\n".join([words.called(table, values["id"], values), *said.values()])
                assert not AN_ID.search(text), (table, text)
    finally:
        users.teardown()


def test_words_are_on_one_line_and_cut() -> None:
    assert line("") == "" and "\n" not in line("a\nb") and len(line("a" * 1000)) < 300
