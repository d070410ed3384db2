"""What is made and what it is made from.

It owns products, and later materials, lots, containers and the stock ledger.
It never knows where a thing is or which batch uses it.
"""
