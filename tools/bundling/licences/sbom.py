"""The SBOM of a bundle: its parts as CycloneDX 1.6 in JSON, the same list that THIRD-PARTY.txt reads.

See https://cyclonedx.org/docs/1.6/json/. Files of the machine's code have their SHA-256; what is built into a part is
listed within it. Two runs over the same bundle give the same bytes: the number is made of the contents, and the time is
that of the commit.
"""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component as Entry
from cyclonedx.model.component import ComponentType
from cyclonedx.model.component_evidence import ComponentEvidence, Occurrence
from cyclonedx.model.contact import OrganizationalEntity
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from tools.bundling.bundle_files import Shipped, shipped
from tools.bundling.licences.component import Component
from tools.bundling.licences.components import BOOTLOADER, components
from tools.bundling.names import DEVELOPERS, PACKAGE
from tools.bundling.places import commit_time

_NO_NUMBER = uuid.UUID(int=0)


def write(bundle: Path, out: Path) -> Path:
    """Write the SBOM of a bundle to a file and return its path; raises `UserError` as `components` does."""
    out.write_text(sbom(components(bundle), shipped(bundle)), encoding="utf-8", newline="\n")
    return out


def sbom(found: Iterable[Component], files: Iterable[Shipped]) -> str:
    """Return parts and files of a bundle as CycloneDX."""
    parts = [*found]
    hashes = {file.path: file.sha256() for file in files if file.is_code()}
    unnumbered = _printed(parts, hashes, _NO_NUMBER)
    return _printed(parts, hashes, uuid.uuid5(uuid.NAMESPACE_OID, unnumbered))


def _printed(parts: list[Component], hashes: dict[str, str], number: uuid.UUID) -> str:
    program_file = next((part.files[0] for part in parts if part.name == BOOTLOADER and part.files), PACKAGE)
    entries = {part: _entry(part, hashes, program_file) for part in parts if not part.within}
    by_name = {part.name: entry for part, entry in entries.items()}
    for part in parts:
        if part.within:
            by_name[part.within].components.add(_entry(part, {}, program_file, f"{part.within}/"))
    program = by_name.get(PACKAGE)
    others = [entry for entry in entries.values() if entry is not program]
    bom = Bom(
        serial_number=number,
        metadata=BomMetaData(
            timestamp=datetime.fromtimestamp(commit_time(), UTC),
            component=program,
            supplier=OrganizationalEntity(name=DEVELOPERS),
        ),
        components=others,
    )
    if program is not None:
        bom.register_dependency(program, others)
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def _entry(part: Component, hashes: dict[str, str], program_file: str, before: str = "") -> Entry:
    """Return a part; `program_file`: where its modules lie; `before`: what tells it from the same part elsewhere."""
    kind = ComponentType.APPLICATION if part.name == PACKAGE else ComponentType.LIBRARY
    # Without a reference of its own each, the library has no order for them.
    places = [Occurrence(bom_ref=f"at:{path}", location=path) for path in part.files]
    places += [Occurrence(bom_ref=f"in:{name}", location=program_file, symbol=name) for name in part.modules]
    # Two distributions may bring the same library.
    after = f"#{part.files[0]}" if part.files and part.purl.startswith("pkg:generic/") else ""
    code = [path for path in part.files if path in hashes]
    return Entry(
        name=part.name,
        version=part.version or None,
        type=kind,
        bom_ref=f"{before}{part.purl}{after}",
        purl=PackageURL.from_string(part.purl),
        licenses=[LicenseExpression(part.licence)],
        copyright=part.notice or None,
        publisher=DEVELOPERS if part.name == PACKAGE else None,
        evidence=ComponentEvidence(occurrences=places) if places else None,
        components=[_file(path, hashes[path]) for path in code],
        properties=[Property(name="annotator:taken", value=each.identifier) for each in part.taken()],
    )


def _file(path: str, digest: str) -> Entry:
    hashed = HashType(alg=HashAlgorithm.SHA_256, content=digest)
    return Entry(name=path, type=ComponentType.FILE, bom_ref=f"file:{path}", hashes=[hashed])
