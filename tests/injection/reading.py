"""Programs that read what leaves, each as somebody at home has it, and what an attack that works would leave in them.

Each takes the folder with all that was written and yields a sentence for whatever it did that the words told it to.
"""

import csv
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree, html

from tests.injection.hostile import CANARY, HOST, SECRET
from tests.oracles.oracle import PYTHON, missing_packages
from tests.reports.engines import ENGINES, needs

Reader = Callable[[Path, Path], Iterator[str]]
"""Reads what stands in a folder, in another one where it may write; yields in a sentence each attack that worked."""
_LONG_S = 500
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
_XML = (".xml", ".graphml", ".gexf", ".tei", ".svg", ".qdc", ".xmi", ".fods", ".fodt")
_FIELDS = re.compile(r"\s*(PAGE|NUMPAGES|TOC .*|SEQ \w+.*|REF \S+.*|STYLEREF .*)\s*")
"""Instructions of Word that the program writes by itself."""


def _files(folder: Path, *endings: str) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix.lower() in endings]


def no_canary(*folders: Path) -> Iterator[str]:
    """Yield where an attack made its file."""
    for folder in folders:
        yield from (f"an attack ran: {path}" for path in folder.rglob(CANARY))


def by_tex(folder: Path, work: Path, engines: Sequence[str] = ENGINES) -> Iterator[str]:
    """Set all LaTeX files by TeX, which may run commands."""
    for number, path in enumerate(_files(folder, ".tex")):
        for engine in engines:
            place = work / f"{engine} {number}"
            place.mkdir(parents=True)
            shutil.copy(path, place / "report.tex")
            (place / "secret.tex").write_text(SECRET)
            command = [needs(engine), "-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "report.tex"]
            done = subprocess.run(command, cwd=place, capture_output=True, check=False, timeout=_LONG_S)
            log = (place / "report.log").read_text("utf-8", "replace")
            if done.returncode:
                said = [line for line in log.splitlines() if line.startswith(("!", "l."))]
                yield f"{engine} stops at {path.relative_to(folder)}: {' '.join(said)[:300]}"
            if re.search(r"\(\.?/?secret\.tex", log) or "runsystem(" in log:
                yield f"{engine} obeys {path.relative_to(folder)}"
    yield from no_canary(work)


def browser() -> str:
    """Return the path of a browser that knows `--headless`; skips where there is none."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    pytest.skip(f"needs a browser: {', '.join(BROWSERS)}")


def by_browser(folder: Path, work: Path) -> Iterator[str]:
    """Open all pages in a browser: no script of theirs runs, nothing is asked for, no attack became an element."""
    program = browser()
    for number, path in enumerate(_files(folder, ".html", ".htm", ".xhtml")):
        log = work / f"net-{number}.json"
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={work / 'profile'}"]
        command += ["--disable-background-networking", "--disable-component-update", f"--log-net-log={log}"]
        command += ["--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=2000", "--dump-dom", path.as_uri()]
        done = subprocess.run(command, capture_output=True, check=False, timeout=_LONG_S)
        name, page = path.relative_to(folder), done.stdout.decode("utf-8", "replace")
        if not page.strip():
            yield f"the browser shows nothing of {name}: {done.stderr.decode(errors='replace')[-300:]}"
            continue
        yield from (f"{name}: {fault}" for fault in in_page(page))
        if f"//{HOST}" in (asked := log.read_text("utf-8", "replace")) and re.search(rf'"url":"[a-z]+://{HOST}', asked):
            yield f"{name} asks the network"


def _said(node: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the attributes of an element."""
    yield from ((str(key), str(value)) for key, value in node.attrib.items())


def in_page(page: str) -> Iterator[str]:
    """Yield what of an attack became an element of a page."""
    root = html.document_fromstring(page.replace("\x00", " "), parser=html.HTMLParser(huge_tree=True))
    if (title := root.findtext(".//title")) is not None and title.strip() == CANARY:
        yield "a script ran"
    for node in root.iter(etree.Element):
        for key, value in _said(node):
            if key.lower().startswith("on"):
                yield f"<{node.tag} {key}> would run"
            is_place = key.lower() in ("href", "src", "action", "data", "srcdoc", "xlink:href", "formaction", "srcset")
            if is_place and value.strip().lower().startswith(("javascript:", "vbscript:", "data:text")):
                yield f"<{node.tag} {key}={value[:40]}>"
            if key.lower() in ("src", "srcset", "data") and not value.startswith(("data:image", "#")):
                yield f"<{node.tag} {key}={value[:60]}> is fetched"
            if key.lower() == "style" and "url(" in value:
                yield f"a style fetches: {value[:60]}"
        if node.tag in ("iframe", "base", "object", "embed", "form", "link", "frame"):
            yield f"a page has <{node.tag}>"
        if node.tag == "script" and CANARY in (node.text or "") and node.get("type") != "application/json":
            words = (node.text or "").strip()
            if words.startswith("document.title"):
                yield "an attack is a script"
        if node.tag == "meta" and node.get("http-equiv", "").lower() == "refresh":
            yield "a page leads elsewhere"


def by_parser(folder: Path, work: Path) -> Iterator[str]:
    """Look at all pages without a browser."""
    for path in _files(folder, ".html", ".htm", ".xhtml"):
        yield from (f"{path.relative_to(folder)}: {fault}" for fault in in_page(path.read_text("utf-8")))


def by_cells(folder: Path, work: Path) -> Iterator[str]:
    """Read all CSV as Excel does: a cell that begins as a formula does is one, unless it is a number."""
    for path in _files(folder, ".csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.reader(stream):
                yield from (f"{path.relative_to(folder)}: a formula: {cell[:60]}" for cell in row if _is_formula(cell))


def _is_formula(cell: str) -> bool:
    """Whether a cell of CSV is run; of a tab or a line end before it programs take no notice (OWASP: CSV injection)."""
    if not (said := cell.lstrip("\t\r\n ")).startswith(("=", "+", "-", "@")):
        return False
    try:
        float(said)
    except ValueError:
        return said.strip("-") != ""
    return False


def by_office(folder: Path, work: Path) -> Iterator[str]:
    """Open all tables, workbooks and texts in LibreOffice: no cell is a formula, nothing is linked, no field runs."""
    program = needs("soffice")
    tables = ((".csv", "fods"), (".xlsx", "fods"), (".ods", "fods"))
    has_tables = (Path(program).resolve().parent / "libsclo.so").exists()
    for ending, to in (*(tables if has_tables else ()), (".docx", "fodt")):
        found = _files(folder, ending)
        inside = work / ending.strip(".")
        inside.mkdir(parents=True)
        names: dict[str, Path] = {}
        for number, path in enumerate(found):
            names[f"{number}"] = path
            shutil.copy(path, inside / f"{number}{ending}")
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", to, "--outdir", str(inside / "out")]
        for first in range(0, len(found), 60):
            some = [str(inside / f"{number}{ending}") for number in range(first, min(first + 60, len(found)))]
            if some:
                subprocess.run([*command, *some], capture_output=True, check=True, timeout=_LONG_S, cwd=work)
        for name, path in names.items():
            shown = inside / "out" / f"{name}.{to}"
            if not shown.is_file():
                yield f"LibreOffice does not open {path.relative_to(folder)}"
                continue
            yield from (f"{path.relative_to(folder)}: {fault}" for fault in _in_office(shown.read_bytes()))
    yield from no_canary(work)


def _in_office(shown: bytes) -> Iterator[str]:
    root = etree.fromstring(shown, etree.XMLParser(huge_tree=True))
    for node in root.iter(etree.Element):
        tag = etree.QName(node).localname
        for key, value in _said(node):
            if etree.QName(key).localname == "formula" and "table" in key:
                yield f"a formula: {value[:80]}"
        if tag in (
            "dde-source",
            "dde-connection",
            "dde-connection-decl",
            "table-source",
            "cell-range-source",
            "execute-macro",
        ):
            yield f"<{tag}> asks others"
        if tag in ("image", "object", "plugin", "applet", "section-source"):
            where = next((v for k, v in _said(node) if k.endswith("}href")), "")
            if "://" in where:
                yield f"<{tag}> is fetched: {where[:60]}"


def by_inside(folder: Path, work: Path) -> Iterator[str]:
    """Look into archives: names stay below, nothing leads outside but where a reader clicks, fields are ours."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or not zipfile.is_zipfile(path):
            continue
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name[:3]:
                    yield f"{path.relative_to(folder)} holds {name!r}"
            for name in (one for one in archive.namelist() if one.endswith((".rels", ".xml"))):
                yield from (f"{path.relative_to(folder)} {name}: {fault}" for fault in _in_part(archive.read(name)))


def _in_part(data: bytes) -> Iterator[str]:
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    for node in root.iter(etree.Element):
        tag = etree.QName(node).localname
        if node.get("TargetMode") == "External" and not str(node.get("Type", "")).endswith("/hyperlink"):
            yield f"leads outside: {node.get('Target')}"
        if tag == "f" and "spreadsheetml" in node.tag:
            yield f"a formula: {node.text}"
        instruction = node.text if tag == "instrText" else node.get(f"{{{etree.QName(node).namespace}}}instr", "")
        if instruction and not _FIELDS.fullmatch(instruction):
            yield f"a field: {instruction[:80]}"


def by_xml(folder: Path, work: Path) -> Iterator[str]:
    """Parse all XML by a parser that takes entities and types of documents as they are told, and without."""
    for path in _files(folder, *_XML):
        data = path.read_bytes()
        for trusts in (True, False):
            parser = etree.XMLParser(resolve_entities=trusts, load_dtd=trusts, no_network=True, huge_tree=True)
            try:
                root = etree.fromstring(data, parser)
            except etree.XMLSyntaxError as error:
                yield f"{path.relative_to(folder)} is no XML: {error}"
                continue
            kind: Any = root.getroottree().docinfo.internalDTD
            if kind is not None and [*kind.iterentities()]:
                yield f"{path.relative_to(folder)} declares entities"
            tags = {etree.QName(node).localname for node in root.iter(etree.Element)}
            if tags & {"evil", "include", "fldSimple", "script", "iframe"}:
                yield f"{path.relative_to(folder)} has <{tags & {'evil', 'include', 'fldSimple', 'script', 'iframe'}}>"


def by_json(folder: Path, work: Path) -> Iterator[str]:
    """Read all JSON: it is JSON on its own lines, and no attack became a key."""
    for path in _files(folder, ".json", ".jsonl", ".jsonld", ".ndjson"):
        text = path.read_text("utf-8")
        pieces = text.split("\n") if path.suffix in (".jsonl", ".ndjson") else [text]
        for number, piece in enumerate(pieces, 1):
            try:
                found = json.loads(piece) if piece.strip() else None
            except ValueError as error:
                yield f"{path.relative_to(folder)}:{number} is no JSON: {error}"
                continue
            if {"polluted", "__proto__", "cell_type"} & set(_keys(found)):
                yield f"{path.relative_to(folder)}:{number} has keys of an attack"


def _keys(found: object) -> Iterator[str]:
    if isinstance(found, dict):
        yield from found
    for one in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from _keys(one)


def by_yaml(folder: Path, work: Path) -> Iterator[str]:
    """Read all YAML, and what stands before cards: one document, no tags, no licence but ours."""
    for path in [*_files(folder, ".cff", ".yaml", ".yml"), *_files(folder, ".md")]:
        text = path.read_text("utf-8")
        if path.suffix == ".md":
            if not text.startswith("---\n"):
                continue
            text = text.split("\n---\n", 1)[0]
        try:
            found = yaml.safe_load(text)
        except yaml.YAMLError as error:
            yield f"{path.relative_to(folder)} is no YAML: {error}"
            continue
        said = str(found.get("license", "")) if isinstance(found, dict) else ""
        if said == "other" or (isinstance(found, dict) and found.get("title") == "other"):
            yield f"{path.relative_to(folder)} says what an attack says"


_FRAMES = """
import sys, pathlib, pandas, networkx
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*")):
    try:
        if path.suffix == ".csv":
            pandas.read_csv(path)
        elif path.suffix == ".parquet":
            pandas.read_parquet(path)
        elif path.suffix == ".graphml":
            networkx.read_graphml(path)
        elif path.suffix == ".gexf":
            networkx.read_gexf(path)
        elif path.suffix == ".dl":
            path.read_text("utf-8")
    except Exception as error:
        print(path, type(error).__name__, str(error)[:200].replace("\\n", " "))
"""
_MARKDOWN = """
import sys, pathlib, json
from markdown_it import MarkdownIt
pages = {}
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.md")):
    pages[str(path)] = MarkdownIt("commonmark", {"html": True}).enable("table").render(path.read_text("utf-8"))
print(json.dumps(pages))
"""


def _python(code: str, folder: Path, work: Path) -> str:
    if why := missing_packages():
        pytest.skip(why)
    command = [str(PYTHON), "-W", "ignore", "-c", code, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=_LONG_S, cwd=work).stdout


def by_frames(folder: Path, work: Path) -> Iterator[str]:
    """Read all tables by pandas, all networks by networkx."""
    yield from _python(_FRAMES, folder, work).splitlines()
    yield from no_canary(work)


def by_markdown(folder: Path, work: Path) -> Iterator[str]:
    """Render all Markdown by a renderer that takes HTML as it stands: names and texts are no Markdown.

    Memos are, and the description of a dataset: who writes them means what they write.
    """
    for path, page in json.loads(_python(_MARKDOWN, folder, work)).items():
        if page.strip() and not {"memos to", "data-section.md", "README.md"} & {*Path(path).parts}:
            yield from (f"{Path(path).relative_to(folder)}: {fault}" for fault in in_page(page))


def by_r(folder: Path, work: Path) -> Iterator[str]:
    """Load all published folders into R, by the script that goes with them."""
    program = needs("Rscript")
    for script in sorted(folder.rglob("load.R")):
        command = [program, "--vanilla", "-e", f"source({json.dumps(str(script))}, chdir = TRUE)"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_LONG_S, cwd=work)
        if done.returncode:
            yield f"R stops at {script.relative_to(folder)}: {done.stderr[-300:]}"
    yield from no_canary(work, folder)


PARSERS: tuple[Reader, ...] = (by_parser, by_cells, by_inside, by_xml, by_json, by_yaml)
"""Those that are parsers within this process."""
READERS: tuple[Reader, ...] = (*PARSERS, by_frames, by_markdown, by_r, by_office, by_browser, by_tex)
