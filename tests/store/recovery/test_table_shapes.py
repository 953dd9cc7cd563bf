"""A record is known by its columns: each row fits its own table, and what stands in an index fits none."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from annotator.store.recovery.pages import PageFile
from annotator.store.recovery.records import tree_page
from annotator.store.recovery.table_shapes import fitting, shapes_in
from tests.projects import make_desk


def test_rows_fit_their_own_table_and_what_is_in_an_index_fits_none(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.close()
    with closing(sqlite3.connect(desk.project.path)) as connection:
        shapes = shapes_in(connection)
        roots = connection.execute("SELECT type, name, rootpage FROM sqlite_schema WHERE rootpage > 0").fetchall()
    file = PageFile(desk.project.path)
    seen = Counter[str]()
    for kind, name, root in roots:
        page = tree_page(file, root)
        assert page is not None
        for record in page.records:
            fits = [shape.name for shape in fitting(shapes.values(), [record])]
            if kind == "index" or name not in shapes:  # those of SQLite, and of its FTS5
                assert fits == [], (name, record.values, fits)
            else:
                assert fits == [name], (name, record.values)
                seen[name] += 1
    file.close()
    assert {"spans", "documents", "texts", "coders", "layers", "tips", "steps", "parts", "settings"} <= seen.keys()
