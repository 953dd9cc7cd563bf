"""Parents without circles: whatever is said, one comes to a root."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.trees import sound_parents

KEYS = st.integers(0, 8)


@given(parents=st.dictionaries(KEYS, st.none() | KEYS))
def test_one_always_comes_to_a_root_and_sound_trees_stay(parents: dict[int, int | None]) -> None:
    sound = sound_parents(parents)
    assert sound.keys() == parents.keys()
    for key in sound:
        steps, at = 0, sound[key]
        while at is not None:
            steps, at = steps + 1, sound[at]
            assert steps <= len(sound)
    assert sound_parents(sound) == sound
    kept = [key for key in parents if sound[key] == parents[key]]
    assert all(sound[key] is None for key in parents if key not in kept)
