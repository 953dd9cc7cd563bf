"""`annotator team FILE`, and what a team hands each other: `annotator team hand-in FILE …`."""

from annotator.cli.parts import PartsGroup

PARTS: dict[str, str] = {
    "board": "Say how far everybody is; what `annotator team FILE` says, too.",
    "give": "Give out documents to be coded, by lot, and write a file for each person.",
    "take": "Take in what others did: packets, or their copies.",
    "hand-in": "Write what was done in a copy as a packet.",
    "conflicts": "List what two copies said of one thing, and decide it.",
    "status": "Say how a copy stands with the others.",
}
"""The commands within it, in files of `cli/team/` that are called as they are."""

command = PartsGroup("team", PARTS, "board", "Say how far a team is with the project FILE, give out work, take it in.")
