# Finds a JDK of at least version $NEEDED, and tells how Tercet runs on it. For scripts that run Java,
# to be read in with ".".

NEEDED=25

# True if folder $1 holds a JDK of at least the needed version; its file "release" tells.
is_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$major" ] && [ "$major" -ge "$NEEDED" ]
}

# The folder of the JDK that a java program belongs to, links followed.
home_of() {
  program=$1
  while [ -L "$program" ]; do
    target=$(readlink "$program")
    case $target in
      /*) program=$target ;;
      *) program=$(dirname "$program")/$target ;;
    esac
  done
  CDPATH='' cd -- "$(dirname -- "$program")/.." 2>/dev/null && pwd -P
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && is_jdk "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    return
  fi
  if java=$(command -v java) && candidate=$(home_of "$java") && is_jdk "$candidate"; then
    printf '%s\n' "$candidate"
    return
  fi
  for candidate in \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if is_jdk "$candidate"; then
      printf '%s\n' "$candidate"
      return
    fi
  done
}

# What Tercet is run with, in words without blanks.
#
# The serial collector: a training leaves little garbage, and on few cores the threads of the others
# take time from the work. No profile from the interpreter: compiled with its counts alone, a kernel
# makes objects of its vectors for good, which is up to six times slower (docs/engine.md). Kernels are
# compiled early, and whoever calls one waits for it: interpreted they are a hundred times slower. The
# Vector API does not check its bounds: that takes a sixth of the sparse layer; the tests run with its
# checks.
# Large pages where Linux has them: rows of a batch are anywhere in the data.
jvm_flags() {
  printf '%s ' -XX:+UseSerialGC -XX:-ProfileInterpreter -XX:CompileCommand=quiet \
    '-XX:CompileCommand=CompileThresholdScaling,io.tercet.math.Simd*::*,0.1' \
    '-XX:CompileCommand=BackgroundCompilation,io.tercet.math.Simd*::*,false' \
    -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0
  case $(cat /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null) in
    *'[madvise]'* | *'[always]'*) printf '%s ' -XX:+UseTransparentHugePages ;;
  esac
  printf '%s %s\n' --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED
}
