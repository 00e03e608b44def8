"""Datasets for post-training on narrow, richly structured data, loaded with plain `datasets.load_dataset`.

In:  import oeis_qa; from datasets import load_dataset; load_dataset("oeis_qa", "completion")
Out: DatasetDict({train: 3000 rows, validation: 200 rows, test: 200 rows})
"""

from oeis_qa.answers import Verdict, extract, verify
from oeis_qa.errors import (
    AddressError,
    AnswerError,
    BuildError,
    CapacityError,
    MissingExtraError,
    OeisQAError,
    OptionError,
    SourceError,
    SourceFormatError,
    TargetError,
)
from oeis_qa.registry import capacity, load_dataset, load_dataset_builder, register, teach

__version__ = "0.1.0"

__all__ = [
    "AddressError",
    "AnswerError",
    "BuildError",
    "CapacityError",
    "MissingExtraError",
    "OeisQAError",
    "OptionError",
    "SourceError",
    "SourceFormatError",
    "TargetError",
    "Verdict",
    "__version__",
    "capacity",
    "extract",
    "load_dataset",
    "load_dataset_builder",
    "register",
    "verify",
]

teach()
