# `make run` and `make test` are all that a newcomer needs. Both install what a fresh Debian or Ubuntu with a Swift
# toolchain lacks.

SWIFT_FLAGS := -c release --static-swift-stdlib
BINARY := .build/release/lofting
PREFIX ?= /usr/local

.PHONY: build run test golden docs format lint install clean dependencies bench \
	bench-peers test-bench check-schema fuzz

build: dependencies
	swift build $(SWIFT_FLAGS) --product lofting

# Builds, trains a small network on the embedded digits and shows its curves.
run: build
	$(BINARY) train specs/digits.yaml

test: dependencies
	Scripts/test.sh

# Re-records the golden texts; look at every changed line before you commit them.
golden: build
	LOFTING_RECORD=1 swift test -c release --filter Golden

# docs/REFERENCE.md from the declared fields, docs/RULES.md from the declared rules.
docs: build
	$(BINARY) schema --reference > docs/REFERENCE.md
	$(BINARY) rules --markdown > docs/RULES.md

# The schema against an independent validator: wants Python's jsonschema and ruamel.yaml. `make test` runs it where they are.
check-schema: build
	python3 Scripts/check-schema.py $(BINARY)

format:
	swift format --in-place --recursive Package.swift Sources Tests Fuzzing/Package.swift Fuzzing/Sources

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Fuzzing/Package.swift Fuzzing/Sources

# Compares with the peers that Benchmarks/.venv has: half an hour on two quiet cores. OPTIONS="--rounds 1 --only mlp-2x10"
# for less. Benchmarks/README.md says what is compared, and how.
bench: build
	python3 Benchmarks/bench.py $(OPTIONS)

# Keras, TensorFlow, JAX and PyTorch, for the comparison only: 2 GB. PyTorch's own index has builds without CUDA, which are
# smaller and take less memory; where it cannot be reached, any build will do.
bench-peers:
	python3 -m venv Benchmarks/.venv
	Benchmarks/.venv/bin/pip install --upgrade --requirement Benchmarks/requirements.txt
	Benchmarks/.venv/bin/pip install --upgrade --retries 1 --index-url https://download.pytorch.org/whl/cpu torch || \
		Benchmarks/.venv/bin/pip install --upgrade torch

# The tests of the comparison's driver. Not in `make test`: Python is no requirement of Lofting's.
test-bench:
	python3 -m unittest discover --start-directory Benchmarks/tests --top-level-directory Benchmarks

# Every reader of untrusted bytes under libFuzzer and the address sanitizer: SECONDS each, or only TARGET=spec.
# docs/FUZZING.md has the targets.
fuzz: dependencies
	Fuzzing/build.sh
	Fuzzing/run.sh "$(TARGET)" "$(or $(SECONDS),60)"

install: build
	install -m 755 $(BINARY) $(PREFIX)/bin/lofting

clean:
	rm -rf .build

dependencies:
	@Scripts/install-dependencies.sh
