// Behind each layer the shape of its output and its parameters. A layer in a `repeat` stands for several: it shows what
// each iteration makes of it, equal neighbours once.

import Diagnostics
import ExecutionPlan
import Pipeline
import Planner

struct InlayHints {
  /// Beyond this many different iterations the rest is left to the tooltip.
  private static let shownIterations = 3
  /// Iterations that a tooltip lists.
  private static let listedIterations = 20

  let document: OpenDocument
  /// Where keys and scalars between brackets begin.
  private let flowStarts: Set<Int>

  init(_ document: OpenDocument) {
    self.document = document
    let outline = document.outline
    let slots = outline.slots.filter(\.isInFlow).map(\.nameRange.lowerBound)
    let scalars = outline.scalars.filter { outline.slots[$0.slot].isInFlow }.map(\.range.lowerBound)
    flowStarts = Set(slots + scalars)
  }

  func json(in range: Range<Int>) -> JSONValue {
    .array(
      groups.compactMap { place, layers in
        let offset = hintOffset(of: place)
        guard range.touches(offset) else { return nil }
        return .object([
          ("position", document.positions.position(at: offset).json),
          ("label", .string(Self.label(of: layers))),
          ("tooltip", .string(Self.tooltip(of: layers))),
          ("paddingLeft", .boolean(true)),
        ])
      })
  }

  /// A written layer: all of it, and the word of its kind.
  struct WrittenLayer: Hashable {
    var range: Range<Int>
    var nameRange: Range<Int>
  }

  /// The layers by where they are written, in the order of the model. While the text has errors those of the last one
  /// without, as far as they can still be found.
  private var groups: [(place: WrittenLayer, layers: [LayerOutline])] {
    guard let (layers, bytes) = document.lastLayers else { return [] }
    let shift = TextShift(from: bytes, to: document.bytes)
    var order: [WrittenLayer] = []
    var groups: [WrittenLayer: [LayerOutline]] = [:]
    for layer in layers where layer.range.path == document.path && layer.nameRange.path == document.path {
      guard let range = shift.moved(layer.range.offsets), let nameRange = shift.moved(layer.nameRange.offsets) else {
        continue
      }
      let place = WrittenLayer(range: range, nameRange: nameRange)
      if groups[place] == nil { order.append(place) }
      groups[place, default: []].append(layer)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }

  /// The layers that the word of a kind at an offset stands for.
  func layers(named offset: Int) -> [LayerOutline] {
    groups.first { $0.place.nameRange.touches(offset) }?.layers ?? []
  }

  /// Behind the layer in flow style; in block style at the end of its first line, before a comment.
  private func hintOffset(of place: WrittenLayer) -> Int {
    let outline = document.outline
    if flowStarts.contains(place.nameRange.lowerBound) { return min(place.range.upperBound, document.bytes.count) }
    var end = document.positions.endOfLine(at: place.nameRange.lowerBound)
    if let comment = outline.comments.first(where: {
      $0.upperBound == end && $0.lowerBound > place.nameRange.lowerBound
    }) {
      end = comment.lowerBound
    }
    while end > place.nameRange.upperBound, document.bytes[end - 1] == 0x20 || document.bytes[end - 1] == 0x09 {
      end -= 1
    }
    return end
  }

  // MARK: - Texts

  /// `[batch, 64]  4,160 parameters`, or for iterations `3x [batch, 64]  50,240 then 4,160 parameters`.
  private static func label(of layers: [LayerOutline]) -> String {
    let shapes = shortened(layers.map { shapeText($0.outputShape) })
    let counts = layers.map(\.parameterCount)
    let times = layers.count > 1 ? "\(layers.count)x " : ""
    guard counts.contains(where: { $0 > 0 }) else { return times + shapes }
    return "\(times)\(shapes)  \(shortened(counts.map(grouped))) parameters"
  }

  /// Equal neighbours once, and no more than a few.
  private static func shortened(_ texts: [String]) -> String {
    var different: [String] = []
    for text in texts where text != different.last { different.append(text) }
    let rest = different.count > shownIterations ? ["more"] : []
    return (different.prefix(shownIterations) + rest).joined(separator: " then ")
  }

  private static func tooltip(of layers: [LayerOutline]) -> String {
    let lines = layers.prefix(listedIterations).map { layer in "\(layer.name): \(summary(of: layer))" }
    let rest = layers.count - lines.count
    return (lines + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\n")
  }

  /// `[batch, 784] -> [batch, 64], 50,240 parameters, 100.4 kFLOP a row`
  static func summary(of layer: LayerOutline) -> String {
    var parts = ["\(shapeText(layer.inputShape)) -> \(shapeText(layer.outputShape))"]
    if layer.parameterCount > 0 {
      let isFrozen = layer.trainableParameterCount == 0
      let trainable =
        layer.trainableParameterCount == layer.parameterCount
        ? "" : isFrozen ? " (frozen)" : " (\(grouped(layer.trainableParameterCount)) trainable)"
      parts.append("\(grouped(layer.parameterCount)) parameters\(trainable)")
    }
    if layer.flops > 0 { parts.append("\(formatFlops(layer.flops)) a row forward") }
    return parts.joined(separator: ", ")
  }

  static func shapeText(_ shape: [Int]) -> String {
    "[" + (["batch"] + shape.map(String.init)).joined(separator: ", ") + "]"
  }
}
