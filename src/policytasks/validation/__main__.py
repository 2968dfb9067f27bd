"""Print the catalogue's page of the documentation: ``python -m policytasks.validation > docs/reference/rules.md``."""

from __future__ import annotations

import argparse
import sys

from policytasks.messages import LANGUAGES
from policytasks.validation.page import catalogue_page

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m policytasks.validation", description=__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the page")
    sys.stdout.buffer.write(catalogue_page(parser.parse_args().lang).encode())
