// A spec with the facts about its rows: what rules about data look at.

import Datasets
import Diagnostics
import SpecParser

public struct Rows: Sendable {
  public var network: Network
  public var facts: DataFacts

  public init(network: Network, facts: DataFacts) {
    self.network = network
    self.facts = facts
  }

  public var spec: Spec { network.spec }
}
