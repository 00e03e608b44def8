"""What a run takes: against tensors that were really made, and against counts by hand."""

import copy

import pytest
import torch
from peft import get_peft_model
from transformers import GPT2Config, LlamaConfig, LlamaForCausalLM
from trl import DPOConfig, GRPOConfig, ModelConfig, SFTConfig, get_peft_config
from trl.trainer.utils import add_fused_lm_head

from oeis_qa.errors import OptionError
from oeis_qa.training.activations import Batch, activations
from oeis_qa.training.estimate import estimate
from oeis_qa.training.scratch import configuration

# PEFT 0.21 asks transformers 5.23 by a name that is going away.
pytestmark = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")

TINY = 984_192
LLAMA_70B = LlamaConfig(
    vocab_size=32_000,
    hidden_size=8_192,
    intermediate_size=28_672,
    num_hidden_layers=80,
    num_attention_heads=64,
    num_key_value_heads=8,
)
LINEAR_70B = 80 * (2 * 8192 * 8192 + 2 * 8192 * 1024 + 3 * 8192 * 28672)
LAYER_70B = LINEAR_70B // 80 + 2 * 8192  # parameters: linear, then the two norms
OUTSIDE_70B = 2 * 32_000 * 8192 + 8192  # embeddings, head, last norm


def args(kind=SFTConfig, **options):
    cpu = {"output_dir": "out", "report_to": "none", "use_cpu": True, "bf16": False, "activation_checkpointing": False}
    return kind(**(cpu | options))


def estimated(config=None, trainer=None, model=None, lengths=(33, 40, 35), rows=3_000, processes=1, sharded=False):
    config = config or configuration("scratch:tiny")
    return estimate(config, trainer or args(), model or ModelConfig(), lengths, rows, processes, sharded)


@pytest.fixture(scope="module")
def batch():
    return {name: torch.arange(8 * 64).view(8, 64) % 256 for name in ("input_ids", "labels")}


def total(tensors):
    return sum(tensor.nbytes for tensor in tensors)


def stepped(model, batch):
    """Bytes of weights, gradients and optimizer that there are after a step of AdamW."""
    model.train()
    model(**batch).loss.backward()
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained)
    optimizer.step()
    states = [state[name] for state in optimizer.state.values() for name in ("exp_avg", "exp_avg_sq")]
    return total(model.parameters()), total(p.grad for p in trained), total(states)


@pytest.mark.parametrize("options", [{}, {"use_peft": True}, {"use_peft": True, "lora_r": 4, "use_dora": True}])
def test_weights_gradients_and_optimizer_are_those_of_a_real_step(tiny, batch, options):
    made, chosen = copy.deepcopy(tiny[0]), ModelConfig(**options)
    said = estimated(configuration("scratch:tiny", len(tiny[1])), model=chosen)
    model = get_peft_model(made, get_peft_config(chosen)) if chosen.use_peft else made
    assert (said.weights, said.gradients, said.optimizer) == stepped(model, batch)
    assert said.parameters == sum(p.numel() for p in model.parameters())
    assert said.trained == sum(p.numel() for p in model.parameters() if p.requires_grad)


def kept(model, batch):
    """Bytes that autograd keeps of a forward pass as TRL makes it, weights aside."""
    weights = {p.untyped_storage().data_ptr() for p in model.parameters()}
    saved = {}

    def pack(tensor):
        saved[tensor.untyped_storage().data_ptr()] = tensor  # held, so that no address is given out twice
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        model(**batch, fused_lm_head=True)
    return sum(t.untyped_storage().nbytes() for address, t in saved.items() if address not in weights)


