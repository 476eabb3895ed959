#!/usr/bin/env python3
"""Holds `lofting schema` against an independent validator.

    Scripts/check-schema.py [LOFTING]

LOFTING is the command, .build/release/lofting unless given. Wants Python's `jsonschema` (4 or later) and `ruamel.yaml`,
which reads YAML 1.2 as Lofting does; leaves with status 77, "skipped", where they are missing. It checks that

- the schema is one, by the meta-schema of draft 2020-12, and refers to nothing that it does not define;
- its own examples, defaults and snippets fit the places where they stand, and every key has an example;
- every spec in specs/ and Tests/Golden/ fits where `lofting lint` finds no mistake that a schema can express, and only
  there; lint tells the mistakes by their codes;
- the templates of `lofting new` fit;
- the lists GOOD and BAD below do what they say.
"""

import json
import pathlib
import subprocess
import sys

try:
    import ruamel.yaml
    from jsonschema import Draft202012Validator
except ImportError as missing:
    print(f"skipped: {missing} (pip install jsonschema ruamel.yaml)", file=sys.stderr)
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[1]

# Mistakes that a schema can express, by the names of their codes.
EXPRESSIBLE = {
    "unknown-key", "unknown-kind", "unknown-choice", "wrong-type", "out-of-range", "missing-key", "second-key-beside-kind",
}

REST = """
data: {source: digits}
training: {loss: mse}
"""
MODEL = "model: {layers: [flatten, {dense: 10}]}\n"

GOOD = {
    "parameters in place of values": "parameters: {n: 3, a: relu, o: adam, l: [flatten]}\ndata: {source: $n, shuffle: $n}\n"
    "model: {layers: [{dense: $n}, {dense: {units: $(n + 1), activation: $a}}, $n, {dropout: $n}]}\n"
    "training: {loss: $n, optimizer: $o, batch_size: $(2 ** n), metrics: $n, class_weight: $n, epochs: $n}\n"
    "limits: {peak_memory: $n}\nsweep: $n\n",
    "a whole section by name": "data: $n\nmodel: $n\ntraining: $n\n",
    "a home for anchors": "x-block: &block {units: 3}\nx-any: [1]\n" + REST + "model: {layers: [{dense: *block}]}\n",
    "merge keys": "x-base: &base {source: digits}\ndata: {<<: *base, shuffle: false}\n" + MODEL + "training: {loss: mse}\n",
    "another file brings the rest": "extends: base.yaml\ndata: {source: {csv: {missing: median}}, validation: {last: 3}}\n"
    "training: {epochs: 3}\n",
    "keys with nothing behind them": REST + "model:\n  layers:\n    - flatten:\n    - dense: 10\nlimits:\n",
    "repeats in repeats": REST + "model: {layers: [{repeat: {times: 2, layers: [{repeat: {each: [1], as: u, layers: "
    "[{dense: {units: $u, when: $(u > 0), name: x}}], when: true}}]}}]}\n",
    "an input first": REST + "model: {layers: [{input: [64]}, {dense: 10}]}\n",
    "every form of a split": "data: {source: digits, test: {csv: t.csv}, validation: {fraction: 0.1, stratify: true}}\n"
    + MODEL + "training: {loss: mse}\n",
    "weights by class": MODEL + "data: {source: digits}\ntraining: {loss: mse, class_weight: {0: 1, a: 2.5}}\n",
    "sizes": REST + MODEL + "limits: {peak_memory: 1.5 GB}\n",
    "sizes in bytes": REST + MODEL + "limits: {peak_memory: 1e6}\n",
    "a sweep": REST + MODEL + "parameters: {a: 1, b: 2}\nsweep: {method: random, run_cap: 3, metric: {name: val_loss}, "
    "parameters: {a: {values: [1, relu, [2]]}, b: {min: 1e-4, max: 1, distribution: log_uniform}}, constraints: [a > 0], "
    "early_terminate: {min_iter: 2}}\n",
    "null for a choice": "data: {source: digits, preprocessing: [{normalization: {axis: null}}]}\n" + MODEL
    + "training: {loss: mse}\n",
    "columns by number": "data: {source: {csv: {path: a.csv, target: -1, categorical: [0, b], delimiter: ';'}}}\n" + MODEL
    + "training: {loss: mse}\n",
}

