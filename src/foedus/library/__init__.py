"""The library: agreements, recognitions, viewpoints, actors and tenures as dated data, each fact with its source."""

from foedus.library.load import load_library
from foedus.library.values import Library

__all__ = ["Library", "load_library"]
