"""Sound files of every kind that can be imported, and the ways in which they are damaged, all from one seed."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.formats.format import WriteOptions
from annotator.formats.registry import FORMATS
from annotator.formats.writing import write
from tests.formats.bundles import sample_bundle
from tests.readers.samples import docx, epub, ods, odt, p, pdf, row, tei, xlsx, zipped

WORDS = "The French President urged China to use its influence.\nالصين 中国 🕊 undertook to help."
Members = dict[str, bytes]
"""A file or the files of a folder, by name."""

TOKENS = (
    *(b"", b"\0", b"\xff", b"\xef\xbb\xbf", b"\n", b"\r", b"\t", b'"', b"'", b"<", b">", b"&", b"{", b"}", b"[", b"]"),
    *(b"null", b"true", b"-1", b"1e999", b"NaN", b"9" * 30, b'"\\ud800"', b"[[]]", b'""', b'[""]', b"0", b"--"),
    *(b"<a>", b"</a>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"]]>", b"<!--", b"%", b"(", b"endobj", b"stream"),
    *("\u2028".encode(), "\u202e".encode(), "é".encode("cp1252"), b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"," * 200),
)
"""What parsers stumble over."""


def sound_files() -> dict[str, Members]:
    """Return a small sound sample of every reader and of every format that is read, by what it is called."""
    record = '{"title": "A", "text": "words é", "date": "2001-02-03", "more": [1, {"a": null}]}\n'
    page = f"<html><head><title>T</title></head><body><h1>A</h1><ul><li>{WORDS}</li></ul><table><tr><td>x</table>"
    body = p("Urges") + item("one") + item("two") + "<w:tbl><w:tr><w:tc>" + p("cell") + "</w:tc></w:tr></w:tbl>"
    found: dict[str, Members] = {
        "text": {"a.txt": WORDS.encode()},
        "legacy": {"a.txt": "“Smart” – naïve café €5".encode("cp1252") * 4},
        "markdown": {"a.md": f"---\ntitle: A\ntags: [a, b]\n---\n# H\n\n1. {WORDS}\n\n| a | b |\n|---|---|\n".encode()},
        "html": {"a.html": page.encode()},
        "docx": {"a.docx": docx(body, numbering=NUMBERING, footnotes="", core="<c><title>T</title></c>")},
        "pdf": {"a.pdf": pdf(["first page", "", "third"], "/Title (T) /CreationDate (D:20010203)")},
        "tei": {"a.xml": tei(f"<div><head>H</head><p n='1'>{WORDS}<pb/></p><list><item>x</item></list></div>")},
        "table": {"a.csv": 'title,text,date\nA,"words, é",2001\nB,more,\n'.encode()},
        "json": {"a.jsonl": (record * 3).encode()},
        "akoma ntoso": {"a.akn": AKN.encode()},
        **_of_office(),
        "epub": {"a.epub": epub(f"<h1>One</h1><p>{WORDS}</p>", "<p>Two</p>", metadata="<dc:title>T</dc:title>")},
        "mail": {"a.eml": MAIL.encode()},
        "transcript": {
            "a.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Any <i>more</i>?\n\n00:09.000 --> 00:10.500\nNo."
        },
        "zip": {
            "a.zip": zipped({"a.txt": WORDS, "b/c.docx": docx(p("Dear")), "d.zip": zipped({"e.csv": "text\nx\n"})})
        },
    }
    for format in FORMATS:
        if format.reader is not None and format.writer is not None:
            found[f"format {format.name}"] = _exported(format.name)
    return found | {"format hugging-face": DATASET}


def _of_office() -> dict[str, Members]:
    body = '<text:h text:outline-level="1">H</text:h><text:list><text:list-item><text:p>one</text:p></text:list-item>'
    inside = (
        "{\\info{\\title T}}Urges\\par {\\b bold}\\footnote note\\u-10179?\\'e9{\\pict\\bin3 xxx}\\trowd a\\cell\\row"
    )
    return {
        "odt": {"a.odt": odt(f"{body}</text:list><text:p>{WORDS}</text:p>", meta="<office:meta/>")},
        "rtf": {"a.rtf": b"{\\rtf1\\ansi\\ansicpg1252 " + inside.encode() + b"}"},
        "workbook": {"a.xlsx": xlsx(row("title", "text") + row("A", WORDS) + row("B", 2.5), row("x"))},
        "spreadsheet": {"a.ods": ods(["title", "text"], ["A", "words"], ["B", "more"])},
    }


DATASET = {
    "train.jsonl": b'{"tokens": ["Ed", "met", "Xi"], "ner_tags": [1, 0, 1], "spans": [[0, 1, "PER"]], "id": 7}\n' * 3,
    "dataset_info.json": b'{"features": {"ner_tags": {"feature": {"names": ["O", "PER"], "_type": "ClassLabel"}}}}',
    "README.md": b"---\ntask_categories:\n- token-classification\n---\nA card.\n",
}
AKN = (
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><meta><FRBRWork>'
    '<FRBRdate date="2023-09-21"/></FRBRWork></meta><debateBody><speech by="#a"><from>Ana</from><p>We <i>met</i>'
    "<authorialNote><p>May.</p></authorialNote>.</p></speech></debateBody></debate></akomaNtoso>"
)
MAIL = """From: desk@mfa.example
Subject: =?utf-8?q?Stat=C3=A9ment?=
Date: Thu, 21 Sep 2023 09:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: multipart/alternative; boundary="c"

