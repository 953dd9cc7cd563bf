"""Files as each program writes them, of any size, in any order of keys, lines and columns.

Each maker writes a file into a folder and returns its path. What it holds is drawn by the `Drawn` that it is given:
texts longer than a limit, many records of which nothing was coded before the first that was, marks and line ends.
"""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.readers import samples

Record = dict[str, Any]
WORDS = ["France", "urged", "China", "to", "talk", "about", "“peace”", "—", "外交", "🕊", "and", "warned"]


@dataclass(frozen=True)
class Drawn:
    """How a file is made. `size`: characters of its longest text; `empty`: records before the first with codings."""

    size: int
    empty: int
    seed: int
    indent: int | None
    is_list: bool
    is_ascii: bool
    mark: bytes
    line_end: str
    has_last: bool

    def text(self) -> str:
        """Return a text that begins with words and is as long as is wanted."""
        said = "France urged China to talk. It warned. "
        return said + (" ".join(WORDS) + ". ") * (self.size // 60) + "x" * (self.size % 60)

    def shuffled(self, value: Any) -> Any:
        """Return a JSON value with the keys of all objects in another order."""
        return shuffled(value, Random(self.seed))

    def json(self, records: Sequence[Any], always_list: bool = False, only_one: bool = False) -> bytes:
        """Return records as JSON: a list, lines, or one value."""
        made = self.shuffled(list(records))
        spell: Callable[..., str] = lambda value, indent: json.dumps(value, ensure_ascii=self.is_ascii, indent=indent)  # noqa: E731
        if only_one:
            return self.file(spell(made[0], self.indent))
        if self.is_list or always_list:
            return self.file(spell(made, self.indent))
        return self.file("\n".join(spell(one, None) for one in made))

    def file(self, text: str) -> bytes:
        """Return a text as a file."""
        text = text.rstrip("\n") + ("\n" if self.has_last else "")
        return self.mark + text.replace("\n", self.line_end).encode()

    def table(self, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], delimiter: str = "") -> bytes:
        """Return a table with its columns in any order."""
        random = Random(self.seed)
        named = random.sample(columns, len(columns))
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=delimiter or random.choice(",;\t|"), lineterminator="\n")
        writer.writerow(named)
        writer.writerows([row.get(name, "") for name in named] for row in rows)
        return self.file(out.getvalue())


def shuffled(value: Any, random: Random) -> Any:
    if isinstance(value, dict):
        keys = random.sample(list(value), len(value))
        return {key: shuffled(value[key], random) for key in keys}
    return [shuffled(item, random) for item in value] if isinstance(value, list) else value


Maker = Callable[[Drawn, Path], Path]


def _json_file(name: str, data: Callable[[Drawn], bytes]) -> Maker:
    def make(drawn: Drawn, folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data(drawn))
        return path

    return make


def _records(empty: Callable[[int], Record], coded: Callable[[str], Record], **how: bool) -> Callable[[Drawn], bytes]:
    """Return what makes records of which nothing was coded, and one that was."""
    return lambda drawn: drawn.json([*(empty(n) for n in range(drawn.empty)), coded(drawn.text())], **how)


