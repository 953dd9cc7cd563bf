"""`python -m tests.hub_growth [--measure DOCUMENTS] [--write]`: what a hub holds and is asked by teams of any size.

Without more it reckons of the units that are kept beside it. `--measure`: they are measured anew, on a team of so many
documents and 20 coders; then a team of five times as many documents is played, and what was reckoned for it is held
against what it came to. `--write` puts the table into the manual's page for administrators.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from tests.hub_growth.measured_team import measured
from tests.hub_growth.team_size import Sizes, TeamSize, Units

KEPT = Path(__file__).with_name("units.json")
PAGE = Path(__file__).resolve().parents[2] / "resources" / "help" / "hub-administrator.md"
_HEAD = "| documents | coders | acts | server | lead’s copy | a coder’s copy | lead’s first look | calls a second |"
_TEXT = 3_000
TEAMS = (
    TeamSize(1_000, 6, text_bytes=_TEXT, acts_each=20_000),
    TeamSize(10_000, 20, text_bytes=_TEXT, acts_each=50_000),
    TeamSize(100_000, 100, text_bytes=_TEXT, acts_each=50_000),
    TeamSize(1_000_000, 500, text_bytes=_TEXT, acts_each=50_000),
    TeamSize(10_000_000, 500, text_bytes=_TEXT, acts_each=200_000),
)
"""Texts of 3,000 bytes, each by two coders, who are all at work at once and do something each ten seconds."""
MEASURED = TeamSize(2_000, 20, text_bytes=1_000, acts_each=100)


def units() -> Units:
    """Return what one unit takes, as it was measured last."""
    return Units(**json.loads(KEPT.read_text(encoding="utf-8")))


def table(of: Units) -> Iterator[str]:
    """Yield the table of the teams."""
    yield from (_HEAD, "|" + "---|" * (_HEAD.count("|") - 1))
    for team in TEAMS:
        yield line(team, of.of(team))


def line(team: TeamSize, sizes: Sizes) -> str:
    """Return the line of a team."""
    cells = (
        *(f"{team.documents:,}", f"{team.coders:,}", f"{team.acts:,}"),
        *(size(one) for one in (sizes.server, sizes.lead, sizes.copy)),
        *(f"{sizes.compared_s:,.0f} s" if sizes.compared_s >= 1 else "under 1 s", f"{sizes.calls:,.0f}"),
    )
    return f"| {' | '.join(cells)} |"


def size(count: float) -> str:
    """Return bytes in words."""
    return f"{count / 1e9:,.1f} GB" if count >= 1e9 else f"{count / 1e6:,.0f} MB"


def into_page(lines: list[str]) -> None:
    """Put the table into the manual in the place of the one that is there."""
    text = PAGE.read_text(encoding="utf-8").splitlines()
    first = text.index(_HEAD)
    last = next(at for at in range(first, len(text) + 1) if at == len(text) or not text[at].startswith("|"))
    PAGE.write_text("\n".join([*text[:first], *lines, *text[last:]]) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.hub_growth")
    parser.add_argument("--measure", type=int, metavar="DOCUMENTS")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if asked.measure:
        team = replace(MEASURED, documents=asked.measure)
        found, _ = measured(team, 5)
        KEPT.write_text(json.dumps({name: round(one, 6) for name, one in asdict(found).items()}, indent=2) + "\n")
        print(json.dumps(asdict(found), indent=2), flush=True)
        larger = replace(team, documents=5 * team.documents, acts_each=60)
        _, came = measured(larger, larger.coders)
        print(f"{_HEAD}\n{line(larger, found.of(larger))} reckoned\n{line(larger, came)} came to", flush=True)
    lines = list(table(units()))
    print("\n".join(lines))
    if asked.write:
        into_page(lines)


if __name__ == "__main__":
    main()
