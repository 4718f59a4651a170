"""What Marz is made of: known faults of the pinned packages, and the list of all of them.

``python -m tests.trust.supply audit [URL]`` asks an advisory service in OSV's form about every package of
``constraints.txt``; ``… sbom FILE`` writes them as CycloneDX. Exit status of the audit: 0 no fault is known, 1 some
are, 2 nothing was checked.
"""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PINNED = ROOT / "constraints.txt"
SERVICE = "https://api.osv.dev/v1/query"
_SECONDS, _ALL_SECONDS = 10, 600


def audit(url: str = SERVICE, pinned: Path = PINNED) -> int:
    """Ask about every pinned package; say which have faults that are known, and in which versions they are mended."""
    why = _no_answer(url)
    if not why:
        told = _asked(url, pinned)
        if isinstance(told, list):
            return _said(told, url)
        why = told
    print(
        f"No package was checked: the advisory service {url} does not answer ({why}). Run 'make audit' where a network "
        "reaches it, or name a copy of it: make audit OSV=URL.",
        file=sys.stderr,
    )
    return 2


def _no_answer(url: str) -> str:
    """Say why the service does not answer, before every package waits for it; nothing where it does."""
    body = json.dumps({"package": {"name": "pip", "ecosystem": "PyPI"}, "version": "0"}).encode()
    try:
        request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            json.load(answer)
    except urllib.error.HTTPError as fault:
        with fault:
            return f"it says {fault.code}"
    except urllib.error.URLError as fault:
        return str(getattr(fault.reason, "strerror", None) or fault.reason).lower()
    except (OSError, ValueError) as fault:
        return str(fault).lower()
    return ""


def _asked(url: str, pinned: Path) -> list[dict[str, Any]] | str:
    """Give what was told of each package, or why it was not."""
    command = [
        sys.executable, "-m", "pip_audit", "--strict", "--disable-pip", "--no-deps", "--progress-spinner", "off",
        "--timeout", str(_SECONDS), "--vulnerability-service", "osv", "--osv-url", url, "--format", "json",
        "--requirement", str(pinned),
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_ALL_SECONDS, check=False)
        return json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return f"it was not done after {_ALL_SECONDS} seconds"
    except ValueError:
        return (done.stderr.strip().splitlines() or ["it broke off"])[-1][:200].rstrip(".")


def _said(told: list[dict[str, Any]], url: str) -> int:
    faults = [(package, fault) for package in told for fault in package["vulns"]]
    for package, fault in faults:
        names = ", ".join([fault["id"], *fault["aliases"]])
        mended = f"mended in {', '.join(fault['fix_versions'])}" if fault["fix_versions"] else "not mended yet"
        print(f"{package['name']} {package['version']}: {names}, {mended}")
    if faults:
        print(f"{len(told)} packages checked, {len(faults)} known faults. Raise those in constraints.txt, and test.")
        return 1
    print(f"{len(told)} packages checked against {url}: no known fault.")
    return 0


def sbom(out: Path, pinned: Path = PINNED, python: str = sys.executable) -> None:
    """List what is installed, with licences, and what else is pinned, as one CycloneDX document.

    Raises
    ------
    ValueError
        If the document is not what its schema asks for.
    """
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    document = {"components": [], "dependencies": []} | _listed("environment", python)
    listed = {(_plain(c["name"]), c["version"]) for c in document["components"]}
    rest = [c for c in _listed("requirements", str(pinned))["components"]
            if (_plain(c["name"]), c["version"]) not in listed]  # fmt: skip
    for component in rest:
        del component["externalReferences"], component["description"]
        component["bom-ref"] = f"{component['name']}=={component['version']}"
    document["components"] = sorted([*document["components"], *rest], key=lambda c: c["bom-ref"])
    document["dependencies"] += [{"ref": c["bom-ref"]} for c in rest]
    for component in document["components"]:
        _without_paths(component)
    text = json.dumps(document, indent=1, sort_keys=True)
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(f"{out}: {fault}")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text + "\n", encoding="utf-8")
    print(f"{out} lists {len(document['components'])} packages: with licence those installed here, and all pinned ones")


def _listed(what: str, where: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "cyclonedx_py", what, "--no-validate", "--output-reproducible", where]
    env = os.environ | {"PYTHONSAFEPATH": "1"}  # what lies in this folder is not therefore installed
    return json.loads(subprocess.run(command, capture_output=True, check=True, env=env).stdout)


def _without_paths(component: dict[str, Any]) -> None:
    """Leave out where on this machine a package was installed from."""
    kept = [r for r in component.get("externalReferences", ()) if not r["url"].startswith("file:")]
    if len(kept) < len(component.get("externalReferences", ())):
        component["externalReferences"] = kept


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["audit", *url]:
            sys.exit(audit(*url))
        case ["sbom", out]:
            sbom(Path(out))
        case _:
            sys.exit(__doc__)
