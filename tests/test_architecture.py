"""The plan of the house against the code: who may import whom, who knows SQL, who knows Qt, who changes a project."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from annotator.formats.registry import FORMATS
from annotator.readers.registry import READERS
from annotator.store.schema.schema import JOURNALED
from annotator.store.schema.tables import Table

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "annotator"

LAYERS = (
    {"annotator"},  # the version, nothing else
    {"model", "bundled"},
    {"resources", "acts", "licences", "log", "paths", "replaced", "sync"},
    {
        "store",
        "readers",
        "agreement",
        "adjudication",
        "reports",
        "likeness",
        "frequencies",
        "packets",
        "citation",
        "hub",
    },
    {"formats"},  # which read texts by readers, and tables of others' databases by the one module of the store for that
    {"operations"},
    {"cli", "ui"},
    {"desktop"},
    {"__main__"},
)
"""From the ground up. Those on one floor do not know each other; each may know all the floors below."""

FLOOR = {place: floor for floor, places in enumerate(LAYERS) for place in places}

QT = {"PySide6", "shiboken6"}
SQL = {"sqlite3", "sqlite_utils"}
ENVIRONMENT = {"click", "io", "lxml", "os", "pathlib", "shutil", "subprocess", "sys", "tempfile"}

BORDERS = {
    *("cli/main.py", "hub/passwords.py", "operations/exchange/reading.py", "ui/background/tasks.py"),
    "readers/columnar_rows.py",  # what a library in Rust panics with is no `Exception`
}
"""Where an exception of any kind is logged and shown, and so where a wide `except` may end."""

TABLES = {
    *("settings", "documents", "codebooks", "coders", "layers"),
    *("assignments", "actors", "spans", "links", "decisions"),
    *("releases", "practice_documents", "practice_results", "recode_samples", "remarks"),
    *("removals", "document_sets", "document_fields"),
    *("memos", "distinct_pairs", "units", "kept_searches"),
}
ASKING = {"ids", "touches"}
"""What one asks `Changes` about tables."""
READ_FROM_TABLES: Mapping[str, set[str]] = {
    "AttributeKind": {"model/attribute_kinds.py"},
    "Takes": {"model/role_kinds.py"},
    "Rule": {"model/decision.py"},  # where a rule says of itself what holds of it
}
"""Enums of which everything is said in a table, and where that is: elsewhere nothing asks for a single member."""

NO_PLURALS = {"reports/docx_table.py", "reports/html.py"}
"""Where a number chooses markup (a cell wider than one column), and not words."""
WITHOUT_TEST: Mapping[str, str] = {
    "hub/problems.py": "declarations only; tests/hub/test_server.py asks by them",
    "hub/reaching.py": "tests/hub/test_server.py connects, or does not, by it",
    **dict.fromkeys(
        (f"operations/team/hubs/{each}.py" for each in ("granting", "incoming_parts", "outgoing_parts", "reckoning")),
        "a part of the exchange, which tests/operations/team/hubs/test_exchanging.py tries against a real server",
    ),
    **dict.fromkeys(
        (f"operations/team/hubs/{each}.py" for each in ("inviting", "leaving", "sharing", "standing")),
        "what teams of tests/operations/team/hubs do against a real server",
    ),
    **dict.fromkeys(
        (
            *(f"ui/passages/{each}.py" for each in ("acts", "condition_form", "finder", "kept_panel", "line_feed")),
            *(f"ui/passages/{each}.py" for each in ("offers", "page", "paragraph_delegate", "passage_side")),
            *(f"ui/passages/{each}.py" for each in ("passage_export", "remembered", "search_field")),
        ),
        "a part of Passages, which tests/ui/passages/test_workspace.py plays by keyboard",
    ),
    "cli/count_text.py": "tests/cli/test_count_command.py reads all that it prints",
    "formats/jsonl/count_records.py": "declarations only; tests/cli/test_count_command.py holds them by their schema",
    "operations/passages/count_record.py": "tests/cli/test_count_command.py compares it with the export",
    "operations/passages/coded.py": "what conditions look at; each is tried over random projects in test_finding.py",
    "operations/passages/condition.py": "declarations only; all conditions are tried in test_finding.py",
    "operations/passages/conditions.py": "the table of conditions; all are tried over projects in test_finding.py",
    "operations/passages/disputes.py": "two conditions of the table, tried with the others in test_finding.py",
    "operations/passages/grouping.py": "the table of groupings; each is counted and searched for in test_counting.py",
    "operations/passages/reading.py": "what lines and groupings read of codings, tried by theirs",
    "operations/passages/names.py": "what conditions look names up in; all it refuses is tried in test_finding.py",
    "agreement/input/coded_text.py": "declarations only; what each study is given is made of them",
    "formats/format.py": "declarations only; tests/formats/contract.py holds what a format promises",
    "formats/tables/carried.py": "declarations only; tests/formats/tables/test_csv_spans.py holds what they say",
    **dict.fromkeys(
        (
            *("formats/tables/beside.py", "formats/tables/coding_table.py"),
            "formats/tables/own_places.py",
            *("formats/tables/xlsx_reading.py", "readers/sheet_modes.py"),
            "readers/foreign/workbook_look.py",
        ),
        "parts of writing and reading tables of ours: test_csv_spans.py and test_xlsx.py bring them back",
    ),
    "ui/dialogs/export_choice.py": "declarations only; test_export_dialog.py and test_export_preview.py show them",
    "ui/dialogs/description_dialog.py": "tests/ui/window/flows/test_describing.py fills it in",
    "formats/named_in_texts.py": "tests/operations/exchange/test_what_leaves.py holds what it tells",
    **dict.fromkeys(
        (
            *("formats/flat_layers.py", "formats/flat_reading.py", "formats/doccano/writing.py"),
            *("formats/prodigy/writing.py", "formats/pubannotation/writing.py"),
        ),
        "the tests of doccano, Prodigy and PubAnnotation hold it, by their round trips",
    ),
    **dict.fromkeys(
        tuple(f"formats/label_studio/{name}.py" for name in ("tasks", "texts", "results", "writing")),
        "parts of the format: test_reading.py and the contract in test_label_studio.py hold them",
    ),
    **dict.fromkeys(
        (
            "formats/refi/case_actors.py",
            "formats/refi/documents.py",
            "formats/refi/links.py",
            "formats/refi/notes.py",
            "formats/refi/pdf.py",
            "formats/refi/people.py",
            "formats/refi/places.py",
            "formats/refi/said.py",
            "formats/refi/transcripts.py",
            "formats/refi/xml.py",
        ),
        "parts of reading: tests/formats/refi/test_reading.py holds them on projects of all kinds",
    ),
    **dict.fromkeys(
        (
            "formats/refi/actor_markup.py",
            "formats/refi/code_markup.py",
            "formats/refi/markup.py",
            "formats/refi/writing.py",
        ),
        "parts of writing: tests/formats/refi/test_refi.py reads them back, and asks the published schema",
    ),
    **dict.fromkeys(
        (
            "formats/codebook_files/brat_reading.py",
            "formats/codebook_files/building.py",
            "formats/codebook_files/columns.py",
            "formats/codebook_files/json_codebook.py",
            "formats/codebook_files/label_studio_reading.py",
            "formats/codebook_files/qdc.py",
            "formats/codebook_files/spreadsheet_reading.py",
            "formats/refi/codebook_reading.py",
            "formats/refi/codebook_writing.py",
        ),
        "parts of codebook files: tests/formats/codebook_files/ reads each kind, and what is written again",
    ),
    "formats/codebook_files/codebook_file.py": "declarations only; tests/formats/codebook_files/ holds each kind",
    "formats/refi/writing_names.py": "tests/formats/refi/test_refi.py reads back what it names",
    "formats/refi/variables.py": "tests/formats/refi/test_values.py reads back what is written",
    **dict.fromkeys(
        (
            f"formats/dataset/{name}.py"
            for name in ("columns", "contents", "flat", "gathered", "prose", "readme", "ro_crate", "who_coded")
        ),
        "one folder: tests/formats/dataset/test_dataset.py reads all of it",
    ),
    **dict.fromkeys(
        tuple(f"formats/conll/{name}.py" for name in ("brackets", "columns", "rows", "texts")),
        "parts of reading: tests/formats/conll/test_reading.py holds them on files of all kinds",
    ),
    **dict.fromkeys(
        tuple(
            f"formats/uima/{name}.py"
            for name in ("cas", "coding", "json_reading", "reading", "sniffing", "tsv_header", "type_systems")
        ),
        "parts of reading: tests/formats/uima/test_fixtures.py holds them on what other programs wrote",
    ),
    **dict.fromkeys(
        tuple(
            f"formats/uima/{name}.py"
            for name in ("casting", "json_writing", "own", "tsv_writing", "writing", "written_types", "xmi_writing")
        ),
        "parts of writing: the contracts in tests/formats/uima/ read back what they write, and other programs do",
    ),
    "formats/jsonl/search_records.py": "declarations only; tests/cli/test_searches_command.py holds what is said to it",
    "formats/jsonl/passage_records.py": "declarations only; the tests of operations/passages read them back",
    "formats/jsonl/plan_records.py": "declarations only; tests/operations/agreement/test_plan_words.py reads them back",
    "formats/jsonl/study_records.py": "declarations only; schemas, the agree command and reliability read them back",
    "model/assigning/choice.py": "declarations only; tests/model/assigning/ draws by them",
    "model/licence_ids.py": "a list; tests/model/test_licence.py counts it",
    "model/bundle.py": "declarations only; the round trips of the formats are of bundles",
    "sync/delivery.py": "declarations only; tests/store/taking fills them",
    **dict.fromkeys(
        (
            "store/taking/applying.py",
            "store/taking/beside.py",
            "store/taking/dry_rows.py",
            "store/taking/gathering.py",
            "store/taking/part_order.py",
            "store/taking/part_reading.py",
            "store/taking/plan_counts.py",
            "store/taking/row_history.py",
            "store/taking/row_states.py",
            "store/taking/rights.py",
            "store/taking/settling_focus.py",
            "store/taking/strand_checks.py",
            "store/taking/strand_writing.py",
            "store/taking/taking_back.py",
        ),
        "one machine: tests/store/taking/test_packet_desk.py holds it by what it comes to",
    ),
    "store/taking/ends.py": "tests/store/taking/test_handing_out.py holds it for all parts",
    "model/verbs/team.py": "facts only; tests/model/test_verbs.py holds them over the whole table",
    **dict.fromkeys(
        ("cli/team_command.py", "cli/hub_command.py"),
        "a table of the commands within it, all of which tests/cli/test_parts.py calls",
    ),
    **dict.fromkeys(
        (f"cli/hub/{each}.py" for each in ("share", "invite", "exchange", "status", "revoke")),
        "tests/cli/hub/test_join.py and test_leave.py give the commands one after the other",
    ),
    "cli/team/hand_in.py": "tests/cli/team/test_take.py gives the commands one after the other",
    "cli/team/status.py": "tests/cli/team/test_take.py gives the commands one after the other",
    "operations/team/standing.py": "tests/cli/team/test_take.py asks for it",
    "operations/team/copy_keys.py": "tests/operations/team/test_copies.py gives copies with its keys",
    "operations/team/renewing.py": "tests/operations/feedback/test_shown_gold.py holds what it notes",
    "operations/team/updates.py": "tests/operations/team/test_copies.py takes in what it writes",
    "hub/database_server.py": "declarations only; tests/hub/test_administration.py speaks to a server by it",
    "packets/contents.py": "declarations only; tests/packets/test_reading.py reads them back",
    "sync/row_writes.py": "declarations, of which tests/sync/test_fold.py makes all that it folds",
    "sync/settling_rules.py": "declarations only; tests/sync/test_settle.py settles by them",
    "sync/rules.py": "declarations only; tests/store/chain/test_table_rules.py holds them over all tables",
    "store/schema/team_tables.py": "declarations only; test_migrations.py and test_schema.py hold them",
    "store/schema/hub_tables.py": "declarations only; tests/store/rows/test_hubs.py holds what they keep",
    "model/verbs/actors.py": "facts only; tests/model/test_verbs.py holds them over the whole table",
    "model/verbs/assigning.py": "facts only; tests/model/test_verbs.py holds them over the whole table",
    "model/verbs/codebook.py": "facts only; tests/model/test_verbs.py holds them over the whole table",
    "model/verbs/project.py": "facts only; tests/model/test_verbs.py holds them over the whole table",
    "operations/team/conflict_types.py": "declarations only; test_conflicts.py there reads them",
    **dict.fromkeys(
        (f"ui/dialogs/hub/{each}.py" for each in ("agree", "form", "invite", "join", "password", "share")),
        "tests/ui/dialogs/hub/test_forms.py fills each of them in",
    ),
    **dict.fromkeys(
        (f"ui/background/{each}.py" for each in ("hub_carrier", "hub_door", "hub_links")),
        "one machine: tests/ui/background/test_hub_link.py plays it with a hub that hangs, refuses and comes back",
    ),
    **dict.fromkeys(
        ("ui/window/flows/hub_joining.py", "ui/window/flows/hub_work.py", "ui/window/hub_wiring.py"),
        "tests/ui/window/flows/test_hubs.py presses their keys",
    ),
    "ui/team/hub_members.py": "the list in tests/ui/team/test_hub_section.py",
    "ui/dialogs/acts_dialog.py": "tests/ui/team/test_packet_desk.py opens it over a packet",
    "ui/dialogs/author_question.py": "tests/ui/window/flows/test_describing.py answers it in the window",
    "ui/team/page.py": "sets parts out; tests/ui/team/test_workspace.py presses its buttons in the window",
    "ui/team/loader.py": "one reading; tests/ui/team/test_workspace.py waits for it in the window",
    "ui/history/at_step.py": "test_open_remarks.py and flows/test_earlier.py press its keys in the window",
    "readers/foreign/kind.py": "declarations only; test_kinds.py holds what its list promises",
    "model/memo.py": "declarations only; tests/store/rows/test_memos.py reads them back",
    "model/document_row.py": "declarations only; tests/operations/documents/test_listing.py fills them",
    "model/document_set.py": "declarations only; tests/store/rows/test_document_sets.py reads them back",
    "model/kept_search.py": "declarations only; tests/store/rows/test_kept_searches.py reads them back",
    "model/verbs/searches.py": "facts only; tests/model/test_verbs.py holds them over the whole table",
    "model/verbs/documents.py": "facts only; tests/model/test_verbs.py holds them over the whole table",
    "model/remark.py": "declarations only; tests/store/rows/test_remarks.py reads them back",
    "model/verbs/memos.py": "facts only; tests/model/test_verbs.py holds them over the whole table",
    "model/verbs/remarks.py": "facts only; tests/model/test_verbs.py holds them over the whole table",
    "model/verbs/reverting.py": "facts only; tests/model/test_verbs.py holds them over the whole table",
    "model/verbs/units.py": "facts only; tests/model/test_verbs.py holds them over the whole table",
    "operations/exchange/published_names.py": "tests/operations/exchange/test_publishing.py puts names into each file",
    "operations/progress.py": "a type, and a function that does nothing",
}
"""Modules that compute nothing, so that no test could be of them alone."""
WRITING = {"add", "change", "clear", "delete", "insert", "put", "take", "update"}

MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
TESTS = sorted(path for path in (ROOT / "tests").rglob("test_*.py"))
PERHAPS_A_CLOCK = re.compile(r"\btime\s*\.|\bfrom time|timeit|QElapsedTimer")
A_TEST = re.compile(r"^ *(?:async )?def (test_\w*)\(", re.MULTILINE)


def name_of(path: Path) -> str:
    """Return how a module is called in the lists above: its path within the package."""
    return path.relative_to(PACKAGE).as_posix()


def place_of(path: Path) -> str:
    """Return the folder of a module, or for one at the top its own name."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "annotator" if parts == ("__init__",) else parts[0]


