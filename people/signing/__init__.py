"""Knowing a signer anew: who, and a secret, for one signature (21 CFR 11.200).

Owns the only place that makes an attestation. It never signs: a command does.
"""
