"""A model in this process: batches of prompts of similar lengths, padded on the left; adapters through PEFT.

The weights are loaded when the first request is completed, so what a journal answers loads none. What holds: the
order of requests and the journal change no answer, and a drawn answer takes its chances from its own request. Batches
of another size may round the last bits of the scores otherwise, so where two tokens are all but equally likely, the
answer may be another.

In:  Local("runs/sft", batch_size=32).complete(requests)
Out: groups of responses, the longest prompts first
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from oeis_qa.errors import MissingExtraError, OptionError, SourceError
from oeis_qa.samplers.records import Groups, Identity, Request, Response, Sampling

try:
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer, LogitsProcessorList, StoppingCriteriaList
except ImportError:
    raise MissingExtraError(
        "a model in process needs torch and transformers; pip install 'oeis-qa[train]', or ask a server (base_url=)"
    ) from None

from oeis_qa.samplers.drawing import Drawn
from oeis_qa.samplers.generating import generated, ids_of, longest_first, stops
from oeis_qa.samplers.stopping import StopTexts

_TOKENIZERS = ("tokenizer.json", "tokenizer.model", "tokenizer_config.json", "vocab.json")
_MEANT = (  # the files of a folder that change what a model says; not those of its training
    *("config.json", "generation_config.json", "*.safetensors", "*.safetensors.index.json", "pytorch_model*"),
    *("adapter_config.json", "adapter_model.bin", "tokenizer*", "chat_template*", "vocab.*", "merges.txt"),
    *("special_tokens_map.json", "added_tokens.json"),
)


class Local:
    """A model of transformers.

    Args:
        model: a folder, or a Hub id.
        adapter: the same, of PEFT; its tokenizer is used where it has one.
        revision: of the model on the Hub.
        batch_size: prompts that are completed at once.

    Raises:
        OptionError: batch_size below 1.
        SourceError: no model, adapter or tokenizer there.
    """

    def __init__(
        self, model: str, *, adapter: str | None = None, revision: str | None = None, batch_size: int = 16
    ) -> None:
        if batch_size < 1:
            raise OptionError(f"batch_size={batch_size}: give 1 or more")
        self._model, self._revision, self._batch_size = model, revision, batch_size
        self._adapter = None if adapter is None else _adapter_folder(adapter)
        self._config = _opened(AutoConfig, model, revision)
        own = self._adapter is not None and _has_tokenizer(self._adapter)
        self.tokenizer = _tokenizer(str(self._adapter) if own else model, None if own else revision)

    @cached_property
    def identity(self) -> Identity:
        """By the contents of its files, so that a model trained on in the same folder is another."""
        folder = Path(self._model)
        name, revision = (
            (folder.resolve().name, _hash_of(folder)) if folder.is_dir() else (self._model, self._config._commit_hash)
        )
        adapter = f" + {_hash_of(self._adapter)}" if self._adapter else ""
        template = hashlib.sha256(str(self.tokenizer.chat_template).encode()).hexdigest()[:16]
        return Identity(name, f"{revision}{adapter}", "", template)

    def tokens(self, request: Request) -> int:
        """Of the prompt, in its chat template."""
        return len(ids_of(self.tokenizer, request.messages))

    def complete(self, requests: Sequence[Request]) -> Groups:
        """A batch of the same Sampling after the other.

        Raises:
            OptionError: messages for a tokenizer without chat template, or a prompt longer than the model has room.
        """
        prompts = self._prompts(requests)
        for sampling in dict.fromkeys(request.sampling for request in requests):
            places = [i for i, request in enumerate(requests) if request.sampling == sampling]
            for batch in longest_first([len(prompts[i]) for i in places], self._batch_size):
                chosen = [places[i] for i in batch]
                said = self._batch([requests[i] for i in chosen], [prompts[i] for i in chosen])
                yield dict(zip(chosen, said, strict=True))

    def _prompts(self, requests: Sequence[Request]) -> list[list[int]]:
        if not self.tokenizer.chat_template and not all(isinstance(request.messages, str) for request in requests):
            raise OptionError(f"{self._model}: its tokenizer has no chat template; give prompts that are texts")
        prompts = [ids_of(self.tokenizer, request.messages) for request in requests]
        room = getattr(self._config.get_text_config(), "max_position_embeddings", None)
        for i, (ids, request) in enumerate(zip(prompts, requests, strict=True)):
            if room is not None and len(ids) + request.sampling.max_tokens > room:
                raise OptionError(
                    f"{self._model}: request {i} has {len(ids)} tokens and max_tokens={request.sampling.max_tokens}, "
                    f"and the model has room for {room}; ask for fewer tokens, or fewer examples in the prompt"
                )
        return prompts

    def _batch(self, requests: Sequence[Request], prompts: Sequence[list[int]]) -> list[Response]:
        sampling = requests[0].sampling
        length = max(map(len, prompts))
        settings: dict[str, Any] = {}
        if sampling.stop:
            settings["stopping_criteria"] = StoppingCriteriaList([StopTexts(self.tokenizer, sampling.stop, length)])
        if sampling.temperature:
            settings["logits_processor"] = LogitsProcessorList([Drawn(requests, length, self._loaded.device)])
        made = generated(self._loaded, self.tokenizer, prompts, sampling.max_tokens, **settings).tolist()
        return [self._response(len(ids), new, sampling) for ids, new in zip(prompts, made, strict=True)]

    def _response(self, prompt_tokens: int, made: list[int], sampling: Sampling) -> Response:
        """Up to the end that the model set, or a stop string; behind either there is only padding."""
        ends = stops(self._loaded, self.tokenizer)
        last = next((i for i, token in enumerate(made) if token in ends), None)
        kept = made if last is None else made[:last]
        if last is None and sampling.stop:
            kept = _unpadded(made, self.tokenizer.pad_token_id)
        text = self.tokenizer.decode(kept, skip_special_tokens=True)
        cut = min((at for stop in sampling.stop if (at := text.find(stop)) >= 0), default=None)
        completion_tokens = len(kept) + (last is not None)
        return Response(text[:cut], "length" if last is cut is None else "stop", prompt_tokens, completion_tokens)

    @cached_property
    def _loaded(self) -> Any:
        device = torch.accelerator.current_accelerator() if torch.accelerator.is_available() else "cpu"
        model = _opened(AutoModelForCausalLM, self._model, self._revision, dtype="auto").to(device)
        if self._adapter is None:
            return model
        from peft import PeftModel

        return PeftModel.from_pretrained(model, str(self._adapter))


def _tokenizer(name: str, revision: str | None) -> Any:
    if Path(name).is_dir() and not _has_tokenizer(Path(name)):
        raise SourceError(f"{name} holds no tokenizer; save one there with tokenizer.save_pretrained")
    tokenizer = _opened(AutoTokenizer, name, revision)
    if tokenizer.pad_token_id is None:  # what stands for nothing is masked, so any token does
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def _has_tokenizer(folder: Path) -> bool:
    return any((folder / name).is_file() for name in _TOKENIZERS)


def _opened(kind: Any, name: str, revision: str | None, **settings: Any) -> Any:
    is_adapter = kind is not AutoTokenizer and (Path(name) / "adapter_config.json").is_file()
    if is_adapter and not (Path(name) / "config.json").is_file():
        base = json.loads((Path(name) / "adapter_config.json").read_text()).get("base_model_name_or_path")
        raise SourceError(f"{name} holds an adapter and no model; give adapter={name!r}, and model={base!r}")
    try:
        return kind.from_pretrained(name, revision=revision, **settings)
    except (OSError, ValueError) as error:
        raise SourceError(f"model {name!r} is no folder with a model, and no Hub id in reach ({error})") from error


def _adapter_folder(name: str) -> Path:
    if not Path(name).is_dir():
        from huggingface_hub import snapshot_download

        try:
            name = snapshot_download(name)
        except (OSError, ValueError) as error:
            raise SourceError(f"adapter {name!r} is no folder, and no Hub id in reach ({error})") from error
    if not (Path(name) / "adapter_config.json").is_file():
        raise SourceError(f"{name} holds no adapter (adapter_config.json); give a folder that PEFT has saved")
    return Path(name)


def _hash_of(folder: Path) -> str:
    """16 hex digits over all that changes what the model says."""
    whole = hashlib.sha256()
    for path in sorted({path for pattern in _MEANT for path in folder.glob(pattern) if path.is_file()}):
        whole.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            while piece := file.read(1 << 22):
                whole.update(piece)
    return whole.hexdigest()[:16]


def _unpadded(made: list[int], pad: int) -> list[int]:
    end = len(made)
    while end and made[end - 1] == pad:
        end -= 1
    return made[:end]
