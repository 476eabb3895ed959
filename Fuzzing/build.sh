#!/bin/sh
# Builds Fuzzing/.build/release/lofting-fuzz: all modules, the C kernels among them, with coverage counters and the address
# sanitizer. The sanitizers are given to the compilers themselves because `swift build --sanitize` takes only one of them
# for Swift code; lld because GNU gold fails on the sanitizers' runtime.
set -eu
cd "$(dirname "$0")"
sanitizers=address,fuzzer
exec swift build -c release --static-swift-stdlib --product lofting-fuzz \
  -Xcc -fsanitize=$sanitizers -Xswiftc -sanitize=$sanitizers -Xswiftc -Xclang-linker -Xswiftc -fuse-ld=lld "$@"
