"""Fold: what all writes of a row come to, whatever the order in which they came.

The writes of a row are the nodes of a graph: each names those that were the row's last ones as its author saw it. What
a write *says* are the paths that it gives another value than its author saw; or the same, where several values stood
there: then it is the decision. The *heads* of a path are the writes of it that nobody who saw them has overwritten.
Of several heads the one of the highest rank is shown (the channel's owner, anybody else, what only follows a merge),
then of the largest clock, then of the last sitting by name; where they say different things the path is contested.
Whoever takes a decision back, to the value that was shown before, opens it again.

A row that only one after another wrote, each having seen the one before, is what they wrote, one after another.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from annotator.sync.paths import ABSENT, EXISTS, Path, RowPaths, keys_of, merged_text, said_of
from annotator.sync.row_writes import ContestedPath, FoldedRow, Head, RowWrite, WriteName
from annotator.sync.rules import TableRule

SHARED, CODER = "shared", "coder/"
_OWNER, _ANYBODY, _FOLLOWS = 2, 1, 0


def fold(rule: TableRule, writes: Iterable[RowWrite]) -> FoldedRow:
    """Return what the writes of a row come to, at least one; raises `ValueError` for what no write can say.

    A row that moved from a coder's channel to everybody's has writes in both: the latter are in force.
    """
    by_channel: dict[str, dict[WriteName, RowWrite]] = {}
    for write in writes:
        by_channel.setdefault(write.channel, {})[write.name] = write
    channels = sorted(by_channel, key=lambda channel: (channel != SHARED, channel))
    aside = sorted(name for channel in channels[1:] for name in _unmoved(by_channel[channel]))
    return _Fold(_paths(rule), by_channel[channels[0]].values()).row(tuple(aside))


_paths = lru_cache(maxsize=64)(RowPaths)


def _unmoved(writes: Mapping[WriteName, RowWrite]) -> Iterable[WriteName]:
    """Return the heads in a channel that the row has left, but for those that say so."""
    over = {parent for write in writes.values() for parent in write.parents}
    return (name for name, write in writes.items() if name not in over and write.fields != {})


@dataclass(frozen=True, slots=True)
class _Said:
    """What a write says of a path. `decided`: the heads that its author saw there, where these were several.

    `open`: the heads that stand again since it takes a decision back.
    """

    at: int
    value: Any
    rank: int
    decided: tuple["_Said", ...] = ()
    open: tuple["_Said", ...] = ()


_Heads = tuple[_Said, ...]
_State = dict[Path, _Heads]


class _Fold:
    """The writes of a row in one channel, each behind all that it wrote over."""

    def __init__(self, paths: RowPaths, writes: Iterable[RowWrite]) -> None:
        self._paths = paths
        self._writes = sorted(writes, key=lambda write: write.order)
        at = {write.name: place for place, write in enumerate(self._writes)}
        # A clock is larger than all that its author had seen: what says otherwise is no parent.
        self._parents = [
            sorted({at[one] for one in write.parents if at.get(one, place) < place})
            for place, write in enumerate(self._writes)
        ]
        self._over = {parent for parents in self._parents for parent in parents}
        self._is_before: dict[tuple[int, int], bool] = {}

    def row(self, aside: tuple[WriteName, ...]) -> FoldedRow:
        """Return what they come to."""
        writes = self._writes
        ends = [place for place in range(len(writes)) if place not in self._over]
        states = self._states()
        state = self._merged([states[place] for place in ends])
        first, last = writes[0], max(writes, key=lambda write: write.order)
        return FoldedRow(
            channel=first.channel,
            exists=bool(self._shown(EXISTS, state.get(EXISTS, ()))),
            values=self._values(state),
            heads=tuple(writes[place].name for place in ends),
            contested=tuple(self._contested(state)),
            made=(first.clock, first.name.sitting),
            changed=(last.clock, last.name.sitting),
            aside=aside,
        )

    def _states(self) -> Sequence[_State]:
        """Return the heads of all paths as they stood after each write, with all that its author had seen."""
        states: list[_State] = []
        alone = self._alone()
        if alone:
            states = [{}] * (alone - 1)
            states.append(self._one_after_another(alone))
        for place in range(alone, len(self._writes)):
            view = self._merged([states[parent] for parent in self._parents[place]])
            states.append({**view, **self._says(place, view)})
        return states

    def _alone(self) -> int:
        """Return how many of the first writes came one after another and were seen by all others."""
        count = len(self._writes)
        for place, parents in enumerate(self._parents[1:], 1):
            if not parents:
                return 0
            if parents != [place - 1]:
                count = min(count, place, parents[0] + 1)
        return count

    def _one_after_another(self, count: int) -> _State:
        """Return what the first writes come to, of which each saw all before it; as the last one's."""
        values: dict[str, Any] = {}
        exists = False
        for write in self._writes[:count]:
            if not write.fields:
                exists = exists and write.fields is not None
                continue
            if not exists and self._paths.required <= write.fields.keys():
                values = {}
            exists = exists or not values or not self._follows(write)
            values.update(write.fields)
        values = {**self._paths.defaults, **values}
        said: dict[Path, Any] = {EXISTS: exists}
        said |= {path: tuple(values.get(name) for name in names) for path, names in self._paths.columns.items()}
        if count < len(self._writes):
            for name in self._paths.keyed:
                said |= keys_of(name, values[name])
        return {path: (_Said(count - 1, value, _ANYBODY),) for path, value in said.items()}

    def _says(self, place: int, view: _State) -> _State:
        """Return what a write says over what its author saw."""
        write = self._writes[place]
        if write.fields is None:
            return self._said(place, {EXISTS: False}, view, {EXISTS})
        if not write.fields:
            return {}
        exists = bool(self._shown(EXISTS, view.get(EXISTS, ())))
        is_whole = not exists and self._paths.required <= write.fields.keys()
        fields = {**self._paths.defaults, **write.fields} if is_whole else write.fields
        values = dict(self._of_columns(fields, view))
        # What is put back whole decides nothing that was open in it.
        named = set[Path]() if is_whole else set(values)
        if not self._follows(write) or not view:
            values[EXISTS] = True
            named.add(EXISTS)
        return self._said(place, values, view, named)

    def _of_columns(self, fields: Mapping[str, Any], view: _State) -> Iterable[tuple[Path, Any]]:
        """Yield the paths of some columns, and of the keys in them, with their values after these were written."""
        for path in dict.fromkeys(self._paths.of_column[name] for name in fields):
            names = self._paths.columns[path]
            before = self._of_path(path, view)
            yield path, tuple(fields.get(name, old) for name, old in zip(names, before, strict=True))
        for name in self._paths.keyed:
            if name in fields:
                new = keys_of(name, fields[name])
                for key in {**new, **{path: ABSENT for path in view if path[0] == name and path != (name,)}}:
                    yield key, new.get(key, ABSENT)

    def _said(self, place: int, values: Mapping[Path, Any], view: _State, named: Set[Path]) -> _State:
        """Return what is said of paths. `named`: those of which the author says something even where it is the same."""
        write, found = self._writes[place], _State()
        rank = self._rank(write, is_new=not view)
        for path, value in values.items():
            heads = view.get(path, ())
            known = _flat(heads)
            if write.kind == "undo" and len(heads) == 1 and value == self._provisional(path, heads[0]):
                found[path] = (_Said(place, value, rank, open=heads[0].decided),)
            elif not heads or value != self._shown(path, heads) or path == EXISTS or (len(known) > 1 and path in named):
                found[path] = (_Said(place, value, rank, decided=known if _differ(known) else ()),)
        return found

    def _provisional(self, path: Path, head: _Said) -> Any:
        """Return what was shown before a head decided it."""
        return self._shown(path, head.decided) if head.decided else _NOTHING

    def _rank(self, write: RowWrite, is_new: bool) -> int:
        if write.is_owners:
            return _OWNER
        return _FOLLOWS if not is_new and self._follows(write) else _ANYBODY

    def _follows(self, write: RowWrite) -> bool:
        """Whether it writes in somebody's layer what a merge changes there, and nothing else."""
        if write.is_owners or not write.fields or not write.channel.startswith(CODER):
            return False
        columns = self._paths.rule.columns
        return all(columns[name].only_follows for name in write.fields)

    def _merged(self, states: Sequence[_State]) -> _State:
        """Return the heads of all paths for who has seen several states."""
        if len(states) <= 1:
            return states[0] if states else {}
        found: _State = {}
        for path in {path: None for state in states for path in state}:
            heads = {head.at: head for state in states for head in state.get(path, ())}
            found[path] = tuple(
                head for at, head in heads.items() if not any(self._before(at, other) for other in heads)
            )
        return found

    def _before(self, one: int, other: int) -> bool:
        """Whether whoever wrote the other had seen the one."""
        if one >= other:
            return False
        if (one, other) not in self._is_before:
            todo, seen = [other], set[int]()
            while todo and one not in seen:
                new = [at for at in self._parents[todo.pop()] if at >= one and at not in seen]
                seen.update(new)
                todo += new
            self._is_before[one, other] = one in seen
        return self._is_before[one, other]

    def _shown(self, path: Path, heads: _Heads) -> Any:
        """Return the value of a path that is shown, None where there is none."""
        if path == EXISTS and len(heads) > 1:
            top = {head.value: head.rank for head in sorted(heads, key=lambda head: head.rank)}
            return True in top and (self._paths.rule.edits_keep or top[True] >= top.get(False, _FOLLOWS))
        return max(heads, key=self._height).value if heads else None

    def _height(self, head: _Said) -> tuple[int, tuple[int, str, int]]:
        return head.rank, self._writes[head.at].order

    def _of_path(self, path: Path, state: _State) -> tuple[Any, ...]:
        """Return the values of a path's columns."""
        names, heads = self._paths.columns[path], state.get(path, ())
        if not heads:
            return tuple(self._paths.defaults.get(name) for name in names)
        value: tuple[Any, ...] = self._shown(path, heads)
        if len({head.value for head in heads}) > 1 and path[0] in self._paths.keyed:
            keys = {key: self._shown(key, some) for key, some in state.items() if key[0] == path[0] and key != path}
            return (merged_text(keys, value[0]),)
        return value

    def _values(self, state: _State) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for path, names in self._paths.columns.items():
            found.update(zip(names, self._of_path(path, state), strict=True))
        return found

    def _contested(self, state: _State) -> Iterable[ContestedPath]:
        """Yield the paths with heads that say different things, the one that is shown first."""
        for path in sorted(state):
            heads = _flat(state[path])
            if (len(path) == 1 and path[0] in self._paths.keyed) or not _differ(heads):
                continue  # of a column that is merged by key its keys tell
            shown = self._shown(path, heads)
            in_order = sorted(heads, key=lambda head: (head.value == shown, self._height(head)), reverse=True)
            columns = () if path == EXISTS else self._paths.columns.get(path, path[:1])
            yield ContestedPath(said_of(path), columns, tuple(self._head(path, head) for head in in_order))

    def _head(self, path: Path, head: _Said) -> Head:
        is_single = len(self._paths.columns.get(path, ())) == 1
        return Head(self._writes[head.at].name, head.value[0] if is_single else head.value)


_NOTHING = object()
"""What no write says."""


def _flat(heads: _Heads) -> _Heads:
    """Return the heads, and in place of one that took a decision back those that stand again."""
    if not any(head.open for head in heads):
        return heads
    found = {one.at: one for head in heads for one in head.open or (head,)}
    return tuple(found.values())


def _differ(heads: _Heads) -> bool:
    return any(head.value != heads[0].value for head in heads[1:])
