// swift-tools-version: 6.2
// The fuzzer: one program with libFuzzer and every target of Tests/FuzzTargets. A package of its own, because it links only
// with the flags that Fuzzing/build.sh gives; docs/FUZZING.md tells how to run it.
import PackageDescription

let package = Package(
  name: "lofting-fuzz",
  dependencies: [.package(name: "lofting", path: "..")],
  targets: [
    .systemLibrary(name: "CLibFuzzer"),
    .executableTarget(
      name: "lofting-fuzz",
      dependencies: ["CLibFuzzer", .product(name: "FuzzTargets", package: "lofting")],
      swiftSettings: [.swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error)]),
  ]
)
