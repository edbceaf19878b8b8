package io.tercet.app.cli.option;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Constants that people type by name, such as losses and miners. */
public final class Named {
  private Named() {}

  /** Their names, which are their {@code toString()}. */
  static <E extends Enum<E>> List<String> names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::toString).toList();
  }

  /** The constant of that name. */
  static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.toString().equals(name))
        .findAny();
  }

  /** What to say of a name that there is not. */
  static <E extends Enum<E>> String unknown(String option, Class<E> type, String name) {
    return "%s: found '%s', expected one of %s"
        .formatted(option, name, String.join(", ", names(type)));
  }

  /** Uses the constant of that name, if there is a name; notes one that there is not. */
  public static <E extends Enum<E>> void choose(
      String option, Class<E> type, @Nullable String name, Consumer<E> use, List<String> problems) {
    if (name != null) {
      find(type, name).ifPresentOrElse(use, () -> problems.add(unknown(option, type, name)));
    }
  }
}
