// Names of layers: the written one, else Keras's automatic one: `dense`, `dense_1`, ... counted per kind.

import SpecParser

/// The name of each layer. Automatic names step over written ones.
func layerNames(_ layers: [LayerSpec]) -> [String] {
  let written = Set(layers.compactMap { $0.name?.value })
  var counts: [String: Int] = [:]
  return layers.map { layer in
    if let name = layer.name?.value { return name }
    while true {
      let count = counts[layer.kind.name, default: 0]
      counts[layer.kind.name] = count + 1
      let name = count == 0 ? layer.kind.name : "\(layer.kind.name)_\(count)"
      if !written.contains(name) { return name }
    }
  }
}
