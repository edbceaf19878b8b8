/**
 * Tercet trains embeddings by comparison and evaluates them, in plain Java.
 *
 * <p>The SIMD kernels need {@code --add-modules jdk.incubator.vector} when the JVM starts; without
 * it the same results come from scalar kernels, many times slower, after one warning.
 *
 * <p>Packages that are not exported, among them the kernels and the file formats, may change at any
 * time.
 */
@SuppressWarnings("module") // io.tercet.table is built later
module io.tercet {
  requires java.management;
  requires java.net.http;
  requires transitive java.desktop;
  requires transitive tools.jackson.databind;
  requires static jdk.incubator.vector;
  requires static transitive org.jspecify;

  exports io.tercet;
  exports io.tercet.data;
  exports io.tercet.data.catalog;
  exports io.tercet.data.glyph;
  exports io.tercet.data.idx;
  exports io.tercet.distance;
  exports io.tercet.eval;
  exports io.tercet.image;
  exports io.tercet.input;
  exports io.tercet.io to
      io.tercet.table;
  exports io.tercet.loss;
  exports io.tercet.mining;
  exports io.tercet.model;
  exports io.tercet.nn;
  exports io.tercet.optim;
  exports io.tercet.parallel;
  exports io.tercet.sampling;
  exports io.tercet.tensor;
  exports io.tercet.train;

  // Jackson makes readers, writers and records there that are not public.
  opens io.tercet.loss to
      tools.jackson.databind;
  opens io.tercet.mining to
      tools.jackson.databind;
  opens io.tercet.model to
      tools.jackson.databind;
  opens io.tercet.optim to
      tools.jackson.databind;
  opens io.tercet.sampling to
      tools.jackson.databind;
}
