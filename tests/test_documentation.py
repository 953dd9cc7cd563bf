"""The documentation against the program: what there is stands in it, what stands in it is there."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import pytest

from annotator import __version__
from annotator.adjudication.policies import POLICIES
from annotator.agreement.registry import COEFFICIENTS
from annotator.cli.main import COMMANDS, annotator
from annotator.formats.format import Format
from annotator.formats.jsonl.records import DocumentRecord, SpanRecord
from annotator.formats.registry import FORMATS
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Cue, Label
from annotator.model.decision import Rule
from annotator.operations.sample import SampleReport
from annotator.ui.commands.key_table import ROWS, TABLE
from annotator.ui.settings import settings
from annotator.ui.window.missing_libraries import NEEDED_ON_DEBIAN
from tests import format_tables, role_table
from tests.benchmarks.figures import Figure, cells_in, table
from tests.benchmarks.targets import RATIOS, target_of
from tests.key_table import tables
from tests.oracles.oracle import PYTHON, missing_packages

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "resources" / "help"
PAGES = sorted(MANUAL.glob("*.md"))
TEXTS = [*(ROOT / f"{name}.md" for name in ("README", "ARCHITECTURE", "CONTRIBUTING", "CHANGELOG")), *PAGES]
MODULES = sorted(path for path in (ROOT / "annotator").rglob("*.py") if path.name != "__init__.py")

FORBIDDEN = r"/(?:work|root|home|tmp)/|pypi|pythonhosted|\b(?:TODO|FIXME|TBD|XXX|placeholder)\b|lorem ipsum"
"""What is no reader's business: paths of one machine, hosts of registries, what was left for later."""


def text_of(path: Path) -> str:
    """Return a text of the documentation."""
    return path.read_text(encoding="utf-8")


def page(name: str) -> str:
    """Return a page of the manual."""
    return text_of(MANUAL / f"{name}.md")


def lacking(words: Iterable[str], text: str) -> list[str]:
    """Return those of the words that a text does not have."""
    return [word for word in words if word not in text]


def marked(words: Iterable[str]) -> list[str]:
    """Return words as the manual writes what is typed."""
    return [f"`{word}`" for word in words]


def relative_links(text: str) -> list[str]:
    """Return where the links and pictures of a text lead, without those to the web."""
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
    return [target for target in targets if not target.startswith(("http:", "https:"))]


def lines_in(text: str, language: str) -> str:
    """Return the one block of code in this language."""
    (block,) = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return str(block)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_links_lead_to_files_that_are_there(path: Path) -> None:
    assert [target for target in relative_links(text_of(path)) if not (path.parent / target).exists()] == []


def test_every_page_of_the_manual_is_linked_from_the_readme_and_the_first_page() -> None:
    readme, first = relative_links(text_of(ROOT / "README.md")), relative_links(page("start"))
    assert lacking([f"resources/help/{path.name}" for path in PAGES], "\n".join(readme)) == []
    assert lacking([path.name for path in PAGES if path.name != "start.md"], "\n".join(first)) == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_nothing_is_said_of_one_machine_or_left_for_later(path: Path) -> None:
    assert re.findall(FORBIDDEN, text_of(path), re.IGNORECASE) == []


def test_the_pictures_are_light_enough_to_be_loaded_with_the_readme() -> None:
    shown = [ROOT / target for target in relative_links(text_of(ROOT / "README.md")) if target.endswith(".png")]
    assert len(shown) == 4
    assert [path.name for path in shown if path.stat().st_size >= 200_000] == []


def test_each_command_and_option_of_the_command_line_is_in_the_manual() -> None:
    wrong = []
    common = re.search(r"^## Encrypted projects\n\n    (.*)$", page("commands"), re.MULTILINE)
    assert common is not None
    for name in COMMANDS:
        found = annotator.get_command(click.Context(annotator), name)
        assert found is not None
        section = re.search(rf"^## annotator {name}\n(.*?)(?=^## |\Z)", page("commands"), re.DOTALL | re.MULTILINE)
        said = f"{section[1] if section else ''} {common[1]}"
        parts = [found, *_parts_of(found)]
        options = [one for part in parts for each in part.params for one in (*each.opts, *each.secondary_opts)]
        wrong += [f"{name}: {option}" for option in options if option.startswith("-") and option not in said]
        wrong += [] if f"annotator {name} " in said else [name]
        wrong += [] if f"annotator {name} " in text_of(ROOT / "README.md") else [f"{name} in the README"]
    assert wrong == []


