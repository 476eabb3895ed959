// The parser's table of other frameworks' names against the real catalog: each name leads to a kind, none hides one.

import Planner
import SpecParser
import Testing

private let realCatalog = makeCatalog(sources: KindFamily(.source, title: "Sources", "", kinds: []))

@Suite struct ForeignNameTests {
  @Test("every other name of a kind leads to a kind of the catalog, and is none itself")
  func namesLeadToKinds() {
    for (name, words) in ForeignName.synonyms {
      let family = realCatalog[name]
      for (word, kind) in words.sorted(by: { $0.key < $1.key }) {
        #expect(family.kind(word) == nil, "'\(word)' is a \(name.rawValue) by now")
        // Schedules are declared before they are built.
        #expect(family.kinds.isEmpty || family.kind(kind) != nil, "'\(kind)' is no \(name.rawValue)")
      }
    }
  }
}