@pytest.fixture(scope="module", autouse=True)
def trees_are_forgotten() -> Iterator[None]:
    """Keep no tree beyond this module: each later collection of garbage would walk all of them."""
    yield
    nodes_of.cache_clear()
    tree_of.cache_clear()


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a module as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return all nodes of a module’s syntax tree."""
    return tuple(ast.walk(tree_of(path)))


def imports_of(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield (line, module, name) for all that a module imports, within functions too; no name for a plain import."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports by a relative name"
            yield from ((node.lineno, node.module or "", alias.name) for alias in node.names)


def places_imported_by(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, place) for the parts of the package that a module imports."""
    for line, module, name in imports_of(path):
        parts = [*module.split("."), name]
        if parts[0] == "annotator":
            inner = parts[1] or "annotator"
            yield line, inner if inner in FLOOR or (PACKAGE / inner).is_dir() else "annotator"


def roots_imported_by(path: Path) -> set[str]:
    """Return the top-level packages that a module imports."""
    return {module.split(".")[0] for _, module, _ in imports_of(path)}


def test_each_folder_and_module_has_a_place_in_the_layers() -> None:
    places = {place_of(path) for path in MODULES}
    assert places <= FLOOR.keys(), f"say in LAYERS where these belong: {sorted(places - FLOOR.keys())}"


