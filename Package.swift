// swift-tools-version: 6.2
// Lofting: a declarative model-spec compiler. docs/ARCHITECTURE.md has the map of these targets.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
]

/// A module of Sources/.
func module(
  _ name: String, path: String? = nil, exclude: [String] = [], _ dependencies: [Target.Dependency],
  libraries: [String] = []
) -> Target {
  // `:libyaml.a` links the library statically, which needs no unsafe flags.
  .target(
    name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: strict,
    linkerSettings: libraries.map { .linkedLibrary(":\($0)") })
}

/// A folder of Tests/.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "lofting",
  products: [
    .executable(name: "lofting", targets: ["lofting"]),
    .library(name: "Lofting", targets: ["Pipeline"]),
    // For the package in Fuzzing/.
    .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CKernels"),
    module("Diagnostics", []),
    module("Files", ["Diagnostics"]),
    module("SpecParser", ["CYAML", "Diagnostics"], libraries: ["libyaml.a"]),
    module("ExecutionPlan", ["Diagnostics"]),
    module(
      "Datasets", exclude: ["Digits/LICENSE-digits.md"],
      ["CZlib", "Diagnostics", "ExecutionPlan", "Files", "SpecParser"],
      libraries: ["libz.a"]),
    module("Planner", ["Diagnostics", "ExecutionPlan", "SpecParser"]),
    module("Linter", ["Datasets", "Diagnostics", "ExecutionPlan", "Planner", "SpecParser"]),
    // The toolchain has a module called Runtime.
    module("LoftingRuntime", path: "Sources/Runtime", ["CKernels", "Diagnostics", "ExecutionPlan", "Files"]),
    module("Reports", ["ExecutionPlan"]),
    module(
      "Pipeline",
      [
        "Datasets", "Diagnostics", "ExecutionPlan", "Files", "Linter", "LoftingRuntime", "Planner", "Reports",
        "SpecParser",
      ]),
    module("LanguageServer", ["Diagnostics", "ExecutionPlan", "Pipeline", "Planner", "SpecParser"]),
    .executableTarget(
      name: "lofting",
      dependencies: [
        "Datasets", "Diagnostics", "ExecutionPlan", "Files", "LanguageServer", "Linter", "LoftingRuntime", "Pipeline",
        "Reports",
        "SpecParser",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // The float64 interpreter of graphs, figures of Keras and PyTorch, and a malloc that counts.
    .target(
      name: "Reference", dependencies: ["ExecutionPlan", "Planner"], path: "Tests/Reference", swiftSettings: strict),
    .target(name: "Figures", path: "Tests/Figures", swiftSettings: strict),
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    // Every reader of untrusted bytes as a function, for libFuzzer and for a short run of the same in the tests.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Datasets", "Diagnostics", "ExecutionPlan", "Files", "Linter", "LoftingRuntime", "Pipeline", "Planner",
        "SpecParser",
      ], path: "Tests/FuzzTargets", swiftSettings: strict),
    tests("FuzzTests", ["Files", "FuzzTargets", "SpecParser"]),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("SpecParserTests", ["Diagnostics", "SpecParser"]),
    tests("ExecutionPlanTests", ["Diagnostics", "ExecutionPlan"]),
    tests("DatasetsTests", ["Datasets", "Diagnostics", "ExecutionPlan", "Files", "SpecParser"]),
    tests("PlannerTests", ["Diagnostics", "ExecutionPlan", "Figures", "Planner", "Reference", "SpecParser"]),
    tests("ReferenceTests", ["Diagnostics", "ExecutionPlan", "Figures", "Planner", "Reference"]),
    tests("LinterTests", ["Datasets", "Diagnostics", "Files", "Linter", "Pipeline", "Planner", "SpecParser"]),
    tests("ReportsTests", ["ExecutionPlan", "Reports"]),
    tests("LanguageServerTests", ["Diagnostics", "Files", "LanguageServer", "Pipeline", "SpecParser"]),
    tests("CKernelsTests", ["CKernels", "ExecutionPlan"]),
    tests(
      "RuntimeTests", ["AllocationCounter", "CKernels", "Diagnostics", "ExecutionPlan", "Files", "LoftingRuntime"]),
    tests(
      "IntegrationTests",
      [
        "Datasets", "Diagnostics", "ExecutionPlan", "Figures", "Files", "LoftingRuntime", "Pipeline", "Planner",
        "Reference", "SpecParser",
      ]),
  ]
)
