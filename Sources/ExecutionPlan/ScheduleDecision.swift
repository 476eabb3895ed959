// What the planner's cost model of row phases chose, and what it weighed the choice against.

/// The schedule of a plan's training program. The times are the cost model's for the row phases of a full batch: they
/// weigh alternatives against one another, and count traffic between caches as `MachineModel.predictedSeconds` does not.
public struct ScheduleDecision: Sendable, Hashable {
  public var rowBlock: Int
  public var isLayered: Bool
  public var seconds: Double
  /// Of the other order of layers at its best block; nil where there is only one.
  public var otherSeconds: Double?

  public init(rowBlock: Int, isLayered: Bool, seconds: Double, otherSeconds: Double? = nil) {
    self.rowBlock = rowBlock
    self.isLayered = isLayered
    self.seconds = seconds
    self.otherSeconds = otherSeconds
  }

  /// How many times as long the other order would take; nil where there is only one.
  public var advantage: Double? {
    guard let otherSeconds, seconds > 0 else { return nil }
    return otherSeconds / seconds
  }
}

extension ScheduleDecision: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(rowBlock)
    writer.write(isLayered)
    writer.write(seconds)
    writer.write(otherSeconds != nil)
    writer.write(otherSeconds ?? 0)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    let (rowBlock, isLayered) = (try reader.integer(), try reader.boolean())
    let (seconds, hasOther) = (try reader.double(), try reader.boolean())
    let start = reader.offset
    let other = try reader.double()
    // Files of one plan have the same bytes.
    guard hasOther || other.bitPattern == 0 else {
      throw reader.problem("a time is written that is not there", at: start)
    }
    self.init(rowBlock: rowBlock, isLayered: isLayered, seconds: seconds, otherSeconds: hasOther ? other : nil)
  }
}
