package dev.medialifecycle.repository.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row that a result is at, read by the names of its columns. */
final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    /** Makes a value of a row. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    UUID uuid(String column) throws SQLException {
        return Objects.requireNonNull(uuidOrNull(column), column);
    }

    @Nullable
    UUID uuidOrNull(String column) throws SQLException {
        return result.getObject(column, UUID.class);
    }

    String text(String column) throws SQLException {
        return Objects.requireNonNull(textOrNull(column), column);
    }

    @Nullable
    String textOrNull(String column) throws SQLException {
        return result.getString(column);
    }

    /** Text that was stored by {@link Values#exactly}. */
    String exactText(String column) throws SQLException {
        return new String(bytes(column), StandardCharsets.UTF_8);
    }

    @Nullable
    String exactTextOrNull(String column) throws SQLException {
        byte[] bytes = result.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    byte[] bytes(String column) throws SQLException {
        return Objects.requireNonNull(result.getBytes(column), column);
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    int smallNumber(String column) throws SQLException {
        return result.getInt(column);
    }

    @Nullable
    Integer smallNumberOrNull(String column) throws SQLException {
        return result.getObject(column, Integer.class);
    }

    @Nullable
    Duration microsOrNull(String column) throws SQLException {
        Long micros = result.getObject(column, Long.class);
        return micros == null ? null : Duration.of(micros, ChronoUnit.MICROS);
    }

    Instant instant(String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(column), column);
    }

    @Nullable
    Instant instantOrNull(String column) throws SQLException {
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
