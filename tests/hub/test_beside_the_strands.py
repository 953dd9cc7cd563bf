"""What a hub keeps beside the strands: texts, files and keys; what a day takes; what is erased, and put back."""

import hashlib
from collections.abc import Callable

from tests.hub.plain_hub import PROJECT, PlainHub, Run, digest, pushed


def test_a_login_brings_so_much_a_day_and_no_more(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    plain_hub.owner.run("UPDATE hub_tables.limits SET value = 3000 WHERE name = 'coder_day_bytes'")
    n = 1
    while not (state := ana.state("push", *pushed(Run("coder/ana", "ana", n, n)))):
        n += 1
    assert state == "AN429" and 8 < n < 13 and ana.channels() == {"coder/ana": n - 1}
    body = b"A text."
    put = (PROJECT, ["coder/ana"], [hashlib.sha256(body).digest()], ["text"], ["n"], [body])
    assert ana.state("put_contents", *put) == "AN429"
    assert ana.state("put_keys", PROJECT, ["ana"], [b"key"]) == "AN429"
    # Nobody else is hindered, and tomorrow is another day.
    assert lead.push(*(Run("shared", "lea", k, k) for k in range(1, 99))) == []
    plain_hub.owner.run("UPDATE hub_tables.usage SET day = day - 1")
    ana.run("SET TimeZone = 'Pacific/Kiritimati'")
    assert ana.push(Run("coder/ana", "ana", n, n)) == []


def test_a_file_may_be_larger_than_a_part(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    plain_hub.owner.run("UPDATE hub_tables.limits SET value = 10 WHERE name = 'part_bytes'")
    plain_hub.owner.run("UPDATE hub_tables.limits SET value = 20 WHERE name = 'content_bytes'")
    assert lead.state("push", *pushed(Run("shared", "lea", 1, 1))) == "AN413"
    lead.put("document/d1", b"x" * 20)
    put = (PROJECT, ["document/d1"], [hashlib.sha256(b"x" * 21).digest()], ["text"], ["n"], [b"x" * 21])
    assert lead.state("put_contents", *put) == "AN413"


def test_what_is_there_already_counts_as_what_is_new(plain_hub: PlainHub) -> None:
    """Else the quota would tell a coder whether somebody else brought the same text."""
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    lead.put("document/d1", b"x" * 1000)
    for body in (b"x" * 1000, b"y" * 1000):
        ana.put("coder/ana", body)
    used = plain_hub.owner.run("SELECT bytes FROM hub_tables.usage WHERE login = 'k_ana'")
    assert used == [(2 * (1000 + len("name") + 256),)]


def test_a_text_is_had_by_whoever_sees_a_channel_in_which_it_is_used(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    sha256 = lead.put("document/d1", b"A text.")
    assert ana.ask("contents", PROJECT, [sha256]) == []
    assert lead.ask("lacking", PROJECT, ["document/d1", "document/d2"], [sha256, sha256]) == [(2,)]
    lead.ask("put_contents", PROJECT, ["document/d2"], [sha256], ["file"], ["a.pdf"], [None])
    lead.ask("grant_channels", PROJECT, ana.login, ["document/d2"])
    assert ana.ask("contents", PROJECT, [sha256, digest(1)]) == [(sha256, "file", "a.pdf", b"A text.")]
    # Where a document is erased its text stays as long as another one has it, and nobody brings it there again.
    lead.ask("drop_contents", PROJECT, ["document/d1"])
    assert lead.ask("lacking", PROJECT, ["document/d1"], [sha256]) == []
    lead.put("document/d1", b"A text.")
    assert ana.ask("contents", PROJECT, [sha256]) == [(sha256, "file", "a.pdf", b"A text.")]
    lead.ask("drop_contents", PROJECT, ["document/d2"])
    assert ana.ask("contents", PROJECT, [sha256]) == lead.ask("contents", PROJECT, [sha256]) == []
    assert plain_hub.owner.run("SELECT count(*) FROM hub_tables.contents") == [(0,)]
    assert lead.state("drop_contents", PROJECT, ["shared"]) == "22023"


def test_contents_of_another_hash_are_refused(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    assert lead.state("put_contents", PROJECT, ["shared"], [digest(1)], ["text"], ["n"], [b"x"]) == "22023"
    assert lead.state("put_contents", PROJECT, ["shared"], [digest(1)], ["text"], ["n"], [None]) == "AN403"


def test_a_coder_has_their_own_keys_and_who_holds_everything_all(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    lead.ask("put_keys", PROJECT, ["ana", "ben"], [b"1", b"2"])
    ana.ask("put_keys", PROJECT, ["ana", "ana"], [b"1", b"3"])
    assert ana.ask("keys", PROJECT) == [("ana", b"1"), ("ana", b"3")]
    assert lead.ask("keys", PROJECT) == [("ana", b"1"), ("ana", b"3"), ("ben", b"2")]


def test_what_is_erased_leaves_its_hash(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    runs = [Run("coder/ana", "ana", *ends) for ends in ((1, 2), (3, 4), (5, 6))]
    ana.push(*runs)
    own = (["coder/ana"], ["sitting-1"])
    for first, last in ((1, 3), (2, 4), (5, 7), (7, 8)):
        assert lead.state("erase_runs", PROJECT, *own, [first], [last], [b"x"], [False]) == "22023"
    lead.ask("erase_runs", PROJECT, *own, [1], [4], [b"less"], [True])
    lead.ask("note_erased", PROJECT, *own, [2], [digest(2)])
    rows = ana.ask("pull", PROJECT, *own, [0], 9)
    assert [row[1:] for row in rows] == [
        (1, 4, b"less", True, runs[1].hash_at(4)),
        (5, 6, runs[2].body, False, runs[2].hash_at(6)),
    ]
    assert ana.ask("erasures", PROJECT, *own, [0]) == [(1, 2, digest(2))]
    assert ana.ask("erasures", PROJECT, *own, [2]) == []
    assert lead.ask("size", PROJECT) == [("k_ana", 1, 2, len(b"less") + len(runs[2].body))]
    assert ana.push(Run("coder/ana", "ana", 7, 7)) == []


def test_a_coder_says_of_their_own_strands_alone_that_lines_lack_something(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    lead.push(Run("coder/ana", "lea", 1, 1, "theirs"))
    ana.push(Run("coder/ana", "ana", 1, 1))
    hashes = ([1], [digest(1)])
    ana.ask("note_erased", PROJECT, ["coder/ana"], ["sitting-1"], *hashes)
    for channel, sitting in (("coder/ana", "theirs"), ("shared", "sitting-1"), ("coder/ben", "sitting-1")):
        assert ana.state("note_erased", PROJECT, [channel], [sitting], *hashes) == "AN403"
    assert ana.state("note_erased", PROJECT, ["coder/ana"], ["sitting-1"], [1], [b"short"]) == "22023"


def test_that_a_hub_was_restored_is_counted_once(plain_hub: PlainHub) -> None:
    ana = plain_hub.joined(plain_hub.lead(), "ana")
    note: Callable[[int], int] = lambda seen: int(ana.ask("note_restored", PROJECT, seen)[0][0])  # noqa: E731
    first = note(0)
    assert first > 0 and [note(0), note(first), note(7)] == [first] * 3 and ana.ask("hello", PROJECT)[0][5] == first
    plain_hub.owner.run("UPDATE hub_tables.projects SET restored_at = restored_at - interval '11 minutes'")
    assert note(0) == first < note(first)
