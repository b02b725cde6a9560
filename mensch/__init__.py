"""Mensch: the people you truly know, gathered, cultivated, connected."""

import os

__version__ = "0.1.0"

# One thread multiplies matrices: more of them stand in each other's way. Numpy looks at this when it is first imported.
for _threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_threads, "1")
