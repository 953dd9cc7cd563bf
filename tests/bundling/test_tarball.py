"""The archive: the same bytes whoever packs the same files, and the same files when it is unpacked."""

import os
import tarfile
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tools.bundling.tarball import pack

NAMES = st.from_regex(r"[a-zé中]{1,6}", fullmatch=True)
FILES = st.dictionaries(
    st.tuples(NAMES, NAMES), st.tuples(st.binary(max_size=99), st.booleans()), min_size=1, max_size=8
)
SECONDS = 1_700_000_000


def written(folder: Path, files: dict[tuple[str, str], tuple[bytes, bool]], time: int, mode: int) -> Path:
    """Write files and a link, as some machine would; return the folder."""
    for (inner, name), (content, runs) in files.items():
        path = folder / "bundle" / f"in-{inner}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(mode | (0o100 if runs else 0))
        os.utime(path, (time, time))
    (folder / "bundle" / "link").symlink_to("in-somewhere/a")
    return folder / "bundle"


@given(FILES)
def test_what_is_packed_hangs_on_the_files_alone_and_comes_out_as_it_was(
    files: dict[tuple[str, str], tuple[bytes, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, two, out = (Path(folder, name) for name in ("one", "two", "out"))
        first = pack(written(one, files, 1_000_000, 0o600), one / "program-1.tar.xz", SECONDS)
        turned = dict(reversed(files.items()))
        second = pack(written(two, turned, 2_000_000, 0o644), two / "program-1.tar.xz", SECONDS)
        assert first.read_bytes() == second.read_bytes()
        with tarfile.open(first) as packed:
            infos = packed.getmembers()
            packed.extractall(out, filter="tar")
        top = out / "program-1"
        assert {info.name.split("/")[0] for info in infos} == {"program-1"} and infos[0].isdir()
        assert {(info.uid, info.gid, info.uname, info.mtime) for info in infos} == {(0, 0, "root", SECONDS)}
        for (inner, name), (content, runs) in files.items():
            path = top / f"in-{inner}" / name
            assert path.read_bytes() == content and bool(path.stat().st_mode & 0o111) == runs
        assert (top / "link").readlink() == Path("in-somewhere/a")
