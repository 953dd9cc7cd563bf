"""Rows as they would be if parts were applied to them: for a look at what came, before anything is written."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from annotator.store.taking.row_states import REQUIRED, Node, RowKey, RowState, RowStates
from annotator.sync.row_writes import ContestedPath

_IN = " (SELECT value FROM json_each(?))"


class DryRows(RowStates):
    """Rows as they would be: nothing of them is written, but for what would be their heads, beside the file."""

    def load(self, keys: Collection[RowKey]) -> dict[RowKey, RowState]:
        """Return rows as they would be. `values`: only whether there would be any."""
        states = {key: RowState() for key in sorted(keys)}  # in an index what stands side by side is put at once
        fresh = self._put_heads(states)
        for table, rows in fresh.items():
            self._put_existence(table, rows, states)
        for state in states.values():
            state.was = state.values is not None
        ids = json.dumps(list({row for _, row in keys}))
        for table in {table for table, _ in keys}:
            query = "SELECT row, was, now, strand, counter, heads FROM touched WHERE table_name = ? AND row IN" + _IN
            for row, was, now, strand, counter, heads in self._run(query, [table, ids]):
                if (table, row) in states:
                    state = states[table, row]
                    state.was, state.values = bool(was), {} if now else None
                    state.heads = ((strand, counter),) if heads is None else tuple(map(tuple, json.loads(heads)))
                    state.is_slow = bool(self.contested.get((table, row), state.is_slow))
        return states

    def _put_existence(self, table: str, rows: Sequence[str], states: Mapping[RowKey, RowState]) -> None:
        ids = json.dumps(rows)
        for (id,) in self._run(f"SELECT id FROM {table} WHERE id IN" + _IN, [ids]):
            states[table, id].values = {}
        for of, row in self._some("hidden", "", ids):
            if (of, row) in states:
                states[of, row].values = {}
        for of, row in self._some("kept", "", ids):
            if (of, row) in states:
                states[of, row].values = None

    def change(self, state: RowState, table: str, fields: Mapping[str, Any] | None) -> None:
        """Let a row be there, or not, by a part that saw it as it is."""
        if fields is None:
            state.values = None
        elif state.values is None:
            if REQUIRED[table] <= fields.keys():
                state.values = {}
            elif fields:
                state.is_slow = True

    def save(self, states: Mapping[RowKey, RowState], tips: Mapping[RowKey, Node]) -> None:
        """Note what would stand there."""
        self._connection.executemany(
            "INSERT INTO touched (table_name, row, was, now, strand, counter, heads) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (table_name, row) DO UPDATE SET now = excluded.now, strand = excluded.strand,"
            " counter = excluded.counter, heads = excluded.heads",
            [
                (*key, one.was, one.values is not None, *one.heads[0], None)
                if len(one.heads) == 1
                else (*key, one.was, one.values is not None, None, None, json.dumps(one.heads))
                for key, one in states.items()
            ],
        )

    def contest(self, key: RowKey, paths: Iterable[ContestedPath], numbers: Mapping[Any, Node]) -> None:
        """Count what would stand open."""
        self.contested[key] = len(list(paths))
