package io.tercet.app.cli.option;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Records with one component exchanged, by the component's name. */
final class RecordComponents {
  private RecordComponents() {}

  static boolean has(Object value, String component) {
    return value instanceof Record
        && Arrays.stream(value.getClass().getRecordComponents())
            .anyMatch(part -> part.getName().equals(component));
  }

  /**
   * The same record with another value of a component.
   *
   * @throws IllegalArgumentException if the record refuses the value
   */
  static <T> T with(T value, String component, Object changed) {
    RecordComponent[] parts = value.getClass().getRecordComponents();
    Object[] values = new Object[parts.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        values[i] =
            parts[i].getName().equals(component) ? changed : parts[i].getAccessor().invoke(value);
      }
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      @SuppressWarnings("unchecked")
      T made = (T) value.getClass().getDeclaredConstructor(types).newInstance(values);
      return made;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(value + " with " + component + " " + changed, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(value + " with " + component + " " + changed, e);
    }
  }

  /** The value of a component. */
  static Object get(Object value, String component) {
    try {
      for (RecordComponent part : value.getClass().getRecordComponents()) {
        if (part.getName().equals(component)) {
          return part.getAccessor().invoke(value);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " of " + value, e);
    }
    throw new IllegalStateException("no " + component + " in " + value);
  }
}
