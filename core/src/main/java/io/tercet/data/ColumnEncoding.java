package io.tercet.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * How a column of a table becomes features. The constants come from the training examples alone,
 * are part of the model file, and are applied to everything that the model embeds. Immutable.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NumberEncoding.class, name = "number"),
  @JsonSubTypes.Type(value = CategoryEncoding.class, name = "category"),
  @JsonSubTypes.Type(value = VectorEncoding.class, name = "vector")
})
public sealed interface ColumnEncoding permits NumberEncoding, CategoryEncoding, VectorEncoding {

  /** {@return the name of the column} */
  String column();

  /** {@return the number of features that the column becomes, at least 1} */
  int features();

  /**
   * Writes the features of a value.
   *
   * @param value the column's value, or null if it is missing
   * @param features receives them
   * @param offset index of the first one
   * @throws IllegalArgumentException if it is not a value of such a column
   */
  void encode(@Nullable Object value, float[] features, int offset);
}
