"""Whether files that are published name a coder: each is looked through, packed ones too, but for texts and quotes.

Who speaks in a text may well be called like a coder, and authors are named where a file tells of authors.
"""

import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.model.coder import PSEUDONYM, Coder
from annotator.model.description import Description
from annotator.model.wording import counted

_IN_PARTS = {"CITATION.cff", "datacite.json", "croissant.json", "ro-crate-metadata.json"}
"""Where the names of authors stand in their parts."""
_OF_AUTHORS = {"README.md", "data-section.md", "codebook.docx", "codebook.html", "codebook.tex", "codebook.md"}
_TEXTS = frozenset({"quote", "actor", "actors", "settings"})
"""The keys of what is no one's writing here: passages, and who is named in them; what the dataset says of itself."""
_OF_DOCUMENTS = {"text_sha256", "document_id"}
"""Beside one of these “text” is that of a document; else somebody wrote it, as a memo."""
_ELSE = "take it out there, or in the project"
_REMEDIES = {
    "title": "change the title of the document",
    "source": "change the title of the document, or import it from a file of another name",
    "note": "change the note of the span",
    "text": "change the memo",
    "decision_reason": "change the reason of the decision",
    "reason": "change the reason of the decision",
    "metadata": "change the field of the document",
    "name": "change the name",
}
"""What to do about a name, by the key that it stands under."""
_KEPT = "complete/annotations.source_files/"
_PROJECT = "complete/annotations.project.json"


@dataclass(frozen=True, slots=True)
class PublishedNames:
    """Looks for coders in a folder. `coders`: of the project, None where it is not at hand."""

    folder: Path
    description: Description
    coders: Sequence[Coder] | None

    @property
    def said(self) -> str:
        """How it is where nobody is named."""
        kept = sum(1 for _ in self._files(is_kept=True))
        files = f"; {counted(kept, 'source file')} not looked into" if kept else ""
        if self.coders is None:
            return f"coders are called by them; give the project to look for their names{files}"
        names = counted(sum(1 for one in self.coders if not PSEUDONYM.fullmatch(one.name)), "name")
        return f"none of {names} of coders in any file{files}"

    def problems(self) -> Iterator[str]:
        """Yield where coders are named, a sentence for each file."""
        if self.coders is None:
            yield from self._unhidden()
            return
        names = self._names()
        if not names:
            return
        pattern = re.compile("|".join(sorted(map(_whole, names), key=len, reverse=True)))
        hints = {_composed(_first_part(name)).casefold() for name in names}
        authors = self.description.authors
        whole = {form for one in authors for form in (one.in_order, one.name)}
        parts = whole | {part for one in authors for part in (one.family, one.last, one.given) if part}
        for path in self._files(is_kept=False):
            name = path.relative_to(self.folder).as_posix()
            exempt = parts if name in _IN_PARTS else whole if name in _OF_AUTHORS else set[str]()
            for place, text in _pieces(path, hints):
                found = pattern.search(_without(_composed(text), exempt))
                if found is not None:
                    yield f"{name} names “{found[0]}”{place[0]}; {place[1]}"
                    break
        for path in self._files(is_kept=True):
            if found := pattern.search(_composed(path.name)):
                yield f"{path.name} names “{found[0]}”; rename the source file and import it anew"

    def _names(self) -> set[str]:
        """Return the whole names of coders, as they are registered and in the order of bibliographies."""
        known = {_composed(coder.name) for coder in self.coders or ()}
        names = {name for name in known if name.strip() and not PSEUDONYM.fullmatch(name)}
        turned = {f"{words[-1]} {' '.join(words[:-1])}" for name in names if len(words := name.split()) > 1}
        return names | turned

    def _unhidden(self) -> Iterator[str]:
        for place, record in _records(self.folder / _PROJECT):
            for coder in record.get("coders", ()) if isinstance(record, dict) else ():
                if isinstance(coder, dict) and coder.get("name") != coder.get("pseudonym"):
                    yield f"{_PROJECT} has the coders' names{place}; export again without --with-names"
                    return

    def _files(self, is_kept: bool) -> Iterator[Path]:
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path.relative_to(self.folder).as_posix().startswith(_KEPT) is is_kept:
                yield path


def _pieces(path: Path, hints: set[str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the texts of a file, as far as a hint may be in them, each with its place and what to do about a name."""
    yield ("", "rename it"), path.name
    if path.suffix in (".json", ".jsonl"):
        for place, record in _records(path):
            texts = [*_strings(record)]
            # Most records name nobody, which a look for a part of each name finds out in half the time.
            whole = _composed("\n".join(text for _, text in texts)).casefold()
            if not any(hint in whole for hint in hints):
                continue
            for key, text in texts:
                inside = f"{place}, as {key}" if place and key else place or (f" as {key}" if key else "")
                yield (inside, _REMEDIES.get(key, _ELSE)), text
        return
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                text = archive.read(member).decode("utf-8", "ignore")
                bare = re.sub(r"<[^>]+>", " ", text) if member.endswith("document.xml") else text
                yield (f" in {member}", _ELSE), html.unescape(bare)
        return
    is_marked = path.suffix == ".html"
    for number, line in enumerate(data.decode("utf-8", "ignore").split("\n"), 1):
        yield (f" in line {number}", _ELSE), html.unescape(line) if is_marked else line


def _records(path: Path) -> Iterator[tuple[str, Any]]:
    """Yield what stands in a file of JSON, or in each line of one; what cannot be read as its text."""
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
            yield from ((f" in line {number}", _parsed(line)) for number, line in enumerate(lines, 1))
    else:
        yield "", _parsed(path.read_text("utf-8", "replace"))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts that somebody may have written of a coder, keys too, each with the key that it stands under."""
    waiting = [("", value)]
    while waiting:
        under, one = waiting.pop()
        if isinstance(one, str):
            yield under, one
        elif isinstance(one, list):
            waiting += [(under, inner) for inner in one]
        elif isinstance(one, dict):
            yield from (("", key) for key in one)
            passed = {*_TEXTS, "text"} if _OF_DOCUMENTS & one.keys() else _TEXTS
            waiting += [(key, inner) for key, inner in one.items() if key not in passed]


def _first_part(name: str) -> str:
    """Return what stands in a text wherever `_whole` finds the name."""
    return name.split()[0] if name.lower() != name.upper() else name[0]


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _without(text: str, names: set[str]) -> str:
    for name in names:
        text = text.replace(name, "")
    return text


def _whole(name: str) -> str:
    """Return a pattern of a name by itself; of scripts without cases, which set no blanks, anywhere.

    A name of several words counts in any case, and with whatever stands between them: ANA_SOUZA. One word alone may
    well be a word of the language: Will.
    """
    words = name.split()
    if name.lower() == name.upper():
        return r"[\W_]*".join(map(re.escape, words if len(words) > 1 else name))
    found = r"[\W_]+".join(map(re.escape, words))
    return rf"(?<![^\W_]){f'(?i:{found})' if len(words) > 1 else found}(?![^\W_])"
