// The part of the reference that no declaration says: parameters, expressions, overrides and YAML itself.

enum LanguageGuide {
  static let markdown = """
    ## Writing specs

    **YAML 1.2, core schema.** `no` and `on` are strings, `1e-3` is a number, `010` is ten. A key may stand once; unknown keys
    are errors. Anchors, aliases and merge keys (`<<: *defaults`) work, tags and a second document do not. Top-level keys that
    begin with `x-` are yours: a home for anchors.

    **Parameters.** `parameters` holds everything that you may want to vary, of any type. `$name` in a value's place stands for
    the parameter's whole value; `$$` escapes. Parameters may use one another. `--set name=value` sets one on the command line,
    `--set training.epochs=3` or `--set model.layers.1.dense.units=5` any place.

    **Expressions.** `$(...)` computes: numbers, parameters, `+ - * / // % **`, comparisons, `and or not`, parentheses, and
    `min max abs round floor ceil log exp sqrt`. `/` gives a float; `//` and integer operands of the others an integer; `round`
    is half to even. Where an integer is wanted, a float must be whole. In flow style (`{...}`, `[...]`) quote an expression
    that holds a comma: `"$(max(a, 8))"`.

    ```yaml
    parameters: {width: 64, depth: 3}
    model:
      layers:
        - flatten
        - repeat:                        # times, with an index that counts from 0
            times: $depth
            index: i
            layers:
              - dense: {units: $(width // 2 ** i), activation: relu}
        - repeat:                        # or over a list
            each: [32, 16]
            as: units
            layers: [{dense: $units}]
        - dropout: {rate: 0.5, when: $(depth > 2)}   # absent where the expression is false
        - dense: 10
    ```

    A layer's `name` inside a repeat is numbered from its second occurrence on, as Keras's automatic names are.

    **Another file.** `extends: base.yaml` takes that spec and replaces what this one says: mappings are merged, lists and values
    replaced.

    **Sizes** are bytes or `64KiB`, `128MiB`, `1GiB` (powers of 1024), `1.5GB` (of 1000).

    """
}
