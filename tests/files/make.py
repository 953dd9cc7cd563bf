"""Write a project of the present schema, once per release: `python -m tests.files.make first_release`."""

import shutil
import sys
import tempfile
from pathlib import Path

from annotator.operations.adjudication import reason_list
from annotator.operations.coding import annotate
from annotator.operations.feedback import releases
from annotator.operations.people import people
from tests.projects import TEXT, make_desk


def main(name: str) -> None:
    """Write `tests/files/NAME.annot` with spans, two coders, a setting, a release and steps to undo."""
    target = Path(__file__).parent / f"{name}.annot"
    if target.exists():
        raise SystemExit(f"{target} was released: it is never written again")
    with tempfile.TemporaryDirectory() as folder:
        desk = make_desk(Path(folder), [TEXT, "呼吁各方保持克制。", "دعا الرئيس إلى السلام."])
        _, bens = people.add_coder(desk.project, "Ben")
        desk.code("undertook", "commitment", layer=bens)
        span = desk.code("urged China")
        desk.code("呼吁", document=1)
        annotate.set_note(desk.project, span.id, "look again")
        reason_list.set_reasons(desk.project, ["Too wide", "其他"])
        releases.release(desk.project, [desk.documents[1].id])
        desk.project.close()
        shutil.copy(desk.project.path, target)


if __name__ == "__main__":
    main(sys.argv[1])
