"""Everything that is checked, each check a session: ``nox`` runs what a contributor needs, ``nox -s NAME`` one of them.

The tests run against the wheel that a user would install, not against the source tree.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests", "lint", "types", "imports", "docs", "examples"]

ROOT = Path(__file__).parent
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
OTHER_PYTHONS = ["3.12", "3.13", "3.14"]
ACCEPTANCE = "POLICYTASKS_ACCEPTANCE"


def install(session: nox.Session, *groups: str, extras: str = "all") -> None:
    """Build the wheel and install it with extras, and with the packages of dependency groups."""
    wheels = Path(session.create_tmp()) / "wheel"
    shutil.rmtree(wheels, ignore_errors=True)
    session.run("python", "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    (wheel,) = wheels.glob("*.whl")
    needed = nox.project.dependency_groups(PROJECT, *groups) if groups else ()
    session.install(f"policytasks[{extras}] @ {wheel.resolve().as_uri()}", *needed)
    # pip keeps an installed package of the same version: a changed wheel has to be put in by force.
    session.install("--force-reinstall", "--no-deps", str(wheel))


def install_groups(session: nox.Session, *groups: str) -> None:
    session.install(*nox.project.dependency_groups(PROJECT, *groups))


# ── What a contributor needs ─────────────────────────────────────────────────────────────────────────────────────────────────


@nox.session
def tests(session: nox.Session) -> None:
    """The suite, on the Python that runs nox; arguments behind ``--`` go to pytest."""
    install(session, "test")
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session(python=OTHER_PYTHONS)
def pythons(session: nox.Session) -> None:
    """The suite on the other Pythons that are installed here."""
    install(session, "test")
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style: ruff's rules and its formatting."""
    install_groups(session, "lint")
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """mypy, strict, over the library, the examples, and a file that uses the public names and is never run."""
    install(session, "types")
    session.run("mypy", *session.posargs)


@nox.session
def imports(session: nox.Session) -> None:
    """The architecture: imports point one way."""
    # The contracts read the sources, so the package is installed from where they stand.
    install_groups(session, "imports")
    session.install("--editable", str(ROOT))
    session.run("lint-imports", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation as HTML, every warning an error, and the code blocks in it."""
    install(session, "docs", "test")
    session.run("pytest", "-q", "tests/docs")
    session.run(
        "sphinx-build", "--fail-on-warning", "--keep-going", "--quiet", "-b", "html", "docs", "docs/_build/html"
    )


@nox.session
def examples(session: nox.Session) -> None:
    """The example scripts, their output compared."""
    install(session, "test")
    session.run("pytest", "-q", "tests/examples", *session.posargs)


# ── Measurements outside of the project ──────────────────────────────────────────────────────────────────────────────────────


@nox.session
def acceptance(session: nox.Session) -> None:
    """The reader measured over a folder of notices that is no part of the project."""
    folder = os.environ.get(ACCEPTANCE)
    if not folder:
        session.error(f"set {ACCEPTANCE} to the folder that holds notices/ and corpus/")
    if not Path(folder, "notices").is_dir():
        session.error(f"{ACCEPTANCE}={folder}: no folder notices/ there")
    install(session, "test")
    env = {ACCEPTANCE: str(Path(folder).resolve())}
    session.run("pytest", "-m", "acceptance", "tests/acceptance", "-s", *session.posargs, env=env)


@nox.session
def benchmarks(session: nox.Session) -> None:
    """How long things take, beside the packages that people would use otherwise."""
    install(session, "test", "benchmark")
    for script in sorted(Path("benchmarks").glob("bench_*.py")):
        session.run("python", str(script), *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """The laws again and again over other generated notices: ``nox -s fuzz -- 50`` takes fifty rounds."""
    install(session, "test")
    rounds, *arguments = session.posargs or ["10"]
    for seed in range(int(rounds)):
        # With CI set, hypothesis would take the same examples each time.
        env = {"CI": None}
        chosen = ("-m", "slow or not slow", f"--hypothesis-seed={seed}", "tests/property", "tests/fuzz")
        session.run("pytest", "-q", "-n", "auto", *chosen, *arguments, env=env)


@nox.session
def coverage(session: nox.Session) -> None:
    """Which lines and branches the suite runs."""
    install_groups(session, "dev")
    session.install("--editable", f"{ROOT}[all]")
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    session.run("coverage", "combine")
    session.run("coverage", "report")


@nox.session(venv_backend="none")
def readme(session: nox.Session) -> None:
    """The two commands of the README, word for word, in a clean clone."""
    clone = Path(session.create_tmp()) / "clone"
    shutil.rmtree(clone, ignore_errors=True)
    session.run("git", "clone", "--quiet", str(ROOT), str(clone), external=True)
    first, second = readme_commands((ROOT / "README.md").read_text("utf-8"))
    session.chdir(clone)
    session.run("bash", "-euo", "pipefail", "-c", first, external=True)
    if not Path("台账.xlsx").is_file():
        session.error("the first command wrote no workbook")
    session.run("bash", "-euo", "pipefail", "-c", second, external=True)


def readme_commands(text: str) -> tuple[str, str]:
    """The two shell blocks of the first screen."""
    blocks = text.split("```bash\n")[1:3]
    first, second = (block.split("```")[0] for block in blocks)
    return first, second
