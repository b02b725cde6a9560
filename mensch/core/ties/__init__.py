"""Ties: which of them are alive, who will answer, and over whom somebody can be reached. Worked out, never kept."""
