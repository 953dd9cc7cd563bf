"""TEI with stand-off annotations, held to what all formats promise."""

from tests.formats.contract import FormatContract


class TestTei(FormatContract):
    name = "tei"
