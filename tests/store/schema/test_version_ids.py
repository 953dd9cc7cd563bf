"""Numbers of codebook versions in an older file become ids, in rows and in what is recorded of them."""

import json
from pathlib import Path
from typing import Any

from annotator.store.project import Project
from tests.projects import TEXT, default_codebook
from tests.store.older_files import TIME, OlderFile

PLACE = {"layer": "ana/1", "document": "one", "label": "appeal", "start": 0, "stop": 3, "quote": TEXT[:3]}


def candidate(version: int | None) -> list[Any]:
    """Return a span as a decision keeps it; None: as the first release did."""
    known = [None, version] if version is not None else []
    return ["s", "ana/1", "one", "appeal", 0, 3, None, TEXT[:3], "{}", "", 0, *known]


def test_rows_and_history_name_versions_by_ids_and_each_step_can_still_be_taken_back(tmp_path: Path) -> None:
    file = OlderFile(tmp_path / "older.annot", 2)
    body = default_codebook().model_dump_json(exclude_defaults=True)
    with file.step("Begin"):
        file.add_coder("ana")
        file.add_document("one")
    with file.step("Save"):
        file.insert("codebook_versions", id="v2", number=2, codebook=body, time=TIME)
    with file.step("Save and take back") as step:
        file.insert("codebook_versions", id="v3", number=3, codebook=body, time=TIME)
    file.undo(step)
    with file.step("Code and decide", "ana"):
        for version, id in enumerate(("unknown", "first", "second", "undone", "never")):
            file.insert("spans", id=id, codebook_version=version, **PLACE)
        spans = json.dumps([candidate(2), candidate(None), candidate(0)])
        made = {"rule": "taken", "time": TIME, "codebook_version": 2, "document": "one"}
        file.insert("decisions", id="d", candidates=spans, **made)
    with Project.open(file.close()) as project:
        found = {span.id: str(span.codebook_version) for span in project.spans.of_document("one")}
        assert found == {"unknown": "", "first": "v1", "second": "v2", "undone": "v3", "never": "version-4"}
        (decision,) = project.decisions.of_document("one")
        assert decision.codebook_version == "v2"
        assert [span.codebook_version for span in decision.candidates] == ["v2", "", ""]
        project.journal.person = "ana"
        project.undo()
        assert project.spans.count() == 0 and not project.decisions.of_document("one")
        project.redo()
        assert {span.id: str(span.codebook_version) for span in project.spans.of_document("one")} == found
        assert project.decisions.of_document("one") == [decision]
