import io.tercet.app.plot.PngWriter;
import io.tercet.data.Dataset;
import io.tercet.data.catalog.DatasetCatalog;
import io.tercet.data.catalog.DownloadListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes the first training images of MNIST as a folder of PNG files: DigitsFolder OUT COUNT. */
final class DigitsFolder {
  private DigitsFolder() {}

  public static void main(String[] arguments) throws IOException {
    Path out = Path.of(arguments[0]);
    Dataset images = DatasetCatalog.MNIST.load(DownloadListener.NONE).train();
    float[] features = new float[images.features()];
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      images.read(i, features, 0);
      byte[] pixels = new byte[features.length];
      for (int j = 0; j < pixels.length; j++) {
        pixels[j] = (byte) Math.round(255 * features[j]);
      }
      Path folder = Files.createDirectories(out.resolve(images.classNames().get(images.label(i))));
      Files.write(
          folder.resolve(String.format(Locale.ROOT, "%05d.png", i)),
          PngWriter.encode(List.of(28, 28, 1), pixels));
    }
  }
}
