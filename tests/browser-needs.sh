#!/bin/sh
# Chromium and an Arabic-script font, for the tests that open the real page; GDAL, for those that open exports.
set -eu
need=""
command -v chromium >/dev/null 2>&1 || need="$need chromium"
command -v chromedriver >/dev/null 2>&1 || need="$need chromium-driver"
fc-list 2>/dev/null | grep -qi dejavu || need="$need fonts-dejavu-core"
command -v ogrinfo >/dev/null 2>&1 || need="$need gdal-bin"
[ -z "$need" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing:$need"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $need fontconfig >/dev/null
    exit 0
fi
echo "The tests need Debian packages that are not here. Install them, then run 'make test' again:" >&2
echo "    sudo apt-get install$need" >&2
exit 1
