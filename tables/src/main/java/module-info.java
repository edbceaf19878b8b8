/**
 * Reads tables of numbers, categories and vectors: CSV, Parquet, JSON lines and NumPy files.
 *
 * <p>Parquet files compressed with Snappy or Zstandard need the libraries snappy-java and zstd-jni
 * on the module path or class path.
 */
// Hardwood is an automatic module of a stable name.
@SuppressWarnings("requires-automatic")
module io.tercet.table {
  requires transitive io.tercet;
  requires de.siegmar.fastcsv;
  requires dev.hardwood.core;
  requires java.logging;
  requires static transitive org.jspecify;

  exports io.tercet.table;
}