def test_the_layers_are_told_apart_by_this_test() -> None:
    assert {place for _, place in places_imported_by(PACKAGE / "operations" / "exchange" / "importing.py")} >= {
        "model",
        "store",
    }
    assert place_of(PACKAGE / "store" / "rows.py") == "store" and place_of(PACKAGE / "__main__.py") == "__main__"


def test_imports_go_downwards_only_and_never_to_a_sibling() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {place}"
        for path in MODULES
        for line, place in places_imported_by(path)
        if place != place_of(path) and FLOOR[place] >= FLOOR[place_of(path)]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("knowledge", "places"), [(SQL, {"store"}), (QT, {"ui", "desktop"}), (ENVIRONMENT, set(FLOOR) - {"model"})]
)
def test_only_the_store_knows_sql_only_the_window_knows_qt_and_the_model_knows_neither_nor_files(
    knowledge: set[str], places: set[str]
) -> None:
    wrong = [
        f"{name_of(path)} imports {root}"
        for path in MODULES
        for root in roots_imported_by(path)
        if root in knowledge and place_of(path) not in places
    ]
    assert wrong == []


def test_of_the_store_formats_know_the_reading_of_others_databases_alone() -> None:
    for path in MODULES:
        if place_of(path) == "formats":
            of_the_store = {module for _, module, _ in imports_of(path) if module.startswith("annotator.store")}
            assert of_the_store <= {"annotator.store.connections.foreign"}, name_of(path)


