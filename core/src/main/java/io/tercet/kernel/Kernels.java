package io.tercet.kernel;

/**
 * The seam between what Tercet computes and how the processor does it: a few coarse operations on
 * float32 arrays, with a SIMD and a scalar implementation. Arguments are trusted; whoever calls has
 * checked the shapes. All methods are safe to call from many threads at once, and the result for a
 * row never depends on which other rows are in the call.
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

  /** What runs, in a few words: "SIMD, 512-bit vectors", "scalar". */
  String description();
}
