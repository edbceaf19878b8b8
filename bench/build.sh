# Builds the benchmarks; to be read in with "." where $home is the project's folder. Sets $jdk.

# shellcheck source=../tools/jdk.sh
. "$home/tools/jdk.sh"
jdk=$(find_jdk)
[ -n "$jdk" ] || {
  printf 'bench: a JDK %s or later is needed and none was found\n' "$NEEDED" >&2
  exit 1
}
# Native libraries of this platform alone: the peers come with those of all.
platform=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m | sed 's/aarch64/arm64/')
(cd "$home" && mvn -B -q -Dstyle.color=never -Dmaven.test.skip=true -Djavacpp.platform="$platform" -Pbench \
  -pl bench,app -am package) >&2
