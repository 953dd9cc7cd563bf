"""What stands beside the strands: texts and source files that documents name by their hash."""

import hashlib
import sqlite3

from annotator.sync.delivery import Delivery


class TextsBeside:
    """Finds them here or in a delivery. `is_dry`: what comes is not written."""

    def __init__(self, connection: sqlite3.Connection, delivery: Delivery, is_dry: bool) -> None:
        self._run, self._delivery, self._is_dry = connection.execute, delivery, is_dry

    def has_text(self, sha256: object) -> bool:
        """Whether a text is here, or comes and is what its hash says; then it is here from now on."""
        if not isinstance(sha256, str):
            return False
        if self._run("SELECT 1 FROM texts WHERE sha256 = ?", [sha256]).fetchone():
            return True
        text = self._delivery.text(sha256)
        if text is None or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
            return False
        if not self._is_dry:
            values = [sha256, len(text), text]
            self._run("INSERT INTO texts (sha256, length, text) VALUES (?, ?, ?)", values)
        return True

    def bring_file(self, sha256: object) -> None:
        """Take in a source file, where it comes and is what its hash says."""
        if self._is_dry or not isinstance(sha256, str):
            return
        if self._run("SELECT 1 FROM source_files WHERE sha256 = ?", [sha256]).fetchone():
            return
        found = self._delivery.file(sha256)
        if found is not None and hashlib.sha256(found.body).hexdigest() == sha256:
            values = [sha256, found.name, len(found.body), found.body]
            self._run("INSERT INTO source_files (sha256, name, size, body) VALUES (?, ?, ?, ?)", values)
