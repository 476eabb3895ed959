// The one catalog of everything that has a kind: the planner's families and the data sources.

import Datasets
import Planner
import SpecParser

public let catalog = makeCatalog(sources: sourceFamily)
