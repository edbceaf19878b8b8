package io.tercet.kernel;

/**
 * The interface between Tercet and the processor: a few coarse operations on float32 arrays, with a
 * SIMD and a scalar implementation. Arguments are not validated; callers check the shapes. All
 * methods are thread-safe, and the result for a row never depends on which other rows are in the
 * call.
 *
 * <p>{@code KernelChoice.best()} gives the best implementation that this JVM can run.
 */
public interface Kernels
    extends ProductKernels,
        SparseKernels,
        ConvolutionKernels,
        RowKernels,
        RankingKernels,
        OptimizerKernels {

  /** A short description of the implementation: "SIMD, 512-bit vectors", "scalar". */
  String description();
}
