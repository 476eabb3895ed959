// The catalog against Keras's own signatures, and what every declaration must have.

import Planner
import SpecParser
import Testing

/// Where a declared default differs from Keras's, and why.
private let statedExceptions: [String: String] = [
  // None is no decay in Keras.
  "sgd.weight_decay": "0.0", "adam.weight_decay": "0.0", "rmsprop.weight_decay": "0.0",
  // Not needed here: the model's end decides, and a written one is only checked.
  "sparse_categorical_crossentropy.from_logits": "none", "categorical_crossentropy.from_logits": "none",
  "binary_crossentropy.from_logits": "none",
  // Keras's None is the linear activation.
  "dense.activation": "linear",
]

private let catalog = makeCatalog(sources: KindFamily(.source, title: "Sources", "", kinds: []))

private let families: [FamilyName] = [
  .layer, .activation, .initializer, .regularizer, .optimizer, .loss, .metric, .preprocessing, .callback,
]

/// Every declared kind with its family.
private let kinds: [(family: FamilyName, kind: KindDeclaration)] = families.flatMap { family in
  catalog[family].kinds.map { (family, $0) }
}

/// A field's default as the fixture writes it.
private func text(_ field: FieldDeclaration) -> String {
  switch field.defaultValue {
  case nil: field.isRequired ? "required" : "none"
  case .boolean(let value): String(value)
  case .integer(let value): String(value)
  case .number(let value): String(value)
  case .string(let value), .kindNamed(let value): value
  case .null, .list, .dictionary, .record, .kind, .node: "no form in a signature"
  }
}

private func isSame(_ left: String, _ right: String) -> Bool {
  if let left = Double(left), let right = Double(right) { return left == right }
  return left == right
}

@Suite struct CatalogTests {
  @Test(arguments: KerasSignature.all) func everyDeclaredDefaultIsThatOfKeras(_ signature: KerasSignature) throws {
    let kind = try #require(
      catalog[FamilyName(signature.family)].kind(signature.name), "the catalog lacks \(signature)")
    for field in kind.fields {
      let keras = signature.arguments.first { $0.name == field.name }?.value
      let place = "\(kind.name).\(field.name)"
      let known = try #require(keras, "Keras has no argument \(place)")
      let expected = statedExceptions[place] ?? known
      #expect(isSame(text(field), expected), "\(place) is \(text(field)) by default, Keras has \(expected)")
    }
  }

  @Test func everyStatedExceptionIsOne() {
    for (place, value) in statedExceptions {
      let keras = KerasSignature.all.flatMap { signature in
        signature.arguments.filter { "\(signature.name).\($0.name)" == place }
      }
      #expect(keras.allSatisfy { !isSame($0.value, value) } && !keras.isEmpty, "\(place) is no exception")
    }
  }

  @Test(arguments: KerasSignature.all) func everyAliasOfKerasResolves(_ signature: KerasSignature) {
    for alias in signature.aliases {
      #expect(catalog[FamilyName(signature.family)].kind(alias)?.name == signature.name)
    }
  }

  /// Activations are layers beside the four that Keras has as layers; everything else is in the fixture.
  @Test func everyKindIsKnownToKeras() {
    for (family, kind) in kinds {
      let isActivation = family == .layer && catalog[.activation].kind(kind.name) != nil
      let isInKeras = KerasSignature.all.contains { $0.family == family.rawValue && $0.name == kind.name }
      #expect(isInKeras || isActivation, "\(family.rawValue) \(kind.name)")
    }
  }

  @Test func everyActivationIsALayerWithTheSameFields() throws {
    for activation in catalog[.activation].kinds {
      let layer = try #require(catalog[.layer].kind(activation.name))
      #expect(layer.fields.map(\.name) == activation.fields.map(\.name))
      #expect(layer.aliases == activation.aliases)
    }
  }

  @Test(arguments: families) func everyFamilyHasATitleAndADescription(_ name: FamilyName) {
    let family = catalog[name]
    #expect(!family.title.isEmpty && !family.documentation.isEmpty && !family.kinds.isEmpty)
  }

  @Test func everyKindHasDocumentationASourceAndAnExample() {
    for (family, kind) in kinds {
      #expect(!kind.documentation.isEmpty, "\(family.rawValue) \(kind.name)")
      #expect(kind.source.hasPrefix("https://keras.io/api/"), "\(family.rawValue) \(kind.name)")
      #expect(
        ([kind.name] + kind.aliases).contains { kind.example.contains($0) }, "\(family.rawValue) \(kind.name)")
    }
  }

  @Test func everyFieldIsDocumented() {
    for (family, kind) in kinds {
      for field in kind.fields + catalog[family].commonFields {
        #expect(field.documentation.hasSuffix("."), "\(kind.name).\(field.name)")
      }
    }
  }

  @Test(arguments: families) func namesAndAliasesAreUniqueWithinAFamily(_ name: FamilyName) {
    let names = catalog[name].kinds.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  @Test func fieldNamesAreUniqueWithinAKind() {
    for (family, kind) in kinds {
      let names = (kind.fields + catalog[family].commonFields).flatMap { [$0.name] + $0.aliases }
      #expect(Set(names).count == names.count, "\(family.rawValue) \(kind.name)")
    }
  }

  @Test func everyMainFieldIsAField() {
    for (family, kind) in kinds {
      guard let main = kind.mainField else { continue }
      #expect(kind.fields.contains { $0.name == main }, "\(family.rawValue) \(kind.name)")
    }
  }

  @Test func everyDefaultKindExists() {
    for (_, kind) in kinds {
      for field in kind.fields {
        guard case .kind(let family) = field.type, case .kindNamed(let name) = field.defaultValue else { continue }
        #expect(catalog[family].kind(name) != nil, "\(kind.name).\(field.name)")
      }
    }
  }
}
