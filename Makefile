# `make run` and `make test` are all that a newcomer needs. Both install what a fresh Debian or Ubuntu with a Swift
# toolchain lacks.

SWIFT_FLAGS := -c release --static-swift-stdlib
BINARY := .build/release/lofting
PREFIX ?= /usr/local

.PHONY: build run test golden docs format lint install clean dependencies

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

# docs/REFERENCE.md from the declared fields.
docs: build
	$(BINARY) schema --reference > docs/REFERENCE.md

format:
	swift format --in-place --recursive Package.swift Sources Tests

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

install: build
	install -m 755 $(BINARY) $(PREFIX)/bin/lofting

clean:
	rm -rf .build

dependencies:
	@Scripts/install-dependencies.sh
