#!/bin/sh
# What the tests need of Debian: Chromium and an Arabic-script font to open the real page, GDAL to read exports, a C
# compiler and Python's headers to make machine code, PostgreSQL with PostGIS to start a team's server of their own.
set -eu
need=""
command -v chromium >/dev/null 2>&1 || need="$need chromium"
command -v chromedriver >/dev/null 2>&1 || need="$need chromium-driver"
fc-list 2>/dev/null | grep -qi dejavu || need="$need fonts-dejavu-core"
command -v ogrinfo >/dev/null 2>&1 || need="$need gdal-bin"
command -v pdftotext >/dev/null 2>&1 || need="$need poppler-utils"
command -v "${CC:-cc}" >/dev/null 2>&1 || need="$need gcc libc6-dev"
"${BIN:-.venv/bin}/python" -c 'import pathlib, sys, sysconfig
sys.exit(not pathlib.Path(sysconfig.get_path("include"), "Python.h").exists())' || need="$need python3-dev"
server=""
ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 || server=" postgresql postgresql-postgis"
[ -z "$need$server" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing:$need$server"
    if [ -n "$server" ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common # the tests make their own cluster; no other is wanted
        echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    fi
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $need $server fontconfig >/dev/null
    exit 0
fi
if [ -z "$need" ] && [ "${CI:-}" != true ]; then
    echo "Without PostgreSQL the tests of a team's store are skipped. To run them, too:" >&2
    echo "    sudo apt-get install$server" >&2
    exit 0
fi
echo "The tests need Debian packages that are not here. Install them, then run 'make test' again:" >&2
echo "    sudo apt-get install$need$server" >&2
exit 1
