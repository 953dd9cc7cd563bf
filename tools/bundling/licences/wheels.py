"""The distributions of a bundle, by the metadata that lie in it: which files are theirs, what is built into them."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any

from annotator import licences
from annotator.model.errors import UserError
from tools.bundling.bundle_files import Shipped
from tools.bundling.licences.component import Component, purl
from tools.bundling.licences.parts_table import parts_table

_CRATE = re.compile(rb"registry/src/[^/\0]+/([A-Za-z0-9_-]+?)-(\d+\.\d+\.\d+[A-Za-z0-9.+-]*)/")
"""How the source of a crate is named in what Rust compiled, for its messages."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A distribution in the bundle. `record`: the files that it consists of, as seen from where it is installed.

    `author`: whom its metadata name; `lists`: the SBOMs that it brings.
    """

    package: licences.Package
    record: frozenset[str]
    lists: tuple[Path, ...]
    author: str

    @property
    def name(self) -> str:
        """Return its name, as it writes itself."""
        return self.package.name

    def claims(self, file: Shipped) -> bool:
        """Return whether a file is its own; a module may lie there compiled."""
        return file.inner in self.record or re.sub(r"\.pyc$", ".py", file.inner) in self.record

    def modules(self) -> Iterator[str]:
        """Yield the names that its modules are imported by."""
        for path in map(PurePosixPath, self.record):
            if path.suffix in (".py", ".so", ".pyd"):
                stem = path.name.partition(".")[0]
                yield ".".join((*path.parts[:-1], *(() if stem == "__init__" else (stem,))))

    def component(self, files: Iterable[str], modules: Iterable[str]) -> Component:
        """Return it as a part of the bundle; raises `UserError` where its licence is not known."""
        package = self.package
        licence = parts_table().distributions.get(package.name.lower().replace("_", "-"), package.licence)
        return Component(
            package.name,
            package.version,
            licence,
            purl("pypi", package.name.lower().replace("_", "-"), package.version),
            tuple(files),
            tuple(modules),
            notice="" if (texts := package.texts()) else self.author,
            texts=tuple(texts),
        )

    def built_in(self, files: Iterable[Shipped], known: Iterable[Component]) -> Iterator[Component]:
        """Yield what is built into it by the lists that it brings (PEP 770), or by what Rust leaves in its files.

        `known`: what is known already. Raises `UserError` where a licence is said nowhere.
        """
        listed = [entry for file in self.lists for entry in json.loads(file.read_bytes()).get("components", ())]
        for entry in listed:
            if (found := self._listed(entry, [*known])) is not None:
                yield found
        if not any(entry.get("purl", "").startswith("pkg:cargo/") for entry in listed):
            yield from self._crates(files)

    def _listed(self, entry: dict[str, Any], known: list[Component]) -> Component | None:
        """Return an entry of a list as a component; none if it is the wheel itself, or known already."""
        name, licence = entry["name"], _licence(entry)
        if _plain(name) == _plain(self.name) or (not licence and self._is_known(name, known)):
            return None
        if not licence:
            raise UserError(
                f"{self.name} lists {name} among what is built into it, without a licence; "
                "add it to packaging/licences/parts.toml."
            )
        place = str(entry.get("purl") or "").partition("?")[0]
        version = entry.get("version", "")
        by = str(entry.get("author") or "")
        return Component(name, version, licence, place or purl("generic", name, version), within=self.name, notice=by)

    @staticmethod
    def _is_known(name: str, known: list[Component]) -> bool:
        named = {part.name for part in parts_table().parts if part.is_called(name)}
        return any(each.name in named for each in known)

    def _crates(self, files: Iterable[Shipped]) -> Iterator[Component]:
        seen = {found for file in files if file.is_code() for found in _CRATE.findall(file.file.read_bytes())}
        for name, version in sorted((name.decode(), version.decode()) for name, version in seen):
            if (licence := parts_table().crates.get(name)) is None:
                raise UserError(
                    f"{self.name} has Rust’s {name} {version} built into it, of whose licence nothing is known; "
                    "add it to [crates] in packaging/licences/parts.toml."
                )
            yield Component(name, version, licence, purl("cargo", name, version), within=self.name)


def wheels(files: Iterable[Shipped]) -> list[Wheel]:
    """Return the distributions whose metadata are among the files of a bundle, by name."""
    marks = [file for file in files if re.fullmatch(r"[^/]+\.dist-info/METADATA", file.inner)]
    found = [_wheel(metadata.Distribution.at(mark.file.parent), mark.file.parent) for mark in marks]
    return sorted(found, key=lambda wheel: wheel.name.lower())


def _wheel(distribution: metadata.Distribution, folder: Path) -> Wheel:
    record = frozenset(file.as_posix() for file in distribution.files or ())
    said = distribution.metadata.json
    author = str(said.get("author") or said.get("author_email") or said.get("maintainer_email") or "")
    return Wheel(licences.package(distribution), record, tuple(sorted(folder.glob("sboms/*.json"))), author)


def _licence(entry: dict[str, Any]) -> str:
    said = [each.get("expression") or each.get("license", {}).get("id", "") for each in entry.get("licenses", ())]
    return " AND ".join(filter(None, said))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
