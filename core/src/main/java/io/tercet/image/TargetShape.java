package io.tercet.image;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the examples made from images.
 *
 * @param size size of each example
 * @param color whether they have red, green and blue channels, else grayscale
 * @param note a line about a size that was chosen by default, or null if all images have it
 */
record TargetShape(ImageSize size, boolean color, @Nullable String note) {

  /** The shape for the images found and the given options. */
  static TargetShape of(Collection<ImageFile.Header> headers, ImageOptions options) {
    boolean color = !options.gray() && headers.stream().anyMatch(ImageFile.Header::color);
    List<ImageSize> sizes =
        headers.stream().map(ImageFile.Header::size).distinct().limit(2).toList();
    ImageSize asked = options.size();
    if (asked != null) {
      return new TargetShape(asked, color, null);
    }
    if (sizes.size() == 1 && pixels(sizes.getFirst()) <= ImageOptions.MAX_PIXELS) {
      return new TargetShape(sizes.getFirst(), color, null);
    }
    ImageSize common = new ImageSize(ImageOptions.SIDE, ImageOptions.SIDE);
    String found = sizes.size() == 1 ? sizes.getFirst() + " pixels" : "several sizes";
    String note =
        "Images of %s are scaled to %s; --image-size sets another size".formatted(found, common);
    return new TargetShape(common, color, headers.isEmpty() ? null : note);
  }

  static TargetShape like(List<Integer> shape) {
    return new TargetShape(new ImageSize(shape.get(1), shape.get(0)), shape.size() == 3, null);
  }

  private static long pixels(ImageSize size) {
    return (long) size.width() * size.height();
  }

  /** [height, width] if grayscale, else [height, width, 3]. */
  List<Integer> dimensions() {
    return color ? List.of(size.height(), size.width(), 3) : List.of(size.height(), size.width());
  }

  /** Number of bytes of an example. */
  int bytes() {
    return Math.multiplyExact(Math.multiplyExact(size.width(), size.height()), color ? 3 : 1);
  }
}
