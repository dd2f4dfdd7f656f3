package dev.medialifecycle.repository.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a Java value becomes a column's value. */
final class Values {
    private Values() {}

    /** All elements of a collection as one value, for {@code = ANY(?)} and {@code UNNEST(?)}. */
    record Many(String type, List<? extends @Nullable Object> elements) {
        static Many uuids(Collection<? extends @Nullable Object> ids) {
            return new Many("uuid", new ArrayList<>(ids));
        }

        static Many texts(Collection<? extends @Nullable String> texts) {
            return new Many("varchar", new ArrayList<>(texts));
        }

        static Many bytes(Collection<byte[]> bytes) {
            return new Many("bytea", new ArrayList<>(bytes));
        }

        static Many instants(Collection<Instant> instants) {
            return new Many("timestamptz", new ArrayList<>(instants));
        }

        static Many longs(Collection<Long> numbers) {
            return new Many("bigint", new ArrayList<>(numbers));
        }

        static Many ints(Collection<? extends @Nullable Integer> numbers) {
            return new Many("integer", new ArrayList<>(numbers));
        }

        /** A property of each, in order, null where there is none. */
        static <T, V> List<@Nullable V> nullable(List<T> all, Function<T, @Nullable V> property) {
            List<@Nullable V> values = new ArrayList<>();
            all.forEach(one -> values.add(property.apply(one)));
            return values;
        }
    }

    /** Text that is compared byte for byte. */
    static byte[] exactly(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Many many) {
                statement.setArray(i + 1, array(statement, many));
            } else {
                statement.setObject(i + 1, plain(values[i]));
            }
        }
    }

    private static Array array(PreparedStatement statement, Many many) throws SQLException {
        Object[] elements = many.type().equals("bytea")
                ? many.elements().toArray(byte[][]::new)
                : many.elements().stream().map(Values::plain).toArray();
        return statement.getConnection().createArrayOf(many.type(), elements);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Instant instant) {
            // A column keeps microseconds; cut here, or the database would round up into the future.
            return OffsetDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }
}