@pytest.mark.parametrize(
    ("weights", "computed"), [("float32", "float32"), ("bfloat16", "bfloat16"), ("float32", "bfloat16")]
)
def test_activations_are_those_that_autograd_keeps_within_a_factor_of_two(tiny, batch, weights, computed):
    model = copy.deepcopy(tiny[0]).train().to(getattr(torch, weights))
    add_fused_lm_head(model)
    handed, width = getattr(torch, weights).itemsize, getattr(torch, computed).itemsize
    with torch.autocast("cpu", torch.bfloat16, enabled=weights != computed):
        found = kept(model, batch)
    assert 0.5 < found / activations(model.config, Batch(8, 64), width, handed) < 2


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_with_checkpointing_a_layer_more_is_its_input_more(batch, dtype):
    found, said = [], []
    for layers in (2, 4):
        config = configuration("scratch:tiny")
        config.num_hidden_layers, config.use_cache = layers, False
        model = LlamaForCausalLM(config).to(dtype).train()
        add_fused_lm_head(model)
        model.activation_checkpointing_enable()
        found.append(kept(model, batch))
        said.append(activations(config, Batch(8, 64), dtype.itemsize, dtype.itemsize, checkpointing=True))
    assert found[1] - found[0] == said[1] - said[0] == 2 * dtype.itemsize * 128 * 8 * 64


def test_activations_grow_with_the_batch_and_its_length_and_only_eager_attention_with_its_square():
    config = configuration("scratch:small")

    def of(sequences, length, **how):
        return activations(config, Batch(sequences, length), 2, 2, **how)

    assert of(32, 512) == of(64, 256) > of(16, 512)
    assert of(4, 2048, checkpointing=True) < of(4, 2048) < of(4, 2048, eager=True)
    pairs = 7 * 6 * 5  # layers, heads, bytes
    assert of(1, 100, eager=True) - of(1, 100) == pairs * 100 * 100


def test_a_model_without_a_gated_mlp_or_groups_is_counted_too():
    assert activations(GPT2Config(n_embd=64, n_layer=2, n_head=4, vocab_size=100), Batch(1, 10), 4, 4) == 10 * (
        2 * (2 * 12 * 64 + 4 * (4 * 64 + 4 * 256)) + 12 * 64 + 4 * 64
    ) + 10 * 100 * (4 + 4)


def test_the_text_says_everything_with_its_unit():
    assert str(estimated()).splitlines() == [
        "parameters   984,192, of which 984,192 are trained",
        "tokens       108,000 an epoch",
        "on the device:",
        "weights      3.8 MiB",
        "gradients    3.8 MiB",
        "optimizer    7.5 MiB",
        "activations  16.9 MiB",
        "together     31.9 MiB",
    ]


def test_the_text_says_on_how_many_devices():
    assert "on each of 2 devices:" in str(estimated(processes=2))


def test_rows_are_counted_as_far_as_they_are_read():
    assert estimated(lengths=[10, 30], rows=100).tokens == 2_000
    assert estimated(lengths=[10, 30], rows=100, trainer=args(max_length=20)).tokens == 1_500


def test_a_batch_is_as_long_as_its_longest_row_can_be():
    def of(sequences, length):
        return activations(configuration("scratch:tiny"), Batch(sequences, length), 4, 4)

    assert estimated().activations == of(8, 40)
    assert estimated(trainer=args(max_length=35, per_device_train_batch_size=2)).activations == of(2, 35)
    assert estimated(trainer=args(DPOConfig)).activations == of(16, 40)
    assert estimated(trainer=args(GRPOConfig, max_completion_length=24)).activations == of(8, 64)


@pytest.mark.filterwarnings("ignore")  # TRL says that packing wants flash attention
def test_a_packed_batch_is_full():
    said = estimated(trainer=args(packing=True, max_length=256))
    assert said.activations == activations(configuration("scratch:tiny"), Batch(8, 256), 4, 4)


@pytest.mark.parametrize(
    ("optim", "each"),
    [
        ("adamw_torch", 8),
        ("adamw_torch_fused", 8),
        ("adamw_8bit", 2),
        ("paged_adamw_32bit", 8),
        ("lion_8bit", 1),
        ("sgd", 0),
    ],
)
def test_each_optimizer_takes_its_bytes_for_a_trained_parameter(optim, each):
    assert estimated(trainer=args(optim=optim)).optimizer == each * TINY


