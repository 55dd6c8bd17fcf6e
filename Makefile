# Every command of the project. `make demo` and `make test` need nothing before them.
SHELL := bash
PY := .venv/bin/python
PYTEST := $(PY) -m pytest
ARGS ?=
# The demo and the tests start many processes: each would compile the whole program anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo test check trial bench screenshots schema docs verifier module lock clean

setup: ## the environment in .venv: locked packages, front-end files, translations
	@python3 scripts/setup.py

demo: setup ## start everything with a small made-up country (ARGS="--headless" plays the main job and ends)
	@.venv/bin/almasu demo $(ARGS)

check: setup ## lint, types, import contracts, dependency audit
	@$(PY) scripts/check.py

test: check ## all that CI runs
	@$(PY) scripts/run_tests.py

trial: setup ## the long ones: kills, fuzz, load, every language
	@$(PYTEST) -m trial --timeout 3600 $(ARGS)

bench: setup ## figures beside the machine's own limits
	@for name in exchange journal signature dossier relations names signals taxii deadlines report feed psi; do .venv/bin/almasu bench $$name; done

screenshots: setup ## the pictures that the documents show
	@$(PY) scripts/screenshots.py

schema: setup ## write store/schema.txt anew after a migration was added
	@$(PY) scripts/write_schema.py

docs: setup ## write docs/reference anew from the program itself
	@$(PY) scripts/docs.py

verifier: ## the verifier of evidence packs as one file: build/almasu-verify.pyz
	@python3 scripts/build_verifier.py

module: setup ## the integration module as wheels for a bank: build/module
	@.venv/bin/uv build -q --offline --no-build-isolation --wheel --out-dir build/module packages/almasu-wire
	@.venv/bin/uv build -q --offline --no-build-isolation --wheel --out-dir build/module packages/almasu-module
	@cp packages/almasu-module/almasu-module.service packages/almasu-module/example.toml build/module

lock: setup ## write requirements/*.txt anew: hashes, no addresses
	@for f in bootstrap product dev; do .venv/bin/uv pip compile -q --upgrade --generate-hashes --python-version 3.11 --universal --no-header --no-annotate --no-emit-index-url --override requirements/overrides.txt requirements/$$f.in -o requirements/$$f.txt; done

clean: ## remove what setup and demo made
	@rm -rf .venv .cache .demo node_modules build
