# `make` alone lists what there is. Each target sets up what it needs, and does it only once.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test long fuzz bench build format lint clean setup

sources := $(wildcard Package.swift Sources Tests Benchmarks)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s%s\n", $$1, $$2 }' Makefile

run: setup ## Play a scenario of each of four contracts; docs/tour.md says more
	@swift run -c release yuanqi run scenarios/purchase/silent-buyer.qi \
	  scenarios/lesson/institution-closes.qi scenarios/wages/wages-paid.qi \
	  scenarios/voucher/voucher-spent.qi

test: setup ## Build and run all tests
	@start=$$SECONDS; swift build --build-tests; \
	swift test --skip-build --parallel; \
	echo "make test: passed in $$((SECONDS - start)) s"

# Contracts played at random fill the machine for minutes, and tests of what must not hang have
# limits: they come last.
long: setup ## Run the long tests too, optimised, in a build of their own; then fuzz
	@start=$$SECONDS; export YUANQI_LONG=1; \
	long="swift test --parallel -c release --scratch-path .build-long -Xswiftc -enable-testing"; \
	$$long --skip ContractPropertyTests; \
	$$long --filter ContractPropertyTests; \
	$(MAKE) --no-print-directory fuzz; \
	echo "make long: passed in $$((SECONDS - start)) s"

# Behind a crash, or an input that gets no answer, stand the seeds that were being tried.
fuzz: setup ## Try a million inputs drawn by chance; one again: make fuzz SEED=7
	@export YUANQI_FUZZ=$${INPUTS:-1000000} YUANQI_FUZZ_SEED=$(SEED); \
	export YUANQI_FUZZ_FLIGHT=$$PWD/.build-long/fuzz; mkdir -p .build-long; \
	swift test -c release --scratch-path .build-long -Xswiftc -enable-testing \
	  --filter FuzzTests || { echo "make fuzz: last tried:" $$(cat .build-long/fuzz-*); exit 1; }

bench: setup ## Measure, next to a peer; only some: make bench CASES="replay clause"
	@swift build -c release --product yuanqi
	@swift run -c release yuanqi-bench $(CASES)

build: setup ## Build the optimised command: .build/release/yuanqi
	@swift build -c release --product yuanqi

format: ## Lay out all Swift files
	@swift format --in-place --parallel --recursive $(sources)

lint: ## Check the layout of all Swift files
	@swift format lint --strict --parallel --recursive $(sources)

clean: ## Remove everything built
	@rm -rf .build .build-*

setup:
	@.ci/setup