def test_an_optimizer_of_which_nothing_is_known_is_refused():
    with pytest.raises(OptionError, match="--estimate does not know what --optim galore_adamw takes"):
        estimated(trainer=args(optim="galore_adamw", optim_target_modules="all-linear"))


def test_data_without_rows_is_refused():
    with pytest.raises(OptionError, match="there is no row to measure"):
        estimated(lengths=[])


def test_bfloat16_halves_weights_and_autocast_adds_copies():
    assert estimated(model=ModelConfig(dtype="bfloat16")).weights == 2 * TINY
    norms = 9 * 128
    assert estimated(trainer=args(bf16=True)).weights == 4 * TINY + 2 * (TINY - norms)


def test_data_parallel_holds_all_everywhere_and_sends_gradients_from_buffers():
    one, two = estimated(), estimated(processes=2)
    assert (two.weights, two.optimizer, two.activations) == (one.weights, one.optimizer, one.activations)
    assert two.gradients == 2 * one.gradients


def test_fsdp_holds_a_part_of_all_and_two_layers():
    said = estimated(processes=4, sharded=True)
    layer = 4 * (4 * 128 * 128 + 3 * 128 * 384 + 2 * 128)
    assert said.weights == TINY + 4 * (1_024 * 128 + 128) + 2 * layer
    assert (said.gradients, said.optimizer) == (TINY, 2 * TINY)


def test_dpo_holds_a_second_model_unless_the_first_has_an_adapter():
    assert estimated(trainer=args(DPOConfig)).weights == 2 * 4 * TINY
    assert estimated(trainer=args(DPOConfig, precompute_ref_log_probs=True)).weights == 4 * TINY
    adapter = estimated(trainer=args(DPOConfig), model=ModelConfig(use_peft=True))
    assert adapter.weights == 4 * adapter.parameters


def test_grpo_holds_a_second_model_only_with_a_beta():
    assert estimated(trainer=args(GRPOConfig)).weights == 4 * TINY
    assert estimated(trainer=args(GRPOConfig, beta=0.1)).weights == 2 * 4 * TINY


def test_70_billion_in_4_bits_over_two_devices():
    model = ModelConfig(use_peft=True, load_in_4bit=True, dtype="bfloat16", bnb_4bit_quant_storage="bfloat16")
    said = estimated(LLAMA_70B, model=model, lengths=[5_000], processes=2, sharded=True)
    adapter = 80 * 2 * 16 * (8192 + 8192 + 8192 + 1024) // 2  # rank 16 on queries and values
    assert said.parameters - said.trained == 68_976_648_192 == LINEAR_70B + 80 * 2 * 8192 + OUTSIDE_70B
    assert said.trained == 80 * 16 * (8192 + 8192 + 8192 + 1024) == adapter
    assert (said.gradients, said.optimizer) == (2 * adapter // 2, 4 * adapter // 2)
    packed = LINEAR_70B // 80 // 2 + LINEAR_70B // 80 // 64 * 4  # half a byte each, and a scale of 4 bytes for 64
    layer = packed + 2 * (LAYER_70B - LINEAR_70B // 80) + 2 * adapter // 80
    assert said.weights == (80 * layer + 2 * OUTSIDE_70B) // 2 + 2 * OUTSIDE_70B + 2 * layer


def test_scales_of_scales_take_less():
    chosen = {"use_peft": True, "load_in_4bit": True, "dtype": "bfloat16"}
    plain, nested = (
        estimated(model=ModelConfig(**chosen, use_bnb_nested_quant=more)).weights for more in (False, True)
    )
    linear = 4 * (4 * 128 * 128 + 3 * 128 * 384)
    assert plain - nested == linear // 64 * 4 - (linear // 64 + linear // 64 // 256 * 4)
