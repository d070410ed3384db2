"""Batches: the master batch record, the batch record frozen from it, its execution and its PDF.

It owns what is made, step by step, and joins it to rooms, samples and documents.
It never judges a value itself: measures does; it never counts stock: materials does.
"""
