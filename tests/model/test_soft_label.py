"""Soft labels: votes are there without a model too."""

from annotator.model.ids import LabelId, LayerId
from annotator.model.soft_label import SoftLabel


def test_without_a_model_there_are_votes_alone() -> None:
    soft = SoftLabel({LayerId("a"): LabelId("warning"), LayerId("b"): None})
    assert (dict(soft.labels), dict(soft.attributes), dict(soft.slots)) == ({}, {}, {})
    assert soft != SoftLabel({LayerId("a"): LabelId("warning"), LayerId("b"): LabelId("warning")})
