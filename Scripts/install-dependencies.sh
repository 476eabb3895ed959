#!/bin/sh
# Installs what the build needs and a fresh Debian or Ubuntu lacks: the static libraries of libyaml and zlib.
set -eu
if ! command -v swift > /dev/null 2>&1; then
  echo "lofting: a Swift toolchain (6.2 or later) is needed: https://www.swift.org/install/linux/" >&2
  exit 1
fi
missing=""
for package in libyaml-dev:yaml.h zlib1g-dev:zlib.h; do
  [ -e "/usr/include/${package#*:}" ] || missing="$missing ${package%%:*}"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get > /dev/null 2>&1; then
  echo "lofting: install the static libraries and headers of libyaml and zlib, then run make again" >&2
  exit 1
fi
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
echo "installing$missing"
$sudo apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq $missing > /dev/null
