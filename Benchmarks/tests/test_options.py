import argparse
import pathlib
import tempfile
import unittest

import bench

from tests.sample import results


class OptionTests(unittest.TestCase):
    def test_the_command_is_told_without_what_depends_on_the_machine(self):
        arguments = [
            "--python",
            "/here/python",
            "--rounds",
            "2",
            "--data=/there",
            "--results",
            "out",
            "--only",
            "mlp-2x10",
        ]
        self.assertEqual(bench.command_text(arguments), "python3 Benchmarks/bench.py --rounds 2 --only mlp-2x10")

    def test_names_are_checked_and_ordered(self):
        parse = bench.names(("a", "b", "c"))
        self.assertEqual(parse("c,a"), ("a", "c"))
        with self.assertRaisesRegex(argparse.ArgumentTypeError, "no 'd'; choose from a, b, c"):
            parse("a,d")

    def test_peers_that_lack_a_package_are_set_apart(self):
        peers, missing = bench.choose_peers(("keras-jax", "jax-scan"), {"jax": "1", "numpy": "2"})
        self.assertEqual([peer.name for peer in peers], ["jax-scan"])
        self.assertEqual(missing, {"keras-jax": ["keras"]})


class ResultFileTests(unittest.TestCase):
    def test_a_chart_of_an_earlier_run_does_not_stay(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name) / "new"
            bench.write(results(), folder)
            self.assertEqual(sorted(file.name for file in folder.iterdir()), ["latest.json", "latest.md", "ratios.svg"])
            alone = results()
            alone.epochs, alone.first_epoch = {}, {}
            bench.write(alone, folder)
            self.assertEqual(sorted(file.name for file in folder.iterdir()), ["latest.json", "latest.md"])


if __name__ == "__main__":
    unittest.main()
