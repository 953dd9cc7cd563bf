"""Whether a dataset can be published: its description, its files, whom they name, what archives would complain of.

Sources: Croissant Format Specification 1.0 (MLCommons 2024), section on dataset-level information, for what is
required; mlcroissant for what it recommends; DataCite Metadata Schema 4.5 for its mandatory properties.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from annotator.formats.last_export import PUBLISHED, SUMS, hash_of
from annotator.model.data_author import UnclearName, author_of
from annotator.model.description import Description, titles
from annotator.model.errors import BadFile
from annotator.model.licence import licence_title
from annotator.model.wording import counted, one_or_many, word_list
from annotator.operations.adjudication.case_queue import open_counts
from annotator.operations.exchange.exporting import export_to_look_at
from annotator.operations.exchange.published_names import PublishedNames
from annotator.operations.people.people import layers_named
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

_CARELESS = {"thumbs.db", "desktop.ini", "__macosx"}
"""What systems leave in folders; other files that nobody sees begin with a dot, or with ~$."""
_GOLD = "gold"
_MOST, _SHORT = 3, 50
"""So many names of a list are said, and so many characters of a text."""
_SECONDS = 120
_REQUIRED = {
    "name": "title", "description": "summary", "license": "licence", "url": "url", "creator": "authors",
    "datePublished": "published",
}  # fmt: skip
"""What Croissant requires of a dataset, and the field of a description that says it."""
_RECOMMENDED = {"citeAs": "citation", "datePublished": "published", "license": "licence", "version": "version"}
"""What mlcroissant warns of where it is missing, likewise."""
_WORST_FIRST = (
    *("Pseudonyms", "Hidden files", "Files", "Gold", "Licence", "Names", "Title", "Summary", "Date"),
    *("Croissant", "DataCite", "mlcroissant", "Citation"),
)
"""By what a mistake costs: a name that is out stays out; what nobody may use or cite; what some archive would like."""
_COMPLAINT = re.compile(r"^\s+-\s+(?:\[[^\]]*\]\s*)?(.+)$", re.MULTILINE)
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is open, and what to do, in a sentence without its full stop. `fields`: of a description, that lack."""

    words: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishCheck:
    """One thing that was looked at. `problems`: what is to be done; `said`: how it is, without any."""

    name: str
    said: str
    problems: tuple[Problem, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something is to be done."""
        return bool(self.problems)


def check_project(project: Project, layer: str = "gold", progress: Progress = silent) -> list[PublishCheck]:
    """Return what there is to say of what would be published now; nothing is written that stays."""
    with TemporaryDirectory(prefix="annotator-") as folder:
        export_to_look_at(project, Path(folder) / "out", layer, progress)
        return check_folder(Path(folder) / "out", project, layer, progress)


def check_folder(
    folder: Path, project: Project | None = None, layer: str = "", progress: Progress = silent
) -> list[PublishCheck]:
    """Return what there is to say of a published folder, what is worst first; raises `BadFile` for one that is none.

    `project`: of which it is: its description counts, and none of its people may be named. `layer`: which of it was
    exported; of gold is also looked at whether all of it is decided.
    """
    if not all((folder / name).is_file() for name in PUBLISHED):
        raise BadFile(str(folder), "it is no folder of a published dataset", "export one as a dataset to publish")
    croissant = _json_of(folder / "croissant.json")
    said = project.settings.get().description if project is not None else _said_in(folder)
    names = PublishedNames(folder, said, None if project is None else project.coders.all())
    checks = [
        *([_decided(project, progress)] if project is not None and layer.casefold() == _GOLD else []),
        *_described(said, str(croissant.get("name", ""))),
        _files(folder),
        _hidden(folder),
        PublishCheck("Pseudonyms", names.said, tuple(map(Problem, names.problems()))),
        _croissant(croissant),
        _mlcroissant(folder / "croissant.json", croissant),
        _datacite(folder, said),
        _citation(said),
    ]
    return sorted(checks, key=lambda one: (not one.is_open, _WORST_FIRST.index(one.name)))


def fields_open(checks: Sequence[PublishCheck]) -> list[str]:
    """Return the fields of the description that lack or have something wrong, what is worst first."""
    problems = (problem for one in checks for problem in one.problems)
    return list(dict.fromkeys(field for problem in problems for field in problem.fields))


def is_ready(checks: Sequence[PublishCheck]) -> bool:
    """Whether nothing is open."""
    return not any(one.is_open for one in checks)


def outcome_said(checks: Sequence[PublishCheck]) -> str:
    """Return how it stands in a sentence."""
    open_ones = sum(one.is_open for one in checks)
    if not open_ones:
        return "Nothing is open: it can be published."
    return f"{open_ones} of {len(checks)} {one_or_many(open_ones, 'is', 'are')} open, what is worst first."


def _decided(project: Project, progress: Progress) -> PublishCheck:
    left = sum(open_counts(project, layers_named(project, None), progress=progress).values())
    todo = f"{counted(left, 'case is', 'cases are')} not decided, and so not in gold; decide in Adjudicate"
    return PublishCheck("Gold", "all cases are decided", (Problem(todo),) if left else ())


def _described(said: Description, called: str) -> Iterator[PublishCheck]:
    name = f"none; it is called “{_short(called)}”, as the project is"
    yield _wanted("Title", f"“{_short(said.title)}”" if said.title else "", name, "title")
    yield _wanted("Summary", _short(said.summary), "none; say what the dataset is", "summary")
    yield PublishCheck("Names", _authors(said), tuple(_of_authors(said)))
    yield _wanted("Licence", licence_title(said.licence), "none; choose one, such as CC-BY-4.0", "licence")
    yield _wanted("Date", said.published, "none; say when it is published", "published")


def _wanted(name: str, said: str, problem: str, field: str) -> PublishCheck:
    return PublishCheck(name, said, () if said else (Problem(problem, (field,)),))


def _authors(said: Description) -> str:
    names = [", ".join(filter(None, (one.family, one.given, one.suffix))) for one in said.authors]
    more = f"; and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"{'; '.join(names[:_MOST])}{more}"


def _of_authors(said: Description) -> Iterator[Problem]:
    if not said.authors:
        yield Problem("nobody is named as author", ("authors",))
    for author in said.authors:
        name = f"“{_short(author.name)}”"
        if not author.is_split:
            yield Problem(f"what of {name} is the family name? Write “Family, Given”", ("authors",))
        elif not author.is_person and "{" not in author.name and _may_be_a_person(author.name):
            yield Problem(f"{name} stands as an organisation; write “Family, Given” if it is a person", ("authors",))


def _may_be_a_person(name: str) -> bool:
    """Whether a name that older descriptions take for an organisation's does not say so."""
    try:
        return "," in author_of(name)["name"]
    except UnclearName:
        return True


def _files(folder: Path) -> PublishCheck:
    sums = dict(_sums(folder))
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    seen = {name for name in there if not _is_hidden(name)} - {SUMS}
    changed = sorted(name for name in seen & sums.keys() if hash_of(folder / name) != sums[name])
    problems = [
        *_each("missing", sums.keys() - there, "export again"),
        *_each("changed since the export", changed, "export again"),
        *_each(f"not in {SUMS}", seen - sums.keys(), "take it out, or it is published too"),
    ]
    return PublishCheck("Files", f"{counted(len(seen), 'file')}, as {SUMS} has them", tuple(map(Problem, problems)))


def _each(what: str, names: "set[str] | Sequence[str]", remedy: str) -> Iterator[str]:
    ordered = sorted(names)
    if ordered:
        more = f" and {len(ordered) - _MOST} more" if len(ordered) > _MOST else ""
        yield f"{', '.join(map(_short, ordered[:_MOST]))}{more}: {what}; {remedy}"


def _sums(folder: Path) -> Iterator[tuple[str, str]]:
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return
    for line in lines:
        total, sign, name = line.partition("  ")
        if sign:
            yield name, total


def _hidden(folder: Path) -> PublishCheck:
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    found = {name for name in names if _is_hidden(name)}
    return PublishCheck("Hidden files", "none", tuple(map(Problem, _each("hidden", found, "delete it"))))


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "~$")) or part.casefold() in _CARELESS for part in name.split("/"))


