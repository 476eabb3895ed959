import unittest

from harness.ratios import Spread, best_peer, figure, ratio_spread, spread, warm_median


class RatioTests(unittest.TestCase):
    def test_the_first_epoch_does_not_count(self):
        self.assertEqual(warm_median([100, 3, 1, 2]), 2)

    def test_a_single_epoch_has_no_warm_median(self):
        self.assertIsNone(warm_median([100]))

    def test_ratios_are_taken_round_by_round(self):
        # 1 / 0.25 = 4, 4 / 0.5 = 8, 3 / 0.5 = 6; the ratio of the medians would also be 6, that of the means 6.4.
        self.assertEqual(ratio_spread({1: 1, 2: 4, 3: 3}, {1: 0.25, 2: 0.5, 3: 0.5}), Spread(6, 4, 8))

    def test_a_slow_spell_of_the_machine_cancels_out(self):
        # Both took ten times as long in round 2.
        self.assertEqual(ratio_spread({1: 2, 2: 20, 3: 2}, {1: 1, 2: 10, 3: 1}), Spread(2, 2, 2))

    def test_a_round_that_one_side_lacks_is_left_out(self):
        self.assertEqual(ratio_spread({2: 6}, {1: 1, 2: 2}), Spread(3, 3, 3))
        self.assertIsNone(ratio_spread({3: 6}, {1: 1, 2: 2}))

    def test_the_best_peer_is_the_one_nearest_to_lofting(self):
        ratios = {"slow": Spread(9, 8, 10), "near": Spread(2, 1, 30), "failed": None}
        self.assertEqual(best_peer(ratios), "near")
        self.assertIsNone(best_peer({"failed": None}))

    def test_no_figures_have_no_spread(self):
        self.assertIsNone(spread([]))

    def test_figures_have_two_digits_or_more(self):
        self.assertEqual(
            [figure(one) for one in (0.849, 0.902, 1.26, 9.34, 9.96, 114.2)],
            ["0.85", "0.90", "1.3", "9.3", "10", "114"],
        )


if __name__ == "__main__":
    unittest.main()