def _many(size: int, one: Callable[[int], Any]) -> list[Any]:
    return [one(n) for n in range(max(1, size // 200))]


def _task(n: int) -> Record:
    return {"id": n, "data": {"text": f"Text {n}."}, "annotations": [], "predictions": []}


def _coded_task(text: str) -> Record:
    results = _many(
        len(text),
        lambda n: {
            "id": f"r{n}", "type": "labels", "from_name": "label", "to_name": "text",
            "value": {"start": 0, "end": 6, "text": "France", "labels": ["Actor"]},
        },
    )  # fmt: skip
    said = {"id": 1, "completed_by": 3, "result": results, "was_cancelled": False}
    return {"id": 10**6, "data": {"text": text, "date": "1971"}, "annotations": [said], "predictions": []}


def _flat_task(text: str) -> Record:
    regions = _many(len(text), lambda n: {"start": 0, "end": 6, "text": "France", "labels": ["Actor"]})
    about = {"annotator": 7, "annotation_id": 9, "lead_time": 1.5, "created_at": "2024-01-01", "updated_at": ""}
    return {"text": text, "id": 5, "label": regions, **about}


def _task_table(drawn: Drawn, folder: Path) -> Path:
    about = {"annotator": "a@b.org", "created_at": "2024", "lead_time": "1.5", "updated_at": "2024", "annotation_id": 1}
    region = json.dumps([{"start": 0, "end": 6, "text": "France", "labels": ["Actor"]}], ensure_ascii=False)
    rows = [{"id": n, "text": f"Text {n}.", "label": "", **about} for n in range(drawn.empty)]
    rows.append({"id": 10**6, "text": drawn.text(), "label": region, "sentiment": "Positive", **about})
    path = folder / "x.csv"
    path.write_bytes(drawn.table([*about, "id", "text", "label", "sentiment"], rows, ","))
    return path


def _spans(text: str) -> list[Record]:
    return _many(len(text), lambda n: {"id": n, "label": "Actor", "start_offset": 0, "end_offset": 6})


def _triples(text: str) -> list[Any]:
    return _many(len(text), lambda n: [0, 6, "Actor"])


def _prodigy(text: str, **more: Any) -> Record:
    spans = _many(len(text), lambda n: {"start": 0, "end": 6, "token_start": 0, "token_end": 0, "label": "Actor"})
    return {"text": text, "spans": spans, "meta": {"source": "x"}, **more}


def _hashed(n: int) -> Record:
    return {"text": f"Text {n}.", "spans": [], "answer": "accept", "_input_hash": n, "_task_hash": n}


def _triple_record(text: str) -> Record:
    return {"text": text, "label": _triples(text)}


def _entity_record(text: str) -> Record:
    return {"id": 1, "text": text, "entities": _spans(text)}


def _unlabelled(n: int) -> Record:
    return {"text": f"Text {n}.", "label": []}


def _denoted(text: str) -> Record:
    found = _many(len(text), lambda n: {"id": f"T{n}", "span": {"begin": 0, "end": 6}, "obj": "Actor"})
    return {"text": text, "denotations": found, "relations": [], "sourcedb": "X", "sourceid": "1", "divid": 0}


def _not_denoted(n: int) -> Record:
    return {"text": f"Text {n}.", "sourcedb": "X", "sourceid": str(n)}


def _web(drawn: Drawn, folder: Path) -> Path:
    text = drawn.text()
    (folder / "x.txt").write_text(text, "utf-8")
    target = {"source": "x.txt", "selector": {"type": "TextPositionSelector", "start": 0, "end": 6}}
    body = {"type": "TextualBody", "purpose": "tagging", "value": "Actor"}
    items = _many(len(text), lambda n: {"type": "Annotation", "id": f"a{n}", "body": body, "target": target})
    page = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items, "label": text}
    path = folder / "x.jsonld"
    path.write_bytes(drawn.json([page], only_one=True))
    return path


def _cas(drawn: Drawn) -> bytes:
    text = drawn.text()
    label = {"%ID": 3, "%TYPE": "custom.Span", "@sofa": 1, "begin": 0, "end": 6, "label": "Actor"}
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": text}
    features = {"label": {"%NAME": "label", "%RANGE": "uima.cas.String"}}
    types = {"custom.Span": {"%NAME": "custom.Span", "%SUPER_TYPE": "uima.tcas.Annotation", **features}}
    views = {"_InitialView": {"%SOFA": 1, "%MEMBERS": [3]}}
    cas = {"%TYPES": types, "%FEATURE_STRUCTURES": [sofa, *_many(len(text), lambda n: label)], "%VIEWS": views}
    return drawn.json([cas], only_one=True)


def _xmi(drawn: Drawn) -> bytes:
    before = f"<!-- {'a remark ' * (drawn.size // 9)}-->\n"
    spaces = [
        'xmlns:xmi="http://www.omg.org/XMI"',
        'xmlns:cas="http:///uima/cas.ecore"',
        'xmlns:c="http:///custom.ecore"',
    ]
    named = " ".join(Random(drawn.seed).sample(spaces, 3))
    parts = [
        '<cas:NULL xmi:id="0"/>',
        f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="{"x" * drawn.size}"/>',
        *(f'<c:Span xmi:id="{n + 3}" sofa="1" begin="0" end="1" label="A"/>' for n in range(3)),
        '<cas:View sofa="1" members="3 4 5"/>',
    ]
    body = "\n".join(Random(drawn.seed).sample(parts, len(parts)))
    return drawn.file(f'<?xml version="1.0"?>\n{before}<xmi:XMI {named} xmi:version="2.0">\n{body}\n</xmi:XMI>')


def _qde(drawn: Drawn) -> bytes:
    spaces = ['xmlns="urn:QDA-XML:project:1.0"', 'name="x"', f'origin="{"y" * drawn.size}"']
    named = " ".join(Random(drawn.seed).sample(spaces, 3))
    return drawn.file(f'<?xml version="1.0"?><!-- {"x" * drawn.size} -->\n<Project {named}><CodeBook/></Project>')


def _conll(columns: int, before: str) -> Callable[[Drawn], bytes]:
    def data(drawn: Drawn) -> bytes:
        sentence = [("France", "NNP", "B-NP"), ("urged", "VBD", "B-VP"), ("China", "NNP", "B-NP"), (".", ".", "O")]
        plain = "".join("\t".join([*one[: columns - 1], "O"]) + "\n" for one in sentence) + "\n"
        coded = plain.replace("O\n", "B-ACT\n", 1)
        remark = f"# text = {'x' * drawn.size}\n" if before.startswith("#") else ""
        return drawn.file(before + remark + plain * drawn.empty + coded + plain * (drawn.size // 50))

    return data


def _tsv(drawn: Drawn) -> bytes:
    head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n\n\n"
    plain = "".join(f"#Text=Hi\n{n + 1}-1\t{3 * n}-{3 * n + 2}\tHi\t_\t\n\n" for n in range(drawn.empty))
    at, word = 3 * drawn.empty, "x" * max(1, drawn.size)
    return drawn.file(head + plain + f"#Text={word}\n{drawn.empty + 1}-1\t{at}-{at + len(word)}\t{word}\tActor\t\n")


def _brat(drawn: Drawn, folder: Path) -> Path:
    text = drawn.text()
    (folder / "x.txt").write_bytes(text.encode())
    lines = ["T1\tActor 0 6\tFrance", f"#1\tAnnotatorNotes T1\t{'why ' * (drawn.size // 4)}", "A1\tSure T1"]
    lines += [f"T{n + 2}\tAct 7 12\turged" for n in range(drawn.size // 50)]
    path = folder / "x.ann"
    path.write_bytes("".join(f"{line}\n" for line in Random(drawn.seed).sample(lines, len(lines))).encode())
    return path


def _quotes(drawn: Drawn, folder: Path) -> Path:
    """A table of passages, of which the first rows name documents alone."""
    rows: list[Record] = [{"Document": f"Doc{n}"} for n in range(drawn.empty)]
    said = {"Document": "Doc1", "Code": "war", "Quote": "urged", "Memo": ""}
    rows += [{**said, "Start": 7 * n, "End": 7 * n + 5} for n in range(25)]
    rows[-1]["Memo"] = drawn.text()
    path = folder / "x.csv"
    path.write_bytes(drawn.table(["Document", "Code", "Start", "End", "Quote", "Memo"], rows))
    return path


def _labels(drawn: Drawn, folder: Path) -> Path:
    """A table of texts with labels, of several coders."""
    rows: list[Record] = [{"text": f"Text number {n}.", "coder": "Ann"} for n in range(drawn.empty)]
    rows += [{"text": drawn.text(), "label": "war", "coder": name} for name in ("Ann", "Ben")]
    path = folder / "x.csv"
    path.write_bytes(drawn.table(["text", "label", "coder"], rows))
    return path


def _sheets(drawn: Drawn, folder: Path) -> Path:
    """A workbook whose second sheet has the codings, behind one with remarks."""
    note = "x" * min(drawn.size, 32_000)
    remarks = samples.row("About", "This workbook") + samples.row(note, note) * (1 + drawn.size // 32_000)
    rows = samples.row("Document", "Code", "Start", "End", "Segment") + samples.row("Doc1", "", "", "", note) * 20
    rows += "".join(samples.row("Doc1", "war", 7 * n, 7 * n + 5, "urged") for n in range(40))
    path = folder / "x.xlsx"
    path.write_bytes(samples.xlsx(remarks, rows))
    return path


def grown(path: Path, drawn: Drawn) -> Path:
    """Return a database with many more tables, so that its schema is scattered, and as much more in it."""
    file = path if path.is_file() else next(one for one in path.iterdir() if one.suffix == ".qda")
    with closing(sqlite3.connect(file)) as connection:
        for number in range(drawn.empty):
            connection.execute(f"CREATE TABLE extra_{number} ({', '.join(f'column_{n} text' for n in range(40))})")
        connection.execute("CREATE TABLE extra (content text)")
        connection.execute("INSERT INTO extra VALUES (?)", ["x" * drawn.size])
        connection.commit()
    return path


def _doc(text: str) -> Record:
    return {"text": text, "ents": _many(len(text), lambda n: {"start": 0, "end": 6, "label": "GPE"}), "tokens": []}


def _pairs(drawn: Drawn) -> list[Any]:
    empty: list[Any] = [["a", {"entities": []}] for _ in range(drawn.empty)]
    return [*empty, [drawn.text(), {"entities": _many(drawn.size, lambda n: [0, 6, "GPE"])}]]


def _tagged(many: int) -> Record:
    return {"tokens": ["France", *["urged"] * many], "ner_tags": ["B-ACT", *["O"] * many]}


MAKERS: dict[str, tuple[Maker, ...]] = {
    "label-studio": (
        _json_file("x.json", _records(_task, _coded_task, always_list=True)),
        _json_file("x.json", _records(lambda n: {"id": n, "text": f"Text {n}."}, _flat_task, always_list=True)),
        _task_table,
    ),
    "doccano": (
        _json_file("x.jsonl", _records(_unlabelled, _triple_record)),
        _json_file("x.jsonl", _records(lambda n: {"text": "a"}, _entity_record)),
        _json_file("x.json", _records(_unlabelled, lambda text: {"text": text, "label": ["war"]})),
    ),
    "prodigy": (
        _json_file("x.jsonl", _records(_hashed, lambda text: _prodigy(text, answer="accept", _input_hash=1))),
        _json_file("x.jsonl", _records(lambda n: {"text": "a", "spans": []}, _prodigy)),
    ),
    "spacy": (
        _json_file("x.json", _records(lambda n: {"text": "a", "ents": []}, _doc, always_list=True)),
        _json_file("x.json", lambda drawn: drawn.json(_pairs(drawn), always_list=True)),
    ),
    "hugging-face": (_json_file("train.jsonl", _records(lambda n: _tagged(2), lambda text: _tagged(len(text) // 9))),),
    "pubannotation": (
        _json_file("x.json", lambda drawn: drawn.json([_denoted(drawn.text())], only_one=True)),
        _json_file("x.json", _records(_not_denoted, _denoted)),
    ),
    "web-annotation": (_web,),
    "cas-json": (_json_file("x.json", _cas),),
    "xmi": (_json_file("x.xmi", _xmi),),
    "refi-qda": (
        _json_file("x.qde", _qde),
        _json_file(
            "x.qdpx", lambda drawn: samples.zipped({"sources/a.txt": drawn.text(), "project.qde": "<Project/>"})
        ),
    ),
    "conll": (
        _json_file("x.conll", _conll(2, "")),
        _json_file("x.txt", _conll(4, "-DOCSTART- -X- O O\n\n")),
        _json_file("x.txt", _conll(3, "# a remark\n" * 500)),
    ),
    "webanno": (_json_file("x.tsv", _tsv),),
    "brat": (_brat,),
    "csv": (_quotes, _labels),
    "xlsx": (_sheets,),
}
"""By the name of the format that reads them."""


def _gate(drawn: Drawn) -> Record:
    found = _many(drawn.size, lambda n: {"type": "Act", "start": 7, "end": 12, "id": n, "features": {}})
    sets = {"": {"name": "", "annotations": found, "next_annid": 99}}
    return {"text": drawn.text(), "annotation_sets": sets, "offset_type": "p", "features": {}, "name": "x"}


def _gate_yaml(drawn: Drawn) -> bytes:
    parts = [
        f"text: {'x' * (drawn.size + 1)}\n",
        "annotation_sets:\n  ? ''\n  : annotations:\n    - end: 4\n      id: 0\n      start: 0\n      type: Act\n",
        *("name: x\n", "offset_type: j\n", "features: {}\n"),
    ]
    return drawn.file("".join(Random(drawn.seed).sample(parts, len(parts))))


def _bioc(drawn: Drawn) -> bytes:
    documents = [{"id": "1", "passages": [{"text": "They met."}]}]
    return drawn.json([{"source": drawn.text(), "infons": {}, "documents": documents}], only_one=True)


def _bioc_xml(drawn: Drawn) -> bytes:
    return drawn.file(f"<collection><source>{'x' * drawn.size}</source><document><passage/></document></collection>")


def _token_record(text: str) -> Record:
    """Return tokens with numbers for tags, whose names stand in another file."""
    words = text.split(" ")
    return {"tokens": words, "ner_tags": [n % 3 for n in range(len(words))]}


def _fasttext(drawn: Drawn) -> bytes:
    return drawn.file(f"__label__war {'They met. ' * (drawn.size // 9)}\n" * 3)


REFUSED: dict[str, Maker] = {
    "GATE in JSON": _json_file("x.bdocjs", lambda drawn: drawn.json([_gate(drawn)], only_one=True)),
    "GATE in YAML": _json_file("x.bdocym", _gate_yaml),
    "GATE in YAML, as a text": _json_file("x.txt", _gate_yaml),
    "BioC": _json_file("x.json", _bioc),
    "BioC in XML": _json_file("x.xml", _bioc_xml),
    "labels": _json_file("x.jsonl", _records(lambda n: {"text": "a"}, lambda text: {"text": text, "label": "war"})),
    "tokens": _json_file("x.jsonl", _records(lambda n: {"tokens": []}, _token_record)),
    "fastText": _json_file("x.txt", _fasttext),
}
"""By what they are; a program's files that are refused by name."""


def _documents(drawn: Drawn) -> list[Record]:
    about = {"title": "A title", "date": "1971-05-06", "tags": ["peace", "war"], "meta": {"place": "Vienna", "page": 3}}
    return [{**about, "text": f"{n}. {drawn.text()[: 60 + n]}", "id": n} for n in range(drawn.empty)] + [
        {**about, "text": drawn.text(), "id": -1}
    ]


def _document_table(drawn: Drawn, folder: Path) -> Path:
    rows = [{**one, "tags": "peace", "note": ""} for one in _documents(drawn)]
    path = folder / "x.csv"
    path.write_bytes(drawn.table(["title", "date", "tags", "text", "id", "note"], rows, ","))
    return path


def _about_json(drawn: Drawn) -> bytes:
    said = f"Prodigy writes {json.dumps({'text': 'They met.', 'spans': [{'start': 0, 'end': 4}]})} a line.\n\n"
    return drawn.file(f"How JSON lines look\n\n{said}{drawn.text()}\n{said}")


DOCUMENTS: dict[str, tuple[Maker, Callable[[Drawn], int]]] = {
    "JSON": (_json_file("x.json", lambda drawn: drawn.json(_documents(drawn), True)), lambda drawn: drawn.empty + 1),
    "JSON lines": (_json_file("x.jsonl", lambda drawn: drawn.json(_documents(drawn))), lambda drawn: drawn.empty + 1),
    "a table": (_document_table, lambda drawn: drawn.empty + 1),
    "a text": (_json_file("x.txt", lambda drawn: drawn.file(drawn.text())), lambda drawn: 1),
    "a text about JSON": (_json_file("x.md", _about_json), lambda drawn: 1),
}
"""What is texts and nothing else, by what it is, with how many documents it has."""
