#!/bin/sh
# All tests: formatting, the unit and integration tests in release mode, the generated pages, the specs.
set -eu
cd "$(dirname "$0")/.."
swift format lint --strict --recursive --parallel Package.swift Sources Tests Fuzzing/Package.swift Fuzzing/Sources
swift build -c release --static-swift-stdlib --product lofting
swift test -c release
.build/release/lofting schema --reference | diff -u docs/REFERENCE.md - > /dev/null || {
  echo "docs/REFERENCE.md is not current: run 'make docs'" >&2
  exit 1
}
.build/release/lofting rules --markdown | diff -u docs/RULES.md - > /dev/null || {
  echo "docs/RULES.md is not current: run 'make docs'" >&2
  exit 1
}
# The schema against an independent validator, where Python has one: status 77 tells that it has not.
if command -v python3 > /dev/null 2>&1; then
  python3 Scripts/check-schema.py .build/release/lofting || [ $? -eq 77 ] || exit 1
fi
