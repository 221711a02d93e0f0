# Landfall: the two commands of the README, and their parts.
# Everything is installed on the way: Node packages beside package.json, Python packages in .landfall/.

export CHECKPOINT_DISABLE = 1
ORGANIZATION ?= examples/minimal
landfall = node dist/landfall/cli/main.js

.PHONY: demo test build check lint unit emulator-test bench clean

demo: build ## check, generate and rehearse the smallest organization
	$(landfall) --organization $(ORGANIZATION) validate
	$(landfall) --organization $(ORGANIZATION) preview
	$(landfall) --organization $(ORGANIZATION) rehearse

test: build lint unit emulator-test ## everything that can be proved without a rehearsal
	node scripts/count-tests.mjs

build: node_modules/.package-lock.json
	npm run --silent build

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund
	touch $@

lint: build
	npm run --silent typecheck
	npm run --silent lint
	npm run --silent format:check

unit: build
	mkdir -p .landfall/tests
	npx jest --json --outputFile=.landfall/tests/jest.json

emulator-test: build
	mkdir -p .landfall/tests
	node scripts/emulator-tests.mjs .landfall/tests/pytest.xml

bench: build ## seconds and memory for 10, 100 and 1,000 accounts
	npm run --silent bench

clean:
	rm -rf dist cdktf.out .landfall coverage
