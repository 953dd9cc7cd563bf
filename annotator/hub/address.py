"""Where a hub is: a database on a PostgreSQL server, and who signs in there. A password is no part of it.

    postgresql://ana@hub.example.org:5433/texts

No sentence here quotes what was typed: a password that stands where none belongs is not said once more.
"""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import NoReturn, Self
from urllib.parse import quote, unquote

from annotator.hub.certificates import tidied
from annotator.model.errors import UserError

DEFAULT_PORT = 5432
LONGEST_NAME_BYTES = 63
"""PostgreSQL cuts longer names of databases and logins off, so that two of them would be one (NAMEDATALEN)."""
_FORM = "postgresql://host/database"
_SCHEMES = ("postgresql", "postgres")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?")
_OPTIONS = re.compile(r"[?#].*", re.DOTALL)
_PLACE = re.compile(r"(?P<host>\[[^\]]*\]|[^:/\[\]]*)(:(?P<port>[^/:]*))?(/(?P<database>[^/]*)/?)?")
PASSWORD = (
    "The address of a hub holds no password, since other programs see what is written there; leave it out, and it is "
    "asked for."
)


class BadAddress(UserError):
    """What was given is not the address of a hub; the sentence quotes nothing of it."""


@dataclass(frozen=True, slots=True)
class HubAddress:
    """A database on a server. `host`: in lower case, an IPv6 address without brackets.

    `login`: who signs in, empty where that is not said yet. `certificate`: those of the authorities that the server’s
    own is held against, as PEM; empty: those that the system trusts.
    """

    host: str
    database: str
    port: int = DEFAULT_PORT
    login: str = ""
    certificate: str = field(default="", repr=False)

    @classmethod
    def parse(cls, text: str, certificate: str = "") -> Self:
        """Read `postgresql://[login@]host[:port]/database`; raises `BadAddress`, or `BadCertificate`."""
        login, place = _parts(text.strip())
        matched = _PLACE.fullmatch(place)
        if matched is None:
            _refuse("an IPv6 address stands in brackets, and a slash within the name of a database is written %2F")
        if matched["database"] is None:
            _refuse("the database is missing")
        return cls(
            _host(matched["host"]),
            _checked(_decoded(matched["database"], "database"), "database"),
            _port(matched["port"] or str(DEFAULT_PORT)),
            _login(_decoded(login, "login")) if login is not None else "",
            tidied(certificate) if certificate else "",
        )

    def with_login(self, login: str) -> Self:
        """Return it for somebody who signs in there, empty for nobody; raises `BadAddress`."""
        return replace(self, login=_login(login) if login else "")

    @property
    def url(self) -> str:
        """How it is written, with who signs in; `parse` reads it."""
        login = f"{quote(self.login, safe='')}@" if self.login else ""
        return f"postgresql://{login}{self._server}/{quote(self.database, safe='')}"

    @property
    def name(self) -> str:
        """What people call it: “hub.example.org/texts”."""
        return f"{self._server}/{self.database}"

    @property
    def _server(self) -> str:
        host = f"[{quote(self.host, safe=':')}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORT else f"{host}:{self.port}"


def _refuse(why: str) -> NoReturn:
    raise BadAddress(f"This is not the address of a hub: {why}; it is written {_FORM}.") from None


def _parts(text: str) -> tuple[str | None, str]:
    """Return who signs in as it is written, None where nobody is named, and what follows."""
    scheme, found, rest = text.partition("://")
    rest = rest if found else text
    options = _OPTIONS.search(rest)
    who, at, place = rest.rpartition("@")
    if ":" in who or (options and "pass" in options[0].lower()):
        raise BadAddress(PASSWORD)
    if not found or scheme.lower() not in _SCHEMES:
        _refuse("it does not begin with postgresql://")
    if options:
        _refuse("it has options or a fragment (? or #), which it cannot have")
    if "/" in who or "@" in who:
        _refuse("a slash or an @ within a name is written %2F or %40")
    return (who if at else None), place


def _host(text: str) -> str:
    if not text:
        _refuse("the host is missing")
    try:
        if text.startswith("["):
            host = str(ipaddress.IPv6Address(unquote(text[1:-1], errors="strict")))
            return host if _is_plain(host) else _refuse("its host is none")
        host = text.lower().encode("idna").decode().removesuffix(".")
    except ValueError:  # whose text would say what was typed
        _refuse("its host is none")
    return host if _HOST.fullmatch(host) else _refuse("its host is none")


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 5 and 0 < int(text) < 1 << 16:
        return int(text)
    _refuse("its port is no number from 1 to 65535")


def _decoded(text: str, what: str) -> str:
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        _refuse(f"the {what} is not written in UTF-8")


def _login(name: str) -> str:
    if ":" in name:  # written %3A: a login of that kind is far rarer than a password behind it
        raise BadAddress(PASSWORD)
    return _checked(name, "login")


def _checked(name: str, what: str) -> str:
    if not name:
        _refuse(f"the {what} is missing")
    if not _is_plain(name):
        _refuse(f"the {what} holds what no name can, such as a line break")
    if len(name.encode()) > LONGEST_NAME_BYTES:
        _refuse(f"the {what} is longer than the {LONGEST_NAME_BYTES} bytes that PostgreSQL knows of a name")
    return name


def _is_plain(text: str) -> bool:
    return not any(unicodedata.category(char) in ("Cc", "Cs") for char in text)
