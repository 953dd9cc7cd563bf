"""UIMA CAS XMI: what is written comes back."""

from tests.formats.contract import ReadableContract


class TestXmi(ReadableContract):
    name = "xmi"
