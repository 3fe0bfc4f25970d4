"""numpy, loaded so that the small products of the neural readers stay on one core.

OpenBLAS and Accelerate hand even a product of ten rows to every core and wait for all of them: with anything else
running, that takes several times as long as the product itself. Computes nothing.
"""

from __future__ import annotations

import os
from typing import Any

_THREADS = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def open_numpy() -> Any:  # noqa: ANN401 - numpy comes with e2k and may be missing
    """The module; ImportError where it is not installed. What the user's environment says about threads stands."""
    for name in _THREADS:  # read once, when the library is loaded
        os.environ.setdefault(name, "1")
    import numpy

    return numpy
