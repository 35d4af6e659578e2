"""Tests; a package, because a library that the tests use brings one of the same name."""
