// What SpecParser reports: texts that are no YAML, keys and values that the language does not know, expressions.

extension Rule {
  static let compilerDocument: [Rule] = syntax + keysAndValues + expressions + names

  private static let yaml = "https://yaml.org/spec/1.2.2/"

  private static let syntax: [Rule] = [
    Rule(
      compiler: "Y101", "syntax-error", "the text is no YAML",
      rationale: """
        The place is where the parser could not go on; the cause may stand before it: a bracket or a quote that is not \
        closed, an indentation that fits no line above, a tab, a `:` within an unquoted value.
        """, source: yaml,
      bad: [Example("version: 1\nmodel: {layers: «[flatten, {dense: 10}}\n", isWhole: true).withoutPlace]),
    Rule(
      compiler: "Y102", "duplicate-key", "a mapping has the same key twice",
      rationale: """
        Most YAML readers silently keep the last of two equal keys, so that the value that one looks at is not the one \
        that counts. YAML itself forbids it.
        """, source: "https://yaml.org/spec/1.2.2/#3213-node-comparison",
      bad: ["seed: 1\n«seed»: 2"], good: ["seed: 1"]),
    Rule(
      compiler: "Y110", "too-large", "a file is larger than a spec can be",
      rationale:
        "Specs are pages, not megabytes; what is larger is nearly always data, which belongs into files of its own that the spec names."
    ),
    Rule(
      compiler: "Y111", "too-deep", "collections nest deeper than a spec needs",
      rationale:
        "A hostile text could exhaust the stack by nesting; no spec of use comes near the limit, which is generous."),
    Rule(
      compiler: "Y112", "too-many-nodes", "a document has more values than a spec can have",
      rationale: "A list of thousands of numbers is data: put it into a file of its own and name it under 'data'."),
    Rule(
      compiler: "Y113", "alias-expansion", "aliases stand for too much",
      rationale:
        "Aliases of aliases grow exponentially (the 'billion laughs'): what they stand for is counted, and limited."),
    Rule(
      compiler: "Y114", "alias-cycle", "an alias stands within the node that it names",
      rationale:
        "Such a value would contain itself without end. Give the inner part an anchor of its own, and name that.",
      bad: ["x-loop: &loop [«*loop»]"], good: ["x-loop: &once [1]\nx-again: *once"]),
    Rule(
      compiler: "Y115", "undefined-alias", "an alias names no anchor above it",
      rationale:
        "An alias `*name` repeats the node marked `&name` before it in the same file; anchors of files that are extended are not seen.",
      bad: ["x-again: «*once»"], good: ["x-once: &once 1\nx-again: *once"]),
    Rule(
      compiler: "Y116", "tag-not-allowed", "a tag is written",
      rationale:
        "Tags make some YAML readers build objects or run code. The language has no use for them: a value's type follows from its place.",
      bad: ["x-value: «!!python/name:os.system» 1"], good: ["x-value: 1"]),
    Rule(
      compiler: "Y117", "key-not-scalar", "a key is a list or a mapping",
      rationale:
        "Keys of a spec are names. A bracket at the beginning of a line, or a `{name}` of a template that was never filled in, is read as such a key.",
      bad: ["«[a, b]»: 1"], good: ["x-key: 1"]),
    Rule(
      compiler: "Y118", "second-document", "a second document follows in the file",
      rationale:
        "A file holds one spec. A line of `---` in the middle of it begins another document, which would be ignored."),
    Rule(
      compiler: "Y119", "merge-not-mapping", "a merge key has no mapping to merge",
      rationale: "`<<: *name` merges the keys of a mapping, or of a list of mappings, into the one in which it stands.",
      bad: ["x-number: &number 1\nx-merged: {<<: «*number»}"], good: ["x-base: &base {a: 1}\nx-merged: {<<: *base}"]),
    Rule(
      compiler: "Y120", "not-utf8", "the text is not UTF-8",
      rationale:
        "Specs are UTF-8, with or without a byte order mark. Save the file as UTF-8 in the editor, or convert it with `iconv`."
    ),
    Rule(
      compiler: "Y121", "empty-document", "there is no document in the file",
      rationale: "A spec has at least `data`, `model` and `training`. `lofting new` writes one to begin with."),
    Rule(
      compiler: "Y122", "extends-error", "the spec that is extended can't be used",
      rationale:
        "`extends` names one file, relative to the spec that says so. It must be a spec itself, readable, and must not extend this one in turn."
    ),
    Rule(
      compiler: "Y123", "unreadable-file", "the file can't be read",
      rationale:
        "The path names no file, or one that this user may not read, a folder, or a device. `-` stands for standard input."
    ),
  ]

