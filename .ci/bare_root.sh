#!/usr/bin/env bash
# Runs commands, one after the other, in a bare Debian 12 root that holds nothing but Python 3, with a copy of a checkout in it.
#
#   bash .ci/bare_root.sh CHECKOUT COMMAND...
#
# A developer's machine hides missing libraries; this root has none to hide behind. How this machine reaches its package
# registries (apt's sources and settings, pip's settings, certificates) is handed on at run time where the machine has such a thing.
# Each COMMAND runs as root in the copied checkout. Needs root.
set -euo pipefail

# The second life of this script: inside a mount and process namespace of its own, which takes mounts and left-over processes with it.
if [ "${1:-}" = "--inside" ]; then
    root=$2
    shift 2
    mount -t proc proc "$root/proc"
    mount --rbind /sys "$root/sys"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
    for command in "$@"; do
        printf '\n--- bare root: %s\n' "$command"
        chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
            TERM=dumb CI="${CI:-}" BASH_ENV=/etc/bare-root.env bash -c "cd /src/checkout && $command"
    done
    exit 0
fi

if [ "$#" -lt 2 ] || [ "$(id -u)" != 0 ]; then
    echo "usage, as root: bash .ci/bare_root.sh CHECKOUT COMMAND..." >&2
    exit 2
fi
checkout=$(cd "$1" && pwd)
shift
if ! command -v mmdebstrap >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends mmdebstrap
fi

scratch=$(mktemp -d)
trap 'rm -rf --one-file-system "$scratch"' EXIT
root=$scratch/root

# A bookworm machine's own sources serve the root too; elsewhere mmdebstrap's defaults for bookworm do.
. /etc/os-release
sources=()
if [ "${VERSION_CODENAME:-}" = bookworm ]; then
    for list in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do
        if [ -s "$list" ]; then sources+=("$list"); fi
    done
fi
# Of apt's settings only what decides how the network is reached.
settings=()
for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
    if [ -f "$file" ] && grep -qiE '^[^/#]*Acquire::' "$file"; then settings+=("$file"); fi
done
options=()
for file in "${settings[@]}"; do options+=(--aptopt="$file"); done
mmdebstrap --quiet --variant=minbase --include=python3 "${options[@]}" bookworm "$root" "${sources[@]}"
rm -f "$root"/etc/apt/apt.conf.d/99mmdebstrap
for file in "${settings[@]}"; do cp "$file" "$root/etc/apt/apt.conf.d/"; done
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"

# pip's settings: the same files at the same places, and the same variables but for those that name folders of this machine.
for file in /etc/pip.conf /etc/xdg/pip "$HOME/.config/pip" "$HOME/.pip"; do
    if [ -e "$file" ]; then
        target=$root${file/#"$HOME"/\/root}
        mkdir -p "$(dirname "$target")"
        cp -rL "$file" "$target"
    fi
done
env -0 | while IFS= read -r -d '' pair; do
    name=${pair%%=*}
    case "$name" in
        PIP_FIND_LINKS | PIP_REQUIRE_VIRTUALENV) ;;
        PIP_* | *_proxy | *_PROXY | SSL_CERT_FILE | SSL_CERT_DIR | REQUESTS_CA_BUNDLE | CURL_CA_BUNDLE)
            printf 'export %s=%q\n' "$name" "${pair#*=}" ;;
    esac
done >"$root/etc/bare-root.env"
if [ -e /etc/ssl/certs/ca-certificates.crt ]; then
    mkdir -p "$root/etc/ssl/certs"
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
fi
# Where the root's commands install Debian's ca-certificates, that writes the bundle anew, from these as well.
if [ -d /usr/local/share/ca-certificates ]; then
    mkdir -p "$root/usr/local/share"
    cp -rL /usr/local/share/ca-certificates "$root/usr/local/share/"
fi

mkdir -p "$root/src/checkout"
tar -C "$checkout" --exclude=./.venv --exclude=./demo-out --exclude=./.git -cf - . | tar -C "$root/src/checkout" -xf -
if [ -d "$checkout/../shared" ]; then cp -rL "$checkout/../shared" "$root/src/shared"; fi

# In the background, so that a signal reaches this script at once and takes everything inside with it.
unshare --mount --pid --fork --kill-child --propagation private bash "$0" --inside "$root" "$@" &
inside=$!
trap 'kill -KILL "$inside" 2>/dev/null || true; wait || true; rm -rf --one-file-system "$scratch"' EXIT
wait "$inside"