def test_only_operations_change_a_project() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno} calls {node.func.attr}"
        for path in MODULES
        if place_of(path) not in ("operations", "store")
        for node in nodes_of(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_write(node.func)
    ]
    assert wrong == []


def test_whoever_changes_a_project_says_what_is_done_by_a_verb_and_not_by_a_sentence() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        if place_of(path) != "model"
        for node in nodes_of(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Told"
    ]
    assert wrong == []


def _is_write(called: ast.Attribute) -> bool:
    """Whether `x.transact(…)`, or a writing method of a table: `project.spans.add(…)`."""
    if called.attr == "transact":
        return True
    table = called.value
    return (
        called.attr in WRITING
        and isinstance(table, ast.Attribute)
        and table.attr in TABLES
        and "project" in ast.unparse(table.value)
    )


def test_all_tables_of_a_project_are_watched_by_this_test() -> None:
    assert {table.replace("codebook_versions", "codebooks") for table in JOURNALED} == TABLES


def test_nobody_but_the_store_names_a_table_by_a_bare_string() -> None:
    wrong = [
        f"{name_of(path)} names {sorted(names)}: {ast.unparse(node)}"
        for path in MODULES
        if place_of(path) != "store"
        for node in nodes_of(path)
        if (names := _bare_tables(node))
    ]
    assert wrong == []


