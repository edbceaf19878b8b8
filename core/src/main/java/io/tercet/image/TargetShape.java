package io.tercet.image;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the examples that pictures become.
 *
 * @param size of each
 * @param colour whether they have red, green and blue, else grey alone
 * @param note a line about a size that no option set, or null if it is that of all pictures
 */
record TargetShape(ImageSize size, boolean colour, @Nullable String note) {

  /** The shape that fits the pictures found and the options given. */
  static TargetShape of(Collection<ImageFile.Header> headers, ImageOptions options) {
    boolean colour = !options.grey() && headers.stream().anyMatch(ImageFile.Header::colour);
    List<ImageSize> sizes =
        headers.stream().map(ImageFile.Header::size).distinct().limit(2).toList();
    ImageSize asked = options.size();
    if (asked != null) {
      return new TargetShape(asked, colour, null);
    }
    if (sizes.size() == 1 && pixels(sizes.getFirst()) <= ImageOptions.MOST_PIXELS) {
      return new TargetShape(sizes.getFirst(), colour, null);
    }
    ImageSize common = new ImageSize(ImageOptions.SIDE, ImageOptions.SIDE);
    String found = sizes.size() == 1 ? sizes.getFirst() + " pixels" : "several sizes";
    String note =
        "Pictures of %s are scaled to %s; --image-size sets another size".formatted(found, common);
    return new TargetShape(common, colour, headers.isEmpty() ? null : note);
  }

  static TargetShape like(List<Integer> shape) {
    return new TargetShape(new ImageSize(shape.get(1), shape.get(0)), shape.size() == 3, null);
  }

  private static long pixels(ImageSize size) {
    return (long) size.width() * size.height();
  }

  /** [height, width] if grey, [height, width, 3] else. */
  List<Integer> dimensions() {
    return colour ? List.of(size.height(), size.width(), 3) : List.of(size.height(), size.width());
  }

  /** Bytes of an example. */
  int bytes() {
    return Math.multiplyExact(Math.multiplyExact(size.width(), size.height()), colour ? 3 : 1);
  }
}
