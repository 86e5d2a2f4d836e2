#!/bin/sh
# Find, or install with the system's package manager, what the tests need besides Python: a Chromium and PostgreSQL.
set -eu

missing=""
if ! command -v "${SIJILL_CHROMIUM:-chromium}" >/dev/null 2>&1; then
    missing="$missing chromium"
fi
if ! command -v initdb >/dev/null 2>&1 && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    missing="$missing postgresql"
fi
# Playwright brings a Node of its own, which wants a library that a bare Debian has not got.
for node in .venv/lib/python3*/site-packages/playwright/driver/node; do
    if [ -x "$node" ] && ! "$node" --version >/dev/null 2>&1; then
        missing="$missing libatomic1"
    fi
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Not found here:$missing. Install them with your package manager to run the tests that need them;" \
         "those tests are skipped now." >&2
elif [ "$(id -u)" = 0 ]; then
    echo "==> Installing Debian's$missing for the tests"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
else
    echo "Not found here:$missing. Only root may install them: sudo apt-get install$missing" >&2
    echo "The tests that need them are skipped now." >&2
fi
