"""What either of two windows changed counts, whichever writes last, and nothing that neither changed is another."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.ui.settings.merging import merged
from annotator.ui.settings.settings import MAX_RECENT, RecentProject, Settings
from tests.examples import examples
from tests.ui.settings.test_settings import some_settings

KEYS = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["F2", "F3", "F4"]))
TIMES = st.sampled_from(["", "2026-01-01T10:00:00", "2026-02-01T10:00:00"])


@given(some_settings, some_settings)
def test_who_changed_nothing_takes_what_the_other_has_and_who_finds_nothing_new_keeps_what_is_theirs(
    base: Settings, changed: Settings
) -> None:
    def plain(one: Settings) -> Settings:
        return one.model_copy(update={"recent": ()})

    assert merged(plain(base), plain(base), plain(changed)) == plain(changed)
    assert merged(plain(base), plain(changed), plain(base)) == plain(changed)


@settings(max_examples=examples(60, 20))
@given(KEYS, KEYS, KEYS)
def test_each_key_is_as_whoever_changed_it_left_it(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    found = merged(*(Settings(shortcuts=keys) for keys in (base, mine, theirs))).shortcuts
    for key in "abcd":
        expected = mine if mine.get(key) != base.get(key) else theirs
        assert found.get(key) == expected.get(key)


@settings(max_examples=examples(60, 20))
@given(*(st.dictionaries(st.sampled_from("abcdefghijklmnop"), TIMES, max_size=MAX_RECENT) for _ in range(3)))
def test_recent_projects_of_both_are_there_the_newest_first(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    def recent(opened: dict[str, str]) -> Settings:
        newest = sorted(opened, key=opened.__getitem__, reverse=True)
        return Settings(recent=tuple(RecentProject(path=Path(name), opened=opened[name]) for name in newest))

    found = merged(*map(recent, (base, mine, theirs))).recent
    changed = {name for name in base.keys() | mine.keys() if base.get(name) != mine.get(name)}
    expected = {
        **{name: at for name, at in theirs.items() if name not in changed},
        **{n: mine[n] for n in mine if n in changed},
    }
    assert [each.opened for each in found] == sorted(expected.values(), reverse=True)[:MAX_RECENT]
    assert all(expected[each.path.name] == each.opened for each in found)
