"""The audit of pinned packages and the list of them, held against a service of the test's own."""

import json
import socket
import subprocess
import sys
import threading
import venv
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.trust import supply

ROOT = Path(__file__).parents[2]
FAULT = {
    "id": "PYSEC-1", "aliases": ["CVE-2025-1"], "summary": "It breaks.",
    "affected": [{"package": {"name": "leaky-pipe", "ecosystem": "PyPI"},
                  "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}]}],
}  # fmt: skip


class Advisories(BaseHTTPRequestHandler):
    """Answers as OSV does: it knows one fault of one version of one package."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((asked["package"]["name"], asked["version"]))
        known = self.server.asked[-1] == ("leaky-pipe", "1.0")
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(json.dumps({"vulns": [FAULT]} if known else {}).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def service():
    with ThreadingHTTPServer(("127.0.0.1", 0), Advisories) as server:
        server.asked, server.status = [], 200
        server.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def pinned(tmp_path, *lines):
    file = tmp_path / "constraints.txt"
    file.write_text("".join(f"{line}\n" for line in lines))
    return file


def test_a_known_fault_is_named_with_the_version_that_mends_it(service, tmp_path, capsys):
    assert supply.audit(service.url, pinned(tmp_path, "leaky_pipe==1.0", "sound==2.0")) == 1
    told = capsys.readouterr().out
    assert "leaky-pipe 1.0: PYSEC-1, CVE-2025-1, mended in 1.1" in told
    assert "2 packages checked, 1 known faults. Raise those" in told
    assert "sound" not in told
    assert {("leaky-pipe", "1.0"), ("sound", "2.0")} <= set(service.asked)


def test_packages_without_a_known_fault_pass(service, tmp_path, capsys):
    assert supply.audit(service.url, pinned(tmp_path, "leaky-pipe==1.1", "sound==2.0")) == 0
    assert "2 packages checked" in capsys.readouterr().out


def test_every_package_that_is_pinned_is_asked_about(service, capsys):
    assert supply.audit(service.url) == 0
    lines = [line.split("==") for line in supply.PINNED.read_text().splitlines() if "==" in line]
    wanted = {(supply._plain(name), version.split(";")[0].strip()) for name, version in lines}
    assert wanted <= set(service.asked)
    assert f"{len(wanted)} packages checked" in capsys.readouterr().out


@pytest.mark.parametrize("case", ["refused", "no such host", "silent", "error", "no OSV"])
def test_where_no_service_answers_that_is_said_soon_and_with_the_remedy(case, service, tmp_path, capfd, monkeypatch):
    monkeypatch.setattr(supply, "_SECONDS", 1)
    url = service.url
    with socket.create_server(("127.0.0.1", 0)) as silent:
        if case == "refused":
            url = "http://127.0.0.1:9"
        elif case == "no such host":
            url = "http://advisories.invalid"
        elif case == "silent":
            url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        elif case == "error":
            service.status = 503
        else:
            url = url.replace("http:", "nothing:")
        assert supply.audit(url, pinned(tmp_path, "sound==2.0")) == 2
    told = capfd.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"No package was checked: the advisory service {url} does not answer (")
    assert told.err.endswith("make audit OSV=URL.\n")


def test_a_service_that_breaks_off_leaves_no_traceback(service, tmp_path, capfd, monkeypatch):
    monkeypatch.setattr(supply, "_no_answer", lambda url: "")
    service.status = 503
    assert supply.audit(service.url, pinned(tmp_path, "sound==2.0")) == 2
    assert "Traceback" not in capfd.readouterr().err


def test_make_audits_with_the_service_it_is_given(service):
    done = subprocess.run(["make", "-n", "audit", f"OSV={service.url}"], cwd=ROOT, capture_output=True, text=True)
    assert f"-m tests.trust.supply audit {service.url}" in done.stdout


def test_the_list_is_valid_cyclonedx_of_every_pinned_package_and_names_no_folder_here(tmp_path):
    venv.create(tmp_path / "empty", with_pip=False)
    out = tmp_path / "build" / "sbom.json"
    supply.sbom(out, python=str(tmp_path / "empty"))  # it refuses to write what the schema does not allow
    found = json.loads(out.read_text())
    assert found["bomFormat"] == "CycloneDX"
    lines = [line.split("==") for line in supply.PINNED.read_text().splitlines() if "==" in line]
    wanted = {(supply._plain(name), version.split(";")[0].strip()) for name, version in lines}
    assert {(supply._plain(c["name"]), c["version"]) for c in found["components"]} == wanted
    assert len({c["bom-ref"] for c in found["components"]}) == len(found["components"])


def test_what_is_installed_is_listed_with_its_licence_and_without_its_folder():
    here = supply._listed("environment", sys.executable)["components"]
    (marz,) = [c for c in here if c["name"] == "marz"]
    supply._without_paths(marz)
    assert "Apache-2.0" in json.dumps(marz["licenses"])
    assert str(ROOT) not in json.dumps(marz)
