"""Loops over millions of helps, compiled by numba. Loaded only where the plain rules would be too slow."""
