"""``python -m foedus.library`` checks every file of the library and seals those that pass."""

import json

from foedus.library.load import load_library
from foedus.library.seal import SEAL, make

SEAL.write_text(json.dumps(make(), indent=1) + "\n", encoding="utf-8")
load_library()
