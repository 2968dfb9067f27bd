"""How Sphinx builds the documentation: ``nox -s docs``, or ``sphinx-build -W docs docs/_build/html``."""

from importlib.metadata import version as version_of

project = "policytasks"
author = "policytasks contributors"
copyright = "2026, policytasks contributors"
version = release = version_of("policytasks")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}

html_theme = "furo"
html_title = "policytasks"
html_show_sourcelink = False

# Pages link to each other as files, so that they also lead somewhere where Markdown is shown as it is.
myst_heading_anchors = 3

# Docstrings write names in single backticks, as people read them in an editor.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_format = "short"
autodoc_class_signature = "separated"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_rtype = False
