package io.tercet.table;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.schema.SchemaNode;
import org.jspecify.annotations.Nullable;

/**
 * A column of a Parquet file.
 *
 * @param name its name
 * @param type what its cells are for a table
 * @param leaf the number of its values' column in the file, or -1 if it is nested
 * @param values how its values are read, or null if it is nested
 */
record ParquetColumn(String name, CellType type, int leaf, @Nullable ParquetValues values) {

  static ParquetColumn of(SchemaNode node) {
    if (node instanceof SchemaNode.PrimitiveNode primitive && ParquetTable.isSingle(node)) {
      ParquetValues values = values(primitive);
      if (values != null) {
        return new ParquetColumn(node.name(), values.cellType(), primitive.columnIndex(), values);
      }
    }
    if (node instanceof SchemaNode.GroupNode group
        && group.isList()
        && ParquetTable.isSingle(node)
        && group.getListElement() instanceof SchemaNode.PrimitiveNode element
        && element.maxRepetitionLevel() == 1) {
      ParquetValues values = values(element);
      if (values != null && values.cellType() == CellType.NUMBER) {
        return new ParquetColumn(node.name(), CellType.VECTOR, element.columnIndex(), values);
      }
    }
    return new ParquetColumn(node.name(), CellType.NESTED, -1, null);
  }

  private static @Nullable ParquetValues values(SchemaNode.PrimitiveNode node) {
    LogicalType logical = node.logicalType();
    PhysicalType physical = node.type();
    if (logical instanceof LogicalType.DecimalType decimal) {
      return switch (physical) {
        case INT32, INT64, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
            new ParquetValues.Decimal(physical, decimal.scale());
        default -> null;
      };
    }
    return switch (physical) {
      case BOOLEAN -> new ParquetValues.Booleans();
      case INT32 -> ints(logical);
      case INT64 -> longs(logical);
      case INT96 -> new ParquetValues.OldTimestamps();
      case FLOAT -> new ParquetValues.Floats();
      case DOUBLE -> new ParquetValues.Doubles();
      case BYTE_ARRAY -> isText(logical) ? new ParquetValues.Texts() : null;
      case FIXED_LEN_BYTE_ARRAY ->
          logical instanceof LogicalType.Float16Type
              ? new ParquetValues.HalfFloats()
              : logical instanceof LogicalType.UuidType ? new ParquetValues.Uuids() : null;
    };
  }

  private static boolean isText(@Nullable LogicalType logical) {
    return logical == null
        || logical instanceof LogicalType.StringType
        || logical instanceof LogicalType.EnumType
        || logical instanceof LogicalType.JsonType;
  }

  private static ParquetValues ints(@Nullable LogicalType logical) {
    return switch (logical) {
      case LogicalType.DateType _ -> new ParquetValues.Dates();
      case LogicalType.TimeType time -> new ParquetValues.IntTimes(perDay(time.unit()));
      case LogicalType.IntType type when !type.isSigned() -> new ParquetValues.UnsignedInts();
      case null, default -> new ParquetValues.Ints();
    };
  }

  private static ParquetValues longs(@Nullable LogicalType logical) {
    return switch (logical) {
      case LogicalType.TimestampType time -> new ParquetValues.Timestamps(perDay(time.unit()));
      case LogicalType.TimeType time -> new ParquetValues.Timestamps(perDay(time.unit()));
      case LogicalType.IntType type when !type.isSigned() -> new ParquetValues.UnsignedLongs();
      case null, default -> new ParquetValues.Longs();
    };
  }

  private static double perDay(LogicalType.TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 86_400e3;
      case MICROS -> 86_400e6;
      case NANOS -> 86_400e9;
    };
  }
}
