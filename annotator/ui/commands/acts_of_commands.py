"""Which commands do what not everybody may do: read by the menus, the palette and the header alike.

What is not here is for everybody, or changes nothing.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from annotator.operations.people.roles import Right

_BY_PREFIX: Mapping[str, Right] = MappingProxyType(
    {
        "adjudicate.": Right.DECIDE,
        "agreement.": Right.SEE,
        "feedback.re": Right.RELEASE,
        "feedback.training": Right.RELEASE,
    }
)
_ACTS: Mapping[str, Right] = MappingProxyType(
    {
        "view.adjudicate": Right.DECIDE,
        "view.agreement": Right.SEE,
        "project.import": Right.IMPORT,
        "project.describe": Right.SETTINGS,
        **dict.fromkeys(("project.give_out", "project.hand_out", "documents.who_codes"), Right.ASSIGN),
        "document.rename": Right.DOCUMENTS,
        "document.remove": Right.DOCUMENTS,
        "document.join_table": Right.DOCUMENTS,
        "document.reread": Right.DOCUMENTS,
        **dict.fromkeys(("code.cut_units", "code.split_unit", "code.join_units"), Right.DOCUMENTS),
        **dict.fromkeys(("document.erase", "project.empty_bin", "project.erase_name"), Right.ERASE),
        "code.offer_mentions": Right.SETTINGS,
        "code.punctuation": Right.SETTINGS,
        "adjudicate.blind": Right.SETTINGS,
        "adjudicate.names_at_end": Right.SETTINGS,
        "adjudicate.reasons": Right.SETTINGS,
        "adjudicate.example": Right.CODEBOOK,
        "agreement.adjudicate": Right.DECIDE,
        **dict.fromkeys(
            (
                *("codebook.save", "codebook.discard", "codebook.add", "codebook.remove", "codebook.up"),
                *("codebook.down", "codebook.in", "codebook.out", "codebook.rename", "codebook.retire"),
                *("codebook.move", "codebook.preset", "codebook.load", "codebook.together"),
            ),
            Right.CODEBOOK,
        ),
        "codebook.merge": Right.LABELS,
        "codebook.split": Right.LABELS,
        "codebook.remove_codings": Right.LABELS,
        "actors.new": Right.REGISTER,
        **dict.fromkeys(("team.add", "team.rename"), Right.PEOPLE),
        **dict.fromkeys(("project.share_hub", "project.invite_hub", "project.revoke_member"), Right.ASSIGN),
        **dict.fromkeys(("code.memo", "documents.memo"), Right.MEMO),
        **dict.fromkeys(("history.remark", "history.settle"), Right.REMARK),
        **dict.fromkeys(
            (
                *("actors.save", "actors.revert", "actors.merge", "actors.split", "actors.remove"),
                *("actors.add_shipped", "actors.import"),
            ),
            Right.ACTORS,
        ),
    }
)


@cache
def act_of(command: str) -> Right | None:
    """Return what a command does of what not everybody may do, by its id; None for what everybody may."""
    found = _ACTS.get(command)
    return found or next((act for prefix, act in _BY_PREFIX.items() if command.startswith(prefix)), None)
