"""What a decoder keeps of a forward pass for the backward one, counted from its shape.

The count is that of Korthikanti et al. 2022, "Reducing Activation Recomputation in Large Transformer Models", section
4, for the layers that models have now: RMS norms computed in 32 bits, grouped queries, a gated MLP, no dropout. Of
each token a layer keeps

    2 norms:    their input and its normed form in 32 bits, and what they give out
    attention:  queries, keys, values and what comes out; the matrix of weights (5 bytes a pair and head, as in the
                paper) only where --attn_implementation eager makes one
    MLP:        gate, its activation, the other branch, their product

With activation checkpointing a layer keeps its input alone, and one layer at a time is computed again. Logits are never
whole: TRL makes them in tiles, twice, and only the gradient of what goes into them is as long as the batch. A mixture
of experts keeps more than this says.

In:  activations(configuration("scratch:tiny"), Batch(sequences=8, length=64), width=4, handed=4)
Out: 28,311,552 (bytes)
"""

from dataclasses import dataclass

from transformers import PretrainedConfig

_TILE = 4_096, 32_768  # tokens and vocabulary in a tile of TRL 1.16


@dataclass(frozen=True)
class Batch:
    """What one device takes through the model at once."""

    sequences: int
    length: int  # tokens of the longest

    @property
    def tokens(self) -> int:
        return self.sequences * self.length


def activations(
    config: PretrainedConfig, batch: Batch, width: int, handed: int, checkpointing: bool = False, eager: bool = False
) -> int:
    """Bytes at their peak.

    Args:
        width: bytes of a number in the dtype that is computed in, 2 under --bf16.
        handed: in the dtype of the weights, in which a layer hands its output to the next.
    """
    config = config.get_text_config()
    layer = _layer(config, width) + (5 * config.num_attention_heads * batch.length if eager else 0)
    layers = config.num_hidden_layers * layer
    if checkpointing:
        layers = config.num_hidden_layers * handed * config.hidden_size + layer
    return batch.tokens * (layers + _norm(config, width) + 4 * config.hidden_size) + _tile(config, batch, width)


def _layer(config: PretrainedConfig, width: int) -> int:
    """Bytes that a layer keeps of one token."""
    hidden, heads = config.hidden_size, config.num_attention_heads
    head = getattr(config, "head_dim", None) or hidden // heads
    grouped = getattr(config, "num_key_value_heads", None) or heads
    inner = getattr(config, "intermediate_size", None) or 4 * hidden
    return 2 * _norm(config, width) + width * (2 * head * (heads + grouped) + 4 * inner)


def _tile(config: PretrainedConfig, batch: Batch, width: int) -> int:
    """Bytes of a tile of logits, in the dtype that is computed in and in 32 bits."""
    return min(batch.tokens, _TILE[0]) * min(config.vocab_size, _TILE[1]) * (width + 4)


def _norm(config: PretrainedConfig, width: int) -> int:
    return (4 + 4 + width) * config.hidden_size
