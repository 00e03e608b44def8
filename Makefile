# make demo: install the core and see the library work.   make test: everything that must hold before a change lands.
# Second runs skip what is done. CI, pre-commit and people call these targets and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SCRATCH := .venv-wheel
FLOOR := .venv-floor
GYM := .venv-gym
PIP := -m pip --disable-pip-version-check --quiet
# Compiling takes pip, in its one process, half of its time; what is imported is compiled then.
INSTALL := $(PIP) install --no-compile
export OMP_NUM_THREADS = 1
export HF_HUB_OFFLINE = 1

.PHONY: demo train-demo test system check format wheel floor stock ray bench bench-oeis bench-answers bench-kinds bench-programs bench-relations bench-novel bench-intervals bench-publishing bench-training bench-evaluation bench-arc bench-arc-gym scoreboard clean

demo: $(VENV)/.core
	$(BIN)/python demo.py

# A model from nothing that beats simple rules: minutes on two cores, once torch is installed. Threads that wait sleep:
# else two of them take ten times as long as one where anything else runs.
train-demo: $(VENV)/.train
	rm -rf train-demo
	OMP_WAIT_POLICY=PASSIVE $(BIN)/python train_demo.py

# What runs in one process goes two at a time; the tests take all cores.
test: $(VENV)/.test system
	$(MAKE) -j2 check floor wheel
	$(BIN)/python -m pytest -q -n auto --dist loadgroup --durations 30

# What the system brings: a sandbox, a language to run in it, and a browser. Where it may not be installed, tests that need it skip.
system:
	@{ command -v bwrap && command -v gp; } > /dev/null \
	  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends bubblewrap pari-gp; } \
	  || echo "bubblewrap and pari-gp are not installed, and cannot be; the tests of programs will be skipped"
# A browser is large, but nothing else tells whether the gallery fits a telephone and throws no errors.
	@{ command -v chromium || command -v google-chrome; } > /dev/null \
	  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } \
	  || echo "chromium is not installed, and cannot be; the tests of the gallery in a browser will be skipped"

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks.kernel

bench-oeis: $(VENV)/.test
	$(BIN)/python -m benchmarks.oeis

bench-answers: $(VENV)/.test
	$(BIN)/python -m benchmarks.answers

bench-kinds: $(VENV)/.test
	$(BIN)/python -m benchmarks.solvers
	$(BIN)/python -m benchmarks.kinds_plain
	$(BIN)/python -m benchmarks.choices
	$(BIN)/python -m benchmarks.groups_plain

bench-programs: $(VENV)/.test system
	$(BIN)/python -m benchmarks.programs

bench-relations: $(VENV)/.test
	$(BIN)/python -m benchmarks.relations
	$(BIN)/python -m benchmarks.kin

bench-novel: $(VENV)/.test
	$(BIN)/python -m benchmarks.novel

bench-intervals: $(VENV)/.test
	$(BIN)/python -m benchmarks.intervals
	$(BIN)/python -m benchmarks.aa

bench-publishing: ray
	$(BIN)/python -m benchmarks.publishing

# Ray is large, so it is installed, and its engine tested, only when asked for.
ray: $(VENV)/.test
	$(BIN)/python $(PIP) install --constraint constraints.txt --editable ".[ray]"
	$(BIN)/python -m pytest -q tests/publishing/test_ray.py

bench-training: $(VENV)/.test
	$(BIN)/python -m benchmarks.training
	$(BIN)/python -m benchmarks.preflight

bench-evaluation: $(VENV)/.test
	$(BIN)/python -m benchmarks.evaluation

bench-arc: $(VENV)/.test
	$(BIN)/python -m benchmarks.arc
	$(BIN)/python -m benchmarks.arc_operations
	$(BIN)/python -m benchmarks.arc_flags
	$(BIN)/python -m benchmarks.arc_rows
	$(BIN)/python -m benchmarks.arc_puzzles

# reasoning_gym pins much of what it needs, so it has an environment of its own.
bench-arc-gym: $(GYM)/.done
	$(GYM)/bin/python -m benchmarks.arc_rows

scoreboard: $(VENV)/.test
	$(BIN)/python -m benchmarks.scoreboard

