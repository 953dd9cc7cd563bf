"""What a server, or the way to it, answers instead of doing what was asked: as a problem, in one sentence."""

from annotator.hub.address import HubAddress
from annotator.hub.problems import (
    Denied,
    Full,
    HubProblem,
    NotAHub,
    NotSafe,
    SharedAlready,
    StrangeAnswer,
    TooLarge,
    Unreachable,
    WrongPassword,
)

_BROKEN = ("eof", "consuming input", "sending query", "closed the connection unexpectedly", "reset by peer")
"""What libpq says of a connection that broke, also where the word SSL is in it."""
_FULL = (
    *("too many", "connection slots", "connection limit", "no more connections", "out of memory", "no space left"),
    *("starting up", "shutting down", "recovery mode", "accepting connections"),
)
"""What PostgreSQL says, of whichever version, where it lets nobody more in for now, whoever they are."""
_LONGEST = 300
"""Characters of what a server says that are told."""
_PIPE = ("could not", "timeout", "timed out", "closed the connection", "terminat", "refused", "reset", "no route")


def problem_of(address: HubAddress, code: str, said: str) -> HubProblem:
    """Return what is wrong. `code`: the SQLSTATE, empty where there is no connection; `said`: one line, for people."""
    if code in _BY_CODE:
        kind, sentence = _BY_CODE[code]
        return kind(sentence.format(hub=address.name, said=said))
    if code[:2] in _BY_CLASS:
        kind, sentence = _BY_CLASS[code[:2]]
        return kind(sentence.format(hub=address.name, said=said))
    if not code:
        return _unconnected(address, said)
    return HubProblem(f"The hub {address.name} could not do this ({said}); ask its administrator.")


def wrong_password(address: HubAddress) -> WrongPassword:
    """Return that the login has another password."""
    return WrongPassword(
        f"The hub {address.name} does not take this password of the login {address.login}; type it again."
    )


def strange_answer(address: HubAddress) -> StrangeAnswer:
    """Return that a server answers what no hub does."""
    return StrangeAnswer(
        f"The hub {address.name} answered what no hub answers, so it was altered; nothing of it was taken in. Tell its"
        " administrator, who may restore a backup."
    )


def one_line(said: str) -> str:
    """Return what went wrong in one line, as far as it is for people: no hints, addresses of files or controls."""
    line = next((line.strip() for line in said.splitlines() if line.strip()), "")[:_LONGEST]
    line = "".join(character for character in line if character.isprintable())
    # libpq begins with where it went, which the sentence says already.
    return (line.split("failed: ", 1)[1] if line.startswith("connection ") and "failed: " in line else line).rstrip(".")


def _unconnected(address: HubAddress, said: str) -> HubProblem:
    """Return what hinders a connection: libpq says it in words alone."""
    name, login, low = address.name, address.login, said.lower()
    if "password authentication failed" in low or "not permitted to log in" in low or "no password" in low:
        return wrong_password(address)
    if "does not exist" in low and "database" in low:
        return NotAHub(f"There is no database {address.database} on {address.host}; check the address.")
    if any(word in low for word in _BROKEN):
        return Unreachable(f"The hub {name} was cut off ({said}).")
    if any(word in low for word in _FULL):
        return Unreachable(f"The hub {name} takes no more connections now ({said}).")
    if "no pg_hba.conf entry" in low or "pg_hba.conf rejects" in low:
        return Denied(f"The hub {name} does not let {login} in from here ({said}); ask its administrator.")
    if any(word in low for word in ("certificate", "ssl", "tls", "authentication method", "host name")):
        why = f"The hub {name} does not prove who it is, or speaks in the clear ({said})"
        return NotSafe(f"{why}; ask its administrator for the certificate.")
    if "fatal" in low and not any(word in low for word in _PIPE):
        return WrongPassword(f"The hub {name} does not let {login} in ({said}); ask its administrator.")
    return Unreachable(f"The hub {name} cannot be reached ({said}).")


_BY_CODE: dict[str, tuple[type[HubProblem], str]] = {
    "AN403": (Denied, "The hub {hub} does not allow this to this login."),
    "AN404": (Denied, "The hub {hub} does not allow this to this login."),
    "AN409": (
        SharedAlready,
        "The project is on the hub {hub} already, shared by somebody else; ask them for an invitation.",
    ),
    "AN413": (TooLarge, "Something that was done here is larger than the hub {hub} takes; ask its administrator."),
    "AN429": (
        Full,
        "This login has handed over as much as the hub {hub} takes in a day; the rest goes over tomorrow, or ask its"
        " administrator.",
    ),
    "3F000": (NotAHub, "There is no hub in {hub}; its administrator makes one by “annotator hub init”."),
    "42883": (NotAHub, "There is no hub of this version in {hub}; its administrator runs “annotator hub init”."),
    "42501": (Denied, "The hub {hub} does not allow this to this login."),
    "53300": (Unreachable, "The hub {hub} takes no more connections now."),
    "53100": (Full, "The server of the hub {hub} has no room; tell its administrator."),
    "57014": (Unreachable, "The hub {hub} took too long to answer."),
    "25006": (Unreachable, "The hub {hub} can only be read at present."),
    "28P01": (WrongPassword, "The hub {hub} does not take this password; type it again."),
    "28000": (WrongPassword, "The hub {hub} does not let this login in; ask its administrator."),
}
_BY_CLASS: dict[str, tuple[type[HubProblem], str]] = {
    "08": (Unreachable, "The hub {hub} cannot be reached ({said})."),
    "57": (Unreachable, "The hub {hub} stopped answering ({said})."),
    "40": (Unreachable, "The hub {hub} was too busy ({said})."),
    "55": (Unreachable, "The hub {hub} was too busy ({said})."),
    "53": (Unreachable, "The hub {hub} has no room for this now ({said})."),
}
