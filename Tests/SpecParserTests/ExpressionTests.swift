// Expressions against Python 3: the wanted values are what CPython prints for the same text.

import Diagnostics
import SpecParser
import Testing

private func evaluate(_ text: String) throws -> ExpressionValue {
  try Expression.parse(text).evaluate { name, range throws(ExpressionError) in
    switch name {
    case "units": .integer(10)
    case "rate": .number(0.25)
    case "kind": .string("relu")
    case "deep": .boolean(true)
    default: .integer(0)
    }
  }
}

private func failure(_ text: String) -> (code: String, part: String)? {
  do {
    _ = try evaluate(text)
    return nil
  } catch let error as ExpressionError {
    let bytes = Array(text.utf8)
    return (error.code.id, String(decoding: bytes[error.range.clamped(to: 0..<bytes.count)], as: UTF8.self))
  } catch {
    return nil
  }
}

@Test(
  arguments: [
    ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("2 ** 3 ** 2", 512), ("-2 ** 2", -4), ("-7 // 2", -4), ("7 // -2", -4),
    ("-7 % 3", 2), ("7 % -3", -2), ("10 - 4 - 3", 3), ("2 * 7 // 3", 4), ("round(2.5)", 2), ("round(3.5)", 4),
    ("round(-0.5)", 0), ("floor(-1.5)", -2), ("ceil(1.2)", 2), ("abs(-3)", 3), ("min(3, 1, 2)", 1), ("max(3, 1, 2)", 3),
    ("units * 2", 20), ("- -3", 3), ("+3", 3), ("0 ** 0", 1), ("(-2) ** 63", Int.min), ("9223372036854775807", Int.max),
  ] as [(String, Int)])
func integerExpressionsAreIntegersAsInPython(text: String, wanted: Int) throws {
  #expect(try evaluate(text) == .integer(wanted))
}

@Test(
  arguments: [
    ("1 / 255", 0.00392156862745098), ("4 / 2", 2), ("7.5 // 2", 3), ("-7.5 % 2", 0.5), ("2 ** -1", 0.5),
    ("2.0 ** 3", 8), ("sqrt(2)", 1.4142135623730951), ("log(10)", 2.302585092994046), ("exp(1)", 2.718281828459045),
    ("1e-3", 0.001), (".5 + 1.", 1.5), ("min(1, 0.5)", 0.5), ("rate * 2", 0.5), ("1 // 0.1", 9),
    ("1 % 0.1", 0.09999999999999995),
    ("-1.0 // 0.1", -10), ("abs(-2.5)", 2.5),
  ] as [(String, Double)])
func floatExpressionsAreFloatsAsInPython(text: String, wanted: Double) throws {
  #expect(try evaluate(text) == .number(wanted))
}

@Test(arguments: [
  ("1 < 2", true), ("1 < 2 < 2", false), ("1 < 3 > 2", true), ("not 1 == 2", true), ("units == 10.0", true),
  ("kind == 'relu'", true), ("kind != \"relu\"", false), ("deep and units > 5", true), ("false or deep", true),
  ("false and 1 / 0 > 1", false), ("true or 1 / 0 > 1", true), ("not deep or not false", true), ("deep == true", true),
  ("1 <= 1 and 2 >= 2", true),
])
func conditionsAreAsInPython(text: String, wanted: Bool) throws {
  #expect(try evaluate(text) == .boolean(wanted))
}

@Test(arguments: [
  ("1 +", "Y130", "+"), ("1 2", "Y130", "2"), ("(1", "Y130", "1"), ("units $ 2", "Y130", "$"), ("2 ^ 3", "Y130", "^"),
  ("'open", "Y130", "'open"), ("3x", "Y130", "3x"), ("1 and", "Y130", "d"), ("abs(1, 2)", "Y130", "abs(1, 2)"),
  ("min()", "Y130", "min()"), ("units = 2", "Y130", "="), ("", "Y130", ""), ("sin(1)", "Y131", "sin"),
  ("units and deep", "Y132", "units"), ("deep + 1", "Y132", "deep"), ("kind < 'b'", "Y132", "kind < 'b'"),
  ("kind == 1", "Y132", "kind == 1"), ("not 1", "Y132", "1"), ("units / 0", "Y133", "0"), ("1 // 0.0", "Y133", "0.0"),
  ("1 + units % (1 - 1)", "Y133", "(1 - 1)"), ("log(0)", "Y133", "log(0)"), ("sqrt(-1)", "Y133", "sqrt(-1)"),
  ("2 ** 63", "Y133", "2 ** 63"), ("10 ** 400", "Y133", "10 ** 400"), ("10.0 ** 400", "Y133", "10.0 ** 400"),
  ("9223372036854775807 + 1", "Y133", "9223372036854775807 + 1"), ("exp(1000)", "Y133", "exp(1000)"),
  ("0 ** -1", "Y133", "0 ** -1"), ("(-8) ** 0.5", "Y133", "(-8) ** 0.5"), ("floor(1e300)", "Y133", "floor(1e300)"),
  ("(-9223372036854775807 - 1) // -1", "Y133", "(-9223372036854775807 - 1) // -1"),
  ("99999999999999999999", "Y133", "99999999999999999999"), ("1 + é", "Y130", "é"),
])
func anErrorPointsAtItsPart(text: String, code: String, part: String) {
  let found = failure(text)
  #expect(found?.code == code)
  #expect(found?.part == part)
}

@Test(arguments: [
  String(repeating: "(", count: 400) + "1", String(repeating: "-", count: 900) + "1",
  String(repeating: "not ", count: 200) + "true", String(repeating: "1+", count: 600) + "1",
  String(repeating: "2**", count: 300) + "1",
])
func deepAndLongExpressionsAreRefused(text: String) {
  #expect(failure(text)?.code == "Y130")
}

@Test func remainderOfTheLeastIntegerByMinusOneIsZero() throws {
  #expect(try evaluate("(-9223372036854775807 - 1) % -1") == .integer(0))
}
