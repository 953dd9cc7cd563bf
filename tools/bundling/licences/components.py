"""The parts of a bundle, each with its files: made from what is in it, so that nothing is shipped that is not named.

A file is of the first that claims it: a part of `packaging/licences/parts.toml`, a distribution whose metadata are in
the bundle, Python, the program itself, what PyInstaller starts it by. What nobody claims is an error.
"""

import platform
import re
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from pathlib import Path

from annotator import licences
from annotator.model.errors import UserError
from tools.bundling.bundle_files import Shipped, shipped
from tools.bundling.licences.component import Component, purl
from tools.bundling.licences.expressions import may_ship
from tools.bundling.licences.frozen_modules import frozen_modules, is_of_pyinstaller, parents, without_inner
from tools.bundling.licences.parts_table import Part, notice_text, parts_table, standard_text
from tools.bundling.licences.system_packages import SystemPackage, package_of
from tools.bundling.licences.wheels import Wheel, wheels
from tools.bundling.names import COMMAND, PACKAGE
from tools.bundling.places import ROOT, version

BOOTLOADER = "PyInstaller"
"""The name of what starts the program, and holds its modules."""

_OURS = re.compile(r"annotator/|[^/]+\.icns$")
"""Its folder, and the icons that an app of macOS has among its resources."""
_PYTHON = re.compile(
    r"base_library\.zip|python3\.\d+/lib-dynload/|(.*/)?(lib)?python3|(.*/)?Python$|Python\.framework/"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A part that is a file of the bundle. `carrier`: the distribution that brings it, `package`: the system's."""

    part: Part
    carrier: Wheel | None
    package: SystemPackage | None

    def component(self, files: list[Shipped]) -> Component:
        part, package = self.part, self.package
        told = next(filter(None, map(part.version_in, files)), "")
        texts = part.texts()
        if package is not None:
            texts = (*texts, package.copyright) if package.copyright else texts
        elif self.carrier is not None and part.text_of_carrier:
            texts = (*texts, *self.carrier.package.texts())
        return Component(
            package.name if package else part.name,
            package.version if package else told,
            part.licence,
            package.purl() if package else purl("generic", part.slug(), told),
            notice=part.notice,
            texts=texts,
        )


def components(bundle: Path, modules_of: Callable[[Path], frozenset[str]] = frozen_modules) -> list[Component]:
    """Return the parts of a bundle by name; `modules_of`: what lies in its executable.

    Raises `UserError` for a file or a module that belongs to nothing, for a licence that nobody knows, and for a part
    that could only be shipped by a program that is under the GPL.
    """
    files = shipped(bundle)
    distributions = wheels(files)
    modules = frozenset[str]().union(*(modules_of(file.file) for file in files if _starts(file)))
    found = [*_of_files(files, distributions, modules)]
    found += _built_in(files, distributions, found)
    for each in found:
        _check(each)
    return sorted(found, key=lambda each: (each.name.lower(), each.version, each.within.lower(), each.files))


def _of_files(files: list[Shipped], distributions: list[Wheel], modules: frozenset[str]) -> Iterator[Component]:
    """Yield the parts that have files of their own, or modules in the executable."""
    parts: dict[_Found, list[Shipped]] = defaultdict(list)
    owners: dict[str, list[Shipped]] = defaultdict(list)
    for file in files:
        found = _part(file, distributions)
        if found is not None:
            parts[found].append(file)
        else:
            owners[_owner(file, distributions)].append(file)
    held = _modules(modules, distributions)
    for found, its in parts.items():
        yield replace(found.component(its), files=_paths(its))
    makers: dict[str, Callable[[], Component]] = {"python": _python, PACKAGE: _program, "pyinstaller": _pyinstaller}
    for wheel in distributions:
        yield wheel.component(_paths(owners[wheel.name]), without_inner(held[wheel.name]))
    for owner, make in makers.items():
        if owners[owner] or held[owner]:
            yield replace(make(), files=_paths(owners[owner]), modules=without_inner(held[owner]))


def _part(file: Shipped, distributions: list[Wheel]) -> _Found | None:
    part = next((part for part in parts_table().parts if part.is_file(file)), None)
    if part is None:
        return None
    carrier = next((wheel for wheel in distributions if wheel.claims(file)), None)
    return _Found(part, carrier, None if carrier else package_of(file))


def _owner(file: Shipped, distributions: list[Wheel]) -> str:
    """Return whose a file is that is no part of the table: a distribution by its name, or one of the three others."""
    for wheel in distributions:
        if wheel.claims(file):
            if _is_brought_along(file):
                break
            return wheel.name
    if _OURS.match(file.inner):
        return PACKAGE
    if _PYTHON.match(file.inner) or _is_module_of_python(file) or file.file.name in _installed_with_python():
        return "python"
    if file.is_outside():
        return "pyinstaller" if _starts(file) else PACKAGE
    raise UserError(
        f"Nothing says whose {file.path} is, so it may not be shipped: bring the metadata of its distribution into the "
        "bundle, or add it to packaging/licences/parts.toml."
    )


def _modules(modules: frozenset[str], distributions: list[Wheel]) -> dict[str, set[str]]:
    """Return whose the modules in the executable are."""
    by_name = {module: wheel.name for wheel in distributions for module in wheel.modules()}
    # A folder without a file of its own, in which several distributions have modules, is nobody's.
    shared = {parent for module in by_name for parent in parents(module)} - {*by_name}
    held: dict[str, set[str]] = defaultdict(set)
    for module in modules - shared:
        top = module.partition(".")[0]
        if module in by_name:
            held[by_name[module]].add(module)
        elif top in (COMMAND, "__main__"):
            held[PACKAGE].add(module)
        elif is_of_pyinstaller(module):
            held["pyinstaller"].add(module)
        elif top in sys.stdlib_module_names or top.startswith("_sysconfigdata"):
            held["python"].add(module)
        else:
            raise UserError(
                f"Nothing says whose the module {module} in the program is, so it may not be shipped: bring the "
                "metadata of its distribution into the bundle."
            )
    return held


def _built_in(files: list[Shipped], distributions: list[Wheel], found: list[Component]) -> Iterator[Component]:
    """Yield what is built into files: by the table, and by what distributions say of themselves."""
    owner = {path: each for each in found for path in each.files}
    inside: dict[tuple[Part, str], list[Shipped]] = defaultdict(list)
    for part in parts_table().parts:
        for file in files:
            if part.within and part.is_within(file):
                inside[part, owner[file.path].name].append(file)
    known = [_inside(part, carrier, its, owner) for (part, carrier), its in inside.items()]
    yield from known
    for wheel in distributions:
        yield from wheel.built_in((file for file in files if owner[file.path].name == wheel.name), (*found, *known))


def _inside(part: Part, carrier: str, files: list[Shipped], owner: dict[str, Component]) -> Component:
    told = next(filter(None, map(part.version_in, files)), "")
    texts = (*part.texts(), *(owner[files[0].path].texts if part.text_of_carrier else ()))
    where = purl("generic", part.slug(), told)
    return Component(part.name, told, part.licence, where, within=carrier, notice=part.notice, texts=texts)


def _check(component: Component) -> None:
    try:
        allowed = may_ship(component.licence)
    except UserError as error:
        raise UserError(
            f"The licence of {component.title()}: {error} Say it in packaging/licences/parts.toml."
        ) from error
    if not allowed:
        raise UserError(
            f"{component.title()} can only be had under {component.licence}, so it may not be shipped with this "
            f"program; leave {component.files[0] if component.files else component.within} out of the bundle."
        )
    if component.is_lesser() and component.modules:
        raise UserError(
            f"{component.title()} is under the LGPL, so it must be possible to replace it, and {component.modules[0]} "
            "lies in the executable; put it beside it by module_collection_mode in packaging/annotator.spec."
        )


def _is_brought_along(file: Shipped) -> bool:
    """Return whether a library lies where distributions put those of others, so that it needs a place in the table."""
    return bool(re.search(r"(\.libs|\.dylibs)/", file.inner))


def _is_module_of_python(file: Shipped) -> bool:
    """Return whether a file is a module of the standard library, as lie beside the executable that each start needs."""
    return file.inner.endswith(".pyc") and re.split(r"[./]", file.inner)[0] in sys.stdlib_module_names


def _starts(file: Shipped) -> bool:
    """Return whether a file is a program that PyInstaller made; on Windows the window has one of its own."""
    return file.is_outside() and file.is_code()


def _paths(files: Iterable[Shipped]) -> tuple[str, ...]:
    return tuple(sorted(file.path for file in files))


@cache
def _installed_with_python() -> frozenset[str]:
    """Return the names of libraries that stand beside Python where it is installed, as on Windows and macOS."""
    places = (sys.base_prefix, f"{sys.base_prefix}/DLLs", f"{sys.base_prefix}/lib")
    return frozenset(
        file.name
        for place in places
        for file in Path(place).glob("*")
        if file.suffix in (".dll", ".pyd", ".dylib") and file.is_file()
    )


def _python() -> Component:
    places = (Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), Path(sys.base_prefix, "LICENSE.txt"))
    text = next((place.read_text("utf-8") for place in places if place.is_file()), standard_text("PSF-2.0"))
    number = platform.python_version()
    return Component(
        "Python", number, "PSF-2.0", purl("generic", "python", number), texts=(text, notice_text("python"))
    )


def _program() -> Component:
    text = (ROOT / "LICENSE").read_text("utf-8")
    return Component(PACKAGE, version(), "MIT", purl("pypi", PACKAGE, version()), texts=(text,))


def _pyinstaller() -> Component:
    """Return what starts the program; raises `UserError` where PyInstaller is not installed."""
    try:
        package = licences.package(metadata.distribution("pyinstaller"))
    except metadata.PackageNotFoundError as error:
        raise UserError("PyInstaller is not installed here; run this by the Python that made the bundle.") from error
    where = purl("pypi", "pyinstaller", package.version)
    licence = "GPL-2.0-or-later WITH Bootloader-exception AND Apache-2.0"
    return Component(BOOTLOADER, package.version, licence, where, texts=tuple(package.texts()))
