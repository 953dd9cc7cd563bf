"""A project in which every string that a person can enter is an attack on each program that reads what leaves.

Not a list of fields: a whole project is walked, and whatever is no id, date, colour or other word of the program is
replaced. So a field that is added is attacked from its first day.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from annotator.formats.format import WriteOptions
from annotator.formats.registry import format_named
from annotator.formats.writing import write
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook, Counterpart
from annotator.model.data_author import DataAuthor
from annotator.model.description import Description
from annotator.model.document import sha256_of
from annotator.model.ids import SpanId
from annotator.model.names import tidied
from annotator.model.span import Extent, Span, quote_of
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import ImportSource
from annotator.store.project import Project
from tests.formats.bundles import ANAS, BENS, GOLD, sample_bundle

T = TypeVar("T")
CANARY = "canary-sang"
"""The file that an attack which works makes in the folder in which the reader runs; of a page, the title."""
SECRET = "secret-of-the-reader"
"""What stands in a file beside what is read, `secret.tex`, which an attack tries to read."""
HOST = "injected.invalid"
"""The host that attacks would ask for more: in nothing that leaves it may be more than words."""

ATTACKS = (
    # TeX
    rf"\immediate\write18{{touch {CANARY}}}",
    r"\input{secret}",
    r"\csname input\endcsname{secret}",
    rf"^^5cimmediate^^5cwrite18{{touch {CANARY}}}",
    r"}\end{document}\end{tabular}$\catcode`\%=12 % # & ~ _",
    rf"\directlua{{os.execute('touch {CANARY}')}}",
    # HTML, and what browsers take for it
    f"<script>document.title='{CANARY}'</script>",
    f"<img src=x onerror=\"document.title='{CANARY}'\">",
    f"\"'><svg/onload=document.title='{CANARY}'>",
    f"</style></title></textarea></script><script>document.title='{CANARY}'</script>",
    f"<iframe srcdoc=\"&lt;script&gt;parent.document.title='{CANARY}'&lt;/script&gt;\"></iframe><base href=//{HOST}>",
    f"<!--<script>--><img src=https://{HOST}/a.png><link rel=stylesheet href=//{HOST}/a.css>",
    f"&#60;script&#62;document.title=&#39;{CANARY}&#39;&#60;/script&#62; &lt;b&gt; &amp; &notit;",
    f"javascript:document.title='{CANARY}'//",
    f"</b><a href=\"javascript:document.title='{CANARY}'\">here</a>",
    f"\u2028document.title='{CANARY}'\u2029//",
    f"`${{document.title='{CANARY}'}}` {{{{7*7}}}} ${{7*7}} <%= 7*7 %>",
    f"#000;background:url(//{HOST}/a);expression(alert(1))",
    # XML
    '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "]]><evil/><![CDATA[ &undefined; <?php system('id') ?> --> -- ",
    f'" xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="https://{HOST}/x"/>',
    # Word and RTF
    f'{{INCLUDETEXT "/etc/passwd"}} {{DDEAUTO c:\\\\cmd "/k calc"}} {{HYPERLINK "https://{HOST}/"}}',
    '<w:fldSimple w:instr="DDEAUTO cmd"/><w:t>',
    r"{\rtf1{\field{\*\fldinst{DDEAUTO cmd}}}\object\objdata 0105}",
    # Markdown and JSON
    f"![x](https://{HOST}/x.png) [here](javascript:alert(1)) <https://{HOST}/>",
    f"```\n# heading\n| a | b |\n|---|---|\n```{{r}}\nfile.create('{CANARY}')\n```",
    "---\ntitle: other\nlicense: other\n---\n- x: !!python/object/apply:os.system [id]\n&a *a %TAG",
    '", "evil": {"__proto__": {"polluted": true}}, "x": "\\u0000 \\',
    '"},"cells":[{"cell_type":"code","source":["import os"]}],"x":{"y":"',
    # Python, R, shells, SQL, Turtle
    f"'); open('{CANARY}', 'w'); ('",
    f'"); file.create("{CANARY}"); c("',
    f"`touch {CANARY}` $(touch {CANARY}) ; touch {CANARY} | touch {CANARY}",
    "'; DROP TABLE spans; --  %s %(name)s {0} {name!r}",
    '""" . <urn:x> <urn:y> <urn:z> . """ @prefix > <urn:evil> \\',
    # terminals, and readers of texts
    f"\x1b]0;{CANARY}\x07\x1b[2J\x1b[31m\x9b31m\x1b]52;c;dG91Y2g=\x07\x1b]8;;https://{HOST}/\x07here\x1b]8;;\x07",
    "\r\n\tover\rwritten\x08\x08\x0b\x0c\x00\x7f\x85",
    "\u202egnp.exe\u202c \u2066left\u2069 \u200b\u2060\ufeff\u00ad",
    "%2e%2e%2f ../../../etc/passwd CON nul.txt C:\\\\x \\\\host\\share",
    "\U0001f4a3\u0301\u20dd\ufdfa \ufffe \U000e0001 \u05d0\u0645",
)
LEADS = (
    *('=HYPERLINK("https://injected.invalid/","x")', "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)"),
    *("\t=1+1", "\r=1+1", " =1+1", "'=1+1", "%=1", "|=1", "=WEBSERVICE(1)", "＝1+1", "−1", '="1"', ";=1+1", "\n=1+1"),
)
"""What makes a cell a formula, where a program that opens a table takes it for one: it stands first."""

_OWN = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:.]+Z?)?)?)?|#[0-9A-Fa-f]{6}|[0-9a-f]{64}|[0-9a-f]{16}-\d+|")
"""Words of the program: dates, colours, hashes, names of steps."""
_WORDS_OF_PROGRAM = frozenset(
    {
        *("id", "coder", "layer", "document", "documents", "span", "act", "label", "labels", "role", "actor", "group"),
        *("parent", "drawn_from", "codebook_version", "codebook_id", "version_numbers", "gold", "absent", "step"),
        *(
            "recipient",
            "other",
            "sha256",
            "text_sha256",
            "source_file",
            "value",
            "filter",
            "search",
            "since",
            "until",
            "contents",
        ),
        *("licence", "languages", "quote", "key", "on", "by", "pseudonym", "author", "first", "second", "orcid"),
    }
)
"""Fields that hold ids and the like; an author by name is of a class of its own."""
_SHORT = {"reasons": 60, "code": 60, "codes": 200, "name": 480, "title": 480, "aliases": 300, "values": 300}
"""How long a string may be in these fields, in characters; names are short also where they need not be."""

_LINE = 100
"""What is shorter is kept as a line, by programs that put it in order themselves."""


class Attack:
    """What replaces the strings of a project, the same for the same string. `chance`: which attacks, in which order."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._made: dict[str, str] = {}

    def of(self, said: str, longest: int = 1500) -> str:
        """Return what stands in place of a string, so long at most; formulas begin it."""
        if said not in self._made:
            number = len(self._made)
            words = f"{LEADS[number % len(LEADS)]} {number}"
            for attack in self._chance.sample(ATTACKS, len(ATTACKS)):
                words += f" {attack}" if len(words) + len(attack) < longest else ""
            self._made[said] = tidied(words)[:longest].strip() if longest < _LINE else words
        return self._made[said]

    def on(self, thing: T, field: str = "") -> T:
        """Return whatever a project holds with its strings replaced."""
        return self._on(thing, field)  # type: ignore[no-any-return]

    def _on(self, thing: Any, field: str) -> Any:
        if isinstance(thing, Enum):
            return thing
        if isinstance(thing, str):
            is_own = field in _WORDS_OF_PROGRAM or _OWN.fullmatch(thing)
            return thing if is_own else self.of(thing, _SHORT.get(field, 1500))
        if isinstance(thing, BaseModel):
            return thing.model_copy(
                update={name: self._on(getattr(thing, name), name) for name in thing.model_fields_set}
            )
        if is_dataclass(thing) and not isinstance(thing, type):
            return replace(thing, **{one.name: self._on(getattr(thing, one.name), one.name) for one in fields(thing)})
        if isinstance(thing, Mapping):
            return {self._key(key, field): self._on(value, field) for key, value in thing.items()}
        if isinstance(thing, list | tuple) and not hasattr(thing, "_fields"):
            return type(thing)(self._on(one, field) for one in thing)
        return thing

    def _key(self, key: str, field: str) -> str:
        return self.of(key, 300) if field in ("metadata", "meanings", "cues") and key not in ("date", "en", "") else key


