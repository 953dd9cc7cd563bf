"""UIMA CAS JSON: what is written comes back."""

from tests.formats.contract import ReadableContract


class TestCasJson(ReadableContract):
    name = "cas-json"
