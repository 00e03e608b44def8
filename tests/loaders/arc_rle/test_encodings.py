"""Many grids as text: as each alone in its codec."""

import pytest

from oeis_qa.loaders.arc_rle.codecs import CODECS
from oeis_qa.loaders.arc_rle.encodings import written
from oeis_qa.loaders.arc_rle.grids import Grids


def test_grids_by_hand():
    grids = Grids.of([[[1, 0], [0, 1]], [[5, 5, 5]]])
    assert written(grids, "rle").to_pylist() == ["2 2 10,01", "3 1 5"]
    assert written(grids, "digits").to_pylist() == ["10\n01", "555"]
    assert written(grids, "json").to_pylist() == ["[[1, 0], [0, 1]]", "[[5, 5, 5]]"]
    assert written(grids, "sparse").to_pylist() == ["2 2 0 0,0:1 1,1:1", "3 1 5"]


@pytest.mark.parametrize("codec", CODECS)
def test_every_grid_is_written_as_alone(codec, lists, batch):
    assert written(batch, codec).to_pylist() == [CODECS[codec].encode(grid) for grid in lists]


@pytest.mark.parametrize("codec", CODECS)
def test_no_grids_are_no_texts(codec):
    assert written(Grids.of([]), codec).to_pylist() == []
