"""A small bundle, as PyInstaller would lay it out, for tests of what is told of its parts."""

from pathlib import Path

ELF = b"\x7fELF\x02\x01\x01\0"
"""How a library of Linux begins; enough for what looks at its bytes."""


def made_bundle(folder: Path, files: dict[str, bytes] | None = None) -> Path:
    """Make a bundle with a distribution, a library and files of the program, and more if so asked; return its path."""
    bundle = folder / "annotator"
    add_wheel(bundle, "nicely-made", "MIT", {"nicely_made/__init__.py": b"", "nicely_made/fast.so": ELF})
    put(bundle, "_internal/annotator/_resources/codebook.json", b"{}")
    put(bundle, "_internal/libffi.so.8", ELF + b"no version")
    for path, content in (files or {}).items():
        put(bundle, path, content)
    return bundle


def add_wheel(
    bundle: Path, name: str, licence: str, files: dict[str, bytes], text: str = "Take it.", sboms: str = ""
) -> None:
    """Put a distribution into a bundle, with the text of its licence and a list of what is built into it."""
    plain = name.replace("-", "_")
    info = f"{plain}-1.0.dist-info"
    said = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\nLicense-Expression: {licence}\nAuthor: Somebody\n"
    metadata = {f"{info}/METADATA": said.encode(), f"{info}/RECORD": b""}
    if text:
        metadata[f"{info}/licenses/LICENSE"] = text.encode()
    if sboms:
        metadata[f"{info}/sboms/made.cyclonedx.json"] = sboms.encode()
    metadata[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in (*files, *metadata)).encode()
    for path, content in (*files.items(), *metadata.items()):
        put(bundle, f"_internal/{path}", content)


def put(bundle: Path, path: str, content: bytes) -> Path:
    """Put a file into a bundle and return it."""
    file = bundle / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file
