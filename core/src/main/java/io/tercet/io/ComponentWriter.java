package io.tercet.io;

import io.tercet.io.ComponentTypes.Foreign;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Writes one part of a configuration: its {@code type} and all components of its record. Of a class
 * that is no record, or is one that Tercet may not look into, its text is written as {@code
 * description}.
 *
 * @param <T> the part
 */
public class ComponentWriter<T> extends ValueSerializer<T> {
  private final ComponentTypes<T> types;

  /** A writer for components of these kinds. */
  protected ComponentWriter(ComponentTypes<T> types) {
    this.types = types;
  }

  @Override
  public void serialize(T component, JsonGenerator json, SerializationContext context) {
    json.writeStartObject();
    json.writeStringProperty("type", types.nameOf(component));
    if (component instanceof Foreign stranger) {
      stranger.values().forEach((name, value) -> write(name, value, json, context));
    } else if (component instanceof Record && isAccessible(component)) {
      for (RecordComponent part : component.getClass().getRecordComponents()) {
        write(part.getName(), value(part, component), json, context);
      }
    } else {
      json.writeStringProperty("description", component.toString());
    }
    json.writeEndObject();
  }

  private static void write(
      String name, @Nullable Object value, JsonGenerator json, SerializationContext context) {
    json.writeName(name);
    context.writeValue(json, isData(value) || isPart(value) ? value : String.valueOf(value));
  }

  /** Whether Jackson writes it as its numbers and words, and does not look into a class. */
  private static boolean isData(@Nullable Object value) {
    return value == null
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof String
        || value instanceof Enum
        || value instanceof Map
        || value instanceof Iterable
        || value.getClass().isArray()
        || value.getClass().getName().startsWith("io.tercet.");
  }

  /** Whether it is a part of a configuration itself, of the library or of a user's own. */
  private static boolean isPart(@Nullable Object value) {
    return value != null && isPart(value.getClass());
  }

  private static boolean isPart(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    return type.isAnnotationPresent(JsonSerialize.class)
        || Arrays.stream(type.getInterfaces()).anyMatch(ComponentWriter::isPart)
        || (parent != null && isPart(parent));
  }

  private static boolean isAccessible(Object component) {
    for (RecordComponent part : component.getClass().getRecordComponents()) {
      var accessor = part.getAccessor();
      if (!accessor.canAccess(component) && !accessor.trySetAccessible()) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object value(RecordComponent part, Object component) {
    try {
      var accessor = part.getAccessor();
      return accessor.canAccess(component) || accessor.trySetAccessible()
          ? accessor.invoke(component)
          : null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "%s of %s cannot be read".formatted(part.getName(), component.getClass().getName()), e);
    }
  }
}
