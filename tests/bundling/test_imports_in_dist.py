"""Whatever the program imports, now or when it is needed, is in the bundle of dist/."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.bundling.in_dist import PROGRAM, needs_bundle
from tools.bundling.licences import frozen_modules
from tools.bundling.places import BUNDLE, ROOT

_BUNDLING = ROOT / ".venv-bundle" / "bin" / "python"
_LIST = (
    f"import json, pathlib, sys; from {frozen_modules.__name__} import frozen_modules;"
    "print(json.dumps(sorted(frozen_modules(pathlib.Path(sys.argv[1])))))"
)
needs_reader = pytest.mark.skipif(not _BUNDLING.is_file(), reason="only what makes bundles can read them: make bundle")


def imported(source: str) -> Iterator[str]:
    """Yield what a module imports anywhere in it, and what may be a module of it or a name in one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module and not node.level, "the program has no imports by dots"
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def is_module(name: str) -> bool:
    """Whether a name is that of a module here, which no other system's is."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def held() -> frozenset[str]:
    """Return all modules of the bundle: in its executable, beside it, and those that Python begins with."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [str(_BUNDLING), "-c", _LIST, str(PROGRAM)]
    said = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    inside = BUNDLE / "_internal"
    beside = {_module(path.relative_to(inside)) for path in inside.rglob("*") if path.suffix in (".pyc", ".so", ".pyd")}
    return frozenset({*json.loads(said), *beside, *sys.builtin_module_names, *_base(inside)})


def _module(path: Path) -> str:
    parts = [*path.parts[:-1], path.name.split(".")[0]]
    if "lib-dynload" in parts:
        parts = parts[parts.index("lib-dynload") + 1 :]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _base(inside: Path) -> Iterator[str]:
    with ZipFile(inside / "base_library.zip") as archive:
        yield from (_module(Path(name)) for name in archive.namelist())


def test_imports_are_found_wherever_they_stand_and_names_are_told_from_modules() -> None:
    source = "import os.path\ndef later():\n    if True:\n        from email import message, nothing\n"
    found = {*imported(source)}
    assert found == {"os.path", "email", "email.message", "email.nothing"}
    assert {name for name in found if is_module(name)} == {"os.path", "email", "email.message"}


@needs_bundle
@needs_reader
def test_every_module_of_the_program_and_every_import_in_it_is_in_the_bundle() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "annotator").rglob("*.py")}
    wanted = {_module(path.relative_to(ROOT)) for path in sources}
    wanted |= {name for source in sources.values() for name in imported(source) if is_module(name)}
    assert {"annotator.desktop", "psycopg", "arro3.io", "lxml.etree"} <= wanted
    assert sorted(wanted - held()) == []
