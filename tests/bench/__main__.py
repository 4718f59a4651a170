"""All benches in one go, and one table of what they found: ``make bench``, or ``python -m tests.bench [NAME …]``.

Each bench runs in a process of its own; one that fails is named and the others go on. The table is build/bench.md.
"""

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

from tests.bench import table

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "build" / "bench.md"


def benches(names: list[str]) -> list[str]:
    """List the benches by module, all or those whose name holds one of the words."""
    files = sorted([*HERE.glob("bench_*.py"), *HERE.glob("browser/bench_*.py")])
    modules = [".".join(("tests.bench", *f.relative_to(HERE).with_suffix("").parts)) for f in files]
    return [m for m in modules if not names or any(name in m for name in names)]


def main(names: list[str]) -> int:
    """Run the benches, write the table, and return how many failed."""
    OUT.parent.mkdir(exist_ok=True)
    rows = OUT.with_suffix(".jsonl")
    rows.unlink(missing_ok=True)
    failed, load, chosen = [], os.getloadavg()[0], benches(names)
    for i, module in enumerate(chosen, 1):
        print(f"== {i} of {len(chosen)}: {module}", flush=True)
        began = time.perf_counter()
        done = subprocess.run([sys.executable, "-m", module], env=os.environ | {table.ROWS: str(rows)}, check=False)
        print(f"== {time.perf_counter() - began:.0f} s", flush=True)
        failed += [module] if done.returncode else []
    made = table.markdown(table.read(rows))
    about = f"{os.cpu_count()} cores, Python {platform.python_version()}, load {load:.1f} at the start"
    OUT.write_text(
        f"# Beside its peers\n\n{about}. Processor time where a bench says so, else time on the clock.\n\n{made}"
    )
    print(made, end="")
    print(f"{OUT.relative_to(Path.cwd()) if OUT.is_relative_to(Path.cwd()) else OUT}: {made.count(chr(10)) - 2} rows")
    for module in failed:
        print(f"failed: {module}", file=sys.stderr)
    return len(failed)


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
