"""Reading brat's annotation.conf (https://brat.nlplab.org/configuration.html) as a codebook.

Entities and events are labels, in the order and hierarchy in which they stand; a type with “!” is a heading. What an
event takes, and relations from the types that they begin at, are roles; attributes are those of the types they name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotator.formats.codebook_files.building import CodebookBuilder, LabelSaid
from annotator.formats.codebook_files.codebook_file import ReadCodebook
from annotator.formats.codebooks import Slugs
from annotator.formats.losses import Loss, Losses
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label, Role
from annotator.model.errors import BadFile
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.model.role_kinds import Takes
from annotator.readers.encoding import decode
from annotator.readers.registry import bytes_at, printable

RULE = Loss(
    "1 rule of what may stand in or over what is left out", "{n} rules of what may stand in or over what are left out"
)
NOWHERE = Loss(
    "1 relation or attribute is left out, since it names no type that is there",
    "{n} relations and attributes are left out, since they name no types that are there",
)
EVENT_OF_EVENTS = "<EVENT>"
_FIELDS = frozenset({"id", "name", "parent", "heading", "attributes", "roles"})
_RULES = ("ENTITY-NESTING", "<OVERLAP>", "Equiv")
_SECTION = re.compile(r"\[([\w-]+)\]\s*")
_MACRO = re.compile(r"<([^<>]+)>\s*=\s*(.*)")
_ARGUMENT = re.compile(r"([^:{}?*+]+)(\{[^}]*\}|[?*+])?:(.+)")
_SHADES = re.compile(r"bgColor:\s*(#?[\w]+)")


@dataclass(slots=True)
class _Type:
    """A line of a section. `takes`: its arguments, without macros."""

    name: str
    is_heading: bool
    depth: int
    takes: list[tuple[str, str, str]] = field(default_factory=list)


def read(path: Path) -> ReadCodebook:
    """Read a configuration; raises `BadFile`."""
    return _BratConfiguration(path).codebook()


class _BratConfiguration:
    def __init__(self, path: Path) -> None:
        self._path, self._losses = path, Losses()
        self._sections = _sections(decode(printable(path.name), bytes_at(path)).text)
        self._builder = CodebookBuilder(self._losses)
        self._kinds: dict[str, set[str]] = {"entities": set(), "events": set()}

    def codebook(self) -> ReadCodebook:
        """Return all of it."""
        shown, colours = _visual(self._path.with_name("visual.conf"))
        keys = _keys(self._path.with_name("kb_shortcuts.conf"))
        for section in ("entities", "events"):
            self._take_types(section, shown, colours, keys)
        book, ids = self._builder.codebook(self._path.parent.name or self._path.stem)
        if not book.labels:
            raise BadFile(
                printable(self._path.name), "it has no types under [entities] or [events]", "choose another file"
            )
        roles, attributes = self._roles(ids, shown), self._attributes(ids, shown)
        labels = [
            label.model_copy(
                update={"roles": tuple(roles.get(label.id, [])), "attributes": tuple(attributes.get(label.id, []))}
            )
            for label in book.labels
        ]
        fields = _FIELDS | ({"colour"} if colours else set()) | ({"key"} if keys else set())
        made = Codebook(name=book.name, labels=tuple(Label.model_validate(one.model_dump()) for one in labels))
        return ReadCodebook(made, self._losses.sentences(), fields)

    def _take_types(self, section: str, shown: dict[str, str], colours: dict[str, str], keys: dict[str, str]) -> None:
        above: list[tuple[int, str]] = []
        for one in _types(self._sections.get(section, [])):
            while above and above[-1][0] >= one.depth:
                above.pop()
            fields = {"heading": one.is_heading}
            more = {"colour": colours.get(one.name, ""), "key": "" if one.is_heading else keys.get(one.name, "")}
            said = LabelSaid(shown.get(one.name, one.name), above[-1][1] if above else "", fields | more)
            if not self._builder.has(one.name):
                said.id = Slugs().get(one.name)
            self._builder.add(one.name, said)
            self._kinds[section].add(one.name)
            above.append((one.depth, one.name))

    def _roles(self, ids: dict[str, LabelId], shown: dict[str, str]) -> dict[LabelId, list[Role]]:
        """Return the roles of each label: what its event takes, then the relations that begin at it."""
        found: dict[LabelId, dict[str, Role]] = {}
        slugs = Slugs()
        parties = {ids[name] for name in self._kinds["entities"] if name in ids}

        def add(owner: str, name: str, targets: list[str], required: bool, several: bool) -> None:
            known = found.setdefault(ids[owner], {}).get(name)
            labels = tuple(dict.fromkeys((*(known.labels if known else ()), *(ids[one] for one in targets))))
            role = known or Role(
                id=RoleId(slugs.get(name)), name=shown.get(name, name), required=required, several=several
            )
            takes = Takes.PARTY if parties.issuperset(labels) else Takes.SPAN
            found[ids[owner]][name] = role.model_copy(update={"labels": labels, "takes": takes})

        for one in _types(self._sections.get("events", [])):
            for name, sign, targets in one.takes:
                if name and one.name in ids:
                    add(
                        one.name,
                        re.sub(r"(?<=\D)\d+$", "", name),
                        self._named(targets, ids),
                        sign not in ("?", "*"),
                        sign not in ("", "?"),
                    )
        for one in _types(self._sections.get("relations", [])):
            if one.is_heading:
                continue
            ends = {name: self._named(targets, ids) for name, _, targets in one.takes}
            first, *others = [ends[name] for name in ends if not name.startswith("<")] or [[]]
            if one.name in _RULES or one.name.startswith("<"):
                self._losses.add(RULE, f"“{one.name}”")
            elif not first or not others:
                self._losses.add(NOWHERE, f"“{one.name}”")
            else:
                for owner in first:
                    add(owner, one.name, others[0], False, True)
        return {label: list(roles.values()) for label, roles in found.items()}

    def _attributes(self, ids: dict[str, LabelId], shown: dict[str, str]) -> dict[LabelId, list[Attribute]]:
        found: dict[LabelId, list[Attribute]] = {}
        slugs = Slugs()
        for one in _types(self._sections.get("attributes", [])):
            targets = [
                at for name, _, named in one.takes if name.lower().startswith("arg") for at in self._named(named, ids)
            ]
            values = [
                value.strip() for name, _, said in one.takes if name.lower() == "value" for value in said.split("|")
            ]
            values = list(dict.fromkeys(value for value in values if value and not value.startswith("<")))
            kind = AttributeKind.CHOICE if values else AttributeKind.FLAG
            id = AttributeId(slugs.get(one.name))
            made = Attribute(id=id, name=shown.get(one.name, one.name), kind=kind, values=tuple(values))
            if not targets:
                self._losses.add(NOWHERE, f"“{one.name}”")
            for label in dict.fromkeys(ids[at] for at in targets):
                if all(other.id != id for other in found.get(label, [])):
                    found.setdefault(label, []).append(made)
        return found

    def _named(self, targets: str, ids: dict[str, LabelId]) -> list[str]:
        """Return the types that an argument names; types below one are meant with it."""
        found: dict[str, None] = {}
        for name in (part.strip() for part in targets.split("|")):
            if name in ("<ENTITY>", "<EVENT>", "<ANY>"):
                wanted = {"<ENTITY>": ("entities",), "<EVENT>": ("events",)}.get(name, ("entities", "events"))
                found.update(dict.fromkeys(one for one in ids if any(one in self._kinds[kind] for kind in wanted)))
            elif name in ids:
                found[name] = None
        headings = {called for called, said in self._builder.called() if said.fields.get("heading")}
        return [one for one in self._with_those_below(found) if one not in headings]

    def _with_those_below(self, names: Iterable[str]) -> list[str]:
        found = dict.fromkeys(names)
        for called, said in self._builder.called():
            if said.parent in found:
                found[called] = None
        return list(found)


def _sections(text: str) -> dict[str, list[str]]:
    """Return the lines of each section, with macros put in."""
    found: dict[str, list[str]] = {}
    macros: dict[str, str] = {}
    section = ""
    for line in text.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if named := _SECTION.fullmatch(line.strip()):
            section = named[1].lower()
            section = "entities" if section == "spans" else section
            found.setdefault(section, [])
        elif macro := _MACRO.fullmatch(line.strip()):
            macros[macro[1]] = _put_in(macro[2].strip(), macros)
        elif section:
            found[section].append(_put_in(line, macros))
    return found


def _put_in(line: str, macros: dict[str, str]) -> str:
    for name, value in macros.items():
        line = line.replace(f"<{name}>", value)
    return line


def _types(lines: Iterable[str]) -> Iterator[_Type]:
    for line in lines:
        bare = line.strip()
        if not bare or set(bare) <= set("-"):
            continue
        name, _, rest = bare.replace("\t", " ", 1).partition(" ") if "\t" in bare else bare.partition(" ")
        depth = len(line) - len(line.lstrip())
        takes = []
        for argument in rest.split(","):
            if said := _ARGUMENT.fullmatch(argument.strip()):
                takes.append((said[1].strip(), said[2] or "", said[3].strip()))
        yield _Type(name.removeprefix("!"), name.startswith("!"), depth, takes)


def _beside(path: Path) -> str:
    """Return what stands in a file beside the configuration; nothing hangs on it, so that oddities are passed over."""
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() and not path.is_symlink() else ""


def _visual(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names and the colours that visual.conf has for types."""
    sections = _sections(_beside(path))
    named = [[part.strip() for part in line.split("|")] for line in sections.get("labels", [])]
    names = {parts[0]: parts[1] for parts in named if len(parts) > 1 and parts[0] and parts[1]}
    colours = {}
    for line in sections.get("drawing", []):
        type, *_ = line.split()
        if shade := _SHADES.search(line):
            colours[type] = shade[1]
    return names, colours


def _keys(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _beside(path).split("\n"):
        parts = line.split()
        if len(parts) == 2 and len(parts[0]) == 1 and not line.startswith("#"):
            found.setdefault(parts[1], parts[0])
    return found
