#!/bin/sh
# Fuzzes for a while: run.sh [TARGET] [SECONDS for each target], all targets in turn without TARGET. New inputs go to
# Fuzzing/work/TARGET, findings to Fuzzing/findings/TARGET; git ignores both. Exit 1 where a target has a finding.
set -eu
cd "$(dirname "$0")"
seconds=${2:-60}
program=${FUZZER:-.build/release/lofting-fuzz}
# Swift keeps some pointers in a form in which the leak detector does not see them.
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0}

status=0
for target in ${1:-spec expression idx npy gzip csv arena safetensors plan}; do
  mkdir -p "work/$target" "findings/$target"
  case $target in
  spec) options="-max_len=4096 -dict=spec.dict" ;;
  # No longer than the largest seed: plans take tens of kilobytes.
  plan) options="" ;;
  *) options="-max_len=4096" ;;
  esac
  echo "== $target"
  "$program" "--target=$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -malloc_limit_mb=512 \
    -print_final_stats=1 -verbosity=1 -artifact_prefix="findings/$target/" $options "work/$target" "corpus/$target" \
    > "findings/$target.log" 2>&1 || {
    status=1
    grep -E "Fatal error|ERROR:|SUMMARY|Test unit written" "findings/$target.log" || tail -5 "findings/$target.log"
  }
  grep -E "DONE|stat::(number|average|peak)" "findings/$target.log" || true
done
exit $status
