"""What a Debian package says of itself: https://www.debian.org/doc/debian-policy/ch-controlfields.html"""

from pathlib import Path

from annotator.ui.reader.script_fonts import CJK, CORE
from annotator.ui.window.missing_libraries import PACKAGES, WAYLAND_PACKAGES, XCB_PACKAGES
from tools.bundling.freezing.elf import newest_glibc, system_libraries
from tools.bundling.names import DEVELOPERS, PACKAGE
from tools.bundling.places import machine, version

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
"""The processor -> what Debian calls it."""
_GLIBC = "libc6"
_OF_GLIBC = (
    *("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2", "libutil.so.1"),
    *("ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"),
)
_OTHERS = {
    **dict.fromkeys(_OF_GLIBC, _GLIBC),
    "libexpat.so.1": "libexpat1",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libuuid.so.1": "libuuid1",
    "libz.so.1": "zlib1g",
}
"""Library -> Debian package, for what the program does not look for itself when it opens its window."""
KNOWN = {**PACKAGES, **XCB_PACKAGES, **WAYLAND_PACKAGES, **_OTHERS}
"""Library -> Debian package, of all that a bundle may ask of the system, whichever machine it was built on."""
_DATA = {"libxkbcommon.so.0": "xkb-data"}
"""What a library that comes in the bundle reads from the system -> the package that has it."""
_RENAMED = {"libglib2.0-0": "libglib2.0-0t64 | libglib2.0-0"}
"""Packages that are called otherwise since times have 64 bits."""
_RECOMMENDED = (CORE, CJK)
_SUGGESTED = ("tesseract-ocr", "libreoffice-writer-nogui | antiword")
_DESCRIPTION = (
    "code diplomatic texts into a gold dataset",
    "Passages of texts get labels by single keys; each act becomes a sentence of",
    "who does what towards whom. Several coders work blind to each other; their",
    "agreement is told with intervals, and what they differ on is decided side by",
    "side. Texts come in as Word, PDF, OpenDocument, TEI, tables and more; datasets",
    "go out in the formats that other programs read.",
    "",
    "The package brings its own Python and Qt, and uses no others.",
)


def control(bundle: Path, size: int) -> str:
    """Return the file `control` for a bundle; `size`: of all that is installed, in units of 1024 bytes.

    Raises `ValueError` where a library is asked for of which the package is not known.
    """
    fields = {
        "Package": PACKAGE,
        "Version": version(),
        "Architecture": ARCHITECTURES[machine()],
        "Maintainer": DEVELOPERS,
        "Installed-Size": str(size),
        "Depends": ", ".join(depends(bundle)),
        "Recommends": ", ".join(_RECOMMENDED),
        "Suggests": ", ".join(_SUGGESTED),
        "Section": "science",
        "Priority": "optional",
        "Description": "\n".join([_DESCRIPTION[0], *(f" {line or '.'}" for line in _DESCRIPTION[1:])]),
    }
    return "".join(f"{name}: {said}\n" for name, said in fields.items())


def depends(bundle: Path) -> list[str]:
    """Return what the system has to bring, by name: what is linked, and what the program asks for when it starts."""
    brought = {path.name for path in bundle.rglob("*")}
    wanted = {*system_libraries(bundle), *PACKAGES, *XCB_PACKAGES} - brought
    if unknown := sorted(wanted - KNOWN.keys()):
        raise ValueError(f"Which packages of Debian have {', '.join(unknown)} is not known; say so in {__name__}.")
    packages = {KNOWN[library] for library in wanted} | {_DATA[library] for library in _DATA.keys() & brought}
    oldest = ".".join(map(str, newest_glibc(bundle).glibc))
    return [
        f"{_GLIBC} (>= {oldest})",
        *(_RENAMED.get(package, package) for package in sorted(packages - {_GLIBC})),
    ]
