package io.tercet.data;

import io.tercet.math.Seed;
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
  public static TrainTest byFraction(String name, Dataset all, double fraction, Seed seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the share of test examples is above 0 and below 1, found " + fraction);
    }
    RandomGenerator random = seed.stream("split");
    boolean[] judged = new boolean[all.size()];
    for (List<Integer> members : membersOfClasses(all)) {
      int count = members.size();
      int wanted = Math.clamp(Math.round(fraction * count), Math.min(1, count - 1), count - 1);
      for (int i = 0; i < wanted; i++) {
        int place = random.nextInt(members.size());
        judged[members.get(place)] = true;
        members.set(place, members.getLast());
        members.removeLast();
      }
    }
    Subset test = shuffled(subset(all, judged, true), seed);
    TrainTest split = new TrainTest(name, subset(all, judged, false), test);
    if (split.test().size() == 0) {
      throw new IllegalArgumentException(
          "%s: each of its %d classes has one example only, none is left to judge on"
              .formatted(name, all.classNames().size()));
    }
    return split;
  }

  /**
   * The examples in an order drawn from the seed's stream "order": what comes sorted by class could
   * not be judged or shown by its first examples.
   */
  public static Subset shuffled(Dataset all, Seed seed) {
    RandomGenerator random = seed.stream("order");
    int[] order = IntStream.range(0, all.size()).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return new Subset(all, order);
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

  private static Subset subset(Dataset all, boolean[] judged, boolean wanted) {
    int[] indices = new int[all.size()];
    int count = 0;
    for (int i = 0; i < indices.length; i++) {
      if (judged[i] == wanted) {
        indices[count++] = i;
      }
    }
    return new Subset(all, Arrays.copyOf(indices, count));
  }
}