  private static let keysAndValues: [Rule] = [
    Rule(
      compiler: "Y103", "unknown-key", "a key is none of those that belong here",
      rationale: """
        A misspelled key that is passed over changes nothing and says nothing: the commonest complaint about tools that are \
        configured in YAML. Keys that begin with `x-` at the top level are yours.
        """, source: "https://json-schema.org/understanding-json-schema/reference/object#additionalproperties",
      fixable: .safe,
      bad: [
        "«sede»: 1", "training: {«learning_rate»: 1e-3, loss: sparse_categorical_crossentropy, epochs: 10}",
      ], good: ["x-sede: 1"]),
    Rule(
      compiler: "Y104", "missing-key", "something that is needed is not written",
      rationale:
        "What has no sensible default must be stated: the data's source, the layers, the loss, a dense layer's units.",
      bad: ["«training»: {epochs: 1}"], good: ["training: {loss: sparse_categorical_crossentropy}"]),
    Rule(
      compiler: "Y105", "wrong-type", "a value is of another type than its place",
      rationale:
        "A text where a number is wanted, a list where a mapping is. In YAML 1.2 `yes` and `on` are texts, and quoted numbers are texts, too.",
      bad: ["seed: «one»"], good: ["seed: 1"]),
    Rule(
      compiler: "Y106", "out-of-range", "a number is outside of what its place allows",
      rationale:
        "Bounds are those of the thing itself: a dropout of 1 would leave nothing, a layer of 0 units no output.",
      bad: ["model: {layers: [flatten, {dropout: «1»}, {dense: 10}]}"],
      good: ["model: {layers: [flatten, {dropout: 0.2}, {dense: 10}]}"]),
    Rule(
      compiler: "Y107", "unknown-kind", "a name is no layer, activation, optimizer, ... that is known",
      rationale:
        "Names are Keras's in snake case: `dense`, `relu`, `sparse_categorical_crossentropy`. `lofting schema --reference` lists them all.",
      fixable: .unsafe,
      bad: ["model: {layers: [flatten, {«dens»: 10}]}"], good: ["model: {layers: [flatten, {dense: 10}]}"]),
    Rule(
      compiler: "Y108", "second-key-beside-kind", "a field stands beside its layer instead of within it",
      rationale:
        "`- dense:` with `units: 10` at the same depth are two keys of one mapping. Fields are indented below the kind, or written `{dense: {units: 10}}`.",
      fixable: .safe,
      bad: ["model:\n  layers:\n    - flatten\n    - dense:\n      «units»: 10\n"],
      good: ["model:\n  layers:\n    - flatten\n    - dense:\n        units: 10\n"]),
    Rule(
      compiler: "Y109", "unknown-choice", "a word is none of those that can stand here",
      rationale: "Some fields take one of a few words. The message lists them, and the one that was probably meant.",
      fixable: .safe,
      bad: ["data: {source: digits, target_encoding: «onehot»}"],
      good: ["data: {source: digits, target_encoding: index}"]),
    Rule(
      compiler: "Y142", "conflicting-keys", "two keys exclude one another, or one wants another",
      rationale:
        "As `last` and `fraction` of one split, or `values` and a range of one parameter: only one of them can be meant.",
      bad: ["data: {source: digits, validation: {last: 10, «fraction»: 0.1}}"],
      good: ["data: {source: digits, validation: {last: 10}}"]),
  ]

