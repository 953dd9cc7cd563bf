"""By what databases of other programs (SQLite) are known: the tables that their schema makes."""

from collections.abc import Callable

from annotator.readers.foreign.look import FileLook

MAGIC = b"SQLite format 3\0"


def has_tables(*names: str) -> Callable[[FileLook], bool]:
    """Return whether a file is a database with all of these tables."""
    wanted = {name.lower() for name in names}
    return lambda look: look.start.startswith(MAGIC) and look.tables >= wanted


is_qualcoder = has_tables("code_text", "code_name", "source")
is_taguette = has_tables("highlights", "highlight_tags", "tags", "documents")
is_dna = has_tables("STATEMENTS", "STATEMENTTYPES", "VARIABLES", "DOCUMENTS")