--c
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

The French urged=
 China =C3=A9.
--c
Content-Type: text/html

<p>The French urged China.</p>
--c--
--b
Content-Type: text/plain; name="a.txt"
Content-Disposition: attachment; filename="a.txt"
Content-Transfer-Encoding: base64

QW5uZXg=
--b--
"""
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def item(text: str) -> str:
    """Return a paragraph of a list of a Word file."""
    return p(text, properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')


def _exported(name: str) -> Members:
    format = next(one for one in FORMATS if one.name == name)
    with TemporaryDirectory() as folder:
        place = Path(folder) / ("sample" if format.folder else f"sample{format.extensions[0]}")
        write(format, sample_bundle(), place, WriteOptions())
        files = (path for path in sorted(Path(folder).rglob("*")) if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def mutated(members: Members, rng: random.Random) -> Members:
    """Return the files with one of them damaged in a few places."""
    name = rng.choice(list(members))
    data = members[name]
    if data.startswith(b"PK") and rng.random() < 0.8:
        return {**members, name: _zip_mutated(data, rng)}
    return {**members, name: _damaged(data, rng)}


def _damaged(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 1, 2, 5))):
        data = rng.choice(_WAYS)(data, rng)
    return data


def _zip_mutated(data: bytes, rng: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    victim = rng.choice(list(parts))
    if rng.random() < 0.1:
        del parts[victim]
    else:
        parts[victim] = _damaged(parts[victim], rng)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _removed(data: bytes, rng: random.Random) -> bytes:
    first = rng.randrange(len(data) + 1)
    return data[:first] + data[first + rng.choice((1, 2, 10, 200)) :]


def _doubled(data: bytes, rng: random.Random) -> bytes:
    first = rng.randrange(len(data) + 1)
    piece = data[first : first + rng.choice((1, 20, 300))]
    return data[:first] + piece * rng.choice((2, 3, 50)) + data[first:]


def _flipped(data: bytes, rng: random.Random) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _inserted(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(TOKENS) + data[at:]


def _value_replaced(data: bytes, rng: random.Random) -> bytes:
    """Replace what stands in quotes or between brackets of elements, where parsers look for names and numbers."""
    marks = [at for at, byte in enumerate(data) if byte in b"\"'>:,= \t\n"]
    if len(marks) < 2:
        return data
    place = rng.randrange(len(marks) - 1)
    return data[: marks[place] + 1] + rng.choice(TOKENS) + data[marks[place + 1] :]


def _line_moved(data: bytes, rng: random.Random) -> bytes:
    lines = data.split(b"\n")
    rng.shuffle(lines) if rng.random() < 0.3 else lines.insert(rng.randrange(len(lines)), rng.choice(lines))
    return b"\n".join(lines)


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_cut, _removed, _doubled, _flipped, _inserted, _value_replaced, _value_replaced, _line_moved),
)
