"""What came of an import: a sentence for each thing that the user should know, and none for what went as expected."""

from collections import Counter

from annotator.operations.exchange.import_outcome import ImportOutcome


def test_what_went_as_expected_is_not_said() -> None:
    assert ImportOutcome(["a document"], [], ["Ana"], spans=7).notices("x.jsonl") == []


def test_each_thing_is_said_once_with_its_file_and_its_number() -> None:
    outcome = ImportOutcome([], [], [], known=1, differing=2, filled=3, unfit=4, said=["the key 1 is taken."])
    outcome.of_others = Counter({"Ben": 1, "بن": 2})
    assert outcome.notices("x") == [
        "x: 1 span is in the project already.",
        "x: 2 spans are in the project with other content, which was kept.",
        "x: slots that are filled otherwise in the project were kept: 3.",
        "x: parties for which the codebook has no such slot were left out: 4.",
        "x: the key 1 is taken.",
        "x: 1 new span is in the layer “Ben”, which is another coder’s.",
        "x: 2 new spans are in the layer “بن”, which is another coder’s.",
    ]
