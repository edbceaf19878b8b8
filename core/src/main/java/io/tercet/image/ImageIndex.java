package io.tercet.image;

import io.tercet.io.AtomicFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a folder's image files, kept between runs: a file that has not been written since
 * is not read again. The index is a hint: one that is missing, damaged or of another version is
 * replaced. Thread-safe.
 */
final class ImageIndex {
  private static final int VERSION = 1;
  private static final String SUFFIX = ".headers";

  private record Entry(FileStamp stamp, ImageFile.Header header) {}

  private final Path folder;
  private final @Nullable Path file;
  private final Map<String, Entry> known;
  private final Map<String, Entry> current = new ConcurrentHashMap<>();

  private ImageIndex(Path folder, @Nullable Path file, Map<String, Entry> known) {
    this.folder = folder;
    this.file = file;
    this.known = known;
  }

  /**
   * Reads the index of a folder.
   *
   * @param cache the cache folder, or null for an index that is empty and not kept
   */
  static ImageIndex read(Path folder, @Nullable Path cache) {
    if (cache == null) {
      return new ImageIndex(folder, null, Map.of());
    }
    String path = folder.toAbsolutePath().normalize().toString();
    Path file = cache.resolve(ImageFile.sha256(path.getBytes(StandardCharsets.UTF_8)) + SUFFIX);
    return new ImageIndex(folder, file, entries(file));
  }

  /** The header of a file, if it is known and the file has not been written since. */
  ImageFile.@Nullable Header find(Path image, FileStamp stamp) {
    String name = name(image);
    Entry entry = known.get(name);
    if (entry == null || !entry.stamp.equals(stamp)) {
      return null;
    }
    current.put(name, entry);
    return entry.header;
  }

  /**
   * Adds what was read from a file, unless the file was written a moment ago: the next write might
   * leave the stamp as it is.
   *
   * @param stamp the stamp from before the file was read
   */
  void add(Path image, FileStamp stamp, ImageFile.Header header) {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    if (file != null && stamp.isSettled(now)) {
      current.put(name(image), new Entry(stamp, header));
    }
  }

  /** Keeps what was found or added. A cache folder that cannot be written is left as it is. */
  void write() {
    if (file == null || current.equals(known)) {
      return;
    }
    try {
      byte[] content = content();
      Files.createDirectories(file.toAbsolutePath().getParent());
      AtomicFile.writeSoon(file, out -> out.write(content));
    } catch (IOException e) {
      return; // the next run reads the files again
    }
  }

  private String name(Path image) {
    return folder.relativize(image).toString();
  }

  private byte[] content() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(current.size());
    for (Map.Entry<String, Entry> each : current.entrySet()) {
      FileStamp stamp = each.getValue().stamp;
      ImageFile.Header header = each.getValue().header;
      out.writeUTF(each.getKey());
      out.writeLong(stamp.bytes());
      out.writeLong(stamp.modified());
      out.writeLong(stamp.changed());
      out.writeInt(header.size().width());
      out.writeInt(header.size().height());
      out.writeBoolean(header.color());
      out.writeLong(header.memory());
      out.writeUTF(header.sha256());
    }
    byte[] entries = bytes.toByteArray();
    bytes.reset();
    out.writeInt(VERSION);
    out.writeLong(checksum(entries));
    out.write(entries);
    return bytes.toByteArray();
  }

  private static Map<String, Entry> entries(Path file) {
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != VERSION) {
        return Map.of();
      }
      long checksum = in.readLong();
      byte[] entries = in.readAllBytes();
      return checksum == checksum(entries) ? entries(entries) : Map.of();
    } catch (IOException e) {
      return Map.of();
    }
  }

  private static Map<String, Entry> entries(byte[] content) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    int count = in.readInt();
    Map<String, Entry> entries = new ConcurrentHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      FileStamp stamp = new FileStamp(in.readLong(), in.readLong(), in.readLong());
      ImageSize size = new ImageSize(in.readInt(), in.readInt());
      entries.put(
          name,
          new Entry(
              stamp, new ImageFile.Header(size, in.readBoolean(), in.readLong(), in.readUTF())));
    }
    return entries;
  }

  private static long checksum(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }
}
