"""What --data may name: registered datasets, built folders, Hub ids; each gives a part, or says why not."""

import pytest

import oeis_qa
from oeis_qa.errors import CapacityError, OptionError, TargetError
from oeis_qa.publishing.build import build
from oeis_qa.training.sources import SHAPES, part


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with two configs in the layout messages, and one in which a prompt stands alone."""
    folders = tmp_path_factory.mktemp("built")
    build(["oeis_qa/completion?size=30&eval_size=5", "oeis_qa/gaps?size=20&eval_size=5"], str(folders / "two"))
    build(["oeis_qa/completion?size=30&eval_size=5&layout=prompt"], str(folders / "prompts"))
    return folders


@pytest.mark.parametrize(
    ("shape", "columns"),
    [("sft", ["prompt", "completion"]), ("grpo", ["prompt"]), ("dpo", ["prompt", "chosen", "rejected"])],
)
def test_a_registered_dataset_is_asked_for_the_layout_that_the_trainer_needs(shape, columns):
    found = part("oeis_qa/completion?size=10", SHAPES[shape])
    assert found.train.column_names == ["id", *columns, "answer", "answer_kind", "benchmark", "meta"]
    assert (len(found.train), found.rows, found.weight) == (10, 10, None)


def test_the_layout_of_the_address_wins():
    assert "messages" in part("oeis_qa/completion?size=10&layout=messages", SHAPES["sft"]).train.column_names


def test_a_benchmark_trains_on_its_own_train_split_and_has_no_validation():
    found = part("math?level=4-5", SHAPES["sft"])
    assert {row["id"].split("/")[1] for row in found.train} == {"train"}
    assert (found.rows, found.validation()) == (4, None)


def test_a_weight_is_the_mixtures_and_no_option_of_the_dataset():
    with_weight = part("oeis_qa/completion?size=10&weight=2.5", SHAPES["sft"])
    assert with_weight.weight == 2.5
    assert with_weight.spec == part("oeis_qa/completion?size=10", SHAPES["sft"]).spec


def test_a_stream_gives_the_rows_of_the_dataset():
    address = "oeis_qa/completion?size=10"
    assert list(part(address, SHAPES["sft"], streaming=True).train) == list(part(address, SHAPES["sft"]).train)


def test_questions_are_of_validation_and_carry_their_answer():
    asked = part("oeis_qa/completion?size=10&eval_size=8", SHAPES["sft"]).questions(5)
    assert len(asked) == 5
    assert asked[0]["prompt"][0]["role"] == "user"
    assert asked[0]["answer_kind"] == "integer"


@pytest.mark.parametrize("layout", ["prompt_completion", "messages", "text", "chatml"])
def test_questions_are_the_same_whatever_is_trained_on(layout):
    asked = part(f"oeis_qa/completion?size=10&eval_size=8&layout={layout}", SHAPES["sft"]).questions(3)
    assert asked.column_names == ["id", "prompt", "answer", "answer_kind", "benchmark", "meta"]


def test_wrong_responses_are_known_and_their_questions_keep_the_truth():
    found = part("oeis_qa/incorrect_completion?size=10&acknowledge_incorrect=true", SHAPES["sft"])
    assert found.incorrect
    row = found.questions(1)[0]
    assert oeis_qa.verify(row["answer"], row["answer"], row["answer_kind"]).right


def test_the_licence_is_that_of_its_rows():
    assert part("oeis_qa/completion?size=10", SHAPES["sft"]).licence() == "Apache-2.0"


def test_a_built_folder_gives_the_rows_that_are_in_it(built):
    found = part(f"{built}/two?config=completion&weight=3", SHAPES["sft"])
    assert (found.rows, found.weight, found.name) == (30, 3.0, f"{built}/two/completion")
    assert len(found.validation()) == 5
    assert [turn["role"] for turn in found.questions(2)[0]["prompt"]] == ["user"]
    assert found.train["id"] == part("oeis_qa/completion?size=30&eval_size=5", SHAPES["sft"]).train["id"]


def test_a_folder_with_one_config_needs_no_name_of_it(built):
    assert part(f"{built}/prompts", SHAPES["grpo"]).rows == 30


def test_a_folder_streams(built):
    found = part(f"{built}/two?config=gaps", SHAPES["sft"], streaming=True)
    assert len(list(found.train)) == found.rows == 20


@pytest.mark.parametrize(
    ("address", "shape", "message"),
    [
        ("oeis_qa/completion?weight=none", "sft", "weight='none' is no share; give one number over 0"),
        ("oeis_qa/completion?weight=-1", "sft", "no share"),
        ("oeis_qa/completion?weight=1&weight=2", "sft", "no share"),
        ("oeis_qa/completion?layout=preference", "sft", "is not for this trainer; Have: prompt_completion, messages"),
        ("oeis_qa/completion?sized=3", "sft", "did you mean 'size'"),
        ("oeis_qa", "sft", "needs a config"),
        ("humaneval", "sft", "'humaneval' has no train rows"),
        ("gsm8k", "dpo", "layout='preference' needs a wrong response"),
        ("oeis-qa", "sft", "no registered dataset, no folder here and no Hub id; did you mean 'oeis_qa'"),
        ("./nowhere", "sft", "no folder here"),
        ("{built}/two", "sft", "say which, as in config=completion"),
        ("{built}/two?config=gap", "sft", "did you mean 'gaps'"),
        ("{built}/two?config=gaps&size=3", "sft", "rows that are built take no size"),
        ("{built}/two?config=gaps", "dpo", "takes prompt with chosen with rejected. Build it with layout=preference"),
        ("{built}/two?config=gaps", "grpo", "takes prompt and a gold. Build it with layout=prompt"),
    ],
)
def test_an_address_that_cannot_be_trained_on_is_refused(built, address, shape, message):
    with pytest.raises(OptionError, match=message):
        part(address.format(built=built), SHAPES[shape])


def test_more_rows_than_there_are_is_an_error_of_the_dataset():
    with pytest.raises(CapacityError):
        part("oeis_qa/completion?size=100000000", SHAPES["sft"])


def test_a_folder_that_no_build_has_made_is_refused(tmp_path):
    with pytest.raises(TargetError, match="no build, or an unfinished one"):
        part(str(tmp_path), SHAPES["sft"])
