"""The seal of a step is the one that is documented, and covers what undo would write back."""

import hashlib
import json
from pathlib import Path

from annotator.store.chain.seals import SEALED, changes_hash, parts_hash, seal_of
from tests.projects import make_desk


def test_a_seal_is_sha256_over_the_seal_before_and_all_that_the_step_holds(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    run = desk.project._connection.execute
    *step, seal = run(f"SELECT {SEALED}, seal FROM steps ORDER BY number DESC LIMIT 1").fetchone()
    (before,) = run("SELECT seal FROM steps ORDER BY number DESC LIMIT 1 OFFSET 1").fetchone()
    (row,) = run("SELECT table_name, row, before, after FROM changes WHERE step = ?", [step[0]])
    texts = b"".join(b"-" if text is None else b"%d:%b" % (len(text.encode()), text.encode()) for text in row)
    strand, hash = run("SELECT strand, hash FROM parts ORDER BY strand DESC, counter DESC LIMIT 1").fetchone()
    held = [*step, hashlib.sha256(texts).hexdigest(), hashlib.sha256(hash).hexdigest()]
    body = json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()
    assert seal == hashlib.sha256(before + body).digest()
    assert seal == seal_of(before, step, changes_hash(desk.project._connection, step[0]), parts_hash([(strand, hash)]))


def test_hashes_of_parts_count_by_their_strands() -> None:
    assert parts_hash([(2, b"b"), (1, b"a")]) == hashlib.sha256(b"ab").hexdigest() != parts_hash([(1, b"b"), (2, b"a")])
