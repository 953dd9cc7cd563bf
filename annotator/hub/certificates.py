"""Certificates that a server is known by, as PEM: checked before anybody is told to trust them.

Only the certificates of a file are taken. One that holds a private key, too, is refused: it would go to everybody who
is invited.
"""

import re
import ssl
from pathlib import Path

from annotator.model.errors import BadFile, UserError

MOST_BYTES = 1 << 18
_BLOCK = re.compile("-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\n?")
_KEY = ("it holds a private key, which belongs on the server alone", "give the certificate without it")
_NONE = ("it is no certificate", "give the one of the server or of its authority, as PEM")


class BadCertificate(UserError):
    """What was given is no certificate that a server could be known by."""


def tidied(text: str) -> str:
    """Return the certificates that a text holds, and nothing else of it; raises `BadCertificate`."""
    problem, certificates = _looked_at(text)
    if problem:
        raise BadCertificate(f"This certificate cannot be used: {problem[0]}; {problem[1]}.")
    return certificates


def read(path: Path) -> str:
    """Return the certificates of a file; raises `BadFile`."""
    problem, certificates = _looked_at(beginning(path, MOST_BYTES + 1).decode("latin-1"))
    if problem:
        raise BadFile(str(path), *problem)
    return certificates


def beginning(path: Path, most: int) -> bytes:
    """Return the first bytes of a file, at most so many; raises `BadFile`."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except (OSError, ValueError) as error:
        raise BadFile(str(path), "it cannot be read", "check the name") from error


def _looked_at(text: str) -> tuple[tuple[str, str] | None, str]:
    """Return what is wrong and what to do, None where nothing is, and the certificates."""
    if re.search("BEGIN [A-Z ]*PRIVATE KEY", text):
        return _KEY, ""
    blocks = _BLOCK.findall(text.replace("\r\n", "\n"))
    certificates = "".join(f"{block.strip()}\n" for block in blocks)
    if not blocks or len(text) > MOST_BYTES:
        return _NONE, ""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=certificates)
    except (ssl.SSLError, ValueError):
        return _NONE, ""
    return None, certificates
