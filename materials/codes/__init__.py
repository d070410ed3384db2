"""Codes on labels and accompanying documents: read, checked and taken apart, without Django.

Each reader takes what was scanned or typed, and raises `measures.problems.ValueProblem` that says
what is wrong and what is accepted.
"""
