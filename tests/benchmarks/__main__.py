"""`make bench`: run all benchmarks, print a table, write `build/bench.json`."""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks import bench_reader, bench_start, bench_store
from tests.benchmarks.figures import table

PARTS = {"start": bench_start, "store": bench_store, "reader": bench_reader}


def main(names: list[str]) -> None:
    """Run the parts with these names, or all; `--platform xcb` runs on a screen (Xvfb) in place of offscreen."""
    if "--platform" in names:
        at = names.index("--platform")
        os.environ["QT_QPA_PLATFORM"] = names[at + 1]
        names = [*names[:at], *names[at + 2 :]]
    figures = [figure for name in names or PARTS for figure in PARTS[name].figures()]
    print(table(figures))
    out = Path("build") / "bench.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps([figure.as_record() for figure in figures], indent=2) + "\n")
    print(f"\nwritten to {out}")


if __name__ == "__main__":
    main(sys.argv[1:])
