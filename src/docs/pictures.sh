#!/usr/bin/env bash
# Takes the pictures of all pages in src/docs/pictures anew: both languages, light and dark, as the unattended demo shows them.
# Needs target/planetfall.jar (mvn package) and ImageMagick, and takes seven minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
pictures=src/docs/pictures
taken="$(mktemp -d)"
trap 'rm -rf "$taken"' EXIT

# Few colors make small files, and a window has few.
# keep TAKEN KEPT
keep() {
    convert "$taken/$1.png" +dither -colors 96 -strip -define png:compression-level=9 "PNG8:$pictures/$2.png"
}

rm -rf "$pictures"
for language in en de; do
    mkdir -p "$pictures/light-$language" "$pictures/dark-$language"
    env -u DISPLAY PLANETFALL_LANGUAGE="$language" \
        java -jar target/planetfall.jar demo --unattended --out "$taken"
    for dark in "$taken"/*-dark.png; do
        page="$(basename "$dark" -dark.png)"
        if [[ "$page" != *-small ]]; then
            keep "$page" "light-$language/$page"
            keep "$page-dark" "dark-$language/$page"
        fi
    done
    keep 07-replicate-small-help "light-$language/07-replicate-small-help"
    rm -f "$taken"/*
done
du -sh "$pictures"
