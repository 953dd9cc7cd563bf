"""What of a file explains an exception that is no sentence by itself.

What is in a file that another program wrote into, or that is damaged, may raise anything anywhere.
"""

import sqlite3

from annotator.model.errors import AnnotatorError
from annotator.store.sqlite_errors import RESTORE, sentence_for


def damage_behind(error: BaseException, connection: sqlite3.Connection) -> str:
    """Return it as a sentence; empty where nothing does, and where the exception needs nothing."""
    if isinstance(error, AnnotatorError) or not isinstance(error, Exception):
        return ""
    if said := sentence_for(error):
        return said
    # Like all checks it is loaded when one is made.
    from annotator.store.check import check  # noqa: PLC0415

    try:
        found = next(iter(check.damage(connection)), "")
    except sqlite3.DatabaseError as damage:
        found = sentence_for(damage)
    return f"the project holds what the program did not write. {found} {RESTORE}" if found else ""
