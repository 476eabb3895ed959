// What fields are called elsewhere, and which declared field that is: `lr`, `out_features`, `num_epochs`. Words are
// compared without case and separators; a word counts only where the mapping takes the field that it stands for.

import Diagnostics

enum ForeignKeys {
  /// The declared field that a word names: by its own name in another spelling, an alias, or a name from elsewhere.
  static func field(_ word: String, among fields: [FieldDeclaration]) -> FieldDeclaration? {
    let folded = Decoder.folded(word)
    if let field = fields.first(where: { ([$0.name] + $0.aliases).contains { Decoder.folded($0) == folded } }) {
      return field
    }
    for name in synonyms[folded] ?? [] {
      if let field = fields.first(where: { $0.name == name }) { return field }
    }
    return nil
  }

  static let synonyms: [String: [String]] = [
    // The spec and its sections.
    "train": ["training"], "trainer": ["training"], "fit": ["training"], "architecture": ["model"],
    "network": ["model"], "net": ["model"], "params": ["parameters"], "vars": ["parameters"],
    "variables": ["parameters"], "hyperparameters": ["parameters"], "hyperparams": ["parameters"],
    "hyperopt": ["sweep"], "tuner": ["sweep"], "randomseed": ["seed"], "randomstate": ["seed"],
    // Data.
    "dataset": ["source"], "name": ["source"], "val": ["validation"], "valid": ["validation"], "dev": ["validation"],
    "transform": ["preprocessing"], "transforms": ["preprocessing"], "preprocess": ["preprocessing"],
    "label": ["target", "labels"], "targetcolumn": ["target"], "targetcol": ["target"], "y": ["target", "targets"],
    "x": ["inputs"], "file": ["path"], "filename": ["path"], "filepath": ["path"], "sep": ["delimiter"],
    "separator": ["delimiter"], "columns": ["features"],
    // The model.
    "inputshape": ["input"], "inputdim": ["input"], "inputsize": ["input"], "outfeatures": ["units"],
    "numunits": ["units"], "nunits": ["units"], "hiddensize": ["units"], "hiddenunits": ["units"],
    "outputdim": ["units"], "neurons": ["units"], "nodes": ["units"], "width": ["units"],
    "size": ["units", "fraction"],
    "dim": ["units"], "split": ["fraction"],
    "ratio": ["fraction"], "share": ["fraction"], "act": ["activation"], "nonlinearity": ["activation"],
    "activationfunction": ["activation"],
    "bias": ["use_bias"], "kernelinit": ["kernel_initializer"], "init": ["kernel_initializer"],
    "initializer": ["kernel_initializer"], "weightinit": ["kernel_initializer"], "biasinit": ["bias_initializer"],
    "kernelreg": ["kernel_regularizer"], "regularizer": ["kernel_regularizer"], "p": ["rate"], "prob": ["rate"],
    "droprate": ["rate"], "dropoutrate": ["rate"], "alpha": ["negative_slope"], "slope": ["negative_slope"],
    "eps": ["epsilon"], "std": ["stddev"],
    // Training.
    "lr": ["learning_rate"], "optim": ["optimizer"], "solver": ["optimizer"], "criterion": ["loss"],
    "lossfn": ["loss"], "lossfunction": ["loss"], "batch": ["batch_size"], "minibatchsize": ["batch_size"],
    "numepochs": ["epochs"], "nepochs": ["epochs"], "maxepochs": ["epochs"],
    // Sweeps.
    "count": ["run_cap"], "numsamples": ["run_cap"], "maxtrials": ["run_cap"], "ntrials": ["run_cap"],
    "objective": ["metric", "loss"], "direction": ["goal"], "strategy": ["method"], "algorithm": ["method"],
    "low": ["min"], "lower": ["min"], "high": ["max"], "upper": ["max"], "choices": ["values"], "options": ["values"],
    "earlystopping": ["early_terminate"],
  ]
}
