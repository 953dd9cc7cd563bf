"""Write the manual's table of who may do what anew from the rule: `python -m tests.role_table`."""

from pathlib import Path

from annotator.model.coder import TeamRole
from annotator.operations.people.roles import RULE, Permit

PAGE = Path(__file__).resolve().parents[1] / "resources" / "help" / "people.md"
HEAD = "|---|---|---|---|---|\n"
"""What stands before the rows."""


def rows() -> str:
    """Return a row for each act."""
    return "".join(f"| {permit.title} | {' | '.join(_cells(permit))} |\n" for permit in RULE.values())


def _cells(permit: Permit) -> list[str]:
    cells = [
        "yes" if role in permit.roles else "where the project allows it" if role in permit.allowed(True) else "no"
        for role in TeamRole
    ]
    return [*cells, ", ".join(role for role in TeamRole if role in permit.reverts) or "nobody"]


def main() -> None:
    """Put the rows between what stands before and after them."""
    head, tail = PAGE.read_text(encoding="utf-8").split(HEAD)
    PAGE.write_text(head + HEAD + rows() + tail[tail.index("\n- ") :], encoding="utf-8")


if __name__ == "__main__":
    main()
