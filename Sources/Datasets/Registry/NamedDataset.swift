// Data sets that have a name: their files with sizes and SHA-256 sums, and where they can be fetched. Sums of MNIST's
// files as many mirrors agree on them; Fashion-MNIST's are those of Debian's package dataset-fashion-mnist, inflated.

import Diagnostics

/// A data set that `lofting data` knows by name.
public struct NamedDataset: Sendable, Hashable {
  /// One of its files, as it is stored: inflated.
  public struct File: Sendable, Hashable {
    /// `train-images-idx3-ubyte`; mirrors have it with `.gz`.
    public var name: String
    /// Bytes when inflated.
    public var byteCount: Int
    /// Of the inflated file, in hexadecimal.
    public var sha256: String

    public init(name: String, byteCount: Int, sha256: String) {
      self.name = name
      self.byteCount = byteCount
      self.sha256 = sha256
    }
  }

  public var name: String
  /// One line.
  public var summary: String
  /// Training images and labels, test images and labels; empty for embedded data.
  public var files: [File]
  /// Folders that have the gzipped files, tried in order.
  public var mirrors: [String]
  public var classNames: [String]
  public var licence: String
  /// Folders where a system's package puts the files.
  public var systemFolders: [String]

  public init(
    name: String, summary: String, files: [File], mirrors: [String], classNames: [String], licence: String,
    systemFolders: [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.files = files
    self.mirrors = mirrors
    self.classNames = classNames
    self.licence = licence
    self.systemFolders = systemFolders
  }

  /// Whether it is in the binary.
  public var isEmbedded: Bool { files.isEmpty }
}

/// What `lofting data list` lists.
public enum DataRegistry {
  public static let all: [NamedDataset] = [.digits, .mnist, .fashionMNIST]

  /// - Throws: `dataNotFound` with a did-you-mean.
  public static func named(_ name: String) throws(Failure) -> NamedDataset {
    if let found = all.first(where: { $0.name == name }) { return found }
    throw Failure(
      .dataNotFound, "no data set is called '\(name)'",
      help: DidYouMean.help(for: name, in: all.map(\.name), naming: "the data sets are"))
  }
}

extension NamedDataset {
  public static let digits = NamedDataset(
    name: "digits", summary: "1,797 handwritten digits, 8 x 8, built in", files: [], mirrors: [],
    classNames: (0..<10).map(String.init), licence: "CC BY 4.0")

  public static let mnist = NamedDataset(
    name: "mnist", summary: "70,000 handwritten digits, 28 x 28",
    files: imageFiles([
      "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
      "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
      "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
      "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ]),
    mirrors: [
      "https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ],
    classNames: (0..<10).map(String.init), licence: "CC BY-SA 3.0")

  public static let fashionMNIST = NamedDataset(
    name: "fashion_mnist", summary: "70,000 pictures of clothes, 28 x 28",
    files: imageFiles([
      "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
      "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
      "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
      "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    ]),
    mirrors: ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"],
    classNames: [
      "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    ],
    licence: "MIT", systemFolders: ["/usr/share/datasets/fashion-mnist"])

  /// The four files in MNIST's form with their sums.
  private static func imageFiles(_ sums: [String]) -> [File] {
    let files = [
      ("train-images-idx3-ubyte", 47_040_016), ("train-labels-idx1-ubyte", 60_008),
      ("t10k-images-idx3-ubyte", 7_840_016), ("t10k-labels-idx1-ubyte", 10_008),
    ]
    return zip(files, sums).map { File(name: $0.0, byteCount: $0.1, sha256: $1) }
  }
}
