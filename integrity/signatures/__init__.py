"""Electronic signatures (21 CFR 11.50 to 11.300): who, when, with which meaning, for what.

A signature is made by a command under the lock of its record, with an attestation that `people`
gives for two components entered anew. It never knows how a secret is compared.
"""
