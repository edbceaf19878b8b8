package io.tercet.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tercet.data.Dataset;
import io.tercet.io.AtomicFile;
import io.tercet.tensor.Matrix;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes embeddings as a table: a row for each example with its id, its class and its embedding. A
 * file is whole or absent. Examples without a class have an empty label, or none in JSON.
 *
 * <ul>
 *   <li>{@code .csv}: columns id, label, e0, e1, ...; floats in the shortest form that is read back
 *       to the same bits
 *   <li>{@code .jsonl}: {@code {"id":"7","label":"cat","embedding":[0.1,0.2]}}, a line each
 * </ul>
 */
public final class EmbeddingTable {
  private EmbeddingTable() {}

  /**
   * {@return whether {@link #write} knows the format, by its extension}
   *
   * @param file the file to write
   */
  public static boolean isOne(Path file) {
    return isCsv(file) || isJson(file);
  }

  private static boolean isCsv(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  private static boolean isJson(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jsonl") || name.endsWith(".ndjson");
  }

  /**
   * Writes a file in the format of its extension.
   *
   * @param file the file, ending in .csv, .jsonl or .ndjson
   * @param examples the examples
   * @param embeddings their embeddings [n x d]
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if the extension is none of these, or the numbers of rows
   *     differ
   */
  public static void write(Path file, Dataset examples, Matrix embeddings) throws IOException {
    if (!isOne(file)) {
      throw new IllegalArgumentException(file + ": expected .csv or .jsonl");
    }
    if (examples.size() != embeddings.rows()) {
      throw new IllegalArgumentException(
          "%d embeddings of %d examples".formatted(embeddings.rows(), examples.size()));
    }
    AtomicFile.write(
        file,
        out -> {
          if (isCsv(file)) {
            writeCsv(out, examples, embeddings);
          } else {
            writeJson(out, examples, embeddings);
          }
        });
  }

  private static void writeCsv(OutputStream out, Dataset examples, Matrix embeddings)
      throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CsvWriter csv = CsvWriter.builder().build(text);
    List<String> fields = new ArrayList<>(List.of("id", "label"));
    for (int j = 0; j < embeddings.columns(); j++) {
      fields.add("e" + j);
    }
    csv.writeRecord(fields);
    for (int i = 0; i < examples.size(); i++) {
      fields.clear();
      fields.add(examples.id(i));
      fields.add(isLabelled(examples, i) ? className(examples, i) : "");
      for (int j = 0; j < embeddings.columns(); j++) {
        fields.add(Float.toString(embeddings.get(i, j)));
      }
      csv.writeRecord(fields);
    }
    csv.flush();
    text.flush();
  }

  private static void writeJson(OutputStream out, Dataset examples, Matrix embeddings)
      throws IOException {
    JsonMapper mapper = JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    for (int i = 0; i < examples.size(); i++) {
      try (JsonGenerator json = mapper.createGenerator(out)) {
        json.writeStartObject();
        json.writeStringProperty("id", examples.id(i));
        if (isLabelled(examples, i)) {
          json.writeStringProperty("label", className(examples, i));
        }
        json.writeArrayPropertyStart("embedding");
        for (int j = 0; j < embeddings.columns(); j++) {
          json.writeNumber(embeddings.get(i, j));
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      out.write('\n');
    }
  }

  private static boolean isLabelled(Dataset examples, int index) {
    return !className(examples, index).equals(TableDataset.UNLABELLED);
  }

  private static String className(Dataset examples, int index) {
    return examples.classNames().get(examples.label(index));
  }
}
