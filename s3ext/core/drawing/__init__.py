"""Drawings as plain values, and how they are written as SVG: one style for the web, paper and the PDF."""
