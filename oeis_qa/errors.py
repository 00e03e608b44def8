"""The errors of oeis_qa. Each message names the value, the rule and the way out, and each is raised before work starts.

OeisQAError
├── OptionError          (ValueError)         an unknown or wrong option, config, layout or dataset name
│   └── AddressError                          an address that does not parse
├── CapacityError        (ValueError)         more rows asked for than a config can give
├── SourceError          (FileNotFoundError)  a source that is not there
├── SourceFormatError    (ValueError)         a source that cannot be read as what it should be
├── AnswerError          (ValueError)         an answer that is none of its kind, a completion that is no text
├── GridError            (ValueError)         a grid that is none, a text that is no grid, histogram or task
├── SandboxError         (RuntimeError)       programs cannot be run here: no bubblewrap, or no interpreter
│   └── NotRunError                           a program that the sandbox could not run just now; nobody knows its worth
├── TargetError          (OSError)            a folder or repository that cannot be written, or holds something else
├── BuildError           (RuntimeError)       a shard that cannot be built
├── PreflightError       (ValueError)         rows that a trainer would take, and learn something else from
├── TrainingError        (RuntimeError)       a run that cannot go on, or not from that checkpoint
├── SamplerError         (RuntimeError)       a model that cannot answer, a server that fails, a journal that is none
└── MissingExtraError    (ImportError)        a package that comes with an extra is not installed

In:  load_dataset("oeis_qa", "completion", sed=7)
Out: OptionError: oeis_qa/completion has no option 'sed'; did you mean 'seed'? Have: ...
"""

import difflib
from collections.abc import Iterable


class OeisQAError(Exception):
    """Base of every error that this library raises on purpose."""


class OptionError(OeisQAError, ValueError):
    """An unknown or wrong option, config, layout or dataset name."""


class AddressError(OptionError):
    """An address that is not DATASET[/CONFIG][?option=value&...]."""


class CapacityError(OeisQAError, ValueError):
    """More rows asked for than the config can give."""


class SourceError(OeisQAError, FileNotFoundError):
    """A source of data that is not there."""


class SourceFormatError(OeisQAError, ValueError):
    """A source of data that cannot be read as what it should be."""


class AnswerError(OeisQAError, ValueError):
    """A gold answer that does not parse as its kind, or a completion that is no text."""


class GridError(OeisQAError, ValueError):
    """A grid that is none, or a text that cannot be read as a grid, a histogram, a task or flags."""


class SandboxError(OeisQAError, RuntimeError):
    """Programs cannot be run here: something is not installed, or the host forbids it."""


class NotRunError(SandboxError):
    """A program that the sandbox could not run just now, after several attempts; it is neither right nor wrong."""


class TargetError(OeisQAError, OSError):
    """A folder, store or repository that cannot be written, or holds something else."""


class BuildError(OeisQAError, RuntimeError):
    """A shard that could not be built, after several attempts or at once where it would fail again."""


class PreflightError(OeisQAError, ValueError):
    """Rows that a trainer would take without a word, and from which a model would learn something else."""


class TrainingError(OeisQAError, RuntimeError):
    """A run that cannot go on, or not from where it is told to."""


class SamplerError(OeisQAError, RuntimeError):
    """A model or server that cannot answer a request, or a journal of answers that cannot be read or written."""


class MissingExtraError(OeisQAError, ImportError):
    """A package that comes with one of our extras is not installed."""


def choices(word: str, allowed: Iterable[str]) -> str:
    """The tail of a message about an unknown `word`: the near name, if there is one, and all names."""
    names = list(allowed)
    near = difflib.get_close_matches(word, names, n=1)
    return (f"did you mean {near[0]!r}? " if near else "") + "Have: " + ", ".join(names)
