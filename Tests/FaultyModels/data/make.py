#!/usr/bin/env python3
"""Writes the tables of this folder, the same bytes every time: python3 make.py (the standard library alone).

None is anyone's published data; each has the shape, the ranges and the flaw of what its model was reported with."""
import csv
import math
import os
import random

HERE = os.path.dirname(os.path.abspath(__file__))


def write(name, header, rows, delimiter=","):
    path = os.path.join(HERE, name)
    with open(path, "w", newline="") as file:
        out = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        if header:
            out.writerow(header)
        out.writerows(rows)
    assert os.path.getsize(path) < 20_000, (name, os.path.getsize(path))


def number(x, digits=3):
    text = f"{x:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def generator(name):
    return random.Random("lofting " + name)


# The four rows of XOR, and the same as a noisy cloud.
write("xor4.csv", ["a", "b", "y"], [[1, 1, 0], [1, 0, 1], [0, 0, 0], [0, 1, 1]])
write("xor6.csv", ["a", "b", "y"], [[1, 1, 0], [0, 0, 0], [1, 0, 1], [0, 1, 1], [1, 1, 0], [0, 0, 0]])
r = generator("xor")
rows = []
for _ in range(400):
    a, b = r.randint(0, 1), r.randint(0, 1)
    rows.append([number(a + r.gauss(0, 0.1)), number(b + r.gauss(0, 0.1)), a ^ b])
write("xor.csv", ["a", "b", "y"], rows)

# Two rings (scikit-learn's make_circles with noise 0.1), and the same in units a hundred times smaller.
r = generator("circle")
rows = []
for i in range(700):
    radius, angle = (1.0, 0.8)[i % 2], r.uniform(0, 2 * math.pi)
    rows.append([radius * math.cos(angle) + r.gauss(0, 0.05), radius * math.sin(angle) + r.gauss(0, 0.05), i % 2])
r.shuffle(rows)
write("circle.csv", ["x", "y", "ring"], [[number(a), number(b), c] for a, b, c in rows])
write("circle_percent.csv", ["x", "y", "ring"], [[number(100 * a, 1), number(100 * b, 1), c] for a, b, c in rows])

# Three clouds of deviation 2, as make_blobs.
r = generator("blobs")
rows = []
for i in range(700):
    centre = [(-1.3, -9.5), (1.0, -4.4), (-7.0, 1.5)][i % 3]
    rows.append([number(r.gauss(centre[0], 2)), number(r.gauss(centre[1], 2)), i % 3])
r.shuffle(rows)
write("blobs.csv", ["x", "y", "cloud"], rows)
write("blobs_from_one.csv", ["x", "y", "cloud"], [[a, b, c + 1] for a, b, c in rows[:600]])

# A flower table in the order in which such tables come: by species.
r = generator("flowers")
species = [("setosa", (5.0, 3.4, 1.5, 0.25)), ("versicolor", (5.9, 2.8, 4.3, 1.3)), ("virginica", (6.6, 3.0, 5.6, 2.0))]
rows = []
for kind, means in species:
    for _ in range(50):
        rows.append([number(max(0.1, r.gauss(m, s)), 1) for m, s in zip(means, (0.4, 0.3, 0.35, 0.18))] + [kind])
header = ["sepal_length", "sepal_width", "petal_length", "petal_width", "species"]
unique = []
seen = set()
for row in rows:                            # no row twice, so that no split shares one
    while tuple(row[:4]) in seen:
        row[0] = number(float(row[0]) + 0.1, 1)
    seen.add(tuple(row[:4]))
    unique.append(row)
write("flowers_sorted.csv", header, unique)
shuffled = unique[:]
r.shuffle(shuffled)
write("flowers.csv", header, shuffled)
write("flowers_train.csv", header, shuffled[:110])
write("flowers_test.csv", header, shuffled[110:])
write("flowers_test_leaked.csv", header, shuffled[80:120])      # 30 of its 40 rows are training rows, too

# Houses: features in their own units, prices in dollars. Also with a constant column, with holes, with text.
r = generator("houses")
rows, extra = [], []
for _ in range(300):
    area, rooms, age = r.randint(450, 3800), r.randint(1, 7), r.randint(0, 90)
    distance, income = r.uniform(0.5, 35), r.uniform(18_000, 150_000)
    price = 40_000 + 95 * area + 9_000 * rooms - 700 * age - 2_500 * distance + 1.1 * income + r.gauss(0, 15_000)
    rows.append([area, rooms, age, number(distance, 1), number(income, 0), number(max(price, 20_000), 0)])
header = ["area", "rooms", "age", "distance", "income", "price"]
write("houses.csv", header, rows)
write("houses_constant.csv", header[:5] + ["country", "price"], [row[:5] + [1, row[5]] for row in rows])
write("houses_holes.csv", header, [[("" if r.random() < 0.08 else row[0]), *row[1:]] for row in rows])
write("houses_heat.csv", header[:5] + ["heating", "price"],
      [row[:5] + [r.choice(["gas", "oil", "electric"]), row[5]] for row in rows])
write("houses_semicolon.csv", header, rows, delimiter=";")
write("houses_infinite.csv", header, [row if i != 137 else [*row[:4], "inf", row[5]] for i, row in enumerate(rows)])

