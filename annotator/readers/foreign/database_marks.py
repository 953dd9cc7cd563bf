"""By what databases of other programs (SQLite) are known: the tables that their schema makes."""

import re
from collections.abc import Callable

from annotator.readers.foreign.look import FileLook

MAGIC = b"SQLite format 3\0"


def has_tables(*names: str) -> Callable[[FileLook], bool]:
    """Return whether a file is a database with all of these tables. The schema stands in it as text."""
    signs = [re.compile(rb"CREATE TABLE\s+[\"'`\[]?" + name.encode() + rb"\b", re.IGNORECASE) for name in names]
    return lambda look: look.data.startswith(MAGIC) and all(sign.search(look.data) for sign in signs)


is_qualcoder = has_tables("code_text", "code_name", "source")
is_taguette = has_tables("highlights", "highlight_tags", "tags", "documents")
is_dna = has_tables("STATEMENTS", "STATEMENTTYPES", "VARIABLES", "DOCUMENTS")
