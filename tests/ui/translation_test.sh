#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Refuses a text of the screens that has no Chinese, a plural that has no English, and translations that are unfinished,
# empty, or lose a placeholder.
#
#   translation_test.sh               checks the tree
#   translation_test.sh --self-test   plants each defect and expects it to be refused
set -euo pipefail

root=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

check() { # SOURCES.ts FOLDER-OF-TRANSLATIONS
  python3 - "$1" "$2" <<'PY'
import re, sys, xml.etree.ElementTree as tree

def messages(path):
    for context in tree.parse(path).getroot().findall("context"):
        for message in context.findall("message"):
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment"))
            yield key, message

def places(text):
    return set(re.findall(r"%\d", text))

def defects(language, wanted):
    seen = {}
    for part in ("shell", "pages"):
        for key, message in messages(f"{sys.argv[2]}/{part}_{language}.ts"):
            if key in seen: yield f"twice: {key}"
            seen[key] = message
            translation = message.find("translation")
            if translation.get("type") is not None: yield f"{translation.get('type')}: {key}"
            forms = [form.text or "" for form in translation.findall("numerusform")]
            if message.get("numerus") != "yes": forms = [translation.text or ""]
            elif len(forms) != (1 if language == "zh_CN" else 2): yield f"wrong number of plural forms: {key}"
            for form in forms:
                if not form.strip(): yield f"empty: {key}"
                elif places(form) != places(key[1]): yield f"placeholders differ: {key}"
    for key in wanted:
        if key not in seen: yield f"missing: {key}"

sources = dict(messages(sys.argv[1]))
plurals = [key for key, message in sources.items() if message.get("numerus") == "yes"]
found = [f"{language}: {defect}" for language, wanted in (("zh_CN", list(sources)), ("en", plurals))
         for defect in defects(language, wanted)]
print("\n".join(found) if found else f"{len(sources)} texts, {len(plurals)} of them plurals: complete")
sys.exit(1 if found else 0)
PY
}

refuses() { # NAME SED-SCRIPT: the planted defect must be refused by its name
  mkdir -p "$scratch/planted"
  cp "$root"/translations/*.ts "$scratch/planted/"
  python3 - "$scratch/planted/shell_zh_CN.ts" "$2" "$3" <<'PY'
import sys
path, old, new = sys.argv[1:]
text = open(path, encoding="utf-8").read()
assert old in text, old
open(path, "w", encoding="utf-8").write(text.replace(old, new, 1))
PY
  if output=$(check "$scratch/all.ts" "$scratch/planted") || ! grep -q "$1" <<<"$output"; then
    echo "NOT REFUSED: $1"
    return 1
  fi
}

"$root/translations/update_texts" "$scratch/all.ts"
if [ "${1:-}" = --self-test ]; then
  refuses unfinished '<translation>退出登录' '<translation type="unfinished">退出登录'
  refuses empty '<translation>退出登录' '<translation>'
  refuses missing '<source>Sign out</source>' '<source>Sign off</source>'
  refuses 'placeholders differ' '%1：已止付' '已止付'
  echo "every planted defect was refused"
else
  check "$scratch/all.ts" "$root/translations"
fi
