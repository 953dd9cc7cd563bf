"""Where this system gets its packages from: read of its own settings of apt, and named nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

APT = Path("/etc/apt")
RELEASES = (("bullseye", "bookworm", "trixie", "forky"), ("focal", "jammy", "noble", "resolute"))
"""Releases of Debian, and of Ubuntu with long support, from old to new."""
_OF_UPDATES = ("-updates", "-security", "-backports", "-proposed")


@dataclass(frozen=True)
class Source:
    """A place of packages, `uri`, with a release, `suite`, of it; `components`: "main" …; `keyring`: a file or ""."""

    uri: str
    suite: str
    components: tuple[str, ...]
    keyring: str = ""

    def of(self, suite: str) -> "Source":
        """Return the same place with another release."""
        return Source(self.uri, suite, self.components)


def system_source(apt: Path = APT) -> Source | None:
    """Return where the system itself comes from: the first place of a whole release; None where there is none."""
    found = (source for path in _settings(apt) for source in _read(path))
    return next((one for one in found if "main" in one.components and not one.suite.endswith(_OF_UPDATES)), None)


def neighbours(suite: str) -> list[str]:
    """Return the releases beside one: the one before and the one after, as far as they are known here."""
    family = next((releases for releases in RELEASES if suite in releases), ())
    at = family.index(suite) if family else 0
    return [*family[max(0, at - 1) : at], *family[at + 1 : at + 2]]


def _settings(apt: Path) -> list[Path]:
    listed = sorted((apt / "sources.list.d").glob("*"))
    return [path for path in (apt / "sources.list", *listed) if path.suffix in (".list", ".sources") and path.exists()]


def _read(path: Path) -> Iterator[Source]:
    text = "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("#"))
    yield from _paragraphs(text) if path.suffix == ".sources" else _lines(text)


def _lines(text: str) -> Iterator[Source]:
    """Read sources in one line each: `deb [options] uri suite component…`, see sources.list(5)."""
    for line in text.splitlines():
        kind, _, rest = line.strip().partition(" ")
        options, rest = rest.split("]", 1) if rest.lstrip().startswith("[") else ("", rest)
        words = rest.split()
        if kind == "deb" and len(words) > 2:
            given = dict(option.split("=", 1) for option in options.strip(" [").split() if "=" in option)
            yield Source(words[0], words[1], tuple(words[2:]), _file(given.get("signed-by", "")))


def _paragraphs(text: str) -> Iterator[Source]:
    """Read sources in paragraphs of fields (deb822), see sources.list(5)."""
    for paragraph in text.split("\n\n"):
        fields = {
            name.strip().lower(): value.strip()
            for name, colon, value in (line.partition(":") for line in paragraph.splitlines() if line[:1].strip())
            if colon
        }
        if "deb" not in fields.get("types", "").split() or fields.get("enabled") == "no":
            continue
        components = tuple(fields.get("components", "").split())
        for uri in fields.get("uris", "").split():
            for suite in fields.get("suites", "").split():
                yield Source(uri, suite, components, _file(fields.get("signed-by", "")))


def _file(said: str) -> str:
    """Return a keyring that is named as a file; one that stands in the source itself is left to debootstrap."""
    return said if said.startswith("/") else ""
