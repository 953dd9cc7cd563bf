"""Which commands do what not everybody may do: read by the menus, the palette and the header alike.

What is not here is for everybody, or changes nothing.
"""

from collections.abc import Mapping
from types import MappingProxyType

from annotator.operations.project.roles import Act

_BY_PREFIX: Mapping[str, Act] = MappingProxyType(
    {"adjudicate.": Act.DECIDE, "agreement.": Act.SEE, "feedback.re": Act.RELEASE, "feedback.training": Act.RELEASE}
)
_ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "view.adjudicate": Act.DECIDE,
        "view.agreement": Act.SEE,
        "project.import": Act.IMPORT,
        "document.rename": Act.DOCUMENTS,
        "document.remove": Act.DOCUMENTS,
        "code.offer_mentions": Act.SETTINGS,
        "code.punctuation": Act.SETTINGS,
        "adjudicate.blind": Act.SETTINGS,
        "adjudicate.names_at_end": Act.SETTINGS,
        "adjudicate.reasons": Act.SETTINGS,
        "adjudicate.example": Act.CODEBOOK,
        "agreement.adjudicate": Act.DECIDE,
        **dict.fromkeys(
            (
                *("codebook.save", "codebook.discard", "codebook.add", "codebook.remove", "codebook.up"),
                *("codebook.down", "codebook.in", "codebook.out", "codebook.rename", "codebook.retire"),
                *("codebook.move", "codebook.preset", "codebook.load"),
            ),
            Act.CODEBOOK,
        ),
        "codebook.merge": Act.LABELS,
        "codebook.split": Act.LABELS,
        "actors.new": Act.REGISTER,
        **dict.fromkeys(
            (
                *("actors.save", "actors.revert", "actors.merge", "actors.split", "actors.remove"),
                *("actors.add_shipped", "actors.import"),
            ),
            Act.ACTORS,
        ),
    }
)


def act_of(command: str) -> Act | None:
    """Return what a command does of what not everybody may do, by its id; None for what everybody may."""
    found = _ACTS.get(command)
    return found or next((act for prefix, act in _BY_PREFIX.items() if command.startswith(prefix)), None)
