"""Which coefficients fit what is compared."""

import pytest

from annotator.agreement.registry import ON_RATINGS
from annotator.agreement.study.compared import fitting
from annotator.model.attribute_kinds import Scale


@pytest.mark.parametrize("scale", [Scale.NOMINAL, Scale.SETS, Scale.ORDINAL, Scale.RATIO])
@pytest.mark.parametrize("coders", [2, 3])
def test_a_coefficient_fits_its_own_scale_and_every_scale_takes_the_nominal_ones(scale: Scale, coders: int) -> None:
    names = {one.name for one in fitting(scale, coders)}
    assert names >= {one.name for one in ON_RATINGS if one.scale in (scale, Scale.NOMINAL) and one.coders is None}
    assert all(one.coders in (None, coders) for one in fitting(scale, coders))
    assert [one.name for one in fitting(scale, coders, ("alpha-nominal",))] == ["alpha-nominal"]
    if scale is not Scale.SETS:
        assert not any(one.scale is Scale.SETS for one in fitting(scale, coders))