def _bare_tables(node: ast.AST) -> set[str]:
    """Return the tables that a question about changes, or a list of tables alone, names by a string."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
        return _strings(node.args)
    listed = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    names = _strings(each for each in listed if each is not None)
    return names if len(names) > 1 and len(names) == len(listed) and names <= set(Table) else set()


def _strings(nodes: Iterable[ast.AST]) -> set[str]:
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize(
    "source", ["changes.touches(Table.SPANS, 'links')", "{'spans': 1, 'links': 2}", "('spans', 'links')"]
)
def test_a_bare_name_of_a_table_is_found(source: str) -> None:
    assert any(_bare_tables(node) for node in ast.walk(ast.parse(source)))


def test_no_single_kind_or_rule_is_asked_for_outside_its_table() -> None:
    wrong = [
        f"{name_of(path)} asks for {enum}.{member}"
        for path in MODULES
        for enum, member in members_asked_for(tree_of(path))
        if name_of(path) not in READ_FROM_TABLES[enum]
    ]
    assert wrong == []


def members_asked_for(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield (enum, member) for the members that a comparison, a case or the keys of a mapping name one by one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare | ast.pattern):
            parts: list[ast.AST] = [node]
        else:
            parts = [key for key in node.keys if key is not None] if isinstance(node, ast.Dict) else []
        for each in (each for part in parts for each in ast.walk(part)):
            if isinstance(each, ast.Attribute) and ast.unparse(each.value) in READ_FROM_TABLES:
                yield ast.unparse(each.value), each.attr


@pytest.mark.parametrize("enum", READ_FROM_TABLES)
@pytest.mark.parametrize("code", ["x is {}.A", "x in ({}.A, 1)", "{{{}.A: 1}}", "match x:\n case {}.A | 1: pass"])
def test_a_branch_on_a_single_kind_or_rule_would_be_seen(enum: str, code: str) -> None:
    assert (enum, "A") in members_asked_for(ast.parse(code.format(enum)))
    assert not list(members_asked_for(ast.parse(f"made = Label({enum}.A, kind=x)")))


def test_no_format_is_known_by_its_name_outside_of_its_own_folder() -> None:
    # Documents in TEI are read by a reader of that name, which is no format.
    names = {found.name for found in FORMATS} - {reader.name for reader in READERS}
    wrong = [
        f"{name_of(path)}:{node.lineno} says {node.value}"
        for path in MODULES
        if place_of(path) != "formats"
        for node in nodes_of(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower() in names
    ]
    assert wrong == []


def test_a_wide_except_stands_at_a_border_or_passes_the_exception_on() -> None:
    wrong = [
        f"{name_of(path)}:{handler.lineno}"
        for path in MODULES
        if name_of(path) not in BORDERS
        for handler in nodes_of(path)
        if isinstance(handler, ast.ExceptHandler) and _is_wide(handler) and not _passes_on(handler)
    ]
    assert wrong == []


def _is_wide(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(type, ast.Name) and type.id in ("Exception", "BaseException") for type in types)


def _passes_on(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_no_class_shows_a_password_that_it_holds() -> None:
    wrong = [
        f"{name_of(path)}:{field.lineno}"
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.ClassDef)
        for field in node.body
        if _shows_a_secret(field)
    ]
    assert wrong == [], "say field(repr=False), in a dataclass"


def _shows_a_secret(field: ast.stmt) -> bool:
    """Whether a field of a class holds a password and stands in what is printed of it; a named tuple prints all."""
    return (
        isinstance(field, ast.AnnAssign)
        and re.search("password|passphrase|secret", ast.unparse(field.target)) is not None
        and not (field.value is not None and "repr=False" in ast.unparse(field.value))
    )


@pytest.mark.parametrize(
    "shown", ["password: str", "_secret: bytes = b''", "one_time_password: str = field(default='')"]
)
def test_a_class_that_shows_a_password_is_found(shown: str) -> None:
    assert _shows_a_secret(ast.parse(shown).body[0])
    assert not _shows_a_secret(ast.parse("password: str = field(repr=False)").body[0])


def test_what_begins_with_an_underscore_stays_in_its_module() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {name}"
        for path in MODULES
        for line, module, name in imports_of(path)
        if module.startswith("annotator") and name.startswith("_") and not name.startswith("__")
    ]
    assert wrong == []


def test_a_word_that_depends_on_a_number_is_chosen_in_one_place() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno} {ast.unparse(node)}"
        for path in MODULES
        if name_of(path) not in ("model/wording.py", *NO_PLURALS)
        for node in nodes_of(path)
        if isinstance(node, ast.IfExp) and _is_plural(node)
    ]
    assert wrong == [], "use counted or one_or_many of annotator.model.wording"


def _is_plural(choice: ast.IfExp) -> bool:
    """Whether words are chosen by a number's being one: `"case" if n == 1 else "cases"`, or an s is put behind them."""
    words = [node for node in (choice.body, choice.orelse) if _text_in(node) is not None]
    ends = any(isinstance(node, ast.Constant) and node.value in ("s", "es", "ies") for node in words)
    asks_for_one = any(_is_about_one(node) for node in ast.walk(choice.test))
    return ends or (asks_for_one and len(words) == 2 and any(map(_says_something, words)))


