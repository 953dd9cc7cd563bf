"""What each figure is to be at most; a figure that is more is named below the table."""

from collections.abc import Iterable

from tests.benchmarks.figures import Figure

_KEYS = ("add", "remove", "edge", "relabel", "undo")
_READER: dict[str, tuple[float, float]] = {
    "open": (60, 300),
    "repaint": (3, 3),
    "lanes": (8, 8),
    "wheel": (4, 6),
    "wheel_max": (16, 16),
    "jump": (10, 16),
    "resize": (15, 30),
    "memory": (12, 25),
    "memory_browsed": (30, 50),
    **dict.fromkeys(_KEYS, (5.0, 8.0)),
}
"""In ms of CPU time (memory: MB), with 1 MB and 10,000 spans, and with 5 MB and 100,000."""
_FLAT = (
    *(f"{name}_written" for name in ("csv", "parquet", "jsonl", "conll", "doccano", "prodigy", "pubannotation")),
    *("spacy_written", "xlsx_written", "csv_read", "jsonl_read", "doccano_read", "prodigy_read"),
)
_HUBS = ("200k_documents", "1000k_documents")
_AT_A_HUB = ("hangs", "killed", "late_2s", "late_30s", "takes_1", "takes_300", "takes_5000")
_ADJUDICATE = {"open": 50.0, "next": 16.0, "decide": 16.0, "undo": 16.0}

TARGETS: dict[tuple[str, str], float] = {
    **{(f"reader.{name}", load): most for name, (most, _) in _READER.items() for load in ("1mb_10k", "1mb_paragraph")},
    **{(f"reader.{name}", "5mb_100k"): most for name, (_, most) in _READER.items()},
    ("bundle.size", "unpacked"): 250,
    **{("bundle.size", name): 100 for name in ("deb", "tar_xz")},
    ("actors.filter", "5k"): 10,
    ("actors.card", "1mb_10k"): 16,
    ("mentions.find", "10k_aliases_1mb"): 300,
    ("reader.resize", "100k_lines"): 60,
    ("reader.repaint", "3800x2000"): 12,
    ("reader.jump", "3800x2000"): 33,
    ("actors.list_filter", "5k"): 10,
    ("adjudicate.arrivals", "10k_cases"): 1,
    ("agreement.figures", "1k_documents_100k"): 2_000,
    ("agreement.usual", "5k_labels"): 5_000,
    ("agreement.usual", "30_coders"): 5_000,
    ("agree.first", "100k"): 3_000,
    ("taking.look", "100k_new"): 2_000,
    ("taking.years_file", "528k_acts"): 300,
    ("size.texts_memory", "10k_1000k"): 150,
    **{(f"size.{work}_memory", "10k_1000k"): 300 for work in ("spans", "undo", "export")},
    ("packets.give_out", "1k_documents_6"): 3_000,
    ("packets.size", "100k_acts"): 10,
    ("packets.look", "100k_acts"): 2_000,
    **{("hub.push", load): 2_000 for load in ("100k_packed", "100k_open")},
    **{("hub.pull", load): 1_500 for load in ("100k_packed", "100k_open")},
    ("hub.act_more", "one"): 3,
    ("hub.between_acts", "50_people"): 0.5,
    **{(f"hub.{name}", load): 1 for name in ("new_coder", "new_lead") for load in _HUBS},
    **{("hub.act", load): 5 for load in _HUBS},
    **{(f"hub_window.{name}", load): 16 for name in ("act", "turn") for load in _AT_A_HUB},
    **{("hub_window.held", f"takes_{acts}"): 8 for acts in (1, 300, 5_000)},
    ("read.html", "site_1.5mb"): 100,
    ("read.tei", "edition_1.5mb"): 200,
    ("read.csv", "table_1.5mb"): 100,
    ("read.pdf", "volume_300k"): 500,
    ("size.export_a_span", "10k_1000k"): 10,
    **{(f"formats.{name}_a_span", "1000k_spans"): 10 for name in _FLAT},
    **{(f"formats.{name}_memory", "1000k_spans"): 300 for name in _FLAT},
    ("size.info", "10k_1000k"): 300,
    ("passages.scroll", "100k_lines"): 16,
    ("passages.scroll_max", "100k_lines"): 16,
    ("search.phrase_first", "10k_1000k"): 20,
    ("search.phrase_all", "10k_1000k"): 200,
    ("search.condition_first", "10k_1000k"): 50,
    ("search.label_by_year", "10k_1000k"): 300,
    ("size.check", "10k_1000k"): 30_000,
    **{("gamma.document", load): 50.0 for load in ("2x40", "3x30", "4x20", "5x15", "5x15_sparse")},
    **{(f"adjudicate.{name}", load): most for name, most in _ADJUDICATE.items() for load in ("1k_cases", "5mb_100k")},
}
"""By name and load, in the figure's unit."""

RATIOS: dict[str, float] = {
    "start.window": 2.2,
    "bundle.window": 1.2,
    "bundle.help": 1.2,
    "store.code": 2.0,
    "backup.made": 5.0,
    **{f"encrypted.{work}": 2.0 for work in ("act", "import", "read", "open")},
    "backup.verified": 1.5,
    "read.html": 2.0,
    "read.tei": 2.0,
    "import.files": 0.8,
    "search.import": 1.5,
    "size.texts": 3.0,
    "size.spans": 3.0,
    "size.undo_to_import": 1.5,
    "size.file": 2.5,
    "likeness.find": 9.0,
    "likeness.again": 1.5,
    "documents.rows": 10.0,
    "documents.filter": 4.0,
    "documents.set_field": 5.0,
    "join.key": 40.0,
    "join.plan": 12.0,
    "join.done": 4.0,
    "taking.in": 5.0,
}
"""By name, what a figure is to be at most as a multiple of its floor."""


def target_of(figure: Figure) -> float | None:
    """Return the most that a figure is to be; the screen that it was measured on makes no difference."""
    return TARGETS.get((figure.name, figure.load.partition("@")[0]))


def missed(figures: Iterable[Figure]) -> list[str]:
    """Return a line for each figure that is over its target; the wall clock of the same work has none."""
    lines = []
    for one in figures:
        most = target_of(one)
        if most is not None and one.value > most:
            lines.append(f"{one.name} {one.load}: {one.value:.2f} {one.unit}, target {most:g}")
        ratio = RATIOS.get(one.name)
        if ratio is not None and one.floor and one.value > ratio * one.floor:
            lines.append(f"{one.name} {one.load}: {one.value / one.floor:.2f} times its floor, target {ratio:g}")
    return lines
