"""WebAnno TSV: what is written comes back."""

from tests.formats.contract import ReadableContract


class TestWebAnno(ReadableContract):
    name = "webanno"
