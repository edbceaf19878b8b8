package io.tercet.app.cli;

import io.tercet.data.Dataset;
import io.tercet.data.Subset;
import io.tercet.data.TrainTestSplit;
import io.tercet.image.ImageFolder;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Counts test images that are also training images, byte for byte: what is evaluated on them is not
 * how a model does on new ones.
 */
final class DuplicateImages {
  private final IdentityHashMap<Dataset, List<String>> digests = new IdentityHashMap<>();

  void add(ImageFolder.Content content) {
    digests.put(content.images(), content.digests());
  }

  /** How many of the test examples are files of the training examples. */
  int count(TrainTestSplit data) {
    Set<String> trained = new HashSet<>();
    for (int i = 0; i < data.train().size(); i++) {
      trained.add(digest(data.train(), i));
    }
    int count = 0;
    for (int i = 0; i < data.test().size(); i++) {
      count += trained.contains(digest(data.test(), i)) ? 1 : 0;
    }
    return count;
  }

  private String digest(Dataset data, int index) {
    Dataset whole = data;
    int place = index;
    while (whole instanceof Subset subset) {
      place = subset.indices()[place];
      whole = subset.whole();
    }
    return Objects.requireNonNull(digests.get(whole), "a data set of other pictures").get(place);
  }

  /** Says how many there are, if there are any; returns the number. */
  int say(TrainTestSplit data, PrintWriter out) {
    int count = count(data);
    if (count > 0) {
      out.printf(
          Locale.ROOT,
          "Duplicates: %,d of %,d test pictures are also among the training pictures, byte for"
              + " byte%n",
          count,
          data.test().size());
    }
    return count;
  }
}
