package io.tercet.table;

import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/** How the values of a Parquet column become numbers and texts. */
sealed interface ParquetValues {
  /** The bits of a number without its sign, which are in the order of its size. */
  static int magnitude(float value) {
    return Float.floatToRawIntBits(value) & Integer.MAX_VALUE;
  }

  /** Whether a number of these bits is finite. */
  static boolean isFinite(int magnitude) {
    return magnitude <= Float.floatToRawIntBits(Float.MAX_VALUE);
  }

  /** The values of a batch. */
  interface Batch {
    /** Value {@code i} as a number; not of texts. */
    double number(int i);

    /** Value {@code i} as a text. */
    String text(int i);

    /**
     * Copies values as float32 to every {@code stride}-th place, from {@code at} on.
     *
     * @return whether all are finite
     */
    default boolean fill(float[] target, int at, int stride, int from, int count) {
      int most = 0;
      for (int i = 0; i < count; i++) {
        float value = (float) number(from + i);
        target[at + i * stride] = value;
        most = Math.max(most, magnitude(value));
      }
      return isFinite(most);
    }
  }

  /** The current batch of a reader. */
  Batch batch(ColumnReader reader);

  default CellType cellType() {
    return CellType.NUMBER;
  }

  /** A batch of numbers by place. */
  interface Numbers extends Batch {
    /** Whole numbers without a point, as in CSV files. */
    @Override
    default String text(int i) {
      double number = number(i);
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Long.toString((long) number)
          : Double.toString(number);
    }
  }