BAD = {
    "no training": "data: {source: digits}\n" + MODEL,
    "no loss": "data: {source: digits}\ntraining: {epochs: 3}\n" + MODEL,
    "no layers": REST + "model: {}\n",
    "no layer": REST + "model: {layers: []}\n",
    "an unknown section": REST + MODEL + "modle: {}\n",
    "an unknown layer": REST + "model: {layers: [flaten]}\n",
    "an unknown layer with fields": REST + "model: {layers: [{dens: 10}]}\n",
    "two kinds in one": REST + "model: {layers: [{dense: 10, flatten: {}}]}\n",
    "fields beside the kind": REST + "model: {layers: [{dense: null, units: 10}]}\n",
    "no units": REST + "model: {layers: [dense]}\n",
    "no units under the kind": REST + "model: {layers: [{dense: {activation: relu}}]}\n",
    "units as a text": REST + "model: {layers: [{dense: '10'}]}\n",
    "no units at all": REST + "model: {layers: [{dense: 0}]}\n",
    "a rate of one": REST + "model: {layers: [{dropout: 1.0}]}\n",
    "a kind under a main field": REST + "model: {layers: [{activation: {leaky_relu: 0.1}}]}\n",
    "a misspelt activation": REST + "model: {layers: [{activation: rellu}]}\n",
    "a misspelt field": REST + "model: {layers: [{dense: {unit: 10}}]}\n",
    "a size without a unit": REST + MODEL + "limits: {peak_memory: lots}\n",
    "half a row": MODEL + "data: {source: digits}\ntraining: {loss: mse, batch_size: 12.5}\n",
    "both ends of a split": MODEL + "data: {source: digits, test: {last: 3, fraction: 0.1}}\ntraining: {loss: mse}\n",
    "a share above one": MODEL + "data: {source: digits, test: {fraction: 1.5}}\ntraining: {loss: mse}\n",
    "neither times nor each": REST + "model: {layers: [{repeat: {layers: [flatten]}}]}\n",
    "both times and each": REST + "model: {layers: [{repeat: {times: 2, each: [1], as: u, layers: [flatten]}}]}\n",
    "an item without a name": REST + "model: {layers: [{repeat: {each: [1], layers: [flatten]}}]}\n",
    "a bad layer in a repeat": REST + "model: {layers: [{repeat: {times: 2, layers: [{dens: 1}]}}]}\n",
    "a random sweep without an end": REST + MODEL + "sweep: {method: random, parameters: {a: {values: [1]}}}\n",
    "values and a range": REST + MODEL + "sweep: {method: grid, parameters: {a: {values: [1], min: 1, max: 2}}}\n",
    "a parameter's name": REST + MODEL + "parameters: {2x: 1}\n",
    "another version": REST + MODEL + "version: 2\n",
    "a word of YAML 1.1": MODEL + "data: {source: digits, shuffle: no}\ntraining: {loss: mse}\n",
    "an unfinished table": MODEL + "data: {source: {csv: {target: a}}}\ntraining: {loss: mse}\n",
}


def strings_as_keys(value):
    """JSON has no other keys."""
    if isinstance(value, dict):
        return {str(key): strings_as_keys(item) for key, item in value.items()}
    return [strings_as_keys(item) for item in value] if isinstance(value, list) else value


def read(text):
    return strings_as_keys(ruamel.yaml.YAML(typ="safe", pure=True).load(text))


