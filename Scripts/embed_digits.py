#!/usr/bin/env python3
"""Writes Sources/Datasets/Digits/DigitsText.swift from scikit-learn's digits.csv.gz.

    pip download scikit-learn --no-deps
    unzip scikit_learn-*.whl sklearn/datasets/data/digits.csv.gz
    python3 Scripts/embed_digits.py sklearn/datasets/data/digits.csv.gz > Sources/Datasets/Digits/DigitsText.swift

A line is an image: its label, then for each of its 8 rows the 8 pixels, first pixel most significant, as a number to
base 17 (pixels are 0 to 16), written with 5 digits to base 94, most significant first. The digits are the printable
ASCII characters from '!' on; 17**8 < 94**5, so nothing is lost and 64 pixels take 40 characters.
"""
import gzip
import sys

HEADER = '''\
// The digits' pixels and labels as text, made by Scripts/embed_digits.py from scikit-learn's digits.csv.gz; Digits.swift
// decodes it. One line an image: the label, then eight rows of five digits to base 94. Licence: LICENSE-digits.md.
// swift-format-ignore-file

enum DigitsText {
  static let lines: StaticString = ##"""
'''


def encode(pixels):
    number = 0
    for pixel in pixels:
        assert 0 <= pixel <= 16
        number = number * 17 + pixel
    digits = []
    for _ in range(5):
        number, digit = divmod(number, 94)
        digits.append(chr(33 + digit))
    assert number == 0
    return "".join(reversed(digits))


def main():
    with gzip.open(sys.argv[1], "rt") as file:
        rows = [[int(float(cell)) for cell in line.split(",")] for line in file]
    lines = []
    for *pixels, label in rows:
        assert len(pixels) == 64 and 0 <= label <= 9
        lines.append(str(label) + "".join(encode(pixels[i : i + 8]) for i in range(0, 64, 8)))
    text = "\n".join(lines)
    assert '"""##' not in text and "\\##" not in text
    print(HEADER + text + '\n"""##\n}')


main()
