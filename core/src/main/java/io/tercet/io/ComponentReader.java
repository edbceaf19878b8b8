package io.tercet.io;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads what {@link ComponentWriter} wrote. Every component of the record must be there, and
 * nothing else.
 *
 * @param <T> the part
 */
public class ComponentReader<T> extends ValueDeserializer<T> {
  private final ComponentTypes<T> types;

  /** A reader for components of these kinds. */
  protected ComponentReader(ComponentTypes<T> types) {
    this.types = types;
  }

  @Override
  public T deserialize(JsonParser json, DeserializationContext context) {
    JsonNode node = context.readTree(json);
    if (!node.path("type").isString()) {
      return context.reportInputMismatch(
          types.part(), "a %s has its 'type' as a text, found %s", types.what(), shortly(node));
    }
    String name = node.get("type").stringValue();
    return types
        .find(name)
        .<T>map(type -> types.part().cast(read(name, node, type, context)))
        .orElseGet(() -> types.foreign(name, values(node, context)));
  }

  private static String shortly(JsonNode node) {
    String text = node.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  private static Map<String, Object> values(JsonNode node, DeserializationContext context) {
    Map<String, Object> values = new LinkedHashMap<>();
    node.properties()
        .forEach(entry -> {
          if (!entry.getKey().equals("type")) {
            values.put(entry.getKey(), context.readTreeAsValue(entry.getValue(), Object.class));
          }
        });
    return values;
  }

  private Object read(String name, JsonNode node, Class<?> type, DeserializationContext context) {
    RecordComponent[] parts = type.getRecordComponents();
    Set<String> unknown = new TreeSet<>(node.propertyNames());
    unknown.remove("type");
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      JsonNode value = node.get(parts[i].getName());
      if (value == null || value.isNull()) {
        return context.reportInputMismatch(
            types.part(), "%s '%s' lacks '%s'", types.what(), name, parts[i].getName());
      }
      unknown.remove(parts[i].getName());
      values[i] = read(name, parts[i], value, context);
    }
    if (!unknown.isEmpty()) {
      return context.reportInputMismatch(
          types.part(), "%s '%s' has no '%s'", types.what(), name, unknown.iterator().next());
    }
    return create(type, List.of(parts), values, context);
  }

  private Object read(
      String name, RecordComponent part, JsonNode value, DeserializationContext context) {
    Object found =
        context.<Object>readTreeAsValue(value, context.constructType(part.getGenericType()));
    if (!part.getType().isPrimitive() && !part.getType().isInstance(found)) {
      return context.reportInputMismatch(
          types.part(), "%s '%s' cannot have such a '%s'", types.what(), name, part.getName());
    }
    return found;
  }

  private Object create(
      Class<?> type, List<RecordComponent> parts, Object[] values, DeserializationContext context) {
    Class<?>[] components = parts.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(components);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        return context.reportInputMismatch(types.part(), "%s", wrong.getMessage());
      }
      throw new IllegalStateException(
          "%s of %s".formatted(type.getName(), Arrays.toString(values)), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be made", e);
    }
  }
}
