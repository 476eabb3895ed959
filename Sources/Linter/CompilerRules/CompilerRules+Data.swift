// What the readers of data report, and what plans, runs and files can fail with: explained, with a spec as an example where one
// shows it.

extension Rule {
  static let compilerData: [Rule] = [
    Rule(
      compiler: "D101", "data-not-found", "a data file is not there",
      rationale:
        "Paths of a spec are relative to its folder. Built-in sets are looked for in --data, data.path, $LOFTING_DATA and the user's cache; `lofting data get NAME` downloads them. Linting goes on without the rows, and says what it left out."
    ),
    Rule(
      compiler: "D102", "bad-file", "a data file is not what its format demands",
      rationale:
        "A truncated or damaged file, another format under a familiar ending, values that are not finite: nothing of it is used."
    ),
    Rule(
      compiler: "D103", "bad-cell", "a cell of a table can't be used",
      rationale:
        "A text in a column of numbers, a missing value, a number that is not finite. `missing: median` fills gaps, `categorical` makes a column's texts classes, `exclude` leaves it out.",
      bad: [
        Example(
          """
          data: {source: {csv: {path: data.csv, target: y}}}
          model: {layers: [{dense: 1}]}
          training: {loss: mse, epochs: 1}
          """, files: ["data.csv": "a,y\n1,2\n,3\n"]
        ).withoutPlace
      ]),
    Rule(
      compiler: "D104", "unknown-column", "a column is not in the table",
      rationale:
        "Columns are named as in the table's first line, blanks and capitals included; without a header they are numbers from 0.",
      bad: [
        Example(
          """
          data: {source: {csv: {path: data.csv, target: z}}}
          model: {layers: [{dense: 1}]}
          training: {loss: mse, epochs: 1}
          """, files: ["data.csv": "a,y\n1,2\n2,3\n"]
        ).withoutPlace
      ]),
    Rule(
      compiler: "D105", "bad-label", "a target is none of the classes",
      rationale:
        "Labels are whole numbers from 0, or texts. Where `data.classes` lists them, each label must be in the list.",
      bad: [
        Example(
          """
          data: {source: {csv: {path: data.csv, target: y}}, classes: [a, b]}
          model: {layers: [{dense: 2}]}
          training: {loss: sparse_categorical_crossentropy, epochs: 1}
          """, files: ["data.csv": "x,y\n1,a\n2,c\n"]
        ).withoutPlace
      ]),
    Rule(
      compiler: "D106", "split-too-large", "more rows are asked for than there are",
      rationale: "The test set is cut first, the validation set from the rest, and some rows must remain to train on.",
      bad: ["data: {source: digits, validation: «{last: 5000}»}"],
      good: ["data: {source: digits, validation: {last: 500}}"]),
    Rule(
      compiler: "D107", "data-mismatch", "two sets of data do not belong together",
      rationale:
        "Inputs and targets must have as many rows, and test and validation files the columns and shapes of the training data."
    ),
    Rule(
      compiler: "D108", "data-too-large", "the data is larger than the memory",
      rationale:
        "Rows are kept in memory: images a byte a pixel, tables four bytes a number. `limit` keeps a part of them."),
    Rule(
      compiler: "D109", "bad-source", "a source's or a split's fields make no sense together",
      rationale: "As `stratify` for a regression, whose rows have no classes, or a table without a `target` column.",
      bad: [
        Example(
          """
          data: {source: {csv: {path: data.csv, target: y}}, validation: {fraction: 0.5, stratify: true}}
          model: {layers: [{dense: 1}]}
          training: {loss: mse, epochs: 1}
          """, files: ["data.csv": "a,y\n1,2\n2,3\n"]
        ).withoutPlace
      ]),
    Rule(
      compiler: "D110", "file-access", "a data file can't be opened, read or written",
      rationale:
        "The system refused: permissions, a folder in place of a file, a full disk. The message has the system's own words."
    ),
    Rule(
      compiler: "D111", "download-failed", "a download did not succeed",
      rationale:
        "`lofting data get` calls `curl`; the message has its last words. Files that were fetched whole are kept."),
    Rule(
      compiler: "D112", "checksum-mismatch", "a downloaded file is not the one that was expected",
      rationale: "Its SHA-256 differs from the data set's. It was not kept: try again, or another network."),
  ]

  static let compilerRuns: [Rule] = [
    ("P101", "unsound-plan", "a compiled plan failed its verification: a mistake in Lofting"),
    ("P110", "not-a-plan", "a file is no plan"), ("P111", "plan-version", "a plan was compiled by another version"),
    ("P112", "plan-damaged", "a plan file's checksum is wrong"),
    ("P113", "plan-forged", "a plan file's content contradicts itself"),
    ("P114", "override-of-plan", "--set is given for a compiled plan"),
    ("P115", "plan-data-mismatch", "the data is not what a plan was compiled for"),
    ("P116", "plan-is-no-spec", "a plan file is given where a spec is wanted"),
    (
      "P130", "no-target",
      "'lofting new' is not told which column of a table to predict, or the table has no such column"
    ),
    ("P131", "bad-target", "'lofting new' can't make a spec that predicts this column"),
    ("P132", "unknown-template", "'lofting new' is given neither a template's name nor a table"),
    ("P133", "spec-exists", "'lofting new' would replace a file: --force does"),
    ("R101", "non-finite-loss", "a loss is not finite: the weights before it are kept"),
    ("R102", "out-of-memory", "the system does not have the memory that a run needs"),
    ("R103", "thread-failure", "a thread can't be started"),
    ("R104", "row-out-of-range", "a row is asked for that the data does not have"),
    ("R105", "plan-mismatch", "a run's plan is not the spec's"),
    ("R106", "monitor-missing", "a callback's figure is not computed"),
    ("R107", "rows-mismatch", "rows are not of the plan's shape"),
    ("R108", "instruction-set", "LOFTING_ISA names an instruction set that this processor does not have"),
    ("R110", "file-unreadable", "a run's file can't be read"),
    ("R111", "file-unwritable", "a run's file can't be written"),
    ("R112", "weights-malformed", "a weights file is no valid safetensors"),
    ("R113", "weight-missing", "a weights file lacks a parameter"),
    ("R114", "weight-unexpected", "a weights file has a parameter that the model does not have"),
    ("R115", "weight-shape", "a weight is of another shape"), ("R116", "weight-type", "a weight is not of float32"),
    ("R117", "skipped-layer-unknown", "a layer to skip is not in the model"),
    ("R120", "run-exists", "a run's folder is already there"), ("R121", "not-a-run", "a folder is no run"),
    ("R122", "run-not-found", "no run is called so"), ("R123", "no-such-split", "a run's data has no such split"),
    ("R124", "data-not-loaded", "a spec was compiled without its rows"),
    ("R125", "no-training-rows", "no rows are left to train on"),
    ("R126", "run-unfinished", "a run has no weights yet"),
    ("R127", "override-of-run", "--set is given for a run"),
    ("R130", "plan-check-failed", "a checked run found a kernel that touched foreign memory"),
    ("R132", "over-capacity", "a placement does not fit the capacity"),
    ("R133", "unsound-placement", "a placement failed its verification: a mistake in Lofting"),
    ("R140", "rule-selection", "an option names no rule"),
    ("R141", "nothing-matches", "a path to lint matches no file"),
  ].map { id, name, summary in Rule(compiler: id, name, summary, rationale: "") }
}
