"""Measurements of the build, as ratios within one run. Not part of the tests."""
