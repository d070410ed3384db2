"""The QC laboratories: methods, specifications, samples, results and what they are worth.

It owns every verdict on a sample. It never knows a batch: the batch owns the join to its samples.
"""
