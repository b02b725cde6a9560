"""Circles and chains of help: who gives to whom so that nobody gives without receiving (docs/exchange.md).

`clearing.clear` plans, `repairs.repair` mends a plan after a no, `consent.tally` says what a set of answers means.
"""
