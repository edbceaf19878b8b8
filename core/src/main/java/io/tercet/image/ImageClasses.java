package io.tercet.image;

import io.tercet.data.ByteImages;
import io.tercet.data.ClassNames;
import io.tercet.data.DataException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The classes of images in a folder: a class is the relative path of the images' folder. */
final class ImageClasses {
  private final Path folder;
  private final List<ImageExample> examples;
  private final List<String> names;

  /**
   * @param others images whose classes to use, or null for the classes found
   */
  ImageClasses(Path folder, List<ImageExample> examples, @Nullable ByteImages others) {
    this.folder = folder;
    this.examples = examples;
    this.names =
        others == null
            ? List.copyOf(new TreeSet<>(examples.stream().map(this::className).toList()))
            : others.classNames();
  }

  List<String> names() {
    return names;
  }

  /**
   * Class number of each example.
   *
   * @throws DataException if there is a class that {@code others} lack
   */
  int[] labels() throws DataException {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      numbers.put(names.get(i), i);
    }
    int[] labels = new int[examples.size()];
    for (int i = 0; i < labels.length; i++) {
      String name = className(examples.get(i));
      Integer number = numbers.get(name);
      if (number == null) {
        throw new DataException(
            "%s: class '%s' is not among the training classes: %s"
                .formatted(examples.get(i).file(), name, ClassNames.inShort(names)));
      }
      labels[i] = number;
    }
    return labels;
  }

  private String className(ImageExample example) {
    Path within = folder.relativize(example.file()).getParent();
    return FolderNames.text(Objects.requireNonNull(within));
  }
}
