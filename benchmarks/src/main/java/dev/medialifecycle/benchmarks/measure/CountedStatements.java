package dev.medialifecycle.benchmarks.measure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that remembers what is sent through it, and for how long it was waited for: statements, savepoints, commits. */
public final class CountedStatements {
    private static final Set<String> SENT_BY_CONNECTION =
            Set.of("commit", "rollback", "setSavepoint", "releaseSavepoint");

    private final Map<String, Cost> sent = new LinkedHashMap<>();
    private final DataSource dataSource;

    /** Counts what goes to this data source through {@link #dataSource}. */
    public CountedStatements(DataSource counted) {
        this.dataSource = watched(DataSource.class, counted, "");
    }

    /** Use this one. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** How often the same text was sent, and how many nanoseconds all of it took. */
    public record Cost(long count, long nanos) {
        /** Whether it is a statement, and not a savepoint, commit or rollback. */
        public static boolean isStatement(String text) {
            return !SENT_BY_CONNECTION.contains(text);
        }
    }

    /** Everything sent since the last call, in the order of its first use. */
    public synchronized Map<String, Cost> taken() {
        Map<String, Cost> all = new LinkedHashMap<>(sent);
        sent.clear();
        return all;
    }

    private synchronized void note(String text, long nanos) {
        sent.merge(
                text.strip().replaceAll("\\s+", " "),
                new Cost(1, nanos),
                (one, other) -> new Cost(one.count + other.count, one.nanos + other.nanos));
    }

    private <T> T watched(Class<T> type, Object target, String sql) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            long begin = System.nanoTime();
            try {
                return wrapped(method.invoke(target, args), args);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            } finally {
                String name = method.getName();
                if (target instanceof Statement && name.startsWith("execute")) {
                    boolean isHere = args != null && args.length > 0 && args[0] instanceof String;
                    note(isHere ? String.valueOf(args[0]) : sql, System.nanoTime() - begin);
                } else if (target instanceof Connection && SENT_BY_CONNECTION.contains(name)) {
                    note(name, System.nanoTime() - begin);
                }
            }
        }));
    }

    private @Nullable Object wrapped(@Nullable Object result, Object @Nullable [] args) {
        String sql = args != null && args.length > 0 && args[0] instanceof String text ? text : "";
        if (result instanceof Connection connection) {
            return watched(Connection.class, connection, sql);
        }
        if (result instanceof PreparedStatement statement && !(result instanceof CallableStatement)) {
            return watched(PreparedStatement.class, statement, sql);
        }
        if (result instanceof Statement statement) {
            return watched(Statement.class, statement, sql);
        }
        return result;
    }
}
