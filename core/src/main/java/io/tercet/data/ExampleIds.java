package io.tercet.data;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds examples by user input: a number, counted from 0, or an id ({@link Dataset#id}). Input of
 * digits only is a number; {@code id:892} is the example with id 892. Ids are compared exactly,
 * then, if none matches, in Unicode normalization form NFC, in which file systems differ. Not
 * thread-safe.
 */
public final class ExampleIds {
  private static final String PREFIX = "id:";

  private final int size;
  private final @Nullable IntFunction<String> ids;
  private final @Nullable Dataset whole;
  private @Nullable Map<String, Integer> exact;
  private @Nullable Map<String, Integer> normal;

  private ExampleIds(int size, @Nullable IntFunction<String> ids, @Nullable Dataset whole) {
    this.size = size;
    this.ids = ids;
    this.whole = whole;
  }

  /**
   * {@return the ids of the examples of a data set}
   *
   * @param dataset a whole data set, or a part of one
   */
  public static ExampleIds of(Dataset dataset) {
    Dataset whole = dataset instanceof Subset subset ? subset.whole() : null;
    return new ExampleIds(dataset.size(), dataset::id, whole);
  }

  /**
   * {@return the given ids}
   *
   * @param ids the ID of each example, in order
   */
  public static ExampleIds of(List<String> ids) {
    return new ExampleIds(ids.size(), ids::get, null);
  }

  /**
   * {@return no ids: examples are found by their numbers alone}
   *
   * @param size the number of examples
   */
  public static ExampleIds ofNumbers(int size) {
    return new ExampleIds(size, null, null);
  }

  /**
   * {@return the number of the example, or -1 if there is none}
   *
   * @param text a number or an ID
   */
  public int find(String text) {
    if (text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty()) {
      return text.length() > 9 || Integer.parseInt(text) >= size ? -1 : Integer.parseInt(text);
    }
    if (ids == null) {
      return -1;
    }
    if (exact == null || normal == null) {
      exact = index(size, ids, false);
      normal = index(size, ids, true);
    }
    int found = find(exact, normal, text);
    return found < 0 && text.startsWith(PREFIX)
        ? find(exact, normal, text.substring(PREFIX.length()))
        : found;
  }

  private static int find(Map<String, Integer> exact, Map<String, Integer> normal, String id) {
    Integer found = exact.get(id);
    return found != null ? found : normal.getOrDefault(nfc(id), -1);
  }

  private static Map<String, Integer> index(int size, IntFunction<String> ids, boolean normalized) {
    Map<String, Integer> numbers = HashMap.newHashMap(size);
    for (int i = 0; i < size; i++) {
      String id = ids.apply(i);
      numbers.putIfAbsent(normalized ? nfc(id) : id, i);
    }
    return numbers;
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * {@return a description of valid input, for error messages: {@code "the number of an example, 0
   * to 9, or its id"}}
   *
   * @param notFound the text for which {@link #find} found nothing
   */
  public String expected(String notFound) {
    if (whole != null && of(whole).find(notFound) >= 0 && !notFound.matches("[0-9]+")) {
      return "an example of this part of the data; it is in the other part";
    }
    String numbers = "the number of an example, 0 to %d".formatted(size - 1);
    return ids == null || size == 0
        ? numbers
        : numbers + ", or its id, such as '%s'".formatted(ids.apply(0));
  }
}
