"""Asks meet people: what an ask means, who among the owner's people fits it, and the words that say so."""
