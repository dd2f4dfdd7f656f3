package dev.medialifecycle.benchmarks.measure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that remembers what is sent through it: statements as their text, and what savepoints and commits cost. */
public final class CountedStatements {
    private static final Set<String> SENT_BY_CONNECTION =
            Set.of("commit", "rollback", "setSavepoint", "releaseSavepoint");

    private final List<String> sent = new ArrayList<>();
    private final DataSource dataSource;

    /** Counts what goes to this data source through {@link #dataSource}. */
    public CountedStatements(DataSource counted) {
        this.dataSource = watched(DataSource.class, counted, "");
    }

    /** Use this one. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Everything sent since the last call, in order. */
    public synchronized List<String> taken() {
        List<String> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    private synchronized void note(String text) {
        sent.add(text.strip().replaceAll("\\s+", " "));
    }

    private <T> T watched(Class<T> type, Object target, String sql) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            String name = method.getName();
            if (target instanceof Statement && name.startsWith("execute")) {
                note(args != null && args.length > 0 && args[0] instanceof String text ? text : sql);
            } else if (target instanceof Connection && SENT_BY_CONNECTION.contains(name)) {
                note(name);
            }
            try {
                return wrapped(method.invoke(target, args), args);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
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
