"""The configs, one row each, and the mixture of all.

In:  CONFIGS["image"].description
Out: "what becomes of an image: turned, moved, compressed, written otherwise"
"""

from oeis_qa.loaders.arc_rle.options import ArcConfig, CellularAutomatonConfig

CONFIGS: dict[str, ArcConfig] = {
    config.name: config
    for config in (
        ArcConfig(name="image", description="what becomes of an image: turned, moved, compressed, written otherwise"),
        CellularAutomatonConfig(
            name="cellular_automaton", description="what an automaton makes of an image, or which automaton it was"
        ),
        ArcConfig(name="dilation", description="how many components besides its own each cell touches"),
        ArcConfig(name="erosion", description="which cells touch none but their own colour, and which are outlines"),
        ArcConfig(name="mass", description="which cells lie in components of few cells"),
    )
}
