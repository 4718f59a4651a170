"""Make machine code of the modules that read texts: ``make compiled``, which takes about a minute and a C compiler.

mypyc translates the sources as they are typed; what comes out lies where :mod:`geo.compiled` looks for it.
"""

import ast
import contextlib
import io
import os
import shlex
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path

from geo.compiled import PACKAGE, sources, version, where
from geo.errors import MarzError

# Types of other packages tell the translator nothing, and reading them takes longer than all the rest.
_CHECK = """[mypy]
ignore_missing_imports = True
follow_imports = silent
cache_dir = /dev/null
no_site_packages = True
"""
_FEW = 5  # lines of what a translator says
_PLAIN = "dataclass(slots=True)"
_REMEDY = (
    "On Debian 'sudo apt-get install gcc python3-dev' brings what is needed. Without it everything works, and texts "
    "are read a quarter slower."
)


class NotCompiled(MarzError, RuntimeError):
    """Sources that could not be made into machine code."""


def build(into: Path) -> Path:
    """Compile the sources into a folder of their version below ``into``, which is there whole or not at all.

    Raises
    ------
    NotCompiled
        If mypyc, a C compiler or the headers of Python are missing, or one of them refuses the sources.
    """
    made = into / version()
    if made.is_dir():
        return made
    _look_for_a_compiler()
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into, prefix=".") as scratch:
        work = Path(scratch)
        shutil.copytree(PACKAGE, work / "geo", ignore=shutil.ignore_patterns("__pycache__"))
        for file in sources(work / "geo"):
            file.write_text(with_inits(file.read_text(encoding="utf-8")), encoding="utf-8")
        with contextlib.chdir(work):
            _compile([file.relative_to(work).as_posix() for file in sources(work / "geo")], work / "made")
        try:
            (work / "made").rename(made)
        except OSError:
            if not made.is_dir():  # somebody else was faster
                raise
    return made


def with_inits(source: str) -> str:
    r"""Write out how the plain dataclasses of a module are made, as the decorator would have Python do it.

    Examples
    --------
    >>> print(with_inits("@dataclass(slots=True)\nclass Day:\n    number: int\n    name: str = ''"), end="")
    @dataclass(slots=True, init=False)
    class Day:
        number: int
        name: str = ''
        def __init__(self, number: int, name: str = '') -> None: self.number = number; self.name = name
    """
    lines = source.splitlines()
    for node in reversed(ast.parse(source).body):
        if not isinstance(node, ast.ClassDef) or [ast.unparse(d) for d in node.decorator_list] != [_PLAIN]:
            continue
        fields = [line for line in node.body if isinstance(line, ast.AnnAssign)]
        more = any(isinstance(line, ast.FunctionDef) and line.name == "__post_init__" for line in node.body)
        if more or any("field(" in ast.unparse(line) for line in fields):
            continue
        names = [ast.unparse(line.target) for line in fields]
        made = "; ".join(f"self.{name} = {name}" for name in names)
        lines.insert(
            fields[-1].end_lineno or 0,
            f"    def __init__(self, {', '.join(map(ast.unparse, fields))}) -> None: {made}",
        )
        first = node.decorator_list[0].lineno - 1
        lines[first] = lines[first].replace(_PLAIN, f"{_PLAIN[:-1]}, init=False)")
    return "\n".join(lines) + "\n"


def _look_for_a_compiler() -> None:
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")[0]
    headers = Path(sysconfig.get_path("include"), "Python.h")
    for what, found in ((f"compiler {compiler}", shutil.which(compiler)), (str(headers), headers.exists())):
        if not found:
            raise NotCompiled(f"There is no {what}. {_REMEDY}")


def _compile(files: list[str], into: Path) -> None:
    try:
        from mypyc.build import mypycify
        from setuptools import Distribution
        from setuptools.command.build_ext import build_ext
    except ImportError as fault:
        raise NotCompiled(f"{fault.name} is not installed. Run 'make compiled', which installs it.") from fault
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            Path("mypy.ini").write_text(_CHECK, encoding="utf-8")
            checked = ["--config-file=mypy.ini", *files]
            modules = mypycify(checked, opt_level="1", debug_level="0", multi_file=True, target_dir="c")
            command = build_ext(Distribution({"name": "marz", "ext_modules": modules}))
            command.build_lib, command.build_temp, command.parallel = str(into), "objects", os.cpu_count() or 1
            command.ensure_finalized()
            command.run()
    except (Exception, SystemExit) as fault:
        refused = [line for line in said.getvalue().splitlines() if "error" in line][-_FEW:]
        raise NotCompiled("\n".join([*refused, f"They were not compiled ({fault}). {_REMEDY}"])) from fault


def main() -> int:
    """Compile into the folder that is looked in."""
    into = where()
    if into is None:
        print("MARZ_COMPILED is empty: name a folder in it, or unset it, and run this again.", file=sys.stderr)
        return 2
    try:
        made = build(into)
    except NotCompiled as fault:
        print(fault, file=sys.stderr)
        return 1
    for old in into.iterdir():
        if old.is_dir() and old != made:
            shutil.rmtree(old)
    print(f"Machine code of {len(sources())} modules: {made}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