class Check:
    def __init__(self, command):
        self.command = command
        self.schema = json.loads(self.run("schema"))
        self.count = 0
        self.failures = 0

    def run(self, *arguments):
        return subprocess.run([self.command, *arguments], capture_output=True, text=True, cwd=ROOT).stdout

    def expect(self, condition, message):
        self.count += 1
        if not condition:
            self.failures += 1
            print(f"FAILED {message}", file=sys.stderr)

    def errors(self, value, schema=None):
        """What is wrong with a value, by the whole schema or by one of its parts."""
        if schema is not None and schema is not True:
            schema = {"$defs": self.schema["$defs"], **schema}
        found = Draft202012Validator(self.schema if schema is None else schema).iter_errors(value)
        return [f"{error.json_path}: {error.message[:150]}" for error in found]

    def check_schema(self):
        Draft202012Validator.check_schema(self.schema)
        for place, part in self.parts(self.schema, "#"):
            if "$ref" in part:
                name = part["$ref"].removeprefix("#/$defs/")
                self.expect(name in self.schema["$defs"], f"{place} refers to {name}, which is not defined")
            if part.get("type") == "array" or "items" in part:
                self.expect("items" in part, f"{place} is a list of anything")
            for example in part.get("examples", []):
                found = self.errors(example, part)
                self.expect(not found, f"{place}: the example {example!r}: {found}")
            if part.get("default") is not None:
                found = self.errors(part["default"], part)
                self.expect(not found, f"{place}: the default {part['default']!r}: {found}")
            for snippet in part.get("defaultSnippets", []):
                body = json.loads(json.dumps(snippet["body"]).replace("\\\\$", "$"))
                found = self.errors(body, part if place != "#" else None)
                self.expect(not found, f"{place}: the snippet {snippet['label']}: {found}")

    def parts(self, value, place):
        """Every schema in the schema."""
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.parts(item, f"{place}/{index}")
        elif isinstance(value, dict):
            yield place, value
            for key, item in value.items():
                if key in ("properties", "$defs", "patternProperties"):
                    for name, part in item.items():
                        yield from self.parts(part, f"{place}/{key}/{name}")
                elif key in ("items", "additionalProperties", "anyOf", "else", "then"):
                    yield from self.parts(item, f"{place}/{key}")

    def check_keys(self):
        """Every key that completes has a text and an example, its kind's where the key is one."""
        definitions = self.schema["$defs"]
        for place, part in self.parts({**self.schema, "else": True}, "#"):
            for name, key in part.get("properties", {}).items():
                if not isinstance(key, dict):
                    continue
                key = {**definitions.get(key.get("$ref", "").removeprefix("#/$defs/"), {}), **key}
                self.expect(key.get("description"), f"{place}/{name} has no description")
                self.expect(key.get("markdownDescription"), f"{place}/{name} has no Markdown")
                # What may stand without anything under it needs no example of that.
                self.expect("examples" in key or "null" in key.get("type", []), f"{place}/{name} has no example")

    def check_files(self):
        for path in sorted([*ROOT.glob("specs/**/*.yaml"), *ROOT.glob("Tests/Golden/**/*.yaml")]):
            found = [json.loads(line) for line in self.run("lint", str(path), "--format", "json").splitlines()]
            names = {item["name"] for item in found if item["severity"] == "error"}
            try:
                value = read(path.read_text())
            except ruamel.yaml.error.YAMLError:
                self.expect(names, f"{path}: no YAML, and lint says nothing")
                continue
            errors = self.errors(value)
            self.expect(bool(errors) == bool(names & EXPRESSIBLE), f"{path}: lint found {names}, the schema {errors}")

    def check_templates(self):
        for line in self.run("new", "--list").splitlines():
            name = line.split()[0]
            errors = self.errors(read(self.run("new", name)))
            self.expect(not errors, f"the template {name}: {errors}")

    def check_lists(self):
        for title, text in GOOD.items():
            errors = self.errors(read(text))
            self.expect(not errors, f"{title}: {errors}")
        for title, text in BAD.items():
            self.expect(self.errors(read(text)), f"{title}: the schema finds nothing")


def main():
    check = Check(sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/lofting"))
    check.check_schema()
    check.check_keys()
    check.check_files()
    check.check_templates()
    check.check_lists()
    print(f"schema: {check.count - check.failures} passed, {check.failures} failed")
    sys.exit(1 if check.failures else 0)


main()