def _parts_of(command: click.Command) -> Iterator[click.Command]:
    """Yield the commands that stand within one."""
    if not isinstance(command, click.Group):
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        part = command.get_command(context, name)
        assert part is not None
        yield part


def test_no_command_of_the_command_line_is_made_up() -> None:
    for path in (ROOT / "README.md", *PAGES):
        called = re.findall(r"(?:^ {4}|`)(?:\.venv\S+)?annotator ([a-z]+)", text_of(path), re.MULTILINE)
        assert set(called) <= COMMANDS.keys(), path.name


def test_the_tables_of_keys_are_those_of_the_window() -> None:
    assert tables() in page("keys"), "run: python -m tests.key_table"


def test_the_table_of_who_may_do_what_is_that_of_the_rule() -> None:
    assert role_table.rows() in page("people"), "python -m tests.role_table"


def test_keys_that_other_pages_name_are_in_the_table_of_keys() -> None:
    known = {key for row in TABLE for key in (*row.keys, *(row.mac or ()))}
    for path in (ROOT / "README.md", *PAGES):
        named = re.findall(r"`((?:Ctrl|Alt|Shift|F\d)[^` ]*)`", text_of(path))
        assert [key for key in named if "+" in key or key[0] == "F" if key not in known] == [], path.name


def test_each_setting_is_in_the_manual_under_its_title() -> None:
    text = page("preferences")
    titles = [field.title or "" for field in settings.Settings.model_fields.values()]
    assert "" not in titles
    assert lacking([f"| {title} |" for title in titles], text) == []
    hidden = ("recent", "last_coder", "geometry", "sides", "knows_keys", "spans_coded", "shortcuts")
    assert lacking(marked(hidden), text) == [] and set(hidden) <= settings.Settings.model_fields.keys()


def test_the_example_of_other_keys_names_commands_that_there_are() -> None:
    named = re.findall(r'"([a-z]+\.[a-z_]+)": "', page("preferences"))
    assert named and [id for id in named if id not in ROWS] == []


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_each_format_is_in_the_manual(format: Format) -> None:
    if format.writer is not None:
        assert f"| `{format.name}` |" in page("export")
    if format.reader is not None:
        assert f"| `{format.name}` |" in page("import")
        assert f"`{format.name}`" in page("commands")


@pytest.mark.parametrize("name", format_tables.TABLES)
def test_the_tables_of_formats_are_those_of_the_registry(name: str) -> None:
    assert f"\n\n{format_tables.TABLES[name]()}\n" in page(name), "run: python -m tests.format_tables"


def test_the_formats_that_the_command_line_offers_are_named_where_it_is_told_of() -> None:
    assert f"--format {'|'.join(one.name for one in FORMATS if one.writer is not None)}]" in page("commands")


def test_each_coefficient_is_in_the_manual_with_its_citation() -> None:
    text = page("coefficients")
    assert lacking([coefficient.title for coefficient in COEFFICIENTS], text) == []
    assert lacking([coefficient.citation for coefficient in COEFFICIENTS], text) == []


def test_policies_and_rules_are_in_the_manual() -> None:
    assert lacking([f"**{policy.name}**" for policy in POLICIES], page("adjudicate")) == []
    assert lacking([rule.value for rule in Rule], page("export")) == []


def test_the_limits_of_a_hub_are_told_to_its_administrator() -> None:
    tables = "".join(text_of(path) for path in (ROOT / "resources" / "hub").glob("[0-9]*.sql"))
    limits = re.findall(r"\('([a-z_]+_bytes)', (\d+)\)", tables)
    sizes = {30: "GB", 20: "MB"}
    for name, value in limits:
        power = max(one for one in (20, 30, 40) if int(value) >> one)
        said = f"{int(value) >> power} {sizes.get(power, 'TB')}"
        assert re.search(rf"^\| `{name}` \| .* \| {said} \|$", page("hub-administrator"), re.MULTILINE), name
    assert limits


def test_the_fields_of_the_jsonl_and_of_the_codebook_are_in_the_manual() -> None:
    assert lacking(marked((*DocumentRecord.model_fields, *SpanRecord.model_fields)), page("export")) == []
    named = (*Label.model_fields, *(cue.value for cue in Cue), *(kind.value for kind in AttributeKind))
    assert lacking(marked(named), page("codebook")) == []


