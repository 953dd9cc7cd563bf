"""An archive that is handed on as it grows: whole, and the same bytes each time."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.zip_stream import ZipStream


def written(parts: dict[str, bytes]) -> list[bytes]:
    stream, found = ZipStream(), []
    for name, data in parts.items():
        stream.add(name, data)
        found.append(stream.taken())
    return [*found, *stream.closed()]


@given(parts=st.dictionaries(st.from_regex(r"[a-zé]{1,5}\.txt", fullmatch=True), st.binary(max_size=300), max_size=4))
def test_what_is_handed_on_is_the_archive(parts: dict[str, bytes]) -> None:
    data = b"".join(written(parts))
    assert data == b"".join(written(parts))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts
        # Readers that go from part to part need their sizes in front: no bit says that they follow.
        assert all(not one.flag_bits & 0x08 for one in archive.infolist())
