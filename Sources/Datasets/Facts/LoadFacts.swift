// From a `data` section to facts: those of the cache where nothing has changed, else of the rows.

import Diagnostics
import ExecutionPlan
import SpecParser

/// The facts of the rows that a spec's `data` section asks for.
///
/// - Parameter cache: where facts are looked for first and kept afterwards.
/// - Throws: what `loadDataset` throws. Facts of data that cannot be loaded are never kept.
public func loadFacts(
  _ section: DataSection, targetKind: TargetKind, context: LoadContext, cache: FactsCache?
) throws(Failure) -> DataFacts {
  var context = context
  context.access = .inOrder
  guard let cache, let key = FactsKey(section, targetKind: targetKind, context: context) else {
    return dataFacts(of: try loadDataset(section, targetKind: targetKind, context: context))
  }
  if let facts = cache.facts(for: key) { return facts }
  let facts = dataFacts(of: try loadDataset(section, targetKind: targetKind, context: context))
  // A file that was written to meanwhile, or may be within the same tick of its clock, is not what the key says.
  if key.isSettled, FactsKey(section, targetKind: targetKind, context: context) == key {
    cache.store(facts, for: key)
  }
  return facts
}

/// The facts of a section where the cache has them; no row is read.
///
/// With `knownSummary`, this lets a spec whose shapes come from files be linted and planned without reading them again.
public func cachedFacts(
  _ section: DataSection, targetKind: TargetKind, context: LoadContext, cache: FactsCache
) -> DataFacts? {
  FactsKey(section, targetKind: targetKind, context: context).flatMap { cache.facts(for: $0) }
}