# A linear law in three inputs of up to 10,000.
r = generator("plane")
rows = []
for _ in range(500):
    x = [r.uniform(0, 10_000) for _ in range(3)]
    rows.append([number(v, 1) for v in x] + [number(2 * x[0] + x[1] + 0.5 * x[2] + 2.2, 1)])
write("plane.csv", ["a", "b", "c", "y"], rows)

# Curves: y = x^4 on -100..100; 5 x^2 with noise on 0..5; a line whose values leave 0..1; a wave about 0.
write("quartic.csv", ["x", "y"], [[number(-100 + i / 2, 1), number((-100 + i / 2) ** 4, 1)] for i in range(400)])
r = generator("parabola")
write("parabola.csv", ["x", "y"], [[number(i / 10, 1), number(5 * (i / 10) ** 2 + r.gauss(0, 1) ** 3)] for i in range(50)])
r = generator("line")
write("line.csv", ["x", "y"], [[number(x), number(3 * x + 2 + r.gauss(0, 0.2))] for x in (r.uniform(-1, 1) for _ in range(200))])
r = generator("wave")
write("wave.csv", ["x", "v", "y"], [[number(x), number(v), number(math.sin(3 * x) - 0.5 * v + r.gauss(0, 0.05))]
                                   for x, v in ((r.uniform(-1, 1), r.uniform(-1, 1)) for _ in range(300))])

# Passengers of a ship: text, numbers in their own units, ages that are missing.
r = generator("passengers")
rows = []
for _ in range(360):
    cabin, sex = r.choice([1, 2, 3, 3]), r.choice(["male", "male", "female"])
    age, fare = r.uniform(1, 75), r.uniform(5, 30) * (4 - cabin) ** 1.5
    survived = r.random() < 1 / (1 + math.exp(-(2.2 * (sex == "female") - 0.9 * cabin - 0.02 * age + 1.6)))
    rows.append([cabin, sex, "" if r.random() < 0.15 else number(age, 1), number(fare, 2), r.choice("SSSCQ"), int(survived)])
write("passengers.csv", ["cabin", "sex", "age", "fare", "port", "survived"], rows)

# Patients: eight measurements in their own units and a yes or no; the same with classes named 1 and 2.
r = generator("patients")
rows = []
for _ in range(400):
    x = [r.randint(0, 12), r.gauss(121, 30), r.gauss(70, 12), r.gauss(25, 9), r.gauss(110, 60), r.gauss(32, 7), r.uniform(0.1, 2), r.randint(21, 75)]
    p = 1 / (1 + math.exp(-2.5 * (0.035 * (x[1] - 121) + 0.09 * (x[5] - 32) + 0.03 * (x[7] - 40) + 0.12 * (x[0] - 5))))
    rows.append([x[0]] + [number(abs(v), 1) for v in x[1:6]] + [number(x[6]), x[7], int(r.random() < p)])
header = ["pregnancies", "glucose", "pressure", "skin", "insulin", "mass", "pedigree", "age", "sick"]
write("patients.csv", header, rows)
write("patients_one_two.csv", header, [[*row[:8], row[8] + 1] for row in rows])

# Network packets: eleven unscaled columns.
r = generator("packets")
rows = []
for _ in range(300):
    attack = int(r.random() < 0.45)
    rows.append([r.randint(40, 1500), r.randint(1, 65535), r.choice([22, 53, 80, 443, 8080]), r.randint(32, 255), r.randint(0, 63),
                 r.randint(0, 9999), r.randint(1, 400) * (1 + 3 * attack), r.randint(0, 1), r.randint(0, 1), r.randint(1, 60),
                 number(r.expovariate(1) * (0.2 if attack else 2)), attack])
write("packets.csv", [f"f{i}" for i in range(11)] + ["attack"], rows)

# Payments, a few in a hundred of them fraud; inputs already of mean 0 and deviation 1.
r = generator("payments")
rows = []
for i in range(600):
    fraud = int(i % 50 == 7)
    rows.append([number(r.gauss(1.2 * fraud, 1), 2), number(r.gauss(-1.5 * fraud, 1), 2), number(r.gauss(0, 1), 2),
                 number(r.gauss(0.8 * fraud, 1), 2), fraud])
write("payments.csv", ["v1", "v2", "v3", "v4", "fraud"], rows)

# Signals of sixteen samples near 1 or near 0.
r = generator("levels")
write("levels.csv", [f"s{i}" for i in range(16)] + ["high"],
      [[number(i % 2 + r.gauss(0, 0.1), 2) for _ in range(16)] + [i % 2] for i in range(200)])

# Five standardized inputs, two classes.
r = generator("five")
rows = []
for _ in range(500):
    x = [r.gauss(0, 1) for _ in range(5)]
    rows.append([number(v, 2) for v in x] + [int(x[0] * x[1] + 0.5 * x[2] + r.gauss(0, 0.3) > 0)])
write("five.csv", ["a", "b", "c", "d", "e", "y"], rows)

# Five standardized inputs and a number.
r = generator("five numbers")
rows = []
for _ in range(500):
    x = [r.gauss(0, 1) for _ in range(5)]
    rows.append([number(v, 2) for v in x] + [number(1.5 * math.tanh(x[0] + x[1]) - x[2] + 0.3 * x[3] ** 2 + r.gauss(0, 0.1))])
write("five_numbers.csv", ["a", "b", "c", "d", "e", "y"], rows)
