package io.tercet.data;

import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Cuts one data set into what is learned from and what is judged on. */
public final class Splits {
  private Splits() {}

  /**
   * Of each class about the given share is for judging, chosen by the seed's stream "split": at
   * least 1 of a class of 2 and more, and never all of one. They are {@link #shuffled}.
   *
   * @param fraction above 0 and below 1
   * @throws IllegalArgumentException if all classes have one example only
   */
  public static TrainTestSplit byFraction(String name, Dataset all, double fraction, Seed seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the share of test examples is above 0 and below 1, found " + fraction);
    }
    RandomGenerator random = seed.stream("split");
    boolean[] evaluated = new boolean[all.size()];
    for (List<Integer> members : membersOfClasses(all)) {
      int count = members.size();
      int wanted = Math.clamp(Math.round(fraction * count), Math.min(1, count - 1), count - 1);
      for (int i = 0; i < wanted; i++) {
        int place = random.nextInt(members.size());
        evaluated[members.get(place)] = true;
        members.set(place, members.getLast());
        members.removeLast();
      }
    }
    Subset test = shuffled(subset(all, evaluated, true), seed);
    TrainTestSplit split = new TrainTestSplit(name, subset(all, evaluated, false), test);
    if (split.test().size() == 0) {
      throw new IllegalArgumentException(
          "%s: each of its %d classes has one example only, none is left to judge on"
              .formatted(name, all.classNames().size()));
    }
    return split;
  }

  /**
   * About the given share of the classes, at least 2, is for judging, and all others, at least 2,
   * are to learn from; chosen by the seed's stream "classes". This is how embeddings are judged
   * that are meant for classes nobody has seen yet, faces of new people (Song et al. 2016, "Deep
   * metric learning via lifted structured feature embedding"). Classes are numbered anew on either
   * side; what is judged on is {@link #shuffled}.
   *
   * @param train examples, of which the classes to learn from are taken
   * @param test examples, of which the classes to judge on are taken; may be the same
   * @param fraction above 0 and below 1
   * @throws IllegalArgumentException if there are fewer than 4 classes
   */
  public static TrainTestSplit byClasses(
      String name, Dataset train, Dataset test, double fraction, Seed seed) {
    List<String> names = train.classNames();
    if (!(fraction > 0 && fraction < 1) || names.size() < 4) {
      throw new IllegalArgumentException(
          "%s: a share of classes above 0 and below 1 can be kept unseen of at least 4, found %s of %d"
              .formatted(name, fraction, names.size()));
    }
    int wanted = Math.clamp(Math.round(fraction * names.size()), 2, names.size() - 2);
    int[] drawn = permutation(names.size(), seed.stream("classes"));
    List<String> unseen = IntStream.range(0, wanted).mapToObj(i -> names.get(drawn[i])).toList();
    List<String> seen = names.stream().filter(each -> !unseen.contains(each)).toList();
    Subset evaluated = ofClasses(test, names.stream().filter(unseen::contains).toList());
    return new TrainTestSplit(name, ofClasses(train, seen), shuffled(evaluated, seed));
  }

  private static Subset ofClasses(Dataset all, List<String> names) {
    int[] numbers = all.classNames().stream().mapToInt(names::indexOf).toArray();
    int[] indices =
        IntStream.range(0, all.size()).filter(i -> numbers[all.label(i)] >= 0).toArray();
    int[] labels = Arrays.stream(indices).map(i -> numbers[all.label(i)]).toArray();
    return new Subset(all, indices, names, labels);
  }

  /**
   * The examples in an order drawn from the seed's stream "order": what comes sorted by class could
   * not be judged or shown by its first examples.
   */
  public static Subset shuffled(Dataset all, Seed seed) {
    return new Subset(all, permutation(all.size(), seed.stream("order")));
  }

  private static int[] permutation(int size, RandomGenerator random) {
    int[] order = IntStream.range(0, size).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  private static List<List<Integer>> membersOfClasses(Dataset all) {
    List<List<Integer>> members = new ArrayList<>();
    all.classNames().forEach(ignored -> members.add(new ArrayList<>()));
    for (int i = 0; i < all.size(); i++) {
      members.get(all.label(i)).add(i);
    }
    members.removeIf(List::isEmpty);
    return members;
  }

  private static Subset subset(Dataset all, boolean[] evaluated, boolean wanted) {
    int[] indices = new int[all.size()];
    int count = 0;
    for (int i = 0; i < indices.length; i++) {
      if (evaluated[i] == wanted) {
        indices[count++] = i;
      }
    }
    return new Subset(all, Arrays.copyOf(indices, count));
  }
}
