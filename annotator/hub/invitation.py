"""An invitation: the file by which a person joins a project on a hub. It opens the door, once: only they may have it.

{"format": "annotator invitation", "version": 1, "program": "0.4.0", …, "check": SHA-256 of all the others}

`program`: the version that wrote it, which those of all versions say, so that an older program can name it.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from annotator.hub.address import BadAddress, HubAddress
from annotator.hub.certificates import BadCertificate, beginning
from annotator.model import program_version
from annotator.model.coder import TeamRole
from annotator.model.errors import BadFile
from annotator.model.file_names import INVITATION, file_name
from annotator.model.ids import CoderId
from annotator.model.program_version import newer_words
from annotator.paths import system_says

FORMAT = "annotator invitation"
VERSION = 1
SUFFIX = INVITATION
MOST_BYTES = 1 << 19
DAYS, MOST_DAYS = 14, 365
"""So long an invitation can be used where nothing else is said, and at most."""
_BEGINNING = f'{{\n "format": "{FORMAT}",\n "version": '.encode()
_AGAIN = "ask who invited you for another one"
_CUT_OFF = ("it is cut off", _AGAIN)
_ALTERED = ("it is not as it was written: something in it was changed", _AGAIN)
_NONE = ("it is no invitation", f"choose the file that you were sent, which ends with {SUFFIX}")
_TEXTS = (
    *("origin", "project", "coder", "coder_name", "role", "url", "certificate", "one_time_password", "until"),
    "lead_name",
)
MAY_BE_EMPTY = ("certificate", "lead_name", "project")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What joining takes. `origin`: of the project; `coder`: who is invited, with the role that they have there.

    `address`: with their login. `until`: ISO 8601, when the one-time password ends; it is shown nowhere.
    """

    origin: str
    project: str
    coder: CoderId
    coder_name: str
    role: TeamRole
    address: HubAddress
    one_time_password: str = field(repr=False)
    until: str
    lead_name: str

    def content(self) -> bytes:
        """Return it as it stands in a file."""
        said = {name: getattr(self, name) for name in _TEXTS if name not in ("url", "certificate")}
        said |= {"url": self.address.url, "certificate": self.address.certificate}
        whole = {
            "format": FORMAT,
            "version": VERSION,
            "program": program_version.OURS,
            **{name: said[name] for name in _TEXTS},
        }
        return json.dumps(whole | {"check": check_of(whole)}, indent=1, ensure_ascii=False).encode() + b"\n"


def write(folder: Path, invitation: Invitation) -> Path:
    """Write it into a folder and return where: “Ana.invitation”, or “Ana (2).invitation” where that is taken.

    Nobody else on this computer may read it (POSIX). Raises `BadFile`; nothing stays then.
    """
    if not folder.is_dir():
        raise BadFile(str(folder), "there is no such folder", "choose another one")
    name, number = file_name(invitation.coder_name), 1
    while True:
        path = folder / f"{name if number == 1 else f'{name} ({number})'}{SUFFIX}"
        try:
            _write_new(path, invitation.content())
        except FileExistsError:
            number += 1
        except OSError as error:
            raise BadFile(str(path), f"it cannot be written ({system_says(error)})", "choose another folder") from error
        else:
            return path


def read(path: Path) -> Invitation:
    """Read one; raises `BadFile` with one sentence where it is none, cut off, changed, or a newer one."""
    said = _said(path.name, beginning(path, MOST_BYTES + 1))
    try:
        address = HubAddress.parse(said.pop("url"), said.pop("certificate"))
        datetime.fromisoformat(said["until"])
        if not address.login:
            raise ValueError("nobody signs in there")
        role, coder = TeamRole(said.pop("role")), CoderId(said.pop("coder"))
        return Invitation(**said, role=role, coder=coder, address=address)
    except (BadAddress, BadCertificate, ValueError) as error:  # by another program: what is checked holds
        raise BadFile(path.name, *_ALTERED) from error


def looks_like_invitation(start: bytes) -> bool:
    """Whether a file that begins so is an invitation, or what was left of one when it was cut off."""
    length = len(_BEGINNING)
    return bool(start) and start[:length] == _BEGINNING[: len(start)]


def _said(name: str, content: bytes) -> dict[str, str]:
    """Return what stands in a file, all of it texts that are there; raises `BadFile`."""
    try:
        said: Any = from_json(content)
    except ValueError as error:
        raise BadFile(name, *(_CUT_OFF if looks_like_invitation(content) else _NONE)) from error
    if not isinstance(said, dict) or said.get("format") != FORMAT or len(content) > MOST_BYTES:
        raise BadFile(name, *_NONE)
    version = said.get("version")
    if type(version) is not int or version < VERSION:
        raise BadFile(name, *_ALTERED)
    if version > VERSION:
        raise BadFile(name, *newer_words(said.get("program"), "to join by it"))
    check = said.pop("check", None)
    if check != check_of(said) or said.keys() != {"format", "version", "program", *_TEXTS}:
        raise BadFile(name, *_ALTERED)
    texts = {each: said[each] for each in ("program", *_TEXTS)}
    if not all(isinstance(text, str) and (text or each in MAY_BE_EMPTY) for each, text in texts.items()):
        raise BadFile(name, *_ALTERED)
    del texts["program"]
    return texts


def check_of(said: Mapping[str, Any]) -> str:
    """Return what tells that nothing else was changed: the SHA-256 of all fields in their order by name."""
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _write_new(path: Path, content: bytes) -> None:
    """Make a file that only its owner reads; raises `FileExistsError` where there is one."""
    number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
