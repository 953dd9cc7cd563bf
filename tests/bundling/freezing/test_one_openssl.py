"""Another library stands in for Python's where it defines all that this one does, and for both or neither."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bundling.in_dist import needs_bundle
from tools.bundling.freezing import one_openssl
from tools.bundling.freezing.contents import Entry
from tools.bundling.freezing.elf import defined_versions, needs_of
from tools.bundling.places import BUNDLE

if sys.platform != "linux":
    pytest.skip("only Linux has such files", allow_module_level=True)

OWN = ("libcrypto.so.3", "libssl.so.3")
OTHERS = ("psycopg_binary.libs/libcrypto-1a2b.so.3", "psycopg_binary.libs/libssl-3c4d.so.3")
VERSIONS = st.sets(st.sampled_from(["OPENSSL_3.0.0", "OPENSSL_3.2.0", "OPENSSL_3.5.0"]))


def entries(*places: str) -> list[Entry]:
    return [(place, f"/from/{place}", "BINARY") for place in places]


@given(st.tuples(VERSIONS, VERSIONS, VERSIONS, VERSIONS))
def test_what_defines_less_stands_in_for_nothing(defined: tuple[set[str], ...]) -> None:
    by_file = dict(zip((f"/from/{place}" for place in (*OWN, *OTHERS)), defined, strict=True))
    all_of_them = entries("libz.so.1", *OWN, *OTHERS)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(one_openssl, "defined_versions", lambda path: frozenset(by_file[path]))
        found, links = one_openssl.shared(all_of_them)
    crypto, ssl, other_crypto, other_ssl = defined
    if crypto <= other_crypto and ssl <= other_ssl:
        assert found == entries("libz.so.1", *OTHERS)
        assert links == [(own, other, "SYMLINK") for own, other in zip(OWN, OTHERS, strict=True)]
    else:
        assert (found, links) == (all_of_them, [])


@pytest.mark.parametrize("lacking", range(4))
def test_without_one_of_the_four_all_stay(lacking: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_openssl, "defined_versions", lambda path: frozenset())
    there = entries(*(place for at, place in enumerate((*OWN, *OTHERS)) if at != lacking))
    assert one_openssl.shared(there) == (there, [])


def test_the_versions_that_a_library_defines_are_read_as_the_linker_wrote_them(tmp_path: Path) -> None:
    if shutil.which("cc") is None:
        pytest.skip("cc is not installed")
    (tmp_path / "map").write_text("ONE_1.0 { global: one; };\nTWO_2.0 { global: two; local: *; } ONE_1.0;\n")
    (tmp_path / "a.c").write_text("int one(void) { return 1; }\nint two(void) { return 2; }\n")
    made = ["cc", "-shared", "-fPIC", "-Wl,--version-script=map", "-Wl,-soname,liba.so.1", "-o", "liba.so", "a.c"]
    subprocess.run(made, cwd=tmp_path, check=True)
    assert defined_versions(tmp_path / "liba.so") == {"ONE_1.0", "TWO_2.0"}


@needs_bundle
def test_the_bundle_has_one_library_of_each_where_that_of_psycopg_can_stand_in() -> None:
    inside = BUNDLE / "_internal"
    for name in OWN:
        assert any(name in found.libraries for found in needs_of(inside)), f"nobody asks for {name}"
        stem = name.partition(".")[0]
        files = [path for path in inside.rglob(f"{stem}*.so.3") if path.is_file() and not path.is_symlink()]
        # A system that is newer than psycopg's keeps its own.
        assert (inside / name).exists() and len(files) == (1 if (inside / name).is_symlink() else 2)
