"""Installs everything the project needs, using nothing but a Python with pip.

It runs before any package is there, so it uses the standard library only.
"""
