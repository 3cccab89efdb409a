"""Writes the OpenAPI document: `python -m matcher.api openapi/openapi.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from matcher.api.app import HANDLERS
from matcher.api.document import build

if __name__ == "__main__":
    text = json.dumps(build(HANDLERS), indent=2, ensure_ascii=False) + "\n"
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