@pytest.mark.parametrize("path", [ROOT / "README.md", MANUAL / "troubleshooting.md"], ids=lambda path: path.name)
def test_the_debian_packages_are_those_that_the_program_names(path: Path) -> None:
    told = re.findall(r"^ {4}sudo apt-get install ((?:[a-z0-9.+-]+(?: \\\n +| )?)+)$", text_of(path), re.MULTILINE)
    assert [tuple(packages.replace("\\", " ").split()) for packages in told] == [NEEDED_ON_DEBIAN]


@pytest.mark.parametrize("path", [".ci/run", ".github/workflows/bundle.yml"])
def test_what_continuous_integration_installs_covers_what_a_window_needs(path: str) -> None:
    assert lacking(NEEDED_ON_DEBIAN, text_of(ROOT / path)) == []


def test_the_targets_of_make_that_are_named_are_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    for path in TEXTS:
        named = re.findall(r"(?:`|^ {4})make ([a-z]+)(?:`|$)", text_of(path), re.MULTILINE)
        assert set(named) <= targets, path.name
    assert targets <= set(re.findall(r"`make ([a-z]+)`", text_of(ROOT / "CONTRIBUTING.md")))


def test_every_module_has_its_place_in_the_picture_of_the_architecture() -> None:
    tree = re.findall(r"```\n(annotator/.*?)```", text_of(ROOT / "ARCHITECTURE.md"), re.DOTALL)[0]
    listed = set(re.findall(r"[\w]+\.py", tree)) | {f"{name}/" for name in re.findall(r"(\w+)/", tree)}

    def is_listed(path: Path) -> bool:
        folders = path.relative_to(ROOT / "annotator").parts[:-1]
        if folders[:1] == ("cli",):
            return path.name in listed or path.name.endswith("_command.py")
        # Of the window's folders the picture tells what each is for, not what is in it.
        return f"{folders[1]}/" in listed if len(folders) > 1 else path.name in listed

    assert [str(path.relative_to(ROOT)) for path in MODULES if not is_listed(path)] == []
    there = {path.name for path in MODULES}
    assert [name for name in listed if name.endswith(".py") and name not in there] == []


def test_the_folders_of_tools_and_of_packaging_have_their_place_in_the_picture_too() -> None:
    tree = re.findall(r"```\n(annotator/.*?)```", text_of(ROOT / "ARCHITECTURE.md"), re.DOTALL)[0]
    packages = [path.parent for path in (ROOT / "tools").rglob("__init__.py")]
    others = [path for path in (ROOT / "packaging").iterdir() if path.is_dir()]
    assert [folder.name for folder in (*packages, *others) if f"{folder.name}/" not in tree] == []


