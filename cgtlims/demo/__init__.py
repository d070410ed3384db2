"""The demo facility: invented people and patients, a real process, published results.

It makes everything by the commands that people use, and says everywhere that it is fictitious.
"""
