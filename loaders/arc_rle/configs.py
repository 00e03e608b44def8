"""The configs, one row each, and the mixture of all.

In:  CONFIGS["image"].description
Out: "what becomes of an image: turned, moved, compressed, written otherwise"
"""

from oeis_qa.loaders.arc_rle.options import ArcConfig, CellularAutomatonConfig

CONFIGS: dict[str, ArcConfig] = {
    config.name: config
    for config in (
        ArcConfig(name="image", description="what becomes of an image: turned, moved, compressed, written otherwise"),
        ArcConfig(name="image_pair", description="what two images have together, in common, or one without the other"),
        ArcConfig(name="task", description="grids and pairs of a whole ARC task: copied, counted, mirrored"),
        CellularAutomatonConfig(
            name="cellular_automaton", description="what an automaton makes of an image, or which automaton it was"
        ),
    )
}
