"""Web Annotations: what we write comes back as it was."""

from tests.formats.contract import ReadableContract


class TestWebAnnotation(ReadableContract):
    name = "web-annotation"
