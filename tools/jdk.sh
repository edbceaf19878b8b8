# Finds a JDK of at least version $NEEDED, and tells how Tercet runs on it. For scripts that run Java,
# to be read in with ".".

NEEDED=25

# The version of the JDK in folder $1, 25 for instance; its file "release" tells.
major_of() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# True if folder $1 holds a JDK of at least the needed version.
is_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  major=$(major_of "$1")
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
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if is_jdk "$candidate"; then
      printf '%s\n' "$candidate"
      return
    fi
  done
}

# What Tercet is run with, in words without blanks. With "classes" for a JVM whose boot loader is given
# the classes of the Vector API, else for one that has it as a module.
#
# The serial collector: a training leaves little garbage, and on few cores the threads of the others
# take time from the work. Arrays as large as the images of MNIST are put where they stay, and not
# copied there when the first generation is full. No profile from the interpreter: compiled with its
# counts alone, a kernel makes objects of its vectors for good, which is up to six times slower
# (docs/engine/cold-start.md). Kernels are compiled early, and whoever calls one waits for it: interpreted they
# are a hundred times slower. The Vector API does not check its bounds: that takes a sixth of the sparse
# layer; the tests run with its checks.
# Large pages where Linux has them: rows of a batch are anywhere in the data.
jvm_flags() {
  printf '%s ' -XX:+UseSerialGC -XX:PretenureSizeThreshold=16m -XX:-ProfileInterpreter \
    -XX:CompileCommand=quiet \
    '-XX:CompileCommand=CompileThresholdScaling,io.tercet.kernel.simd.Simd*::*,0.1' \
    '-XX:CompileCommand=BackgroundCompilation,io.tercet.kernel.simd.Simd*::*,false' \
    -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0 --enable-native-access=ALL-UNNAMED
  case $(cat /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null) in
    *'[madvise]'* | *'[always]'*) printf '%s ' -XX:+UseTransparentHugePages ;;
  esac
  if [ "${1:-}" = classes ]; then
    boot_flags
  else
    printf '%s\n' --add-modules=jdk.incubator.vector
  fi
}

# What the JVM does by itself where the Vector API comes as a module: let the compiler know it, and
# the API see what java.base keeps for it. The rest is for profiles kept from another run: the last
# compiler at once where they are complete; loops that run already later, for mostly the method is
# compiled before its next call; the JDK's own methods later, which a start needs few times; methods
# that are called once a row not again within each of their callers (docs/engine/cold-start.md).
boot_flags() {
  printf '%s ' -XX:+UnlockExperimentalVMOptions -XX:+UnlockDiagnosticVMOptions
  for flag in EnableVectorSupport EnableVectorReboxing EnableVectorAggressiveReboxing UseVectorStubs \
    SkipTier2IfPossible; do
    printf '%s ' "-XX:+$flag"
  done
  for package in internal internal.foreign internal.misc internal.util internal.vm.annotation \
    internal.vm.vector; do
    printf '%s ' "--add-exports=java.base/jdk.$package=ALL-UNNAMED"
  done
  for package in java jdk.internal sun; do
    printf '%s ' "-XX:CompileCommand=CompileThresholdScaling,$package.*::*,10.0"
  done
  for method in kernel.simd.SimdDeltaByteRows::rowTimesPanel kernel.simd.SimdDeltaByteRows::multiplyPanel \
    kernel.simd.SimdDeltaByteGradient::addRow kernel.simd.SimdRowBuffer::fill \
    tensor.DeltaByteRows::set tensor.DeltaByteRows::pack; do
    printf '%s ' "-XX:CompileCommand=dontinline,io.tercet.$method"
  done
  printf '%s\n' -XX:Tier0BackedgeNotifyFreqLog=17
}
