// The system's libyaml (libyaml-dev); SpecParser/YAML/EventParser.swift is the only file that sees it.
#include <yaml.h>
