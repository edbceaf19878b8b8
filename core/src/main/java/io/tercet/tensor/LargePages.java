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
 * Memory outside the heap in pages of 2 MB, where Linux makes them for the asking. Rows of a batch
 * are anywhere in the data, and with pages of 4 KB the processor has to find out where a page is
 * for nearly every row of large data. What the JVM's {@code -XX:+UseTransparentHugePages} does for
 * the heap, this does for one piece of memory.
 */
@SuppressWarnings("restricted") // asks first whether it may
final class LargePages {
  private static final long PAGE = 1 << 21;
  private static final long CACHE_LINE = 64;

  /** As Linux has it; other systems mean something else by that number, or nothing. */
  private static final int MADV_HUGEPAGE = 14;

  private LargePages() {}

  /**
   * Memory of that many bytes, freed when nobody holds it any more. In pages of the usual size
   * where there are no others, or where the JVM was not told that it may call what is not Java. It
   * begins at a cache line; its content is not defined.
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
      throw new IllegalStateException(impossible); // what is not Java throws nothing
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
    int _ = (int) madvise.invokeExact(memory, size, MADV_HUGEPAGE); // refused: the usual pages
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