def _is_about_one(node: ast.AST) -> bool:
    """Whether `n == 1`, `n != 1` or `n > 1`."""
    return (
        isinstance(node, ast.Compare)
        and isinstance(node.ops[0], ast.Eq | ast.NotEq | ast.Gt)
        and any(isinstance(side, ast.Constant) and side.value == 1 for side in (node.left, *node.comparators))
    )


def _text_in(node: ast.expr) -> str | None:
    """Return the fixed words of a text or of a text with places to fill, None for anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _says_something(node: ast.expr) -> bool:
    return re.search(r"\b[a-z]+", _text_in(node) or "") is not None


def test_a_plural_made_by_hand_is_known_by_this_test() -> None:
    made = ["'case' if n == 1 else 'cases'", "'' if len(x) != 1 else 's'", "f'{n} spans' if n > 1 else 'a span'"]
    others = ["'a' if n > 0 else 'b'", "x if n == 1 else 'b'", "'' if n == 1 else f'+{n}'", "'a' if a else 'b'"]
    assert [_is_plural(node) for node in map(_choice, made)] == [True] * len(made)
    assert [_is_plural(node) for node in map(_choice, others)] == [False] * len(others)


def _choice(code: str) -> ast.IfExp:
    node = ast.parse(code, mode="eval").body
    assert isinstance(node, ast.IfExp)
    return node


ELSEWHERE = (
    ("benchmarks",),
    ("bundling",),
    ("growth",),
    ("hub_growth",),
    ("injection",),
    ("stranger",),
    ("teams",),
    ("torture",),
)
"""Folders of tests that are of no one part of the package: `bundling` is that of `tools/bundling`."""


def test_each_test_stands_where_its_subject_does_and_is_named_by_a_sentence() -> None:
    wrong = []
    for path in TESTS:
        folder = path.relative_to(ROOT / "tests").parent
        if folder.parts[:1] not in ELSEWHERE and not (PACKAGE / folder).is_dir():
            wrong.append(f"{folder} is no folder of the package")
        wrong += [name for name in A_TEST.findall(path.read_text(encoding="utf-8")) if len(name.split("_")) < 4]
    assert wrong == []


def test_each_module_has_a_test_of_its_name_in_its_folder_or_stands_in_a_list_with_a_reason() -> None:
    there = {path.relative_to(ROOT / "tests").as_posix() for path in TESTS}
    modules = {name_of(path) for path in MODULES if path.name != "__init__.py"}
    tested = {name for name in modules if _path_of_test(name) in there}
    assert sorted(modules - tested - WITHOUT_TEST.keys()) == [], "write their tests"
    assert sorted(WITHOUT_TEST.keys() - (modules - tested)) == [], "take these out of WITHOUT_TEST"


UNTESTED_IN_BUNDLING = {
    "debian/copyright_file.py": "read back, with what else is installed, by test_installed_files.py",
    "licences/component.py": "what components.py hands out, and is tested with it",
    "licences/wheels.py": "what components.py finds in a bundle, and is tested with it",
}


def test_what_makes_bundles_has_its_tests_in_the_same_folders() -> None:
    folder, tests = ROOT / "tools" / "bundling", ROOT / "tests" / "bundling"
    modules = {path.relative_to(folder).as_posix() for path in folder.rglob("*.py") if path.name != "__init__.py"}
    assert sorted(name for name in modules if not (tests / _path_of_test(name)).is_file()) == [*UNTESTED_IN_BUNDLING]


def _path_of_test(module: str) -> str:
    """Return the path in tests/ of the test of a module."""
    folder, _, name = module.replace("__main__", "main").rpartition("/")
    return f"{folder}/test_{name}".removeprefix("/")


BACKGROUND = {
    "ui/background/latest_task.py": "the one class",
    "ui/background/session.py": "offers it",
    "ui/background/tasks.py": "offers it",
    "ui/background/previews.py": "a queue of answers that all count, with no project at hand",
    "ui/actors/verbs.py": "verbs: what was begun is carried out, and another is refused meanwhile",
    "ui/agreement/study_export.py": "writes a file, and then perhaps another",
    "ui/explore/dyad_export.py": "writes a file, and then perhaps another",
    "ui/explore/network_export.py": "writes a file, and then perhaps another",
    "ui/codebook/label_verbs.py": "a verb",
    "ui/history/workspace.py": "a verb: what was agreed to is carried out",
    "ui/team/deciding.py": "a verb: what was decided is written",
    "ui/team/receiving.py": "what was agreed to is taken in",
    "ui/window/flows/teams.py": "files: what is new is handed out",
    "ui/documents/verbs.py": "a verb: many documents are changed",
    "ui/codebook/saver.py": "a verb",
    "ui/passages/passage_export.py": "writes a file, whatever is looked for next",
    "ui/passages/acts.py": "a verb: what is ticked is acted on, whatever is looked for next",
    "ui/coding/mentions.py": "a verb: all that is open is accepted",
    "ui/coding/unit_cuts.py": "a verb: all documents are cut",
    "ui/background/hub_carrier.py": "a thread for the keyring, which may hang: it is left to itself then",
    "ui/background/hub_link.py": "at closing, and a password kept: what was begun is carried out",
    "ui/window/flows/hub_work.py": "what was agreed to in a dialog of the hub, which can be stopped there",
    "ui/window/displays.py": "before Qt is there: a thread for an X server that may hang, left to itself then",
    "ui/window/flows/erasing.py": "a verb, and one that nothing takes the place of",
    "ui/window/flows/handing_in.py": "writes a file, whatever is asked for next",
    "ui/window/flows/giving_out.py": "a verb, and files that are written",
    "ui/window/flows/exchange.py": "imports and exports, each followed by its own dialog",
    "ui/window/flows/publishing.py": "looks in a dialog of its own, which can be stopped there",
    "ui/window/flows/joining.py": "a verb: what was agreed to in its dialog",
    "ui/window/flows/rereading.py": "what is read anew is done, whatever is looked at next",
    "ui/window/flows/projects.py": "makes the sample and writes copies",
    "ui/window/flows/mending.py": "writes a new project",
    "ui/window/flows/encrypting.py": "writes a new project",
}
"""Who begins work in the background, and why not by a `LatestTask`: its work is not to end when more is asked for."""


def test_work_in_the_background_is_begun_by_the_one_class_but_where_it_is_to_be_carried_out() -> None:
    beginning = {
        name_of(path)
        for path in MODULES
        if place_of(path) in ("ui", "desktop")
        for node in nodes_of(path)
        if isinstance(node, ast.Call) and _begins_work(node.func)
    }
    assert beginning == BACKGROUND.keys()


CLOCKS = {
    "conftest.py": "how old the files of a run are that was killed",
    "costs.py": "beside a floor of the same run",
    "hub_growth/measured_team.py": "CPU time of a first look, of which a table of the manual is reckoned",
    "model/test_ids.py": "the time that an id carries",
    "operations/project/test_others.py": "the time that an entry of another program carries",
    "oracles/programs/coefficients.py": "for a benchmark",
    "postgres.py": "waits 60 s at most for a server that starts",
    "store/sittings/test_presence.py": "the time that an entry of another program carries",
    "stranger/test_every_dialog.py": "how long is waited for a window that may not come",
    "stranger/story.py": "how long each step took, for whoever waits",
    "test_postgres.py": "an answer that is held back comes no sooner than that; waits 60 s at most",
    "torture/damaged_inputs.py": "5 s of CPU time of a damaged file, promised by the manual",
    "torture/hub_kills.py": "how long some work takes, so that it is broken off within that",
    "torture/points.py": "how far within a call work is to be killed",
    "torture/running.py": "how long a kind of trial took, for whoever waits",
    "ui/atspi_client.py": "waits 60 s at most for what comes at once",
    "ui/background/test_latest_task.py": "waits 60 s at most for what comes at once",
    "ui/background/test_tasks.py": "does not hang: 60 s, where 100 s are waited in vain",
    "ui/conftest.py": "waits 60 s at most for threads that end",
    "virtual_screen.py": "waits 60 s at most for what a window shows",
}
"""Which tests read a clock, and why: on a machine that is slower, or busy, seconds say nothing."""


def test_no_test_says_in_seconds_how_fast_something_is() -> None:
    folder = ROOT / "tests"
    reading = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if path.relative_to(folder).parts[0] != "benchmarks"
        if any(_reads_a_clock(node) for node in _nodes_where(PERHAPS_A_CLOCK, path))
    }
    assert sorted(reading - CLOCKS.keys()) == [], "count calls, or take a floor: tests/costs.py"
    assert sorted(CLOCKS.keys() - reading) == [], "take these out of CLOCKS"


def _nodes_where(perhaps: re.Pattern[str], path: Path) -> Iterator[ast.AST]:
    """Yield the nodes of a file in which something stands: to parse all tests takes seconds."""
    text = path.read_text(encoding="utf-8")
    if perhaps.search(text):
        yield from ast.walk(ast.parse(text))


def _reads_a_clock(node: ast.AST) -> bool:
    """Whether a name is that of a clock: `time.monotonic`, `from time import …`, `QElapsedTimer`, `timeit`."""
    if isinstance(node, ast.ImportFrom):
        return node.module in ("time", "timeit") and any(alias.name != "sleep" for alias in node.names)
    if isinstance(node, ast.Import):
        return any(alias.name == "timeit" for alias in node.names)
    if isinstance(node, ast.Name):
        return node.id == "QElapsedTimer"
    return isinstance(node, ast.Attribute) and ast.unparse(node.value) == "time" and node.attr != "sleep"


@pytest.mark.parametrize(
    "code", ["time.monotonic()", "time.time_ns()", "from time import perf_counter", "QElapsedTimer()", "import timeit"]
)
def test_whoever_reads_a_clock_is_found(code: str) -> None:
    assert any(_reads_a_clock(node) for node in ast.walk(ast.parse(code))) and PERHAPS_A_CLOCK.search(code)
    assert not any(_reads_a_clock(node) for node in ast.walk(ast.parse("import time\ntime.sleep(1)\nself.time")))


def _begins_work(called: ast.expr) -> bool:
    """Whether `Task(…)`, a thread, `x.in_background(…)` or `x.tasks.run(…)`."""
    if isinstance(called, ast.Name):
        return called.id in ("Task", "TaskRunner", "QThread", "Thread", "QThreadPool", "ThreadPoolExecutor")
    return isinstance(called, ast.Attribute) and (
        called.attr in ("in_background", "Thread", "QThread", "QThreadPool")
        or (called.attr in ("run", "add") and ast.unparse(called.value).endswith("tasks"))
    )
