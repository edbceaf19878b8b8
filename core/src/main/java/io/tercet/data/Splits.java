package io.tercet.data;

import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Splits a data set into training and test examples. */
public final class Splits {
  private Splits() {}

  /**
   * {@return a stratified split: about the given fraction of each class becomes test examples,
   * drawn from the seed's stream "split": at least one of each class with two or more examples, and
   * never all of a class} Test examples are {@link #shuffled}.
   *
   * <p>If examples have a {@link Dataset#group}, whole groups are drawn instead, from the same
   * stream, until about the given fraction of the examples are test examples; classes are then as
   * they come.
   *
   * @param name the name of the data set
   * @param all the examples to split
   * @param fraction above 0 and below 1
   * @param seed of the choice and the order of the test examples
   * @throws IllegalArgumentException if every class has a single example, or there is one group
   */
  public static TrainTestSplit byFraction(String name, Dataset all, double fraction, Seed seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the fraction of test examples must be above 0 and below 1, found " + fraction);
    }
    RandomGenerator random = seed.stream("split");
    boolean[] evaluated =
        IntStream.range(0, all.size()).anyMatch(i -> all.group(i) >= 0)
            ? testGroups(name, all, fraction, random)
            : testExamples(all, fraction, random);
    Subset test = shuffled(subset(all, evaluated, true), seed);
    TrainTestSplit split = new TrainTestSplit(name, subset(all, evaluated, false), test);
    if (split.test().size() == 0) {
      throw new IllegalArgumentException(
          "%s: each of the %d classes has a single example, so none is left for testing"
              .formatted(name, all.classNames().size()));
    }
    return split;
  }

  private static boolean[] testExamples(Dataset all, double fraction, RandomGenerator random) {
    boolean[] evaluated = new boolean[all.size()];
    for (List<Integer> members : membersOfClasses(all)) {
      int count = members.size();
      int test = Math.clamp(Math.round(fraction * count), Math.min(1, count - 1), count - 1);
      for (int i = 0; i < test; i++) {
        int place = random.nextInt(members.size());
        evaluated[members.get(place)] = true;
        members.set(place, members.getLast());
        members.removeLast();
      }
    }
    return evaluated;
  }

  /** Draws groups until they have the fraction of the examples; never all groups. */
  private static boolean[] testGroups(
      String name, Dataset all, double fraction, RandomGenerator random) {
    Map<Integer, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      int group = all.group(i);
      members.computeIfAbsent(group < 0 ? -1 - i : group, _ -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> groups = List.copyOf(members.values());
    if (groups.size() < 2) {
      throw new IllegalArgumentException(
          "%s: a split by groups needs at least 2 groups, found %d".formatted(name, groups.size()));
    }
    boolean[] evaluated = new boolean[all.size()];
    int[] order = permutation(groups.size(), random);
    int chosen = 0;
    for (int i = 0; i < order.length - 1 && chosen < fraction * all.size(); i++) {
      List<Integer> group = groups.get(order[i]);
      group.forEach(example -> evaluated[example] = true);
      chosen += group.size();
    }
    return evaluated;
  }

  /**
   * Split by class: about the given fraction of the classes, at least 2, becomes test classes, and
   * the others, at least 2, training classes, drawn from the seed's stream "classes". This
   * evaluates embeddings on classes not seen in training, such as faces of new people (Song et al.
   * 2016, "Deep metric learning via lifted structured feature embedding"). Classes are renumbered
   * in both parts; test examples are {@link #shuffled}.
   *
   * @param name the name of the data set
   * @param train source of the training classes' examples
   * @param test source of the test classes' examples; may be the same data set
   * @param fraction above 0 and below 1
   * @param seed of the choice of classes and the order of the test examples
   * @return parts that have no class in common
   * @throws IllegalArgumentException if there are fewer than 4 classes
   */
  public static TrainTestSplit byClasses(
      String name, Dataset train, Dataset test, double fraction, Seed seed) {
    List<String> names = train.classNames();
    if (!(fraction > 0 && fraction < 1) || names.size() < 4) {
      throw new IllegalArgumentException(
          "%s: splitting by class takes a fraction above 0 and below 1 of at least 4 classes, found %s of %d"
              .formatted(name, fraction, names.size()));
    }
    int testClasses = Math.clamp(Math.round(fraction * names.size()), 2, names.size() - 2);
    int[] drawn = permutation(names.size(), seed.stream("classes"));
    List<String> unseen =
        IntStream.range(0, testClasses).mapToObj(i -> names.get(drawn[i])).toList();
    List<String> seen = names.stream().filter(each -> !unseen.contains(each)).toList();
    Subset testPart = ofClasses(test, names.stream().filter(unseen::contains).toList());
    return new TrainTestSplit(name, ofClasses(train, seen), shuffled(testPart, seed));
  }

  private static Subset ofClasses(Dataset all, List<String> names) {
    int[] numbers = all.classNames().stream().mapToInt(names::indexOf).toArray();
    int[] indices =
        IntStream.range(0, all.size()).filter(i -> numbers[all.label(i)] >= 0).toArray();
    int[] labels = Arrays.stream(indices).map(i -> numbers[all.label(i)]).toArray();
    return new Subset(all, indices, names, labels);
  }

  /**
   * {@return the examples in an order drawn from the seed's stream "order", so that the first
   * examples are a fair sample even if the source is sorted by class}
   *
   * @param all the examples to reorder
   * @param seed of the order
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

  private static Subset subset(Dataset all, boolean[] evaluated, boolean test) {
    int[] indices = new int[all.size()];
    int count = 0;
    for (int i = 0; i < indices.length; i++) {
      if (evaluated[i] == test) {
        indices[count++] = i;
      }
    }
    return new Subset(all, Arrays.copyOf(indices, count));
  }
}
