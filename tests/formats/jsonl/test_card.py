"""The dataset card: what was counted while the lines were written."""

from hashlib import sha256

from annotator.formats.jsonl.card import CardCount, WrittenFiles
from tests.formats.bundles import sample_bundle


def test_files_have_the_size_and_checksum_of_all_their_pieces() -> None:
    files = WrittenFiles()
    written = b"".join(bytes(files.piece("a.jsonl", text).content) for text in ("", "é\n", "b\n"))  # type: ignore[arg-type]
    files.piece("b.json", "{}")
    assert files.records() == [
        {"name": "a.jsonl", "bytes": len(written), "sha256": sha256(written).hexdigest()},
        {"name": "b.json", "bytes": 2, "sha256": sha256(b"{}").hexdigest()},
    ]


def test_all_labels_of_the_codebook_are_counted_also_unused_ones() -> None:
    bundle = sample_bundle()
    count = CardCount(bundle)
    for coded in bundle.documents:
        count.add(coded)
    assert set(count.labels) >= {label.id for label in bundle.codebook.labels}
    assert count.labels.total() == sum(len(coded.spans) for coded in bundle.documents) == count.layers.total()
    assert count.decisions == sum(len(coded.decisions) for coded in bundle.documents)
