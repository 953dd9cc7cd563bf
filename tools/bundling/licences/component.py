"""A part of the bundle, somebody else's or ours: of these is the one list that THIRD-PARTY.txt and the SBOM read."""

from dataclasses import dataclass

from packageurl import PackageURL

from tools.bundling.licences.expressions import Taken, taken


@dataclass(frozen=True, slots=True)
class Component:
    """A part. `licence`: an SPDX expression; `texts`: what it brings of licences; no `version` if nothing says it.

    `files`: paths within the bundle; `modules`: what lies in the executable, by the names that Python imports them by.
    `within`: what it is built into, the name of another component; it then has no files. `purl`: its package URL.
    """

    name: str
    version: str
    licence: str
    purl: str
    files: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    within: str = ""
    notice: str = ""
    texts: tuple[str, ...] = ()

    def title(self) -> str:
        """Return its name with its version, e.g. "Qt 6.11.3"."""
        return f"{self.name} {self.version}".strip()

    def taken(self) -> tuple[Taken, ...]:
        """Return the licences under which it is passed on."""
        return taken(self.licence)

    def is_lesser(self) -> bool:
        """Return whether the GNU LGPL is among them."""
        return any(each.is_lesser() for each in self.taken())


def purl(kind: str, name: str, version: str, namespace: str = "", **qualifiers: str) -> str:
    """Return a package URL, e.g. "pkg:pypi/click@8.5.1"; see https://github.com/package-url/purl-spec."""
    return PackageURL(kind, namespace or None, name, version or None, qualifiers or None).to_string()
