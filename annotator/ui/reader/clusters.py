"""The graphemes of a line as places on the screen, and what has to be mended in those that Qt gives. No Qt in here."""

from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

import regex

_NEVER_SEEN = regex.compile(r"\p{Default_Ignorable_Code_Point}+")
_TOUCHING = 1.0

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A grapheme on a line: code points `[start, stop)`, from `left` to `right`."""

    start: int
    stop: int
    left: float
    right: float
    right_to_left: bool


def joined(ranges: list[Range]) -> list[Range]:
    """Return sorted ranges with those that touch made one."""
    found: list[Range] = []
    for left, right in ranges:
        if found and left <= found[-1][1] + _TOUCHING:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def is_never_seen(text: str, start: int, stop: int) -> bool:
    """Whether `[start, stop)` of a text is of characters only that have no place on the screen (a zero-width space)."""
    return _NEVER_SEEN.fullmatch(text, start, stop) is not None


def apart(clusters: list[Cluster]) -> list[Cluster]:
    """End each cluster where the next begins inside it: Qt gives all parts of a ligature the ligature's end."""
    found = []
    for cluster, following in zip_longest(clusters, clusters[1:]):
        if following is not None and following.right_to_left == cluster.right_to_left:
            if cluster.right_to_left and cluster.left < following.right < cluster.right:
                cluster = replace(cluster, left=following.right)
            elif not cluster.right_to_left and cluster.left < following.left < cluster.right:
                cluster = replace(cluster, right=following.left)
        found.append(cluster)
    return found


def without_gaps(clusters: list[Cluster], left: float, right: float) -> list[Cluster]:
    """Widen clusters to the next one on the screen, on a line from `left` to `right`.

    Qt gives a tab no width, and of several of its own clusters that are one grapheme it may know only the first.
    """
    order = sorted(range(len(clusters)), key=lambda at: (clusters[at].left, clusters[at].right))
    found = list(clusters)
    for one, other in pairwise([None, *order, None]):
        begin = found[one].right if one is not None else left
        end = found[other].left if other is not None else right
        if end - begin <= _TOUCHING:
            continue
        ends_here = one is not None and not found[one].right_to_left
        begins_here = other is not None and found[other].right_to_left
        at_side = one is None or other is None
        if begins_here and other is not None and (_is_empty(found[other]) or not (ends_here or at_side)):
            found[other] = replace(found[other], left=begin)
        elif ends_here and one is not None and (_is_empty(found[one]) or not at_side):
            found[one] = replace(found[one], right=end)
    return found


def _is_empty(cluster: Cluster) -> bool:
    return cluster.left == cluster.right


def _parts(whole: Cluster, clusters: list[Cluster]) -> list[Cluster]:
    """Return clusters side by side in the place of one, in the order of the text."""
    count, width = len(clusters), whole.right - whole.left
    edges = [whole.left + width * number / count for number in range(count + 1)]
    sides = list(pairwise(edges))
    if whole.right_to_left:
        sides.reverse()
    return [replace(each, left=left, right=right) for each, (left, right) in zip(clusters, sides, strict=True)]


def tile(clusters: list[Cluster]) -> bool:
    """Whether clusters lie side by side, without a gap and over none of the others."""
    edges = sorted((cluster.left, cluster.right) for cluster in clusters)
    return all(abs(b[0] - a[1]) < _TOUCHING or a[0] == b[0] for a, b in pairwise(edges))


def shared(text: str, clusters: list[Cluster]) -> list[Cluster]:
    """Give each grapheme of a text a part of the ligature it stands in, where the font has one glyph for all of it."""
    found: list[Cluster] = []
    first = 0
    for number, cluster in enumerate(clusters):
        seen = cluster.left < cluster.right or is_never_seen(text, cluster.start, cluster.stop)
        joined_on = number > 0 and cluster.right_to_left == clusters[first].right_to_left
        at_ligature = joined_on and clusters[first].left <= cluster.left <= clusters[first].right
        found.append(cluster)
        if seen or not at_ligature:
            first = number
        else:
            found[first:] = _parts(clusters[first], found[first:])
    return found
