"""What a Debian package installs besides the bundle: what a desktop, a shell, `man` and Debian itself read."""

import gzip
import re
import tempfile
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import yaml

from tools.bundling import icons
from tools.bundling.debian import completions, copyright_file, man_page
from tools.bundling.licences.component import Component
from tools.bundling.names import COMMAND, DEVELOPERS, PACKAGE
from tools.bundling.places import PACKAGING, ROOT, commit_time, version

LINUX = PACKAGING / "linux"
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s)|$)")
_SHARE = "usr/share"
_DOC = f"{_SHARE}/doc/{PACKAGE}"


def files(parts: Sequence[Component]) -> dict[str, bytes]:
    """Return the name below the root of the system -> what stands there, by name; `parts`: of the bundle."""
    texts = {
        f"{_SHARE}/applications/annotator.desktop": (LINUX / "annotator.desktop").read_text(encoding="utf-8"),
        f"{_SHARE}/mime/packages/annotator.xml": (LINUX / "annotator.xml").read_text(encoding="utf-8"),
        f"{_SHARE}/metainfo/annotator.metainfo.xml": metainfo(),
        f"{_SHARE}/lintian/overrides/{PACKAGE}": (LINUX / "lintian-overrides").read_text(encoding="utf-8"),
        f"{_DOC}/copyright": copyright_file.text(parts),
        **{f"{_SHARE}/{place}": completions.script(shell) for shell, place in completions.PLACES.items()},
    }
    packed = {f"{_SHARE}/man/man1/{COMMAND}.1.gz": man_page.page(), f"{_DOC}/changelog.gz": changelog()}
    found = {name: text.encode() for name, text in texts.items()}
    found |= {name: gzip.compress(text.encode(), 9, mtime=0) for name, text in packed.items()}
    return dict(sorted((found | _theme()).items()))


def metainfo() -> str:
    """Return what software centres show, with the version and the day of its release."""
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    text = (LINUX / "annotator.metainfo.xml").read_text(encoding="utf-8")
    return text.replace("@VERSION@", version()).replace("@DATE@", str(said["date-released"]))


def changelog() -> str:
    """Return the changes of this version as Debian writes them: the first sentence of each entry of our own list.

    The form: https://www.debian.org/doc/debian-policy/ch-source.html#debian-changelog-debian-changelog
    """
    sections = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## ")
    section = next(text for text in sections if text.startswith(f"{version()}\n"))
    heads = map(_head, re.findall(r"^- (.+?)(?=^- |\Z)", section, re.MULTILINE | re.DOTALL))
    lines = (textwrap.fill(head, 78, initial_indent="  * ", subsequent_indent="    ") for head in heads)
    time = format_datetime(datetime.fromtimestamp(commit_time(), UTC))
    return "\n".join(
        [f"{PACKAGE} ({version()}) unstable; urgency=low", "", *lines, "", f" -- {DEVELOPERS} <>  {time}", ""]
    )


def _head(entry: str) -> str:
    """Return the first sentence of an entry of the list of changes, without its signs of Markdown."""
    plain = re.sub(r"\[(.+?)\]\(.+?\)", r"\1", " ".join(entry.split())).replace("**", "").replace("`", "")
    return _SENTENCE.match(plain)[0]  # type: ignore[index]  # it fits any text


def _theme() -> dict[str, bytes]:
    """Return the icons, by their place below `/usr/share/icons`."""
    with tempfile.TemporaryDirectory() as folder:
        icons.write_theme(Path(folder))
        return {
            f"{_SHARE}/icons/hicolor/{path.relative_to(folder).as_posix()}": path.read_bytes()
            for path in Path(folder).rglob("*")
            if path.is_file()
        }
