"""Tests of the driver: arithmetic, texts and children. They train nothing and need no peer."""