def test_modules_and_tests_that_the_texts_name_are_there() -> None:
    for path in (ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"):
        named = set(re.findall(r"`((?:[\w.]+/)+[\w.]+\.(?:py|json|md))`", text_of(path)))
        places = (ROOT, ROOT / "annotator", ROOT / "annotator" / "ui")
        # What stands under build/ is made by make.
        lasting = [name for name in named if not name.startswith("build/")]
        assert [name for name in lasting if not any((place / name).exists() for place in places)] == []


def test_nothing_new_is_put_into_more_than_three_places_of_the_program() -> None:
    table = re.findall(r"^\| new .*?(?=\n\n)", text_of(ROOT / "CONTRIBUTING.md"), re.DOTALL | re.MULTILINE)[0]
    rows = {row.split(" | ")[0]: set(re.findall(r"`([\w./]+(?:\.py|/))`", row)) for row in table.splitlines()[2:]}
    assert len(rows) > 30
    # Where a test belongs, and what a script makes, is no place that one has to remember.
    assert [row for row, named in rows.items() if len({name for name in named if name[:6] != "tests/"}) > 3] == []


def test_names_that_the_way_of_a_keystroke_tells_are_in_the_code() -> None:
    way = re.findall(r"## How a keystroke travels\n(.*?)\n## ", text_of(ROOT / "ARCHITECTURE.md"), re.DOTALL)[0]
    names = set(re.findall(r"\b(?:[A-Z]\w+|annotate)\.(\w+)", way))
    code = "\n".join(text_of(path) for path in MODULES)
    assert len(names) > 6
    assert [name for name in names if f"def {name}(" not in code and f"{name} = Signal" not in code] == []


def test_the_changes_begin_with_this_version() -> None:
    assert re.findall(r"^## (\S+)", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)[0] == __version__


def test_the_readme_says_of_every_figure_in_its_table_whether_it_is_over_its_target() -> None:
    _, _, rest = text_of(ROOT / "README.md").partition("<!-- make bench -->")
    rows = cells_in(rest)
    assert len(rows) > 300 and table(rows) in rest
    over = {tuple(line.split()[:2]) for line in re.findall(r"over its target: (.+): ", rest)}
    assert over <= {row[:2] for row in rows}
    for name, load, value, floor, unit, _ in rows:
        most, told = target_of(Figure(name, load, float(value), unit, float(floor))), float(value)
        if most is not None and name not in RATIOS and abs(told - most) > 0.01:
            assert ((name, load) in over) == (told > most), f"{name} {load}"


def test_the_manual_loads_the_published_folder_as_the_readme_does() -> None:
    for language in ("python", "r"):
        lines = lines_in(text_of(ROOT / "README.md"), language)
        assert 3 <= len(lines.splitlines()) <= 5
        assert lines_in(page("publishing"), language) == lines


@pytest.fixture(scope="module")
def sample(sample_made: SampleReport) -> Path:
    """The folder of a fresh sample project with its gold."""
    return sample_made.path.parent


def run_in(folder: Path, *command: str) -> str:
    """Run a program in a folder and return what it prints."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=500)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_lines_of_python_load_the_gold(sample: Path) -> None:
    lines = lines_in(page("export"), "python")
    printed = run_in(sample, sys.executable, "-X", "utf8", "-c", lines)
    assert re.match(r"11 documents, \d{3} spans", printed)


def test_the_lines_of_r_load_the_gold(sample: Path) -> None:
    rscript = shutil.which("Rscript")
    asked = 'cat(requireNamespace("jsonlite", quietly = TRUE))'
    if rscript is None or "TRUE" not in run_in(sample, rscript, "-e", asked):
        pytest.skip("needs Rscript with the package jsonlite")
    lines = lines_in(page("export"), "r")
    printed = run_in(sample, rscript, "-e", f"{lines}\ncat(nrow(spans), names(spans))")
    assert re.match(r"\d{3} title label start stop quote", printed)


@pytest.fixture(scope="module")
def published(sample_made: SampleReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the sample was published by the command that the README says."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "out").mkdir()
    shutil.copy(sample_made.path, folder / "out")
    (command,) = re.findall(r"`annotator (export out/[^`]*--format dataset[^`]*)`", text_of(ROOT / "README.md"))
    program = ("-c", "import sys; from annotator.__main__ import main; sys.exit(main())")
    run_in(folder, sys.executable, *program, *command.split())
    return folder


def test_the_lines_of_python_read_what_is_published(published: Path) -> None:
    if why := missing_packages():
        pytest.skip(why)
    lines = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'reader')!r})\n{lines_in(text_of(ROOT / 'README.md'), 'python')}"
    )
    printed = run_in(published, str(PYTHON), "-I", "-X", "utf8", "-c", lines)
    assert re.match(r"11 documents, \d{3} spans\n", printed) and "France" in printed


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_the_lines_of_r_read_what_is_published(published: Path, locale: str) -> None:
    rscript = shutil.which("Rscript")
    asked = 'cat(requireNamespace("jsonlite", quietly = TRUE))'
    if rscript is None or "TRUE" not in run_in(published, rscript, "-e", asked):
        pytest.skip("needs Rscript with the package jsonlite")
    lines = lines_in(text_of(ROOT / "README.md"), "r")
    printed = run_in(published, "env", f"LC_ALL={locale}", rscript, "-e", f"{lines}\ncat(names(gold$documents)[1])")
    assert "source_name" in printed and printed.endswith("document_id")


def test_the_sample_has_as_many_texts_as_is_said(sample: Path) -> None:
    seeds = [path for path in (ROOT / "seeds").iterdir() if path.suffix in (".txt", ".md")]
    lines = (sample / "gold.jsonl").read_bytes().count(b"\n")
    assert len(seeds) == lines == 11
    for text in (text_of(ROOT / "README.md"), page("commands"), text_of(ROOT / "CHANGELOG.md")):
        assert "eleven texts" in text


def test_the_files_of_an_export_are_those_that_the_manual_names(sample: Path) -> None:
    written = [path.name for path in sample.iterdir() if path.name.startswith("gold.")]
    assert sorted(written) == sorted(set(re.findall(r"^\| `(gold\.[a-z.]+)` \|", page("export"), re.MULTILINE)))
