import json
import unittest
import xml.etree.ElementTree as ElementTree

from harness.chart import ticks
from harness.markdown import table, to_markdown
from harness.peak import read_peak
from harness.ratio_chart import ratio_chart
from harness.results import to_json

from tests.sample import results

SVG = "{http://www.w3.org/2000/svg}"


class MarkdownTests(unittest.TestCase):
    def test_columns_are_padded_and_figures_align_right(self):
        self.assertEqual(
            table(["name", "s"], [["a", "1.5"], ["longer", "10"]]),
            "| name   |   s |\n| ------ | --: |\n| a      | 1.5 |\n| longer |  10 |",
        )

    def test_a_row_has_the_median_ratio_its_range_and_the_best_peer(self):
        text = to_markdown(results())
        row = next(line for line in text.splitlines() if line.startswith("| 784-10-10-10"))
        self.assertEqual(
            [cell.strip() for cell in row.strip("|").split("|")],
            ["784-10-10-10", "256", "6.0 (4.0 to 8.0)", "2.0", "JAX scan"],
        )

    def test_what_failed_and_what_is_not_installed_is_named(self):
        text = to_markdown(results())
        self.assertIn("- PyTorch eager: not installed (torch)", text)
        self.assertIn("- JAX scan, mlp-2x10: failed (exit status 1)\n\n      out of | memory", text)
        self.assertIn("- the share of the peak: this Lofting has no 'bench' command", text)

    def test_without_peers_there_is_still_a_report(self):
        alone = results()
        alone.epochs = {"mlp-2x10": {"lofting": alone.epochs["mlp-2x10"]["lofting"]}}
        alone.first_epoch = {}
        self.assertIn("| 784-10-10-10 |   256 |", to_markdown(alone))
        self.assertIsNone(ratio_chart(alone))


class JSONTests(unittest.TestCase):
    def test_figures_and_ratios_are_there(self):
        document = json.loads(to_json(results()))
        keras = document["epochs"]["mlp-2x10"]["keras-tf"]
        self.assertEqual(keras["epoch_seconds"], [1.0, 4.0, 3.0])
        self.assertEqual(keras["epoch_seconds_ratio"], {"median": 6.0, "least": 4.0, "greatest": 8.0})
        self.assertEqual(document["first_epoch"]["keras-tf"]["peak_bytes_ratio"]["median"], 20)
        self.assertEqual(document["epochs"]["mlp-2x10"]["jax-scan"]["error"], "exit status 1\nout of | memory")


class ChartTests(unittest.TestCase):
    def test_it_is_well_formed_and_has_a_bar_for_each_ratio(self):
        root = ElementTree.fromstring(ratio_chart(results()))
        # Two peers' epochs, one peer's first epoch and memory.
        self.assertEqual(len(root.findall(f"{SVG}rect")), 4)
        texts = [element.text for element in root.findall(f"{SVG}text")]
        self.assertIn("6.0x", texts)
        self.assertIn("median of 3 rounds side by side; A <fast> one, 2 cores", texts)

    def test_bars_grow_with_the_logarithm_of_the_ratio(self):
        root = ElementTree.fromstring(ratio_chart(results()))
        keras, jax, time, memory = (float(bar.get("width")) for bar in root.findall(f"{SVG}rect"))
        # Ratios 6, 2, 100 and 20.
        self.assertAlmostEqual(keras / jax, 2.585, places=2)
        self.assertAlmostEqual(time / memory, 1.537, places=2)

    def test_a_peer_that_is_faster_has_a_bar_to_the_left_of_one(self):
        faster = results()
        faster.epochs["mlp-2x10"]["jax-scan"].epoch_seconds = {1: 0.125}
        keras, jax, *_ = ElementTree.fromstring(ratio_chart(faster)).findall(f"{SVG}rect")
        self.assertAlmostEqual(float(jax.get("x")) + float(jax.get("width")), float(keras.get("x")), places=0)

    def test_ticks_enclose_the_figures(self):
        self.assertEqual(ticks(1, 36), [1, 2, 5, 10, 20, 50])
        self.assertEqual(ticks(0.7, 2), [0.5, 1, 2])


class PeakTests(unittest.TestCase):
    def test_the_report_of_lofting_bench_is_read(self):
        report = {
            "instruction_set": "avx512", "threads": 2, "peak": {"flops_per_second": 4e11},
            "training": {"median_seconds": 1e-4, "product_peak_share": 0.65},
        }  # fmt: skip
        share = read_peak("mlp-2x10", report)
        self.assertEqual((share.instruction_set, share.share, share.peak_flops_per_second), ("avx512", 0.65, 4e11))

    def test_a_report_of_another_form_is_none(self):
        self.assertIsNone(read_peak("mlp-2x10", {"peak": 3}))
        self.assertIsNone(read_peak("mlp-2x10", {}))


if __name__ == "__main__":
    unittest.main()
