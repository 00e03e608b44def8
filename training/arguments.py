"""The arguments of a run: the few that are ours, TRL's own configuration, and its ModelConfig.

TRL's parser reads them all, so every flag and every YAML file (--config) of TRL works.

In:  parsed(SFTConfig, ["--data", "oeis_qa/completion", "--model", "scratch:tiny", "--max_steps", "10"])
Out: RunArguments(data=["oeis_qa/completion"], ...), SFTConfig(max_steps=10, use_cpu=True, ...), ModelConfig(...)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, NoReturn

from trl import ModelConfig, TrlParser

from oeis_qa.errors import OptionError, choices
from oeis_qa.training import devices


@dataclass
class RunArguments:
    data: list[str] = field(
        metadata={"help": "Addresses: DATASET/CONFIG[?option=value&...], built folders, Hub ids; weight= in each."}
    )
    model: str | None = field(default=None, metadata={"help": "A folder, a Hub id, or scratch:tiny|small|base."})
    streaming: bool = field(default=False, metadata={"help": "Make or read rows while training asks; needs max_steps."})
    gate: list[str] = field(default_factory=list, metadata={"help": "Rows whose meta passes, as in 'digits<=3'."})
    curriculum: str | None = field(default=None, metadata={"help": "Key of meta, smallest first; -KEY: largest first."})
    held_out: int = field(default=64, metadata={"help": "Validation rows to answer while training; 0: none."})
    held_out_steps: int | None = field(default=None, metadata={"help": "Steps between; default: a fifth of the run."})
    held_out_tokens: int = field(default=256, metadata={"help": "Longest answer, in tokens."})
    acknowledge_incorrect: bool = field(default=False, metadata={"help": "Train on responses wrong on purpose."})
    accelerate: str | None = field(default=None, metadata={"help": "Launch with ddp, fsdp_qlora or a YAML file."})
    estimate: bool = field(default=False, metadata={"help": "Print memory and tokens, and stop."})


class _Parser(TrlParser):  # type: ignore[misc]
    """TRL's parser, whose complaints are our errors: its own print some hundred flags first."""

    def error(self, message: str) -> NoReturn:
        raise OptionError(f"{message}; see --help")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does, and before TRL's configuration is made of it, which complains in its own way."""
        found, rest = super().parse_known_args(args, namespace)
        for unknown in rest:
            self.error(f"no option {unknown}{_near(unknown, vars(found))}")
        devices.check(vars(found))
        return found, rest


def parsed(config: type, argv: Sequence[str]) -> tuple[RunArguments, Any, ModelConfig]:
    """The arguments of a run.

    Raises:
        OptionError: a flag that nobody knows, a value that breaks its rule, or what this device cannot do.
    """
    parser = _Parser((RunArguments, config, ModelConfig), prog=config.__name__.removesuffix("Config").lower())
    parser.set_defaults_with_config(max_length=None, **devices.defaults())
    try:
        ours, args, model = parser.parse_args_and_config(list(argv))
    except OptionError:
        raise
    except (OSError, ValueError) as error:  # a YAML file that is none, or values that do not fit each other
        raise OptionError(f"{error}; see --help") from error
    return _checked(ours, model), _with_length(ours, args), model


def _with_length(ours: RunArguments, args: Any) -> Any:
    """No row is cut unless the user says so, but where packing, or rows that nobody has seen, need a bound: TRL's."""
    bound = next((known.default for known in fields(args) if known.name == "max_length"), None)
    if bound is not None and args.max_length is None and (ours.streaming or getattr(args, "packing", False)):
        args.max_length = bound
    return args


def _near(unknown: str, known: Iterable[str]) -> str:
    near = choices(unknown.lstrip("-").partition("=")[0], known).partition("Have:")[0]
    return f"; {near.strip()}" if near else ""


def _checked(ours: RunArguments, model: ModelConfig) -> RunArguments:
    if ours.model and model.model_name_or_path and ours.model != model.model_name_or_path:
        raise OptionError(f"--model {ours.model} and --model_name_or_path {model.model_name_or_path}: keep one")
    ours.data = [ours.data] if isinstance(ours.data, str) else ours.data  # a YAML file may name one alone
    ours.model = ours.model or model.model_name_or_path
    if not ours.model:
        raise OptionError("no --model; give a folder, a Hub id, or scratch:tiny to begin with a model of this library")
    for name, least in (("held_out", 0), ("held_out_steps", 1), ("held_out_tokens", 1)):
        value = getattr(ours, name)
        if value is not None and value < least:
            raise OptionError(f"--{name} {value}: give {least} or more")
    return ours
