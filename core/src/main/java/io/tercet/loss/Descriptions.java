package io.tercet.loss;

import io.tercet.distance.Distance;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Losses and miners in words, from the names of their records and components. */
final class Descriptions {
  private Descriptions() {}

  /** "nt xent loss, temperature 0.07, distance cosine, reducer mean". */
  static String of(Object described) {
    if (!(described instanceof Record) || described instanceof Distance) {
      return String.valueOf(described);
    }
    List<String> parts = new ArrayList<>(List.of(words(described.getClass().getSimpleName())));
    for (RecordComponent component : described.getClass().getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(described);
        parts.add(words(component.getName()) + " " + of(value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return String.join(", ", parts);
  }

  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