def _filled(part: T, said: str) -> T:
    """Return a part of a codebook with all words that it may have."""
    if not isinstance(part, BaseModel):
        return part
    more: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        old, kind = getattr(part, name), str(field.annotation)
        if name in ("id", "key", "colour", "parent", "scheme", "labels", "values"):
            more[name] = old
        elif kind == "<class 'str'>":
            more[name] = old or f"{name} of {said}"
        elif kind == "tuple[str, ...]":
            more[name] = old or (f"{name} of {said}", f"more {name} of {said}")
        elif isinstance(old, tuple):
            more[name] = tuple(_filled(one, f"{said} {getattr(one, 'id', '')}") for one in old)
    if "meanings" in more or "meanings" in type(part).model_fields:
        values: tuple[str, ...] = getattr(part, "values", ())
        more["meanings"] = {value: f"meaning of {value} of {said}" for value in values}
        more["cues"] = {value: {"en": (f"cue of {value} of {said}",)} for value in values}
    return part.model_copy(update=more)


def _book(book: Codebook) -> Codebook:
    scheme = Counterpart(scheme="CAMEO", code="0231", name="Appeal for aid", note="As it is called there")
    labels = tuple(_filled(one.model_copy(update={"counterparts": (scheme,)}), one.id) for one in book.labels)
    return _filled(book.model_copy(update={"labels": labels}), "the codebook")


