"""What is made and what it is made from.

It owns products, materials, lots and containers, the stock ledger, holds and genealogy.
It never knows where a thing is or which batch uses it.
"""
