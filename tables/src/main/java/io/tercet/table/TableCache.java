package io.tercet.table;

import io.tercet.data.DataException;
import io.tercet.io.TemporaryFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decoded tables in files: the numbers, then the header, its place, its checksum and a magic. A
 * file that is damaged or of another version is decoded again. Files may be deleted at any time.
 *
 * @param target where the table is kept; exists only whole
 * @param isKept whether it is kept, or only for this process
 * @param source the file that is decoded
 * @param stamp size and time of last change of what is read
 */
record TableCache(Path target, boolean isKept, Path source, String stamp, TableOptions options) {
  private static final int VERSION = 1;
  private static final long MAGIC = 0x7465_7263_6574_7462L; // tercettb
  private static final int TRAILER = 3 * Long.BYTES;

  /** A file that was written this recently may be written again without another time. */
  private static final long SETTLED_MILLIS = 2_000;

  /** The cache of a file; without a folder in the options it is a temporary file. */
  static TableCache of(Path file, TableOptions options) throws IOException {
    String stamp = stamp(file, options);
    Path folder = options.cache();
    if (folder == null) {
      Path target = Path.of(System.getProperty("java.io.tmpdir"), "tercet.table");
      return new TableCache(target, false, file, stamp, options);
    }
    String key =
        "%d %s %s %s"
            .formatted(VERSION, file.toAbsolutePath().normalize(), stamp, options.withCache(null));
    Path target = folder.resolve(digest(key) + ".table");
    return new TableCache(target, true, file, stamp, options);
  }

  private static String stamp(Path file, TableOptions options) throws IOException {
    Path labels = options.labelsFile();
    return stamp(file) + (labels == null ? "" : " " + stamp(labels));
  }

  private static String stamp(Path file) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    return Files.size(file) + " " + time.to(TimeUnit.NANOSECONDS);
  }

  private static String digest(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** The table, if it is there. */
  @Nullable Table find() {
    if (!isKept || !Files.isRegularFile(target)) {
      return null;
    }
    try (FileChannel channel = FileChannel.open(target)) {
      ByteBuffer trailer = ByteBuffer.allocate(TRAILER);
      long end = channel.size() - TRAILER;
      if (end < 0 || channel.read(trailer, end) != TRAILER) {
        return null;
      }
      trailer.flip();
      long headerAt = trailer.getLong();
      long checksum = trailer.getLong();
      if (trailer.getLong() != MAGIC || headerAt < 0 || headerAt > end) {
        return null;
      }
      channel.position(headerAt);
      CRC32 crc = new CRC32();
      InputStream in =
          new CheckedInputStream(
              new BufferedInputStream(Channels.newInputStream(channel), 1 << 16), crc);
      TableHeader header = TableHeaderCodec.read(new DataInputStream(in), end - headerAt);
      boolean isWhole =
          checksum == crc.getValue()
              && headerAt == (long) header.rows() * header.width() * Float.BYTES;
      return isWhole ? new Table(header, map(channel, header)) : null;
    } catch (IOException | RuntimeException e) {
      return null; // damaged: it is decoded again
    }
  }

  private static RowValues map(FileChannel channel, TableHeader header) throws IOException {
    long bytes = (long) header.rows() * header.width() * Float.BYTES;
    MemorySegment all = channel.map(MapMode.READ_ONLY, 0, bytes, Arena.ofAuto());
    return new RowValues.Mapped(all, header.rows(), header.width());
  }

  /**
   * Maps the numbers of a table, and keeps it unless its file changes.
   *
   * @param written begins with the numbers, and is positioned behind them
   */
  Table keep(TableHeader header, TemporaryFile written) throws IOException {
    try {
      FileChannel channel = written.channel();
      RowValues values = map(channel, header);
      if (isKept && isSettled()) {
        writeHeader(channel, header);
        channel.force(true);
        written.moveTo(target);
      }
      return new Table(header, values);
    } catch (IOException e) {
      throw new DataException(
          "%s: cannot be kept in %s: %s".formatted(source, target.getParent(), e), e);
    }
  }

  private boolean isSettled() throws IOException {
    long newest = Files.getLastModifiedTime(source).toMillis();
    Path labels = options.labelsFile();
    if (labels != null) {
      newest = Math.max(newest, Files.getLastModifiedTime(labels).toMillis());
    }
    return stamp.equals(stamp(source, options))
        && System.currentTimeMillis() - newest > SETTLED_MILLIS;
  }

  private static void writeHeader(FileChannel channel, TableHeader header) throws IOException {
    long headerAt = channel.position();
    CRC32 crc = new CRC32();
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                new CheckedOutputStream(Channels.newOutputStream(channel), crc), 1 << 16));
    TableHeaderCodec.write(header, out);
    out.flush();
    ByteBuffer trailer = ByteBuffer.allocate(TRAILER);
    trailer.putLong(headerAt).putLong(crc.getValue()).putLong(MAGIC).flip();
    while (trailer.hasRemaining()) {
      channel.write(trailer);
    }
  }
}
