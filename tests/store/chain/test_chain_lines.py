"""The chain written out can be verified by what is written alone, and shows a coder nothing of others."""

import hashlib
import json
from pathlib import Path

from annotator.operations.people import people
from tests.projects import make_desk


def test_what_is_written_out_proves_itself(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    hash, parts = b"", 0
    for text in desk.project.strands.lines():
        said = json.loads(text)
        if "strand" in said:
            head = json.dumps(said["strand"], ensure_ascii=False, separators=(",", ":"))
            hash = hashlib.sha256(head.encode()).digest()
            assert said["start"] == hash.hex()
        else:
            hash = hashlib.sha256(hash + text[text.index("[") : -1].encode()).digest()
            assert said["hash"] == hash.hex()
            parts += 1
    assert parts > 4


def test_a_coder_reads_nothing_of_another_one_and_no_gold(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    ben, _ = people.add_coder(desk.project, "Ben")
    span = desk.code("urged China")
    assert span.id in "".join(desk.project.strands.lines(desk.ana.id))
    assert span.id not in "".join(desk.project.strands.lines(ben.id))
