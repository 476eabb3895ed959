import os
import pathlib
import struct
import sys
import tempfile
import unittest

from harness.child import ChildResult, Event, run_child
from harness.contestants import PEERS, environment, missing_packages
from harness.data import IMAGES, LABELS, DataError, find_mnist, prepare_data
from harness.measure import Record, keep_epochs, keep_first_epoch
from harness.progress import Progress, minutes
from harness.workloads import WORKLOADS, Workload


def python(program: str, timeout: float = 60) -> ChildResult:
    """Runs a few lines of Python as a child."""
    return run_child([sys.executable, "-c", program], dict(os.environ), ".", timeout)


def epochs(*seconds: float) -> ChildResult:
    """A child that printed epochs."""
    events = [Event(1 + at, {"event": "epoch", "seconds": s, "accuracy": at / 10}) for at, s in enumerate(seconds)]
    return ChildResult(tuple(events), 9.0, 1000, None)


class ChildTests(unittest.TestCase):
    def test_json_lines_are_events_and_others_are_passed_over(self):
        child = python("print('hello'); print('{\"event\": \"epoch\", \"seconds\": 2}'); print('[1]')")
        self.assertIsNone(child.error)
        self.assertEqual([event.fields["seconds"] for event in child.named("epoch")], [2])
        self.assertTrue(0 < child.events[0].seconds <= child.wall_seconds)

    def test_peak_memory_is_the_childs(self):
        child = python("print(len(b'x' * 200_000_000))")
        self.assertTrue(200e6 < child.peak_bytes < 260e6, child.peak_bytes)

    def test_a_failure_comes_with_its_last_lines(self):
        child = python("raise SystemExit('no such layer')")
        self.assertEqual(child.error, "exit status 1\nno such layer")

    def test_a_program_that_does_not_exist_is_a_failure(self):
        self.assertIn("No such file", run_child(["./missing"], {}, ".", 60).error)

    def test_a_program_that_hangs_is_ended(self):
        self.assertEqual(python("import time; time.sleep(60)", timeout=0.3).error, "ended after 0.3 s (--timeout)")


class RecordTests(unittest.TestCase):
    small: Workload = WORKLOADS[0]

    def test_the_warm_median_and_the_accuracy_after_as_many_epochs_are_kept(self):
        record = Record()
        keep_epochs(record, 1, epochs(9, 3, 1, 2, 2), self.small, 3)
        self.assertEqual((record.epoch_seconds, record.accuracy, record.error), ({1: 2}, {1: 0.2}, None))

    def test_too_few_epochs_are_an_error(self):
        record = Record()
        keep_epochs(record, 1, epochs(9, 3), self.small, 3)
        self.assertEqual((record.epoch_seconds, record.error), ({}, "printed 2 of 3 epochs"))

    def test_another_network_is_an_error(self):
        record = Record()
        start = Event(0.5, {"event": "start", "parameters": 5})
        keep_epochs(record, 1, ChildResult((start, *epochs(9, 3).events), 9, 9, None), self.small, 2)
        self.assertEqual((record.epoch_seconds, record.error), ({}, "built 5 parameters, not 8070"))

    def test_the_first_epoch_ends_when_its_line_arrives(self):
        record = Record()
        keep_first_epoch(record, 1, epochs(0.25), self.small)
        self.assertEqual((record.first_epoch_seconds, record.wall_seconds), ({1: 1}, {1: 9.0}))


class DataTests(unittest.TestCase):
    def test_random_files_have_fifty_thousand_rows_and_every_class(self):
        with tempfile.TemporaryDirectory() as folder:
            data = prepare_data(None, pathlib.Path(folder))
            self.assertEqual(data.images.stat().st_size, 16 + 50_000 * 784)
            self.assertEqual(data.images.read_bytes()[:16], bytes.fromhex("00000803 0000c350 0000001c 0000001c"))
            labels = data.labels.read_bytes()
            self.assertEqual(
                (labels[:8].hex(), set(labels[8:]), len(labels)), ("000008010000c350", set(range(10)), 50_008)
            )

    def test_mnist_is_cut_to_fifty_thousand_rows(self):
        with tempfile.TemporaryDirectory() as source, tempfile.TemporaryDirectory() as target:
            folder = pathlib.Path(source)
            (folder / IMAGES).write_bytes(struct.pack(">4B3I", 0, 0, 8, 3, 50_001, 28, 28) + bytes(50_001 * 784))
            (folder / LABELS).write_bytes(struct.pack(">4BI", 0, 0, 8, 1, 50_001) + bytes([7]) * 50_001)
            data = prepare_data(find_mnist(source), pathlib.Path(target))
            self.assertEqual(data.images.stat().st_size, 16 + 50_000 * 784)
            self.assertEqual(data.labels.read_bytes(), struct.pack(">4BI", 0, 0, 8, 1, 50_000) + bytes([7]) * 50_000)

    def test_a_file_that_is_no_idx_file_is_refused(self):
        with tempfile.TemporaryDirectory() as source, tempfile.TemporaryDirectory() as target:
            for name in (IMAGES, LABELS):
                (pathlib.Path(source) / name).write_bytes(b"gzip")
            with self.assertRaisesRegex(DataError, "not a raw IDX file"):
                prepare_data(find_mnist(source), pathlib.Path(target))

    def test_a_folder_without_the_files_is_refused(self):
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(DataError, IMAGES):
            find_mnist(folder)


class ContestantTests(unittest.TestCase):
    def test_parameters_are_kernels_and_biases(self):
        self.assertEqual(WORKLOADS[0].parameters, 784 * 10 + 10 + 10 * 10 + 10 + 10 * 10 + 10)

    def test_every_workload_has_its_spec(self):
        self.assertEqual([workload.spec.is_file() for workload in WORKLOADS], [True] * len(WORKLOADS))

    def test_a_peer_names_what_it_lacks(self):
        self.assertEqual(missing_packages(PEERS[0], {"keras": "3.0"}), ["tensorflow"])

    def test_no_tuning_of_a_blas_reaches_a_contestant(self):
        os.environ["OPENBLAS_CORETYPE"] = "Zen"
        self.addCleanup(os.environ.pop, "OPENBLAS_CORETYPE")
        self.assertNotIn("OPENBLAS_CORETYPE", environment(pathlib.Path("cache")))


class ProgressTests(unittest.TestCase):
    def test_the_time_left_follows_what_was_measured(self):
        progress = Progress([("a", 10), ("b", 1), ("a", 10)])
        self.assertEqual(progress.seconds_left(), 21)
        progress.waiting.pop(0)
        progress.timed["a"] = 3
        self.assertEqual(progress.seconds_left(), 4)

    def test_minutes(self):
        self.assertEqual([minutes(40.2), minutes(720)], ["40 s", "12 min"])


if __name__ == "__main__":
    unittest.main()
