"""Which documents are one text in several languages, or one document under several names, as far as fields tell.

Known are these: one value in a field that names a document (`symbol`, `doi` …); a field that names another document
(`translation_of` …), by its title, file, symbol or id; and titles or files that are called alike but for a language.
Names tell only where they are unique: where two different texts of one language are called alike, their dates decide,
and where these do not, nobody can tell which is a version of which.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from annotator.model.field_values import texts_of
from annotator.model.folding import folded
from annotator.model.ids import DocumentId
from annotator.model.language_names import LANGUAGE_OF

NAMED_BY = frozenset({"symbol", "documentsymbol", "unsymbol", "doi", "celex", "celexnumber", "eli", "ecli"})
"""Fields, without signs between their words, whose value is one document's in each language."""
RELATIONS = frozenset(
    {"translationof", "translatedfrom", "versionof", "versionsof", "isversionof", "languageversionof", "parallelto"}
    | {"sameas", "duplicateof", "copyof", "originalof", "hasversion", "hastranslation", "translations", "versions"}
)
"""Fields, likewise, whose value names another document."""
MOST_UNSAID = 6
"""So many documents of one name that do not say their language may be versions of one that does."""
_LANGUAGES, _DATES = ("language", "lang"), ("date", "published", "day", "year")
_SIGNS, _WORDS = re.compile(r"[\W_]+"), re.compile(r"[^\W_]+")
_OF_MANY = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".json", ".jsonl", ".ndjson", ".zip", ".mbox", ".parquet")
"""Files that hold many documents, whose name is none of theirs."""


class NamedDocument(Protocol):
    """What is asked of a document, with its text or without."""

    @property
    def id(self) -> DocumentId: ...
    @property
    def title(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def metadata(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class VersionsFound:
    """Groups of documents, which may share members; `unclear`: names of which nobody can tell what is a version."""

    groups: tuple[tuple[DocumentId, ...], ...] = ()
    unclear: tuple[str, ...] = ()


def versions_of(documents: Sequence[NamedDocument], text_of: Callable[[DocumentId], str] = str) -> VersionsFound:
    """Return which documents are versions of each other, whatever their order.

    `text_of`: by what documents that are nearly the same count as one text; else each is one.
    """
    known = [_Known.of(one, text_of(one.id)) for one in documents]
    by_field = _gathered((key, one) for one in known for key in one.values)
    called = _gathered((name, one) for one in known for name in one.called)
    related = [[one, *called[name]] for one in known for name in one.related if name in called]
    together = [*by_field.values(), *related]
    unclear = list[str]()
    for name, among in sorted(_gathered((name, one) for one in known for name in one.names).items()):
        found, is_clear = _by_name(name, among)
        together += found
        if not is_clear:
            unclear.append(name)
    groups = {tuple(sorted({one.id for one in group})) for group in together}
    return VersionsFound(tuple(sorted(group for group in groups if len(group) > 1)), tuple(unclear))


@dataclass(frozen=True, slots=True)
class _Known:
    """A document as it is compared. `names`: each with whether a language was taken out of it."""

    id: DocumentId
    text: str
    language: str
    date: str
    values: frozenset[str]
    related: frozenset[str]
    called: frozenset[str]
    names: Mapping[str, bool]

    @classmethod
    def of(cls, document: NamedDocument, text: str) -> "_Known":
        said = [(_SIGNS.sub("", folded(name)), value) for name, value in document.metadata.items()]
        language = next((text for name, value in said if name in _LANGUAGES for text in texts_of(value)), "")
        date = next((text for key in _DATES for name, value in said if name == key for text in texts_of(value)), "")
        named = [_same(text) for name, value in said if name in NAMED_BY for text in texts_of(value)]
        # A work of Akoma Ntoso is known by an address below which its versions in each language are.
        named += [_same(text) for name, value in said if name == "id" for text in texts_of(value) if text[:1] == "/"]
        values = {text for text in named if any(map(str.isdecimal, text))}
        related = {_same(text) for name, value in said if name in RELATIONS for text in texts_of(value)}
        titles = [document.title, _stem(document.source)]
        # Two that name the same third one are versions too, where that is not here.
        of_third = {f"of {text}" for text in related if len(text) > 3 and not text.isdecimal()}
        return cls(
            document.id,
            text or document.id,
            folded(language.strip()),
            date.strip(),
            frozenset(values | of_third),
            frozenset(related),
            frozenset({document.id, _same(document.source), *values, *map(_same, titles)} - {""}),
            dict(name for title in titles for name in _names(title, folded(language.strip()))),
        )


def _names(title: str, language: str) -> Iterator[tuple[str, bool]]:
    """Yield what a title is called, and where it says its language, what it is called without."""
    words = _WORDS.findall(folded(title))
    if words:
        yield " ".join(words), False
    kept = words
    if language:
        own = {language, *_WORDS.findall(language), LANGUAGE_OF.get(language, language)}
        kept = [word for word in words if word not in own and LANGUAGE_OF.get(word) not in own]
    elif words and words[-1] in LANGUAGE_OF:  # where nobody says it, it stands at an end: “la” and “de” are words too
        kept = words[:-1]
    elif words and words[0] in LANGUAGE_OF:
        kept = words[1:]
    if kept and len(kept) < len(words):
        yield " ".join(kept), True


def _by_name(name: str, among: Sequence[_Known]) -> tuple[list[list[_Known]], bool]:
    """Return which of those that are called alike are versions, and whether that is clear."""
    if len(among) < 2:
        return [], True
    if _are_versions(name, among):
        return [list(among)], True
    if _is_unique(among):
        return [], True
    days = list(_gathered((one.date, one) for one in among).values())
    found = [group for group in days if len(group) > 1 and _are_versions(name, group)]
    several = len({one.language for one in among}) > 1 or any(one.names[name] for one in among)
    return found, not several or (all(one.date for one in among) and all(map(_is_unique, days)))


def _are_versions(name: str, among: Sequence[_Known]) -> bool:
    differ = len({one.language for one in among}) > 1 or any(one.names[name] for one in among)
    return differ and _is_unique(among)


def _is_unique(among: Sequence[_Known]) -> bool:
    """Whether each language has one text of a name, and few do not say theirs."""
    texts: dict[str, set[str]] = {}
    for one in among:
        texts.setdefault(one.language, set()).add(one.text)
    return all(len(found) <= (1 if language else MOST_UNSAID) for language, found in texts.items())


def _gathered(pairs: Iterator[tuple[str, _Known]]) -> dict[str, list[_Known]]:
    found: dict[str, list[_Known]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


def _same(text: str) -> str:
    return " ".join(folded(text).split())


def _stem(source: str) -> str:
    """Return a file's name without its ending; nothing of one that holds many documents."""
    name = source.replace("\\", "/").rpartition("/")[2]
    return "" if name.lower().endswith(_OF_MANY) else name.rpartition(".")[0] or name
