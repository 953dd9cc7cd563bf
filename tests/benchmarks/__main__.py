"""`make bench`: run all benchmarks, print a table, write `build/bench.json`.

`python -m tests.benchmarks --readme` puts the figures of the last run, of whichever parts, into README's table.

What is drawn is measured twice: offscreen, and in an X server in memory, where `@xvfb` stands behind the load's name.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks import (
    bench_actors,
    bench_acts,
    bench_adjudicate,
    bench_agreement,
    bench_backup,
    bench_bundle,
    bench_documents,
    bench_encryption,
    bench_formats,
    bench_gamma,
    bench_hub,
    bench_hub_window,
    bench_join,
    bench_likeness,
    bench_packets,
    bench_passages,
    bench_reader,
    bench_reading,
    bench_search,
    bench_size,
    bench_start,
    bench_store,
    bench_taking,
    screen,
)
from tests.benchmarks.figures import Figure, cells_in, cells_of, renewed, table
from tests.benchmarks.targets import missed

PARTS = {
    "start": bench_start,
    "bundle": bench_bundle,
    "store": bench_store,
    "backup": bench_backup,
    "encryption": bench_encryption,
    "reading": bench_reading,
    "size": bench_size,
    "search": bench_search,
    "passages": bench_passages,
    "formats": bench_formats,
    "reader": bench_reader,
    "adjudicate": bench_adjudicate,
    "acts": bench_acts,
    "actors": bench_actors,
    "agreement": bench_agreement,
    "gamma": bench_gamma,
    "documents": bench_documents,
    "join": bench_join,
    "likeness": bench_likeness,
    "packets": bench_packets,
    "taking": bench_taking,
    "hub": bench_hub,
    "hub_window": bench_hub_window,
}
DRAWN = ("reader", "adjudicate")
"""The parts that are measured on a screen too."""
_OUT = Path("build") / "bench.json"
_OVER = "over its target: "
_README, _BEGIN, _END = Path("README.md"), "<!-- make bench -->\n", "<!-- end -->"


def main(names: Sequence[str]) -> None:
    """Run the parts with these names, or all; `--no-xvfb` leaves the second round out."""
    chosen = [name for name in names if name in PARTS] or list(PARTS)
    begun = time.monotonic()
    figures = run(chosen)
    if "--no-xvfb" not in names:
        figures += on_screen([name for name in chosen if name in DRAWN])
    print(table([*map(cells_of, figures)]))
    write(figures, _OUT)
    print(f"\nwritten to {_OUT} after {time.monotonic() - begun:.0f} s")
    for line in missed(figures):
        print(f"{_OVER}{line}")


def into_readme() -> None:
    """Quote all that the last run printed in README, beside what it has of parts that were not run again."""
    before, _, rest = _README.read_text(encoding="utf-8").partition(_BEGIN)
    had, _, after = rest.partition(_END)
    figures = [Figure.from_record(one) for one in json.loads(_OUT.read_text())]
    rows = renewed(cells_in(had), [*map(cells_of, figures)])
    anew = {f"{one.name} {one.load}" for one in figures}
    kept = [line for line in had.splitlines() if line.startswith(_OVER) and line.split(": ")[1] not in anew]
    over = {line.split(": ")[1]: line for line in (*kept, *(f"{_OVER}{line}" for line in missed(figures)))}
    told = [over[name] for name in (f"{row[0]} {row[1]}" for row in rows) if name in over]
    quoted = "\n".join([table(rows), "", *told])
    text = f"{before}{_BEGIN}\n```text\n{quoted}\n```\n\n{_END}{after}"
    _README.write_text(text, encoding="utf-8", newline="\n")


def run(names: Sequence[str]) -> list[Figure]:
    """Return the figures of these parts, measured in this process."""
    found: list[Figure] = []
    for name in names:
        begun = time.monotonic()
        found += PARTS[name].figures()
        print(f"{name}: {time.monotonic() - begun:.0f} s ({os.environ['QT_QPA_PLATFORM']})", flush=True)
    return found


def on_screen(names: Sequence[str]) -> list[Figure]:
    """Return the figures of these parts under Xvfb, in a process of its own; none, and why, where there is none."""
    if not names:
        return []
    if reason := screen.missing():
        print(f"not measured under Xvfb: {reason}")
        return []
    with screen.xvfb() as display, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.json"
        environment = os.environ | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        command = [sys.executable, "-m", "tests.benchmarks", "--to", str(path), *names]
        subprocess.run(command, env=environment, check=True)
        return [Figure.from_record(one, "@xvfb") for one in json.loads(path.read_text())]


def write(figures: Sequence[Figure], path: Path) -> None:
    """Write figures as JSON."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps([figure.as_record() for figure in figures], indent=2) + "\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--to"]:
        write(run(sys.argv[3:]), Path(sys.argv[2]))
    elif sys.argv[1:2] == ["--readme"]:
        into_readme()
    else:
        main(sys.argv[1:])