def _description(attack: Attack) -> Description:
    mark = f"\"><script>document.title='{CANARY}'</script>\\input{{secret}}%&#_$"
    said: dict[str, Any] = {
        "doi": f"10.5281/{mark}",
        "url": f"https://{HOST}/{mark}",
        "licence": "CC-BY-4.0",
        "languages": ("en",),
        "published": "2026-11-28",
        "authors": tuple(
            DataAuthor(name=attack.of(f"author {number}", 400), affiliation=attack.of("affiliation", 400))
            for number in (1, 2)
        ),
    }
    for name, field in Description.model_fields.items():
        if name not in said:
            words = attack.of(f"{name} of the dataset", 400)
            said[name] = (words,) if str(field.annotation).startswith("tuple") else words
    return Description(**said)


def _coded(coded: CodedDocument, attack: Attack, is_coded: bool) -> CodedDocument:
    """Attack in the words of a text, too, and code each of the attacks; what was coded stays where it is."""
    of = coded.document
    if not of.text:
        return attack.on(coded)
    text, extents = of.text, list[Extent]()
    for said in (*ATTACKS, *LEADS):
        words = said.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        extents.append(Extent(len(text) + 1, len(text) + 1 + len(words)))
        text += f"\n{words}"
    document = replace(attack.on(of), text=text, text_sha256=sha256_of(text), source_file=of.source_file)
    labels = ("appeal", "warning", "actor")
    spans = [
        Span(
            SpanId(f"{of.id}-x{number}-{layer}"), layer, of.id, labels[(number + shift) % 3],  # type: ignore[arg-type]
            (extent,), quote_of(text, (extent,)), {}, attack.of(f"note {number}"),
        )
        for number, extent in enumerate(extents if is_coded else extents[::9])
        for shift, layer in enumerate((ANAS, BENS, GOLD))
    ]  # fmt: skip
    changed = attack.on(replace(coded, document=document, units=()))
    return replace(changed, document=document, spans=(*changed.spans, *spans))


def hostile_bundle(chance: random.Random, is_coded: bool = True) -> Bundle:
    """Return everything that a project can hold, attacking; `is_coded`: each attack in the texts, or a few."""
    attack, sound = Attack(chance), sample_bundle()
    settings = sound.settings
    assert settings is not None
    versions = [replace(one, codebook=_book(one.codebook)) for one in sound.codebook_versions]
    changed: dict[str, Any] = {
        one.name: attack.on(getattr(sound, one.name), one.name)
        for one in fields(sound)
        if one.name not in ("documents", "source_body", "settings", "codebook", "codebook_versions")
    }
    return replace(
        sound,
        **changed,
        documents=[_coded(one, attack, is_coded) for one in sound.documents],
        codebook=attack.on(_book(sound.codebook)),
        codebook_versions=tuple(attack.on(one) for one in versions),
        settings=attack.on(settings).model_copy(update={"description": _description(attack)}),
    )


def hostile_project(folder: Path, chance: random.Random, is_coded: bool = True) -> Project:
    """Make such a project in a folder, by the way that strangers' strings take: an import."""
    jsonl = format_named("jsonl")
    write(jsonl, hostile_bundle(chance, is_coded), folder / "hostile.jsonl", WriteOptions(names=True))
    project = Project.create(folder / "hostile.annot", Codebook())
    report = importing.import_sources(project, [ImportSource(folder / "hostile.jsonl")])
    assert not report.failed, report.failed
    return project
