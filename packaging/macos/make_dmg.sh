#!/bin/bash
# make_dmg.sh [APP [DMG]]: signs an app and makes the disk image that people download; on macOS alone.
#
#   ANNOTATOR_CODESIGN_IDENTITY   the Developer ID to sign with; without it the signature is ad hoc, which is what programs on
#                                 Apple's own processors need in order to start, and says nothing of who made it
#   ANNOTATOR_NOTARY_PROFILE      what `xcrun notarytool store-credentials` called the account; without it nothing is sent to Apple
#
# An app that is not notarised is opened so the first time: double click, close the warning, then System Settings, Privacy &
# Security, Open Anyway. Or, where one trusts the file: xattr -d com.apple.quarantine /Applications/Annotator.app
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
app="${1:-$root/dist/Annotator.app}"
[ "$(uname)" = Darwin ] || { echo "make_dmg.sh needs macOS: hdiutil and codesign are its own" >&2; exit 2; }
[ -d "$app" ] || { echo "There is no $app; make the bundle first." >&2; exit 2; }
version="$(/usr/libexec/PlistBuddy -c 'Print :CFBundleShortVersionString' "$app/Contents/Info.plist")"
dmg="${2:-$root/dist/annotator-$version-macos-$(uname -m).dmg}"

if [ -n "${ANNOTATOR_CODESIGN_IDENTITY:-}" ]; then
    codesign --force --deep --timestamp --options runtime --entitlements "$here/entitlements.plist" \
        --sign "$ANNOTATOR_CODESIGN_IDENTITY" "$app"
else
    codesign --force --deep --sign - "$app"
fi
codesign --verify --deep --strict "$app"

staging="$(mktemp -d)"
trap 'rm -rf "$staging"' EXIT
ditto "$app" "$staging/$(basename "$app")"
ln -s /Applications "$staging/Applications"
mkdir -p "$(dirname "$dmg")"
hdiutil create -quiet -ov -volname "Annotator $version" -srcfolder "$staging" -fs HFS+ -format UDZO "$dmg"

if [ -n "${ANNOTATOR_CODESIGN_IDENTITY:-}" ]; then
    codesign --force --timestamp --sign "$ANNOTATOR_CODESIGN_IDENTITY" "$dmg"
fi
if [ -n "${ANNOTATOR_NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$dmg" --keychain-profile "$ANNOTATOR_NOTARY_PROFILE" --wait
    xcrun stapler staple "$dmg"
fi
echo "$dmg"