  record Floats() implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      float[] values = reader.getFloats();
      return new Numbers() {
        @Override
        public double number(int i) {
          return values[i];
        }

        @Override
        public String text(int i) {
          return values[i] == Math.rint(values[i])
              ? Numbers.super.text(i)
              : Float.toString(values[i]);
        }

        @Override
        public boolean fill(float[] target, int at, int stride, int from, int count) {
          int most = 0;
          for (int i = 0; i < count; i++) {
            float value = values[from + i];
            target[at + i * stride] = value;
            most = Math.max(most, magnitude(value));
          }
          return isFinite(most);
        }
      };
    }
  }

  record Doubles() implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      double[] values = reader.getDoubles();
      return new Numbers() {
        @Override
        public double number(int i) {
          return values[i];
        }

        @Override
        public boolean fill(float[] target, int at, int stride, int from, int count) {
          int most = 0;
          for (int i = 0; i < count; i++) {
            float value = (float) values[from + i];
            target[at + i * stride] = value;
            most = Math.max(most, magnitude(value));
          }
          return isFinite(most);
        }
      };
    }
  }

  record Ints() implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      int[] values = reader.getInts();
      return new Numbers() {
        @Override
        public double number(int i) {
          return values[i];
        }

        @Override
        public boolean fill(float[] target, int at, int stride, int from, int count) {
          for (int i = 0; i < count; i++) {
            target[at + i * stride] = values[from + i];
          }
          return true;
        }
      };
    }
  }

  record UnsignedInts() implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      int[] values = reader.getInts();
      return (Numbers) i -> Integer.toUnsignedLong(values[i]);
    }
  }

  record IntTimes(double perDay) implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      int[] values = reader.getInts();
      return (Numbers) i -> values[i] / perDay;
    }
  }

  record Dates() implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      int[] values = reader.getInts();
      return new Batch() {
        @Override
        public double number(int i) {
          return values[i];
        }

        @Override
        public String text(int i) {
          return LocalDate.ofEpochDay(values[i]).toString();
        }
      };
    }
  }

  record Longs() implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      long[] values = reader.getLongs();
      return new Batch() {
        @Override
        public double number(int i) {
          return values[i];
        }

        @Override
        public String text(int i) {
          return Long.toString(values[i]);
        }
      };
    }
  }

  record UnsignedLongs() implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      long[] values = reader.getLongs();
      return new Batch() {
        @Override
        public double number(int i) {
          return values[i] < 0 ? values[i] + 0x1p64 : values[i];
        }

        @Override
        public String text(int i) {
          return Long.toUnsignedString(values[i]);
        }
      };
    }
  }

  record Timestamps(double perDay) implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      long[] values = reader.getLongs();
      return (Numbers) i -> values[i] / perDay;
    }
  }

  record Booleans() implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      boolean[] values = reader.getBooleans();
      return new Batch() {
        @Override
        public double number(int i) {
          return values[i] ? 1 : 0;
        }

        @Override
        public String text(int i) {
          return Boolean.toString(values[i]);
        }
      };
    }

    @Override
    public CellType cellType() {
      return CellType.BOOLEAN;
    }
  }

  /** Nanoseconds of the day and a Julian day, as Impala and old Spark write them. */
  record OldTimestamps() implements ParquetValues {
    private static final int EPOCH = 2_440_588;

    @Override
    public Batch batch(ColumnReader reader) {
      byte[] bytes = reader.getBinaryValues();
      int[] offsets = reader.getBinaryOffsets();
      ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      return (Numbers)
          i ->
              values.getInt(offsets[i] + Long.BYTES)
                  - EPOCH
                  + values.getLong(offsets[i]) / 86_400e9;
    }
  }

  record HalfFloats() implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      ByteBuffer values = ByteBuffer.wrap(reader.getBinaryValues()).order(ByteOrder.LITTLE_ENDIAN);
      int[] offsets = reader.getBinaryOffsets();
      return (Numbers) i -> Float.float16ToFloat(values.getShort(offsets[i]));
    }
  }

  record Decimal(PhysicalType physical, int scale) implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      return switch (physical) {
        case INT32 -> {
          int[] values = reader.getInts();
          yield decimals(i -> BigInteger.valueOf(values[i]));
        }
        case INT64 -> {
          long[] values = reader.getLongs();
          yield decimals(i -> BigInteger.valueOf(values[i]));
        }
        default -> {
          byte[] bytes = reader.getBinaryValues();
          int[] offsets = reader.getBinaryOffsets();
          yield decimals(i -> unscaled(bytes, offsets[i], offsets[i + 1]));
        }
      };
    }

    private static BigInteger unscaled(byte[] bytes, int from, int to) {
      return from == to ? BigInteger.ZERO : new BigInteger(Arrays.copyOfRange(bytes, from, to));
    }

    private interface Unscaled {
      BigInteger at(int i);
    }

    private Batch decimals(Unscaled values) {
      return new Batch() {
        @Override
        public double number(int i) {
          return new BigDecimal(values.at(i), scale).doubleValue();
        }

        @Override
        public String text(int i) {
          return new BigDecimal(values.at(i), scale).toPlainString();
        }
      };
    }
  }

  record Texts() implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      byte[] bytes = reader.getBinaryValues();
      int[] offsets = reader.getBinaryOffsets();
      return new TextBatch(bytes, offsets);
    }

    @Override
    public CellType cellType() {
      return CellType.TEXT;
    }
  }

  /** Texts of UTF-8. */
  final class TextBatch implements Batch {
    private final byte[] bytes;
    private final int[] offsets;

    /**
     * @param bytes all of them
     * @param offsets where each begins, and the last ends
     */
    TextBatch(byte[] bytes, int[] offsets) {
      this.bytes = bytes;
      this.offsets = offsets;
    }

    @Override
    public double number(int i) {
      return Double.NaN;
    }

    @Override
    public String text(int i) {
      return new String(bytes, offsets[i], length(i), StandardCharsets.UTF_8);
    }

    /** The bytes of value {@code i}. */
    int length(int i) {
      return offsets[i + 1] - offsets[i];
    }

    /**
     * Copies value {@code i} if it is ASCII.
     *
     * @return whether it is
     */
    boolean copy(int i, char[] target) {
      int start = offsets[i];
      int length = length(i);
      for (int k = 0; k < length; k++) {
        byte b = bytes[start + k];
        if (b < 0) {
          return false;
        }
        target[k] = (char) b;
      }
      return true;
    }
  }

  record Uuids() implements ParquetValues {
    @Override
    public Batch batch(ColumnReader reader) {
      ByteBuffer values = ByteBuffer.wrap(reader.getBinaryValues());
      int[] offsets = reader.getBinaryOffsets();
      return new Batch() {
        @Override
        public double number(int i) {
          return Double.NaN;
        }

        @Override
        public String text(int i) {
          int at = offsets[i];
          return new UUID(values.getLong(at), values.getLong(at + Long.BYTES)).toString();
        }
      };
    }

    @Override
    public CellType cellType() {
      return CellType.TEXT;
    }
  }
}
