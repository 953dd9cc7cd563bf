"""Which verbs change much at once, or take in others' work: a backup is made before each, and before its undo."""

BULK = frozenset(
    {
        *(
            "rescue",
            "import files",
            "import annotations",
            "import own",
            "take in",
            "add documents",
            "describe documents",
            "remove documents",
            "read anew",
        ),
        *("change documents", "join table", "rename field", "remove field"),
        *("take over codebook", "merge labels", "move label", "split label"),
        *("import actors", "merge actors", "split actor"),
        *("settle", "answer newcomers", "revert"),
        "cut units",
        *("code passages", "relabel passages", "set on passages", "note passages"),
    }
)
"""By their ids, as in `VERBS`."""


def reason_of(id: str, kind: str) -> str:
    """Return the reason of the backup before a step of a kind (do, undo, redo), empty where there is none."""
    if id not in BULK:
        return ""
    name = id.replace(" ", "-")
    return name if kind == "do" else f"{kind}-{name}"
