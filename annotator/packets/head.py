"""The head of a packet: one line of JSON that says whose it is, for whom, of which project, and by which key.

    {"format":"annotator packet","version":1,…}⏎ HMAC-SHA256 of that line, as hexadecimal digits ⏎ frames

A key is 32 random bytes which a coder's copy and all whole copies hold; another one is among the whole copies. It is
the sender's where a coder hands in, else the receiver's, and the head names it by a fingerprint.
"""

import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass, field
from typing import Any

from annotator.model import program_version
from annotator.model.errors import BadFile
from annotator.model.program_version import newer_words
from annotator.sync.parts import encoded

FORMAT = "annotator packet"
VERSION = 1
KEY_BYTES = 32
MOST_HEAD = 1 << 20
"""Bytes of a head; a longer line is none."""
_BEGINNING = f'{{"format":"{FORMAT}","version":'.encode()


class BadPacket(BadFile):
    """A packet that cannot be used; nothing of it was taken in."""


@dataclass(frozen=True, slots=True)
class PacketHead:
    """What a packet says of itself. `sender`, `receiver`: ids of coders, empty for a whole copy; with their names.

    `id`: 64 random bits. `made`: when, UTC, ISO 8601. `acts`: how many lines of strands it holds. `key`: the
    fingerprint of what it was written with. `program`: the version that wrote it, which heads of all versions say, so
    that an older program can name it.
    """

    origin: str
    project: str
    sender: str
    receiver: str
    made: str
    acts: int
    key: str
    sender_name: str = ""
    receiver_name: str = ""
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    program: str = field(default_factory=lambda: program_version.OURS)

    @property
    def owner(self) -> str:
        """Whose key it is written with: a coder's, or empty for the one among whole copies."""
        return self.sender or self.receiver

    def line(self) -> bytes:
        """Return it as a line, with its end."""
        return encoded({"format": FORMAT, "version": VERSION, **asdict(self)}).encode() + b"\n"


def new_key() -> bytes:
    """Return a key that nobody has."""
    return secrets.token_bytes(KEY_BYTES)


def fingerprint(key: bytes) -> str:
    """Return what a key is known by, which tells nothing of it."""
    return hmac.new(key, FORMAT.encode(), hashlib.sha256).hexdigest()[:16]


def signed(key: bytes, before: bytes, content: bytes) -> bytes:
    """Return the HMAC of what follows on something with the HMAC `before`, 32 bytes."""
    return hmac.digest(key, before + content, "sha256")


def looks_like_packet(start: bytes) -> bool:
    """Whether a file that begins so is a packet, or what was left of one when it was cut off."""
    length = len(_BEGINNING)
    return bool(start) and start[:length] == _BEGINNING[: len(start)]


def read_head(name: str, line: bytes) -> PacketHead:
    """Read the line of a head; raises `BadPacket` in the name of the file."""
    try:
        said: dict[str, Any] = json.loads(line)
        version = said.pop("version")
        if said.pop("format") != FORMAT or not isinstance(version, int):
            raise ValueError
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise BadPacket(name, *ALTERED) from error
    if version > VERSION:
        raise BadPacket(name, *newer_words(said.get("program"), "to take it in"))
    known = PacketHead.__dataclass_fields__
    try:
        head = PacketHead(**{field: said[field] for field in known})
    except KeyError as error:
        raise BadPacket(name, *ALTERED) from error
    wrong = [field for field, value in asdict(head).items() if not isinstance(value, int if field == "acts" else str)]
    if wrong or isinstance(head.acts, bool) or head.acts < 0:
        raise BadPacket(name, *ALTERED)
    return head


ALTERED = ("it is not as it was written: something in it was changed", "ask for it again")
"""What is said of a packet in which a byte is another one."""