# The oldest `datasets` that is promised to work: the parts that touch it, in an environment of their own.
floor: $(FLOOR)/.done
	$(FLOOR)/bin/python -m pytest -q tests/test_registry.py tests/test_builder.py
	$(FLOOR)/bin/python -m pytest -q tests/loaders/test_contract.py \
	  -n auto --dist loadgroup -k "(trainable or streaming or carries or refused or schema) and (completion or arc_rle/image)"

# The wheel from a clean copy of the tree, installed outside it and used there: what a user of pip gets.
wheel: $(VENV)/.test
	rm -rf $(SCRATCH)/tree $(SCRATCH)/dist && mkdir -p $(SCRATCH)/tree
	git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- -cf - | tar -xf - -C $(SCRATCH)/tree
	$(BIN)/python $(PIP) wheel --no-deps --wheel-dir $(SCRATCH)/dist $(SCRATCH)/tree
	test -e $(SCRATCH)/env/.made || { $(PYTHON) -m venv --clear $(SCRATCH)/env && touch $(SCRATCH)/env/.made; }
	$(SCRATCH)/env/bin/python $(INSTALL) $(SCRATCH)/dist/*.whl
	$(SCRATCH)/env/bin/python $(INSTALL) --force-reinstall --no-deps $(SCRATCH)/dist/*.whl
	cd $(SCRATCH)/env && bin/python -c "import oeis_qa.loaders; from datasets import load_dataset; \
	  print(load_dataset('oeis_qa', 'completion', size=100, cache_dir='cache')); \
	  assert 'site-packages' in oeis_qa.__file__" && bin/oeis-qa list
	$(MAKE) stock

# A folder that the wheel builds, read in an environment that has nothing but `datasets`.
stock:
	rm -rf $(SCRATCH)/built
	$(SCRATCH)/env/bin/oeis-qa build "oeis_qa/completion?size=200" --out $(SCRATCH)/built
	test -e $(SCRATCH)/stock/.made || { $(PYTHON) -m venv --clear $(SCRATCH)/stock && touch $(SCRATCH)/stock/.made; }
	$(SCRATCH)/stock/bin/python $(INSTALL) datasets
	cd $(SCRATCH) && stock/bin/python -c "from datasets import load_dataset; \
	  print(load_dataset('built', 'completion', cache_dir='cache')); \
	  print(next(iter(load_dataset('built', streaming=True)['test']))['messages'])"

clean:
	rm -rf $(VENV) $(SCRATCH) $(FLOOR) $(GYM) build *.egg-info

# Debian keeps venv in a package of its own. The stamp is set last: what was interrupted is made anew.
$(VENV)/.made:
	$(PYTHON) -c "import ensurepip" || { apt-get update -qq && apt-get install -y -qq python3-venv; }
	$(PYTHON) -m venv --clear $(VENV)
	touch $@

$(VENV)/.core: setup.cfg pyproject.toml | $(VENV)/.made
	$(BIN)/python $(INSTALL) --editable .
	touch $@

$(VENV)/.train: setup.cfg pyproject.toml constraints.txt | $(VENV)/.made
	$(BIN)/python $(INSTALL) --constraint constraints.txt --editable ".[train,plot]"
	touch $@ $(VENV)/.core

$(VENV)/.test: setup.cfg pyproject.toml constraints.txt | $(VENV)/.made
	$(BIN)/python $(INSTALL) --constraint constraints.txt --editable ".[test]"
# Tests make errors of warnings, so other people's code is compiled before, with all cores. Not all of it can be.
	$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true
	touch $@ $(VENV)/.core $(VENV)/.train

$(FLOOR)/.done: setup.cfg | $(VENV)/.made
	$(PYTHON) -m venv --clear $(FLOOR)
	$(FLOOR)/bin/python $(PIP) install --editable . datasets==4.7.0 pytest pytest-xdist hypothesis
	touch $@

$(GYM)/.done: setup.cfg | $(VENV)/.made
	$(PYTHON) -m venv --clear $(GYM)
	$(GYM)/bin/python $(PIP) install --editable . reasoning-gym
	touch $@
