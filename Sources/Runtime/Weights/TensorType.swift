// The element types of the safetensors format, and how the floating-point ones become Float.

/// An element type by its name in a header.
public enum TensorType: String, Sendable, CaseIterable {
  case boolean = "BOOL"
  case float4 = "F4"
  case float6E2M3 = "F6_E2M3"
  case float6E3M2 = "F6_E3M2"
  case unsigned8 = "U8"
  case signed8 = "I8"
  case float8E5M2 = "F8_E5M2"
  case float8E4M3 = "F8_E4M3"
  case float8E8M0 = "F8_E8M0"
  case signed16 = "I16"
  case unsigned16 = "U16"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case signed32 = "I32"
  case unsigned32 = "U32"
  case float32 = "F32"
  case complex64 = "C64"
  case float64 = "F64"
  case signed64 = "I64"
  case unsigned64 = "U64"

  /// Bits of an element.
  var bits: Int {
    switch self {
    case .float4: 4
    case .float6E2M3, .float6E3M2: 6
    case .boolean, .unsigned8, .signed8, .float8E5M2, .float8E4M3, .float8E8M0: 8
    case .signed16, .unsigned16, .float16, .bfloat16: 16
    case .signed32, .unsigned32, .float32: 32
    case .complex64, .float64, .signed64, .unsigned64: 64
    }
  }

  /// Whether its values can be read as weights.
  public var isReadable: Bool {
    switch self {
    case .float16, .bfloat16, .float32, .float64: true
    case .boolean, .float4, .float6E2M3, .float6E3M2, .unsigned8, .signed8, .float8E5M2, .float8E4M3, .float8E8M0,
      .signed16, .unsigned16, .signed32, .unsigned32, .complex64, .signed64, .unsigned64:
      false
    }
  }

  /// The readable types in words.
  static var readableNames: String { allCases.filter(\.isReadable).map(\.rawValue).joined(separator: ", ") }

  /// Element `index` of little-endian bytes; nil where the type is not readable.
  func float(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Float? {
    func load<Bits: FixedWidthInteger & BitwiseCopyable>(_ type: Bits.Type) -> Bits {
      let offset = index * MemoryLayout<Bits>.size
      return unsafe Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }
    return switch self {
    case .float16: Float(Float16(bitPattern: load(UInt16.self)))
    case .bfloat16: Float(bitPattern: UInt32(load(UInt16.self)) << 16)
    case .float32: Float(bitPattern: load(UInt32.self))
    case .float64: Float(Double(bitPattern: load(UInt64.self)))
    case .boolean, .float4, .float6E2M3, .float6E3M2, .unsigned8, .signed8, .float8E5M2, .float8E4M3, .float8E8M0,
      .signed16, .unsigned16, .signed32, .unsigned32, .complex64, .signed64, .unsigned64:
      nil
    }
  }
}