  private static let expressions: [Rule] = [
    Rule(
      compiler: "Y130", "expression-syntax", "an expression can't be read",
      rationale:
        "Expressions have numbers, parameters, `+ - * / // % **`, comparisons, `and or not`, and the functions min, max, abs, round, floor, ceil, log, exp and sqrt.",
      bad: [Example("seed: $(1 +«)»").withoutPlace], good: ["seed: $(1 + 1)"]),
    Rule(
      compiler: "Y131", "unknown-name", "a parameter is not declared",
      rationale:
        "What `$name` or an expression names must stand under `parameters`, or be the index or item of a `repeat` around it.",
      bad: [Example("seed: $«start»").withoutPlace], good: ["parameters: {start: 1}\nseed: $start"]),
    Rule(
      compiler: "Y132", "expression-type", "an expression combines values of types that do not fit",
      rationale:
        "Arithmetic wants numbers, `and`, `or` and `not` want booleans, and a text can only be compared with a text.",
      bad: [Example("seed: $(1 + true)").withoutPlace], good: ["seed: $(1 + 2)"]),
    Rule(
      compiler: "Y133", "expression-value", "an expression has no value",
      rationale:
        "A division by zero, the logarithm of zero, a result beyond the numbers: better said here than trained with.",
      bad: [Example("seed: $(1 // 0)").withoutPlace], good: ["seed: $(1 // 1)"]),
    Rule(
      compiler: "Y134", "parameter-cycle", "parameters are defined by one another in a circle",
      rationale: "Each parameter's value may use others, as long as one of them has a value of its own to begin with.",
      bad: [Example("parameters: {a: $b, b: $a}\nseed: $a").withoutPlace], good: ["parameters: {a: $b, b: 1}\nseed: $a"]
    ),
    Rule(
      compiler: "Y135", "too-large-after-substitution", "repeats and parameters make too large a model",
      rationale:
        "Repeats within repeats multiply. The limits (20,000 layers) are beyond what anyone trains with this program.",
      bad: [
        Example("model: {layers: [flatten, {repeat: {times: 10000, layers: [relu, relu, relu]}}, {dense: 10}]}")
          .withoutPlace
      ],
      good: [
        "model: {layers: [flatten, {repeat: {times: 10, layers: [{dense: {units: 10, activation: relu}}]}}, {dense: 10}]}"
      ]),
    Rule(
      compiler: "Y138", "substitution-syntax", "a dollar sign begins nothing that is known",
      rationale:
        "`$name` stands for a parameter, `$(expression)` computes, and `$$` at the beginning is a dollar sign.",
      bad: ["name: «$-»"], good: ["name: abc"]),
  ]

  private static let names: [Rule] = [
    Rule(
      compiler: "Y136", "override-syntax", "a --set is not of the form key=value",
      rationale:
        "`--set hidden_units=50` sets a parameter, `--set training.epochs=3` any place of the spec. Quote it where the shell would take it apart."
    ),
    Rule(
      compiler: "Y137", "override-place", "a --set names a place that the spec does not have",
      rationale: "The path of `--set` goes by keys, and by numbers from 0 in lists: `model.layers.2.dense.units`."),
    Rule(
      compiler: "Y140", "invalid-name", "a name has characters that a name can't have",
      rationale:
        "Names of parameters are used in expressions, names of layers in weights' names, the spec's in a folder's: each has its alphabet.",
      bad: ["name: «'a/b'»"], good: ["name: a-b"]),
    Rule(
      compiler: "Y141", "duplicate-name", "two layers or classes have the same name",
      rationale:
        "Weights are saved and loaded by their layers' names, and predictions reported by classes: each must be one thing.",
      bad: ["model: {layers: [flatten, {dense: {units: 32, name: a}}, relu, {dense: {units: 10, name: «a»}}]}"],
      good: ["model: {layers: [flatten, {dense: {units: 32, name: a}}, relu, {dense: {units: 10, name: b}}]}"]),
  ]
}
