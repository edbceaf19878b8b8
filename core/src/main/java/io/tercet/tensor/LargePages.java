package io.tercet.tensor;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Off-heap memory in transparent huge pages of 2 MB, where Linux provides them. The rows of a batch
 * are scattered over the data; with 4 KB pages nearly every row of a large data set costs a TLB
 * miss. This does for one allocation what {@code -XX:+UseTransparentHugePages} does for the heap.
 */
@SuppressWarnings("restricted") // checks first that native access is enabled
final class LargePages {
  private static final long PAGE = 1 << 21;
  private static final long CACHE_LINE = 64;

  /** The Linux constant; other systems give the number another meaning, or none. */
  private static final int MADV_HUGEPAGE = 14;

  private LargePages() {}

  /**
   * Allocates memory that is freed when it becomes unreachable. Falls back to pages of the usual
   * size where huge pages or native access are unavailable. Aligned to a cache line; the content is
   * undefined.
   */
  static MemorySegment allocate(long size) {
    boolean linux = System.getProperty("os.name", "").equals("Linux");
    if (!linux || !LargePages.class.getModule().isNativeAccessEnabled()) {
      return Arena.ofAuto().allocate(size, CACHE_LINE);
    }
    try {
      return ask(Math.max(1, Math.ceilDiv(size, PAGE)) * PAGE).asSlice(0, size);
    } catch (Error | RuntimeException failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible); // native functions throw nothing
    }
  }

  private static MemorySegment ask(long size) throws Throwable {
    MethodHandle alignedAlloc =
        function("aligned_alloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG));
    MethodHandle madvise =
        function("madvise", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    MethodHandle free = function("free", FunctionDescriptor.ofVoid(ADDRESS));
    MemorySegment memory = (MemorySegment) alignedAlloc.invokeExact(PAGE, size);
    if (memory.address() == 0) {
      throw new OutOfMemoryError("no memory for %,d bytes outside the heap".formatted(size));
    }
    int _ =
        (int) madvise.invokeExact(memory, size, MADV_HUGEPAGE); // on failure the usual pages remain
    return memory.reinterpret(size, Arena.ofAuto(), unused -> free(free, unused));
  }

  private static void free(MethodHandle free, MemorySegment memory) {
    try {
      free.invokeExact(memory);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }
}
