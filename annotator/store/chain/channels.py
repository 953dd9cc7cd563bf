"""Which channel a row belongs to: who may ever see it. Later rules cannot change what an earlier part gave away."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from annotator.model.coder import TeamRole
from annotator.store.chain.table_rules import PLACES, SHARED_SETTINGS
from annotator.store.rows.coders import Coders
from annotator.sync.rules import Place

SHARED, LEAD, GOLD = "shared", "lead", "gold"
_CODER = "coder/"


def of_coder(coder: str) -> str:
    """Return the channel that a coder and the lead see."""
    return f"{_CODER}{coder}"


def coder_in(channel: str) -> str | None:
    """Return whose channel it is, None for one that is no coder's."""
    return channel.removeprefix(_CODER) if channel.startswith(_CODER) else None


def is_private(channel: str) -> bool:
    """Whether no coder reads a channel but the one whose it is, so that it may say all that a step did in it."""
    return channel in (LEAD, GOLD) or coder_in(channel) is not None


class Channels:
    """Finds the channels of rows that no part has written yet, within one step. `person`: whose step it is.

    A coder's copy hands over its coder's channel alone, also where they were taken out of the project meanwhile: so
    whatever is new there goes into it.
    """

    def __init__(self, connection: sqlite3.Connection, person: str) -> None:
        self._run = connection.execute
        self._layers: dict[str, str] = {}
        self._person, self._coders = person, Coders(connection)
        self._only = self._of_owner()
        self._find: Mapping[Place, Callable[[str, Mapping[str, Any]], str]] = {
            Place.SHARED: lambda _, values: SHARED,
            Place.LEAD: lambda _, values: LEAD,
            Place.GOLD: lambda _, values: GOLD,
            Place.DOCUMENT: lambda id, values: f"document/{values.get('document', id)}",
            Place.RELEASED: lambda id, values: f"released/{values.get('document', id)}",
            Place.CODER: lambda id, _: of_coder(id),
            Place.OF_CODER: lambda _, values: of_coder(values["coder"]),
            Place.OF_AUTHOR: lambda _, values: of_coder(values["author"]) if values.get("author") else LEAD,
            Place.OF_KEEPER: lambda _, values: of_coder(values["coder"]) if values.get("coder") else SHARED,
            Place.LAYER: lambda _, values: channel_of_layer(values["kind"], values.get("coder")),
            Place.IN_LAYER: lambda _, values: self._of_layer(values["layer"]),
            Place.OF_ACT: lambda _, values: self._of_act(values["act"]),
            Place.SETTING: lambda id, _: SHARED if id in SHARED_SETTINGS else LEAD,
            Place.REMOVED: lambda _, values: self._of_removed(values["kind"], values["target"]),
            Place.ACTOR: lambda _, values: self.own if self._proposes() else SHARED,
        }

    def of(self, table: str, id: str, values: Mapping[str, Any]) -> str:
        """Return the channel of a new row with these columns."""
        return self._only or self._find[PLACES[table]](id, values)

    @property
    def own(self) -> str:
        """The channel of what a person does to no row: their own, or the lead's."""
        return self._only or (of_coder(self._person) if self._is_coder() else LEAD)

    def _of_owner(self) -> str:
        """Return the one channel of a coder's copy, empty where this is none."""
        owner = self._run("SELECT person FROM copy").fetchone()
        return of_coder(owner[0]) if owner else ""

    def _is_coder(self) -> bool:
        return bool(self._person) and bool(self._coders.which_exist([self._person]))

    def _proposes(self) -> bool:
        """Whether the person only codes, so that what they add to the register is a proposal."""
        return self._is_coder() and self._coders.get(self._person).roles == (TeamRole.CODER,)

    def _of_layer(self, layer: str) -> str:
        if layer not in self._layers:
            # A layer stays in the channel in which it was made, whoever has it since its coder was merged into them.
            query = (
                "SELECT channel FROM tips JOIN strands ON strands.id = strand WHERE row = ? AND table_name = 'layers'"
            )
            found = self._run(query, [layer]).fetchone()
            self._layers[layer] = found[0] if found else self._of_new_layer(layer)
        return self._layers[layer]

    def _of_new_layer(self, layer: str) -> str:
        found = self._run("SELECT kind, coder FROM layers WHERE id = ?", [layer]).fetchone()
        return channel_of_layer(*found) if found else LEAD

    def _of_removed(self, table: str, row: str) -> str:
        """Return the channel in which the row came that was removed; a label is everybody's."""
        query = "SELECT channel FROM tips JOIN strands ON strands.id = strand WHERE row = ? AND table_name = ?"
        found = self._run(query, [row, table]).fetchone()
        return str(found[0]) if found else SHARED

    def _of_act(self, act: str) -> str:
        found = self._run(
            "SELECT layer FROM spans WHERE id = ?1 UNION ALL SELECT json_extract(content, '$.layer') FROM hidden"
            " WHERE table_name = 'spans' AND row = ?1",
            [act],
        ).fetchone()
        return self._of_layer(found[0]) if found else LEAD


def channel_of_layer(kind: str, coder: str | None) -> str:
    """Return the channel of a layer and of what is in it."""
    if kind == "gold":
        return GOLD
    return of_coder(coder) if kind == "coder" and coder else LEAD