def _croissant(found: Mapping[str, Any]) -> PublishCheck:
    lacking = [field for name, field in _REQUIRED.items() if not found.get(name)]
    return _lacks("Croissant", "all that its specification requires", "it requires", lacking)


def _lacks(name: str, said: str, begun: str, lacking: Sequence[str]) -> PublishCheck:
    words = word_list(titles()[field] for field in lacking)
    return PublishCheck(name, said, (Problem(f"{begun} {words}", tuple(lacking)),) if lacking else ())


def _mlcroissant(path: Path, found: Mapping[str, Any]) -> PublishCheck:
    """Return what mlcroissant says where it is installed; else what it would, of what is missing."""
    program = shutil.which("mlcroissant")
    if program is None:
        lacking = [field for name, field in _RECOMMENDED.items() if not found.get(name)]
        there = "not installed; what it recommends is there"
        return _lacks("mlcroissant", there, "not installed; it would recommend", lacking)
    command = [program, "validate", "--jsonld", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return PublishCheck("mlcroissant", "", (Problem(f"it could not be asked ({type(error).__name__})"),))
    told = (done.stdout + done.stderr).decode("utf-8", "replace")
    complaints = [_complaint(one) for one in _COMPLAINT.findall(told)]
    if done.returncode and not complaints:
        complaints = [Problem(f"it refuses the file: {' '.join(told.split())[-200:]}")]
    return PublishCheck("mlcroissant", "no complaint", tuple(complaints))


def _complaint(said: str) -> Problem:
    """Return a complaint with the names of properties alone, not where their definitions stand; and with our fields."""
    words = _in_short(said)
    fields = {**_REQUIRED, **_RECOMMENDED}
    return Problem(words, tuple(field for name, field in fields.items() if re.search(rf"\b{name}\b", words)))


def _in_short(complaint: str) -> str:
    return re.sub(r'(?:Property )?"https?://\S*/(\w+)"', r"\1", complaint).replace(", but does not exist.", "")


def _datacite(folder: Path, said: Description) -> PublishCheck:
    is_dated = said.year and (folder / "datacite.json").is_file()
    wanted = {"authors": said.authors, "publisher": said.publisher, "published": is_dated, "licence": said.licence}
    lacking = [field for field, is_said in wanted.items() if not is_said]
    doi = f"DOI {said.doi}" if said.doi else "all that it needs to register a DOI"
    return _lacks("DataCite", doi, "a DOI is registered with", lacking)


def _citation(said: Description) -> PublishCheck:
    problems = () if said.authors else (Problem("CITATION.cff names nobody", ("authors",)),)
    if said.published and not _FULL_DAY.fullmatch(said.published):
        day = "it has a year alone" if len(said.published) == 4 else "it has no day"
        return PublishCheck("Citation", f"CITATION.cff; {day}, so no date-released", problems)
    return PublishCheck("Citation", "CITATION.cff", problems)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"


def _said_in(folder: Path) -> Description:
    """Return what a folder says of itself."""
    settings = _json_of(folder / "complete" / "annotations.project.json").get("settings")
    said = settings.get("description") if isinstance(settings, dict) else None
    try:
        return Description.model_validate_json(json.dumps(said)) if isinstance(said, dict) else Description()
    except ValueError:
        return Description()


def _json_of(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
