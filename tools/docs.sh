# For scripts that generate parts of the documents; sourced with ".". Needs $home, the project's folder.

die() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit 1
}

# What the parts are made with: "commit 1234567", and whether files differ from it.
made_with() {
  commit=$(git -C "$home" rev-parse --short HEAD 2>/dev/null) || commit=unknown
  changed=$(git -C "$home" status --porcelain -- core tables app 2>/dev/null) || changed=
  printf 'commit %s%s' "$commit" "${changed:+ with changes}"
}

# Puts file $3 into document $1, between the lines "<!-- begin $2 -->" and "<!-- end $2 -->".
replace_part() {
  grep -q "^<!-- begin $2 -->\$" "$1" && grep -q "^<!-- end $2 -->\$" "$1" \
    || die "$1: has no lines <!-- begin $2 --> and <!-- end $2 -->"
  awk -v begin="<!-- begin $2 -->" -v end="<!-- end $2 -->" -v content="$3" '
    $0 == end { inside = 0 }
    !inside { print }
    $0 == begin { inside = 1; while ((getline line < content) > 0) print line }
  ' "$1" >"$1.new" && mv "$1.new" "$1"
}
