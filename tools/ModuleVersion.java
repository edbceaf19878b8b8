import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives a compiled {@code module-info.class} the class file version of Java 17, so that tools on an
 * older JVM than the module needs, such as Maven and its plugins, can read what it requires and
 * exports. Nothing in a descriptor differs between these versions. Run by the build of {@code
 * core}.
 */
final class ModuleVersion {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int MAJOR_VERSION = 6;
  private static final short JAVA_17 = 61;

  private ModuleVersion() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer content = ByteBuffer.wrap(bytes);
    if (content.getInt(0) != MAGIC) {
      throw new IOException(file + ": no class file");
    }
    if (content.getShort(MAJOR_VERSION) != JAVA_17) {
      content.putShort(MAJOR_VERSION, JAVA_17);
      Files.write(file, bytes);
    }
  }
}
