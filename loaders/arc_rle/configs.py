"""The configs, one row each, and the mixture of all.

In:  CONFIGS["image"].description
Out: "what becomes of an image: turned, moved, compressed, written otherwise"
"""

from oeis_qa.loaders.arc_rle.options import ArcConfig, CellularAutomatonConfig

CONFIGS: dict[str, ArcConfig] = {
    config.name: config
    for config in (
        ArcConfig(name="histogram", description="what two histograms of colours make together, or what one holds"),
        ArcConfig(name="rle", description="a row of cells in run-length text: written, read, worked on"),
        ArcConfig(name="image", description="what becomes of an image: turned, moved, compressed, written otherwise"),
        CellularAutomatonConfig(
            name="cellular_automaton", description="what an automaton makes of an image, or which automaton it was"
        ),
    )
}
