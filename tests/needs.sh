#!/bin/sh
# Find, or install with the system's package manager, what the tests need besides Python: a Chromium and PostgreSQL.
set -eu

install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

# A whole Chromium draws a window with buttons for each tab, which costs as much again as the pages: its shell has none.
shell=chromium-headless-shell
missing=""
better=""
if [ -n "${SIJILL_CHROMIUM:-}" ]; then
    command -v "$SIJILL_CHROMIUM" >/dev/null 2>&1 || missing="$missing $shell"
elif ! command -v $shell >/dev/null 2>&1; then
    if command -v chromium >/dev/null 2>&1; then better=$shell; else missing="$missing $shell"; fi
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
[ -n "$missing$better" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    [ -z "$missing" ] || echo "Not found here:$missing. Install them with your package manager to run the tests that" \
         "need them; those tests are skipped now." >&2
elif [ "$(id -u)" = 0 ]; then
    echo "==> Installing Debian's$missing${better:+ $better} for the tests"
    apt-get update -qq || [ -z "$missing" ]
    if [ -n "$missing" ]; then
        apt-cache show $shell >/dev/null 2>&1 || missing=$(echo "$missing" | sed "s/$shell/chromium/")
        # shellcheck disable=SC2086
        install $missing
    fi
    [ -z "$better" ] || install $better || echo "The tests take the whole Chromium, which is slower." >&2
elif [ -n "$missing" ]; then
    echo "Not found here:$missing. Only root may install them: sudo apt-get install$missing" >&2
    echo "The tests that need them are skipped now." >&2
fi
