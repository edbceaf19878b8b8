package io.tercet.loss;

import io.tercet.distance.Distance;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Losses and miners in words, from the names of their records and components. */
final class Descriptions {
  private Descriptions() {}

  /**
   * "nt xent loss, temperature 0.07, distance cosine, reducer mean". Of what is no record, or is
   * one that Tercet may not look into, its own text; of what has none, the words of its class's
   * name.
   */
  static String of(@Nullable Object described) {
    if (!(described instanceof Record) || described instanceof Distance) {
      return own(described);
    }
    List<String> parts = new ArrayList<>(List.of(words(described.getClass().getSimpleName())));
    for (RecordComponent component : described.getClass().getRecordComponents()) {
      try {
        Method accessor = component.getAccessor();
        if (!accessor.canAccess(described) && !accessor.trySetAccessible()) {
          return own(described);
        }
        Object value = accessor.invoke(described);
        parts.add(words(component.getName()) + " " + of(value));
      } catch (ReflectiveOperationException e) {
        return own(described); // an accessor of a user's own loss that fails
      }
    }
    return String.join(", ", parts);
  }

  private static String own(@Nullable Object described) {
    String text = String.valueOf(described);
    String address = described == null ? "" : "@" + Integer.toHexString(described.hashCode());
    if (described == null || !text.endsWith(address)) {
      return text;
    }
    Class<?> type = described.getClass();
    return type.isHidden() || type.isAnonymousClass()
        ? "one of " + words(type.getName().replaceAll(".*\\.|\\$.*", ""))
        : words(type.getSimpleName());
  }

  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
