package io.tercet.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The kinds of one part of a configuration, such as the losses, by the names that they have in
 * JSON. Kinds from outside the library are written under the name of their class and are read back
 * as {@link Foreign} stand-ins: no class is ever loaded by a name that a file holds. Immutable.
 *
 * @param <T> what all of them implement
 */
public final class ComponentTypes<T> {
  private final Class<T> part;
  private final String what;
  private final Map<String, Class<? extends T>> types = new LinkedHashMap<>();
  private final BiFunction<String, Map<String, Object>, T> foreign;

  /**
   * @param part what all of them implement
   * @param what what people call one, for messages: "loss"
   * @param foreign makes the stand-in for a kind that is not in the library, from its name and
   *     values
   */
  public ComponentTypes(
      Class<T> part, String what, BiFunction<String, Map<String, Object>, T> foreign) {
    this.part = part;
    this.what = what;
    this.foreign = foreign;
  }

  /** Stands in for a component that a file names and the library does not have. */
  public interface Foreign {
    /** Name of its kind in the file. */
    String type();

    /** Its values, by name. */
    Map<String, Object> values();

    /** One line for its user. */
    default IllegalStateException unusable(String what) {
      return new IllegalStateException(
          "the %s '%s' %s is not part of Tercet: to train with it, hand the object itself over"
              .formatted(what, type(), values()));
    }
  }

  /** A copy of a stand-in's values that keeps their order and is immutable. */
  public static Map<String, Object> kept(Map<String, Object> values) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Adds a kind; its class is a record. */
  public ComponentTypes<T> with(String name, Class<? extends T> type) {
    types.put(name, type);
    return this;
  }

  /** The name of a component's kind. */
  public String nameOf(T component) {
    if (component instanceof Foreign stranger) {
      return stranger.type();
    }
    return types.entrySet().stream()
        .filter(entry -> entry.getValue() == component.getClass())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> nameOf(component.getClass()));
  }

  private static String nameOf(Class<?> type) {
    return type.getSimpleName().isEmpty() || type.isHidden()
        ? type.getName().replaceAll(".*\\.|/.*", "")
        : type.getSimpleName();
  }

  Optional<Class<? extends T>> find(String name) {
    return Optional.ofNullable(types.get(name));
  }

  T foreign(String name, Map<String, Object> values) {
    return foreign.apply(name, values);
  }

  Class<T> part() {
    return part;
  }

  String what() {
    return what;
  }
}
